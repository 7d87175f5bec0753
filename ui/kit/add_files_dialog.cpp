#include "ui/kit/add_files_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QFileSystemModel>
#include <QGridLayout>
#include <QHeaderView>
#include <QImageReader>
#include <QLabel>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr QSize kPicture(220, 160);
constexpr int kLookMs = 150;

// QFileSystemModel's columns.
enum Column { SizeColumn = 1, TypeColumn, DateColumn };

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

} // namespace

AddFilesDialog::AddFilesDialog(const QString &title, FileMode mode, QWidget *parent, MediaIntake *intake)
    : QFileDialog(parent, title), m_intake(intake), m_picture(new QLabel(this)), m_facts(new QLabel(this))
{
    setOption(DontUseNativeDialog);
    setAttribute(Qt::WA_DeleteOnClose);
    setFileMode(mode);
    arrange(mode);
    m_look.setSingleShot(true);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &AddFilesDialog::look);
    connect(this, &QFileDialog::currentChanged, this, &AddFilesDialog::choose);
    retranslate();
}

void AddFilesDialog::arrange(FileMode mode)
{
    m_picture->setObjectName(u"glance"_s);
    m_picture->setFixedSize(scaledPx(kPicture.width()), scaledPx(kPicture.height()));
    m_picture->setAlignment(Qt::AlignCenter);
    m_facts->setObjectName(u"facts"_s);
    m_facts->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_facts->setWordWrap(true);
    m_facts->setFixedWidth(m_picture->width());
    m_facts->setProperty("role", u"muted"_s);
    auto *column = new QVBoxLayout;
    column->addWidget(m_picture);
    column->addWidget(m_facts);
    column->addStretch(1);
    if (auto *grid = qobject_cast<QGridLayout *>(layout()); grid && mode != Directory) {
        grid->addLayout(column, 1, grid->columnCount());
    } else {
        delete column;
        m_picture->hide();
        m_facts->hide();
    }
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
        path->setLayoutDirection(Qt::LeftToRight); // as paths run in every language
    }
    resize(scaledPx(mode == Directory ? 720 : 960), scaledPx(540));
}

// Qt's own words are not the program's.
void AddFilesDialog::retranslate()
{
    setLabelText(LookIn, tr("Folder:"));
    setLabelText(FileName, tr("Name:"));
    setLabelText(FileType, tr("Kind:"));
    setLabelText(Accept, tr("Choose"));
    setLabelText(Reject, tr("Cancel"));
}

void AddFilesDialog::changeEvent(QEvent *event)
{
    QFileDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void AddFilesDialog::choose(const QString &path)
{
    m_path = path;
    m_picture->clear();
    m_picture->setAccessibleName({});
    m_facts->clear();
    const QFileInfo info(path);
    if (info.isFile()) {
        m_facts->setText(byteSizeText(info.size()));
        if (m_intake != nullptr) {
            m_look.start();
        }
    }
}

void AddFilesDialog::look()
{
    const QPointer<AddFilesDialog> self(this);
    m_intake->glance(m_path, [self, path = m_path](const MediaIntake::Glance &glance, const std::optional<Error> &error) {
        if (self && self->m_path == path) {
            self->showGlance(glance, error);
        }
    });
}

void AddFilesDialog::showGlance(const MediaIntake::Glance &glance, const std::optional<Error> &error)
{
    QStringList facts;
    const ProbeReport &report = glance.report;
    if (!error && report.durationMs > 0) {
        facts.append(durationText(report.durationMs));
    }
    if (!error && report.width > 0) {
        facts.append(leftToRight(u"%1×%2"_s.arg(report.width).arg(report.height)));
    }
    facts.append(isolate(byteSizeText(QFileInfo(m_path).size())));
    const QString said = facts.join(u" · "_s);
    m_facts->setText(error ? said + u'\n' + errorText(*error) : said);
    if (glance.picture.isEmpty()) {
        return;
    }
    QImageReader reader(glance.picture);
    reader.setAutoTransform(true);
    const QImage picture = reader.read();
    if (!picture.isNull()) {
        m_picture->setPixmap(QPixmap::fromImage(picture.scaled(m_picture->size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        m_picture->setAccessibleName(tr("Picture of %1").arg(isolate(QFileInfo(m_path).fileName())));
    }
}

} // namespace rawi
