#pragma once

#include <QToolButton>

namespace rawi {

// A tool button with a count in its corner. GUI thread.
class BadgeButton : public QToolButton {
    Q_OBJECT

public:
    using QToolButton::QToolButton;
    void setCount(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

} // namespace rawi
