#pragma once

#include "ui/admin/admin_list_page.h"

#include <QTimer>

class QTabWidget;

namespace rawi {

// What the server works on by itself and what became of it: dead jobs are tried again, others cancelled. Read again every few
// seconds while somebody looks. GUI thread.
class JobListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit JobListPage(Desk &desk, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addFilters();
    void addActions();
    void doTo(const QList<QJsonObject> &jobs, const QString &verb, std::function<QString(int)> said);

    QTimer m_timer;
};

// What the server does again and again: when, whether at all. GUI thread.
class ScheduleListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit ScheduleListPage(Desk &desk, QWidget *parent = nullptr);

private:
    void addActions();
    void edit(const QJsonObject &schedule);
    void setActive(const QList<QJsonObject> &schedules, bool active);
};

// Both, one beside the other. GUI thread.
class JobsPage : public QWidget {
    Q_OBJECT

public:
    explicit JobsPage(Desk &desk, QWidget *parent = nullptr);

    JobListPage &jobs() const { return *m_jobs; }
    ScheduleListPage &schedules() const { return *m_schedules; }
    void showSchedules();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QTabWidget *m_tabs;
    JobListPage *m_jobs;
    ScheduleListPage *m_schedules;
};

} // namespace rawi
