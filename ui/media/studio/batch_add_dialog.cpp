#include "ui/media/studio/batch_add_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/kit/icons.h"
#include "ui/media/studio/preset_checks_view.h"
#include "ui/text/encode_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr qsizetype kMostShown = 500; // the list is to be looked over, not to be read

} // namespace

BatchAddDialog::BatchAddDialog(Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_filesLabel(new QLabel(this))
    , m_files(new QListWidget(this))
    , m_addFiles(new QPushButton(this))
    , m_addFolder(new QPushButton(this))
    , m_clear(new QPushButton(this))
    , m_presetsLabel(new QLabel(this))
    , m_presets(new PresetChecksView(desk, this))
    , m_priorityLabel(new QLabel(this))
    , m_priority(new QComboBox(this))
{
    resize(760, 480);
    setAcceptDrops(true);
    build();
    connect(m_addFiles, &QPushButton::clicked, this, &BatchAddDialog::chooseFiles);
    connect(m_addFolder, &QPushButton::clicked, this, &BatchAddDialog::chooseFolder);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_paths.clear();
        refresh();
    });
    retranslate();
}

void BatchAddDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(10);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(14);
    auto *files = new QVBoxLayout;
    m_filesLabel->setBuddy(m_files);
    m_files->setSelectionMode(QAbstractItemView::NoSelection);
    files->addWidget(m_filesLabel);
    files->addWidget(m_files, 1);
    auto *row = new QHBoxLayout;
    for (QPushButton *one : {m_addFiles, m_addFolder}) {
        row->addWidget(one);
    }
    row->addStretch(1);
    row->addWidget(m_clear);
    files->addLayout(row);
    sides->addLayout(files, 3);
    auto *presets = new QVBoxLayout;
    m_presetsLabel->setBuddy(m_presets);
    presets->addWidget(m_presetsLabel);
    presets->addWidget(m_presets, 1);
    auto *priority = new QHBoxLayout;
    m_priorityLabel->setBuddy(m_priority);
    priority->addWidget(m_priorityLabel);
    priority->addWidget(m_priority, 1);
    presets->addLayout(priority);
    sides->addLayout(presets, 2);
    column->addLayout(sides, 1);
    for (const EncodePriority one : {EncodePriority::High, EncodePriority::Normal, EncodePriority::Low}) {
        m_priority->addItem(QString(), static_cast<int>(one));
    }
    m_priority->setCurrentIndex(1);
    auto *buttons = new QDialogButtonBox(this);
    m_begin = new QPushButton(buttons);
    m_begin->setProperty("role", u"primary"_s); // before the box polishes it
    buttons->addButton(m_begin, QDialogButtonBox::AcceptRole);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &BatchAddDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void BatchAddDialog::addPaths(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (!path.isEmpty()) {
            m_paths.append(path);
        }
    }
    m_paths.removeDuplicates();
    refresh();
}

void BatchAddDialog::chooseFiles()
{
    auto *dialog = new AddFilesDialog(tr("Add files"), QFileDialog::ExistingFiles, this, &m_desk.intake());
    dialog->remember(m_desk.replica(), FileDialog::Purpose::Media);
    connect(dialog, &QFileDialog::filesSelected, this, &BatchAddDialog::addPaths);
    dialog->open();
}

void BatchAddDialog::chooseFolder()
{
    auto *dialog = new AddFilesDialog(tr("Add a folder"), QFileDialog::Directory, this, &m_desk.intake());
    dialog->remember(m_desk.replica(), FileDialog::Purpose::Media);
    connect(dialog, &QFileDialog::filesSelected, this, &BatchAddDialog::addPaths);
    dialog->open();
}

void BatchAddDialog::begin()
{
    m_desk.batch().add(m_paths, m_presets->chosen(), static_cast<EncodePriority>(m_priority->currentData().toInt()));
    accept();
}

void BatchAddDialog::refresh()
{
    m_files->clear();
    for (const QString &path : m_paths.mid(0, kMostShown)) {
        const QFileInfo info(path);
        auto *item = new QListWidgetItem(icon(info.isDir() ? Icon::Folder : Icon::Film), isolate(info.fileName()), m_files);
        item->setToolTip(pathText(path));
    }
    m_filesLabel->setText(m_paths.isEmpty() ? tr("Files and folders (drop them here)")
                                            : tr("%n files and folders", nullptr, static_cast<int>(m_paths.size())));
    m_begin->setEnabled(!m_paths.isEmpty());
    m_clear->setEnabled(!m_paths.isEmpty());
}

void BatchAddDialog::retranslate()
{
    setWindowTitle(tr("Add many files"));
    m_files->setAccessibleName(tr("Files and folders"));
    m_addFiles->setText(tr("Add files…"));
    m_addFolder->setText(tr("Add a folder…"));
    m_clear->setText(tr("Empty the list"));
    m_presetsLabel->setText(tr("Outputs for each file"));
    m_priorityLabel->setText(tr("Priority"));
    m_priority->setAccessibleName(tr("Priority"));
    for (int row = 0; row < m_priority->count(); ++row) {
        m_priority->setItemText(row, encodePriorityText(static_cast<EncodePriority>(m_priority->itemData(row).toInt())));
    }
    m_begin->setText(tr("Add to the library"));
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void BatchAddDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void BatchAddDialog::dropEvent(QDropEvent *event)
{
    QStringList paths;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        paths.append(url.toLocalFile());
    }
    addPaths(paths);
    event->acceptProposedAction();
}

void BatchAddDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
