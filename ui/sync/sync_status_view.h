#pragma once

#include "ui/house/workbench.h"

class QToolButton;

namespace rawi {

// In the line at the bottom: is this desk in step with its server, what waits, what needs attention. GUI thread.
class SyncStatusView : public QWidget {
    Q_OBJECT

public:
    SyncStatusView(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Desk &m_desk;
    QToolButton *m_sync;
    QToolButton *m_waiting;
    QToolButton *m_attention;
    QToolButton *m_failed; // files that were refused, or are gone
};

} // namespace rawi
