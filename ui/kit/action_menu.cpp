#include "ui/kit/action_menu.h"

#include <QStyleOptionMenuItem>

namespace rawi {

void ActionMenu::initStyleOption(QStyleOptionMenuItem *option, const QAction *action) const
{
    QMenu::initStyleOption(option, action);
    if (const qsizetype tab = option->text.indexOf(u'\t'); tab >= 0) { // what follows are the keys
        option->text.insert(tab + 1, QChar(0x2066));                   // LEFT-TO-RIGHT ISOLATE
        option->text.append(QChar(0x2069));                            // POP DIRECTIONAL ISOLATE
    }
}

} // namespace rawi
