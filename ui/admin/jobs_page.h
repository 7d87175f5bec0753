#pragma once

#include "ui/admin/job_list_page.h"
#include "ui/admin/schedule_list_page.h"

class QTabWidget;

namespace rawi {

// Both, one beside the other. GUI thread.
class JobsPage : public QWidget {
    Q_OBJECT

public:
    explicit JobsPage(Desk &desk, QWidget *parent = nullptr);

    JobListPage &jobs() const { return *m_jobs; }
    ScheduleListPage &schedules() const { return *m_schedules; }
    void showSchedules(bool shown = true); // else the jobs

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QTabWidget *m_tabs;
    JobListPage *m_jobs;
    ScheduleListPage *m_schedules;
};

} // namespace rawi
