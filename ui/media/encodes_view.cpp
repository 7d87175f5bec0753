#include "ui/media/encodes_view.h"

#include "ui/media/job_table.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

bool canPause(const EncodeJob &job)
{
    return job.state == EncodeState::Running || job.state == EncodeState::Queued;
}

bool canResume(const EncodeJob &job)
{
    return job.state == EncodeState::Paused;
}

bool canCancel(const EncodeJob &job)
{
    return job.isOpen();
}

bool canRetry(const EncodeJob &job)
{
    return job.state == EncodeState::Failed || job.state == EncodeState::Cancelled;
}

bool canRemove(const EncodeJob &job)
{
    return canRetry(job) || job.state == EncodeState::Done;
}

} // namespace

EncodesView::EncodesView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_model(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_table = new JobTable(this);
    m_table->showModel(m_model, EncodesModel::ProgressColumn, EncodesModel::PermilleRole);
    column->addWidget(m_table, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 6, 8, 6);
    buttons->setSpacing(6);
    EncodeQueue &queue = desk.encodes();
    const auto button = [&](auto fits, void (EncodeQueue::*work)(const QUuid &)) {
        auto *made = new QPushButton(this);
        connect(made, &QPushButton::clicked, this, [this, fits, work, &queue] {
            forSelected(fits, [&](const QUuid &id) { (queue.*work)(id); });
        });
        buttons->addWidget(made);
        return made;
    };
    m_pause = button(canPause, &EncodeQueue::pause);
    m_resume = button(canResume, &EncodeQueue::resume);
    m_retry = button(canRetry, &EncodeQueue::retry);
    m_cancel = button(canCancel, &EncodeQueue::cancel);
    buttons->addStretch();
    m_remove = button(canRemove, &EncodeQueue::remove);
    m_presets = new QPushButton(this);
    connect(m_presets, &QPushButton::clicked, this, &EncodesView::presetsRequested);
    buttons->addWidget(m_presets);
    column->addLayout(buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EncodesView::updateButtons);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &EncodesView::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &EncodesView::updateButtons);
    retranslate();
    updateButtons();
}

void EncodesView::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_resume->setText(tr("Resume"));
    m_cancel->setText(tr("Cancel encode"));
    m_retry->setText(tr("Try again"));
    m_remove->setText(tr("Remove from the list"));
    m_presets->setText(tr("Presets…"));
    m_table->setAccessibleName(tr("Encodes"));
    m_table->setEmptyText(tr("Nothing is being encoded. Choose an item and encode it from its Media tab."));
    m_model.retranslate();
}

void EncodesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
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
    m_pause->setEnabled(any(canPause));
    m_resume->setEnabled(any(canResume));
    m_cancel->setEnabled(any(canCancel));
    m_retry->setEnabled(any(canRetry));
    m_remove->setEnabled(any(canRemove));
}

} // namespace rawi
