#pragma once

#include "core/base/literals.h"
#include "ui/kit/icons.h"

#include <QPushButton>
#include <QToolButton>

namespace rawi {

// A rounded button that filters: checkable, painted by the style sheet (role "chip").
inline QPushButton *makeChip(const QString &text, QWidget *parent)
{
    auto *chip = new QPushButton(text, parent);
    chip->setCheckable(true);
    chip->setProperty("role", u"chip"_s);
    chip->setFocusPolicy(Qt::TabFocus);
    return chip;
}

// A button with an icon only; its name is given by setAccessibleName and setToolTip in retranslate().
inline QToolButton *makeIconButton(Icon which, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(which));
    button->setIconSize(QSize(20, 20));
    button->setAutoRaise(true);
    return button;
}

} // namespace rawi
