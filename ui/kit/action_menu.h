#pragma once

#include <QMenu>

namespace rawi {

// A menu whose keys run left to right in every language: "Ctrl+," ends up as ",+Ctrl" in one that runs from the right.
class ActionMenu final : public QMenu {
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void initStyleOption(QStyleOptionMenuItem *option, const QAction *action) const override;
};

} // namespace rawi
