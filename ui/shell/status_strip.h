#pragma once

#include "core/desk/house/desk.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace rawi {

// The line at the bottom: is this desk in step with its server, what waits, what needs attention, what is being
// encoded. GUI thread.
class StatusStrip : public QFrame {
    Q_OBJECT

public:
    explicit StatusStrip(Desk &desk, QWidget *parent = nullptr);

Q_SIGNALS:
    void syncClicked();
    void waitingClicked();
    void attentionClicked();
    void encodesClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshEncodes();

    Desk &m_desk;
    QToolButton *m_sync;
    QToolButton *m_waiting;
    QToolButton *m_attention;
    QToolButton *m_encodes;
};

} // namespace rawi
