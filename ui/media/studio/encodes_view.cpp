#include "ui/media/studio/encodes_view.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/font_scale.h"
#include "ui/media/studio/batch_add_dialog.h"
#include "ui/media/studio/encode_limits_dialog.h"
#include "ui/media/studio/encode_log_dialog.h"
#include "ui/media/studio/encodes_head_view.h"
#include "ui/media/studio/job_table.h"
#include "ui/media/studio/watch_folders_dialog.h"
#include "ui/text/encode_text.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

bool isPausable(const EncodeJob &job)
{
    return job.state == EncodeState::Running || job.state == EncodeState::Queued;
}

bool isResumable(const EncodeJob &job)
{
    return job.state == EncodeState::Paused;
}

bool isCancellable(const EncodeJob &job)
{
    return job.isOpen();
}

bool isRetryable(const EncodeJob &job)
{
    return job.state == EncodeState::Failed || job.state == EncodeState::Cancelled;
}

bool isRemovable(const EncodeJob &job)
{
    return isRetryable(job) || job.state == EncodeState::Done;
}

void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

EncodesView::EncodesView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_model(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new EncodesHeadView(desk, this);
    column->addWidget(m_head);
    m_table = new JobTable(this);
    m_table->showModel(m_model, EncodesModel::ProgressColumn, EncodesModel::PermilleRole);
    m_table->setReasonColumn(EncodesModel::StateColumn);
    m_table->setColumnWidth(EncodesModel::SpeedColumn, scaledPx(90));
    m_table->setColumnWidth(EncodesModel::TimeLeftColumn, scaledPx(90));
    m_table->setColumnWidth(EncodesModel::PriorityColumn, scaledPx(70));
    m_table->setReorderable();
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(m_table, 1);
    buildButtons();
    connect(m_head, &EncodesHeadView::addRequested, this, [this] { addFiles(); });
    connect(m_head, &EncodesHeadView::foldersRequested, this, &EncodesView::showWatchFolders);
    connect(m_head, &EncodesHeadView::limitsRequested, this, &EncodesView::showLimits);
    connect(&m_model, &EncodesModel::filesDropped, this, &EncodesView::addFiles);
    connect(m_table, &QWidget::customContextMenuRequested, this, &EncodesView::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EncodesView::updateButtons);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &EncodesView::updateButtons);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &EncodesView::updateButtons);
    retranslate();
    updateButtons();
}

void EncodesView::buildButtons()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 8, 6);
    auto *buttons = new FlowLayout; // two lines in a narrow window, rather than a wide one for all
    row->addLayout(buttons);
    EncodeQueue &queue = m_desk.encodes();
    const auto button = [&](auto fits, void (EncodeQueue::*work)(const QUuid &)) {
        auto *made = new QPushButton(this);
        connect(made, &QPushButton::clicked, this, [this, fits, work, &queue] {
            forSelected(fits, [&](const QUuid &id) { (queue.*work)(id); });
        });
        buttons->addWidget(made);
        return made;
    };
    m_pause = button(isPausable, &EncodeQueue::pause);
    m_resume = button(isResumable, &EncodeQueue::resume);
    m_retry = button(isRetryable, &EncodeQueue::retry);
    m_cancel = button(isCancellable, &EncodeQueue::cancel);
    m_log = new QPushButton(this);
    connect(m_log, &QPushButton::clicked, this, [this] {
        const QList<EncodeJob> jobs = selectedJobs();
        if (!jobs.isEmpty()) {
            openDialog(new EncodeLogDialog(m_desk, jobs.first().id, this));
        }
    });
    buttons->addWidget(m_log);
    m_remove = button(isRemovable, &EncodeQueue::remove);
    m_presets = new QPushButton(this);
    connect(m_presets, &QPushButton::clicked, this, &EncodesView::presetsRequested);
    buttons->addWidget(m_presets);
    static_cast<QBoxLayout *>(layout())->addLayout(row);
}

void EncodesView::addFiles(const QStringList &paths)
{
    auto *dialog = new BatchAddDialog(m_desk, this);
    dialog->addPaths(paths);
    openDialog(dialog);
}

void EncodesView::showWatchFolders()
{
    openDialog(new WatchFoldersDialog(m_desk, this));
}

void EncodesView::showLimits()
{
    openDialog(new EncodeLimitsDialog(m_desk, this));
}

void EncodesView::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    EncodeQueue &queue = m_desk.encodes();
    const QList<EncodeJob> jobs = selectedJobs();
    const auto add = [&](const QString &text, auto fits, void (EncodeQueue::*work)(const QUuid &)) {
        QAction *action = menu->addAction(text, this, [this, fits, work, &queue] {
            forSelected(fits, [&](const QUuid &id) { (queue.*work)(id); });
        });
        action->setEnabled(std::any_of(jobs.cbegin(), jobs.cend(), fits));
    };
    add(m_pause->text(), isPausable, &EncodeQueue::pause);
    add(m_resume->text(), isResumable, &EncodeQueue::resume);
    add(m_retry->text(), isRetryable, &EncodeQueue::retry);
    add(m_cancel->text(), isCancellable, &EncodeQueue::cancel);
    menu->addSeparator();
    addMoves(*menu);
    addPriorities(*menu);
    menu->addSeparator();
    addFacts(*menu);
    menu->addSeparator();
    add(m_remove->text(), isRemovable, &EncodeQueue::remove);
    menu->addAction(tr("Remove all that ended well"), this, &EncodesView::removeEnded);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void EncodesView::addMoves(QMenu &menu)
{
    QList<QUuid> moved;
    QUuid first; // of what waits and is not among the moved ones
    const QList<EncodeJob> jobs = selectedJobs();
    for (const EncodeJob &job : jobs) {
        if (job.isOpen()) {
            moved.append(job.id);
        }
    }
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        const auto job = m_model.jobAt(row);
        if (job->isOpen() && job->state != EncodeState::Running && !moved.contains(job->id)) {
            first = job->id;
        }
    }
    QAction *up = menu.addAction(tr("Next in line"), this, [this, moved, first] { m_desk.encodes().move(moved, first); });
    QAction *down = menu.addAction(tr("To the end of the line"), this, [this, moved] { m_desk.encodes().move(moved, {}); });
    up->setEnabled(!moved.isEmpty() && !first.isNull());
    down->setEnabled(!moved.isEmpty() && !first.isNull());
}

void EncodesView::addPriorities(QMenu &menu)
{
    QMenu *priorities = menu.addMenu(tr("Priority"));
    for (const EncodePriority priority : {EncodePriority::High, EncodePriority::Normal, EncodePriority::Low}) {
        priorities->addAction(encodePriorityText(priority), this, [this, priority] {
            forSelected(isCancellable, [&](const QUuid &id) { m_desk.encodes().setPriority(id, priority); });
        });
    }
    const QList<EncodeJob> jobs = selectedJobs();
    priorities->setEnabled(std::any_of(jobs.cbegin(), jobs.cend(), isCancellable));
}

void EncodesView::addFacts(QMenu &menu)
{
    const QList<EncodeJob> jobs = selectedJobs();
    QAction *log = menu.addAction(m_log->text(), m_log, &QPushButton::click);
    log->setEnabled(!jobs.isEmpty());
    const QString made = jobs.isEmpty() || jobs.first().outputs.isEmpty() ? QString() : jobs.first().outputs.first().path;
    QAction *folder = menu.addAction(tr("Open the folder of the result"), this, [made] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(made).path()));
    });
    folder->setEnabled(!made.isEmpty());
}

void EncodesView::removeEnded()
{
    const QList<EncodeJob> jobs = m_desk.encodes().jobs();
    for (const EncodeJob &job : jobs) {
        if (job.state == EncodeState::Done) {
            m_desk.encodes().remove(job.id);
        }
    }
}

void EncodesView::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_resume->setText(tr("Resume"));
    m_cancel->setText(tr("Cancel encode"));
    m_retry->setText(tr("Try again"));
    m_remove->setText(tr("Remove from the list"));
    m_presets->setText(tr("Presets…"));
    m_log->setText(tr("Log…"));
    m_table->setAccessibleName(tr("Encodes"));
    m_table->setEmptyText(tr("Nothing is being encoded. Choose an item and encode it from its Media tab, or drop files here."));
    m_model.retranslate();
}

void EncodesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        claimHeight();
    }
    QWidget::changeEvent(event);
}

// A splitter asks for no height that depends on the width: the lines that the buttons take here are told to it.
void EncodesView::claimHeight()
{
    setMinimumHeight(layout()->totalMinimumHeightForWidth(width()));
}

void EncodesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    claimHeight();
}

QList<EncodeJob> EncodesView::selectedJobs() const
{
    QList<EncodeJob> jobs;
    const QList<int> rows = m_table->selectedRows();
    for (const int row : rows) {
        if (const auto job = m_model.jobAt(row)) {
            jobs.append(*job);
        }
    }
    return jobs;
}

void EncodesView::forSelected(const std::function<bool(const EncodeJob &)> &fits,
                              const std::function<void(const QUuid &)> &work)
{
    const QList<EncodeJob> jobs = selectedJobs();
    for (const EncodeJob &job : jobs) {
        if (fits(job)) {
            work(job.id);
        }
    }
}

void EncodesView::updateButtons()
{
    const QList<EncodeJob> jobs = selectedJobs();
    const auto any = [&](auto fits) { return std::any_of(jobs.cbegin(), jobs.cend(), fits); };
    m_pause->setEnabled(any(isPausable));
    m_resume->setEnabled(any(isResumable));
    m_cancel->setEnabled(any(isCancellable));
    m_retry->setEnabled(any(isRetryable));
    m_remove->setEnabled(any(isRemovable));
    m_log->setEnabled(jobs.size() == 1);
}

} // namespace rawi
