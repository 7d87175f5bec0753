#pragma once

#include "core/base/literals.h"

#include <QString>
#include <QWidget>

#include <functional>

namespace rawi::tour {

// Drives real windows as a person would: finds what is on screen, types, clicks, drops, waits. Any step that does not
// succeed ends the program with its name.
class Driver {
public:
    explicit Driver(QString pictures) : m_pictures(std::move(pictures)) { }

    // Runs the event loop until the condition holds; fails after the time.
    void until(const QString &what, int ms, const std::function<bool()> &holds);
    void pause(int ms);
    // The visible, enabled button below `root` that says `text` (mnemonics aside).
    void press(QWidget *root, const QString &text);
    void type(QWidget *into, const QString &text);
    void drop(QWidget *onto, const QStringList &files);
    void picture(QWidget *window, const QString &name);
    // Of the window or menu that `open` brings up, `settleMs` later; it is closed then.
    void pictureOfNewWindow(const QString &name, const std::function<void()> &open, int settleMs = 1500);
    void require(bool holds, const QString &what);

    // The first visible child with the accessible name; fails when there is none.
    template <typename W>
    W *named(QWidget *root, const QString &name)
    {
        const QList<W *> all = root->findChildren<W *>();
        for (W *one : all) {
            if (one->isVisible() && one->accessibleName() == name) {
                return one;
            }
        }
        require(false, u"a widget named %1"_s.arg(name));
        return nullptr;
    }

private:
    QString m_pictures;
    int m_number = 0;
};

} // namespace rawi::tour
