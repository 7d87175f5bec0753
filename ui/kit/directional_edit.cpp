#include "ui/kit/directional_edit.h"

#include <QEvent>
#include <QLocale>
#include <QMimeData>
#include <QTextDocument>
#include <QTextOption>

namespace rawi {

namespace {

Qt::LayoutDirection layoutOf(Direction direction)
{
    return direction == Direction::RightToLeft ? Qt::RightToLeft : Qt::LeftToRight;
}

} // namespace

DirectionalLineEdit::DirectionalLineEdit(Direction direction, QWidget *parent)
    : QLineEdit(parent)
    , m_direction(direction)
{
    setLayoutDirection(layoutOf(direction));
    setCursorMoveStyle(Qt::VisualMoveStyle);
}

void DirectionalLineEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && layoutDirection() != layoutOf(m_direction)) {
        setLayoutDirection(layoutOf(m_direction));
    }
}

DirectionalTextEdit::DirectionalTextEdit(Direction direction, QWidget *parent)
    : QTextEdit(parent)
    , m_direction(direction)
{
    setAcceptRichText(false);
    setTabChangesFocus(true);
    applyDirection();
}

void DirectionalTextEdit::applyDirection()
{
    setLayoutDirection(layoutOf(m_direction));
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(layoutOf(m_direction));
    option.setAlignment(Qt::AlignLeading);
    document()->setDefaultTextOption(option);
    document()->setDefaultCursorMoveStyle(Qt::VisualMoveStyle);
}

void DirectionalTextEdit::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && layoutDirection() != layoutOf(m_direction)) {
        applyDirection();
    }
}

void DirectionalTextEdit::insertFromMimeData(const QMimeData *source)
{
    insertPlainText(source->text());
}

QSize DirectionalTextEdit::minimumSizeHint() const
{
    return QSize(80, fontMetrics().lineSpacing() * 2 + 20);
}

} // namespace rawi
