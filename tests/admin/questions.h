#pragma once

#include <QAbstractButton>
#include <QMessageBox>

namespace rawi::test {

// Presses the button that does it; styles put buttons in orders of their own.
inline void agree(QMessageBox &question)
{
    const QList<QAbstractButton *> buttons = question.buttons();
    for (QAbstractButton *button : buttons) {
        if (question.buttonRole(button) == QMessageBox::DestructiveRole) {
            button->click();
            return;
        }
    }
}

} // namespace rawi::test
