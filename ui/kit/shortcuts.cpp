#include "ui/kit/shortcuts.h"

#include <QAction>
#include <QHash>

namespace rawi {

namespace {

// The Arabic (101) layout: the letter on the key that says A…Z. B is a ligature of two letters there, so it has none.
int arabicKey(int latinKey)
{
    static const QHash<int, int> letters{
        {Qt::Key_A, 0x0634}, {Qt::Key_C, 0x0624}, {Qt::Key_D, 0x064a}, {Qt::Key_E, 0x062b}, {Qt::Key_F, 0x0628},
        {Qt::Key_G, 0x0644}, {Qt::Key_H, 0x0627}, {Qt::Key_I, 0x0647}, {Qt::Key_J, 0x062a}, {Qt::Key_K, 0x0646},
        {Qt::Key_L, 0x0645}, {Qt::Key_M, 0x0629}, {Qt::Key_N, 0x0649}, {Qt::Key_O, 0x062e}, {Qt::Key_P, 0x062d},
        {Qt::Key_Q, 0x0636}, {Qt::Key_R, 0x0642}, {Qt::Key_S, 0x0633}, {Qt::Key_T, 0x0641}, {Qt::Key_U, 0x0639},
        {Qt::Key_V, 0x0631}, {Qt::Key_W, 0x0635}, {Qt::Key_X, 0x0621}, {Qt::Key_Y, 0x063a}, {Qt::Key_Z, 0x0626},
    };
    return letters.value(latinKey, 0);
}

} // namespace

QList<QKeySequence> withArabicTwin(const QKeySequence &sequence)
{
    QList<QKeySequence> all{sequence};
    if (sequence.count() == 1) {
        const QKeyCombination keys = sequence[0];
        if (const int twin = arabicKey(keys.key())) {
            all.append(QKeySequence(QKeyCombination(keys.keyboardModifiers(), static_cast<Qt::Key>(twin))));
        }
    }
    return all;
}

void setShortcut(QAction *action, const QKeySequence &sequence)
{
    action->setShortcuts(withArabicTwin(sequence));
}

} // namespace rawi
