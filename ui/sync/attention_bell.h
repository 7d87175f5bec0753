#pragma once

#include "ui/house/workbench.h"
#include "ui/kit/badge_button.h"

namespace rawi {

// How many things need attention, in the bar at the top; leads to them. GUI thread.
class AttentionBell : public BadgeButton {
    Q_OBJECT

public:
    AttentionBell(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};

} // namespace rawi
