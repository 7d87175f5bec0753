#include "ui/admin/jobs_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QTabWidget>

namespace rawi {

JobsPage::JobsPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_jobs(new JobListPage(desk, m_tabs))
    , m_schedules(new ScheduleListPage(desk, m_tabs))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_jobs, QString());
    m_tabs->addTab(m_schedules, QString());
    retranslate();
}

void JobsPage::showSchedules(bool shown)
{
    m_tabs->setCurrentIndex(shown ? m_tabs->indexOf(m_schedules) : 0);
}

void JobsPage::retranslate()
{
    m_tabs->setTabText(0, tr("Jobs"));
    m_tabs->setTabText(1, tr("Schedules"));
    m_tabs->setAccessibleName(tr("Jobs and schedules"));
}

void JobsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
