#include "ui/media/studio/watch_folders_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/problem_label.h"
#include "ui/media/studio/preset_checks_view.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"
#include "ui/text/known_files_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kIdRole = Qt::UserRole + 1;

} // namespace

WatchFoldersDialog::WatchFoldersDialog(Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_folders(new QTreeWidget(this))
    , m_add(new QPushButton(this))
    , m_pause(new QPushButton(this))
    , m_remove(new QPushButton(this))
    , m_presetsLabel(new QLabel(this))
    , m_presets(new PresetChecksView(desk, this))
    , m_subfolders(new QCheckBox(this))
    , m_errorsLabel(new QLabel(this))
    , m_errors(new QListWidget(this))
    , m_again(new QPushButton(this))
    , m_problem(new ProblemLabel(this))
{
    resize(820, 520);
    m_folders->ensurePolished(); // rows that are measured before keep a height without the style's padding
    build();
    connect(m_add, &QPushButton::clicked, this, &WatchFoldersDialog::chooseFolder);
    connect(m_pause, &QPushButton::clicked, this, &WatchFoldersDialog::togglePaused);
    connect(m_remove, &QPushButton::clicked, this, &WatchFoldersDialog::removeSelected);
    connect(m_again, &QPushButton::clicked, this, &WatchFoldersDialog::tryAgain);
    connect(m_folders, &QTreeWidget::currentItemChanged, this, &WatchFoldersDialog::showSelected);
    connect(m_presets, &PresetChecksView::chosenChanged, this, [this] {
        if (const auto folder = selected()) {
            tell(m_desk.watchFolders().setPresets(folder->id, m_presets->chosen()));
        }
    });
    connect(m_subfolders, &QCheckBox::clicked, this, [this](bool on) {
        if (const auto folder = selected()) {
            tell(m_desk.watchFolders().setSubfolders(folder->id, on));
        }
    });
    connect(&desk.watchFolders(), &WatchFolders::changed, this, &WatchFoldersDialog::refresh);
    retranslate();
}

void WatchFoldersDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(10);
    m_folders->setColumnCount(3);
    m_folders->setRootIsDecorated(false);
    m_folders->header()->setStretchLastSection(false);
    m_folders->header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    // A problem in words is longer than a path: both share the width, and the whole is in the tool tip.
    m_folders->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_folders->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_folders->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    column->addWidget(m_folders, 2);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_pause);
    row->addStretch(1);
    row->addWidget(m_remove);
    column->addLayout(row);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(14);
    auto *presets = new QVBoxLayout;
    m_presetsLabel->setBuddy(m_presets);
    presets->addWidget(m_presetsLabel);
    presets->addWidget(m_presets, 1);
    presets->addWidget(m_subfolders);
    sides->addLayout(presets, 1);
    auto *errors = new QVBoxLayout;
    m_errorsLabel->setBuddy(m_errors);
    m_errors->setWordWrap(true);
    errors->addWidget(m_errorsLabel);
    errors->addWidget(m_errors, 1);
    auto *again = new QHBoxLayout;
    again->addStretch(1);
    again->addWidget(m_again);
    errors->addLayout(again);
    sides->addLayout(errors, 1);
    column->addLayout(sides, 3);
    column->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::optional<WatchFolder> WatchFoldersDialog::selected() const
{
    const QTreeWidgetItem *item = m_folders->currentItem();
    const QUuid id = item ? item->data(0, kIdRole).toUuid() : QUuid();
    const QList<WatchFolder> folders = m_desk.watchFolders().folders();
    const auto found = std::find_if(folders.cbegin(), folders.cend(), [&](const WatchFolder &one) { return one.id == id; });
    return found == folders.cend() ? std::nullopt : std::optional<WatchFolder>(*found);
}

// In words of folders: those of errorText() speak of files and records.
QString WatchFoldersDialog::problemText(const Error &error)
{
    if (error.code == ErrorCode::AlreadyExists) {
        return tr("%1 is watched already. Choose it in the list to change the outputs for its files.").arg(pathText(error.subject));
    }
    if (error.code == ErrorCode::FileMissing) {
        return tr("The folder %1 is not there. Connect its disk or share, or stop watching it.").arg(pathText(error.subject));
    }
    if (error.code == ErrorCode::TooLarge) {
        return tr("Not everything is watched: there is too much in or below %1. Watch a smaller folder.").arg(pathText(error.subject));
    }
    return errorText(error);
}

QString WatchFoldersDialog::stateOf(const WatchFolder &folder) const
{
    if (folder.paused) {
        return tr("Paused");
    }
    if (const auto problem = m_desk.watchFolders().problem(folder.id)) {
        return problemText(*problem);
    }
    const QList<WatchedFile> asked = m_desk.watchFolders().asked();
    const auto here = std::count_if(asked.cbegin(), asked.cend(), [&](const WatchedFile &file) { return file.folder == folder.id; });
    if (here > 0) {
        return tr("%1 Decide under “Needs attention”.", "“3 files are in the library already.”").arg(knownFilesText(static_cast<int>(here)));
    }
    const int waiting = m_desk.watchFolders().waiting(folder.id);
    return waiting > 0 ? tr("%n files on their way", nullptr, waiting) : tr("Watching");
}

void WatchFoldersDialog::refresh()
{
    const QUuid current = selected() ? selected()->id : QUuid();
    {
        const QSignalBlocker quiet(m_folders);
        m_folders->clear();
        const QList<WatchFolder> folders = m_desk.watchFolders().folders();
        for (const WatchFolder &folder : folders) {
            const QList<WatchedFile> files = m_desk.watchFolders().files(folder.id);
            const auto taken = std::count_if(files.cbegin(), files.cend(),
                                             [](const WatchedFile &file) { return file.state == WatchedState::Taken; });
            auto *item = new QTreeWidgetItem(m_folders, {pathText(folder.path), stateOf(folder), countText(taken)});
            item->setToolTip(0, pathText(folder.path));
            item->setToolTip(1, stateOf(folder));
            item->setData(0, kIdRole, folder.id);
            if (folder.id == current) {
                m_folders->setCurrentItem(item);
            }
        }
        if (!m_folders->currentItem() && m_folders->topLevelItemCount() > 0) {
            m_folders->setCurrentItem(m_folders->topLevelItem(m_folders->topLevelItemCount() - 1));
        }
    }
    showSelected();
}

void WatchFoldersDialog::showSelected()
{
    const auto folder = selected();
    m_pause->setEnabled(folder.has_value());
    m_remove->setEnabled(folder.has_value());
    m_presets->setEnabled(folder.has_value());
    m_subfolders->setEnabled(folder.has_value());
    m_subfolders->setChecked(folder && folder->subfolders);
    m_pause->setText(folder && folder->paused ? tr("Resume") : tr("Pause"));
    m_presets->setChosen(folder ? folder->presets : QStringList());
    showErrors();
}

void WatchFoldersDialog::showErrors()
{
    m_errors->clear();
    const auto folder = selected();
    const QList<WatchedFile> files = folder ? m_desk.watchFolders().files(folder->id) : QList<WatchedFile>();
    for (const WatchedFile &file : files) {
        if (file.state == WatchedState::Failed) {
            auto *item = new QListWidgetItem(errorText(file.error), m_errors);
            item->setToolTip(pathText(file.path));
            item->setData(kIdRole, file.path);
        }
    }
    m_again->setEnabled(m_errors->count() > 0);
}

void WatchFoldersDialog::chooseFolder()
{
    auto *dialog = new AddFilesDialog(tr("Watch a folder"), QFileDialog::Directory, this, &m_desk.intake());
    dialog->remember(m_desk.replica(), FileDialog::Purpose::WatchFolders);
    connect(dialog, &QFileDialog::fileSelected, this, &WatchFoldersDialog::addFolder);
    dialog->open();
}

void WatchFoldersDialog::addFolder(const QString &path)
{
    const auto added = m_desk.watchFolders().add(path, {});
    tell(added.ok() ? Result<void>() : Result<void>(added.error()));
    if (added.ok()) {
        m_folders->setCurrentItem(m_folders->topLevelItem(m_folders->topLevelItemCount() - 1));
    }
}

void WatchFoldersDialog::togglePaused()
{
    if (const auto folder = selected()) {
        tell(m_desk.watchFolders().setPaused(folder->id, !folder->paused));
    }
}

void WatchFoldersDialog::removeSelected()
{
    const auto folder = selected();
    if (!folder) {
        return;
    }
    auto *ask = new QMessageBox(this);
    ask->setIcon(QMessageBox::Question);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = ask->addButton(QString(), QMessageBox::AcceptRole);
    QPushButton *no = ask->addButton(QString(), QMessageBox::RejectRole);
    followLanguage(*ask, [ask, yes, no, path = folder->path] {
        ask->setWindowTitle(tr("Stop watching"));
        ask->setText(tr("Stop watching %1? What was imported from it stays in the library.").arg(pathText(path)));
        yes->setText(tr("Stop watching"));
        no->setText(tr("Cancel"));
    });
    connect(ask, &QMessageBox::buttonClicked, this, [this, yes, id = folder->id](const QAbstractButton *button) {
        if (button == yes) {
            tell(m_desk.watchFolders().remove(id));
        }
    });
    ask->open();
}

void WatchFoldersDialog::tryAgain()
{
    const auto folder = selected();
    QStringList paths;
    for (int row = 0; folder && row < m_errors->count(); ++row) {
        paths.append(m_errors->item(row)->data(kIdRole).toString());
    }
    for (const QString &path : std::as_const(paths)) {
        tell(m_desk.watchFolders().tryAgain(folder->id, path));
    }
}

void WatchFoldersDialog::tell(const Result<void> &done)
{
    done.ok() ? m_problem->forget() : m_problem->say([error = done.error()] { return problemText(error); });
}

void WatchFoldersDialog::retranslate()
{
    setWindowTitle(tr("Watch folders"));
    m_folders->setHeaderLabels({tr("Folder"), tr("State"), tr("Imported")});
    m_folders->setAccessibleName(tr("Watch folders"));
    m_add->setText(tr("Watch a folder…"));
    m_remove->setText(tr("Stop watching…"));
    m_presetsLabel->setText(tr("Outputs for each new file"));
    m_subfolders->setText(tr("Subfolders, too"));
    m_subfolders->setToolTip(tr("Up to 8 levels deep; links are not followed, and a subfolder that is watched by itself is left to itself"));
    m_errorsLabel->setText(tr("Files that could not be imported"));
    m_errors->setAccessibleName(m_errorsLabel->text());
    m_again->setText(tr("Try again"));
    m_close->setText(tr("Close"));
    refresh();
}

void WatchFoldersDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
