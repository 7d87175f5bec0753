#pragma once

#include "ui/admin/admin_list_page.h"

#include <QTimer>

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

} // namespace rawi
