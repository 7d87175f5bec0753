#include "ui/kit/file_dialog.h"

#include "core/replica/replica.h"
#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/text/format_text.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QFileSystemModel>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QRegularExpression>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace rawi {

namespace {

// QFileSystemModel's columns.
enum Column { SizeColumn = 1, TypeColumn, DateColumn };
constexpr int kPlacesWidth = 150;
constexpr int kFilesWidth = 550;

// Sizes and dates as everywhere in the program.
class FactsDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QFileInfo info(index.siblingAtColumn(0).data(QFileSystemModel::FilePathRole).toString());
        option->text = index.column() == DateColumn ? dateText(info.lastModified().date())
            : info.isFile()                         ? byteSizeText(info.size())
                                                    : QString();
    }
};

// The folders of the box at the top, as they are read.
class FolderNames : public QIdentityProxyModel {
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const QVariant found = QIdentityProxyModel::data(index, role);
        const QString path = role == Qt::DisplayRole ? found.toString() : QString();
        return path.startsWith(u'/') ? QVariant(pathText(path)) : found;
    }
};

// The name under which a desk keeps the folder.
QString folderKey(FileDialog::Purpose purpose)
{
    switch (purpose) {
    case FileDialog::Purpose::Media:
        return u"folder_media"_s;
    case FileDialog::Purpose::Pictures:
        return u"folder_pictures"_s;
    case FileDialog::Purpose::Subtitles:
        return u"folder_subtitles"_s;
    case FileDialog::Purpose::Presets:
        return u"folder_presets"_s;
    case FileDialog::Purpose::Texts:
        return u"folder_texts"_s;
    case FileDialog::Purpose::WatchFolders:
        return u"folder_watched"_s;
    }
    return {};
}

} // namespace

FileDialog::FileDialog(const QString &title, FileMode mode, QWidget *parent) : QFileDialog(parent, title)
{
    setOption(DontUseNativeDialog);
    setOption(HideNameFilterDetails); // "*.mp4" says nothing to a person, and is jumbled in Arabic
    setAttribute(Qt::WA_DeleteOnClose);
    setFileMode(mode);
    if (auto *tree = findChild<QTreeView *>(u"treeView"_s)) {
        auto *facts = new FactsDelegate(tree);
        tree->setItemDelegateForColumn(SizeColumn, facts);
        tree->setItemDelegateForColumn(DateColumn, facts);
        tree->setColumnHidden(TypeColumn, true); // the name says it
        tree->header()->setStretchLastSection(false);
        tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
        tree->header()->setSectionResizeMode(SizeColumn, QHeaderView::Fixed);
        tree->header()->setSectionResizeMode(DateColumn, QHeaderView::Fixed);
        tree->setColumnWidth(SizeColumn, scaledPx(90));
        tree->setColumnWidth(DateColumn, scaledPx(150));
    }
    if (auto *path = findChild<QComboBox *>(u"lookInCombo"_s)) {
        auto *names = new FolderNames(path);
        path->model()->setParent(this); // the box would delete it
        names->setSourceModel(path->model());
        path->setModel(names);
    }
    if (auto *split = findChild<QSplitter *>(u"splitter"_s)) {
        split->setSizes({scaledPx(kPlacesWidth), scaledPx(kFilesWidth)});
    }
    resize(scaledPx(720), scaledPx(540));
    retranslate();
}

void FileDialog::saveAs(const QList<std::pair<QString, QString>> &kinds, const QString &name)
{
    setAcceptMode(AcceptSave);
    retranslate(); // Qt put its own words on the button
    QStringList filters;
    for (const auto &[words, ending] : kinds) {
        filters.append(u"%1 (*.%2)"_s.arg(words, ending));
    }
    setNameFilters(filters);
    setDefaultSuffix(kinds.first().second);
    connect(this, &QFileDialog::filterSelected, this, [this, filters, kinds](const QString &filter) {
        for (qsizetype i = 0; i < kinds.size(); ++i) {
            if (filter == filters.at(i) || filter == kinds.at(i).first) {
                setDefaultSuffix(kinds.at(i).second);
            }
        }
    });
    static const QRegularExpression kUnfit(u"[/\\:*?\"<>|\\x00-\\x1f]+"_s);
    const QString fit = QString(name).replace(kUnfit, u" "_s).simplified();
    if (!fit.isEmpty()) {
        selectFile(fit + u'.' + kinds.first().second);
    }
}

void FileDialog::remember(Replica &replica, Purpose purpose)
{
    const QString key = folderKey(purpose);
    if (const QString last = replica.setting(key); !last.isEmpty() && QFileInfo(last).isDir()) {
        setDirectory(last);
    }
    connect(this, &QFileDialog::filesSelected, &replica, [&replica, key](const QStringList &paths) {
        // Not kept: it begins elsewhere next time.
        static_cast<void>(replica.setSetting(key, QFileInfo(paths.first()).absolutePath()));
    });
}

// Qt's own words are not the program's.
void FileDialog::retranslate()
{
    setLabelText(LookIn, tr("Folder:"));
    setLabelText(FileName, tr("Name:"));
    setLabelText(FileType, tr("Kind:"));
    setLabelText(Accept, acceptMode() == AcceptSave ? tr("Save") : tr("Choose"));
    setLabelText(Reject, tr("Cancel"));
}

void FileDialog::changeEvent(QEvent *event)
{
    QFileDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        QMetaObject::invokeMethod(this, &FileDialog::retranslate, Qt::QueuedConnection); // the box of buttons says Qt's words first
    }
}

} // namespace rawi
