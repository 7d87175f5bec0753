#pragma once

#include <QGroupBox>

namespace rawi {

// A group box whose check mark stands at the reading direction's start. Under a style sheet Qt 6.4 puts it on the left in
// every direction. GUI thread.
class GroupBox : public QGroupBox {
public:
    using QGroupBox::QGroupBox;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace rawi
