#pragma once

#include <QKeySequence>
#include <QList>

class QAction;

namespace rawi {

// The shortcut and its twins on an Arabic keyboard, where the same key sends another letter (Ctrl+K → Ctrl+ن):
// with only an Arabic layout installed the Latin one would be dead.
QList<QKeySequence> withArabicTwin(const QKeySequence &sequence);
void setShortcut(QAction *action, const QKeySequence &sequence);

} // namespace rawi
