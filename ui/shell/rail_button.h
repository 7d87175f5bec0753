#pragma once

#include <QTimer>
#include <QToolButton>

namespace rawi {

// A room's button: an item dragged onto it and held there opens the room, to be dropped inside. GUI thread.
class RailButton : public QToolButton {
    Q_OBJECT

public:
    explicit RailButton(QWidget *parent = nullptr);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;

private:
    QTimer m_held;
};

} // namespace rawi
