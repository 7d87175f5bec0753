#pragma once

#include <functional>

class QWidget;

namespace rawi {

// Asks before what was typed into a dialog goes: Escape is pressed by mistake, too. `discard` is run when it may.
void askToDiscard(QWidget &dialog, const std::function<void()> &discard);

} // namespace rawi
