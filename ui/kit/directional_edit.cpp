#include "ui/kit/directional_edit.h"

#include "ui/kit/file_drag.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
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
    // The layout direction only mirrors the frame. The text follows its first strong letter, and the keyboard while it
    // is empty, until this key was pressed, for which there is no function.
    const bool rtl = direction == Direction::RightToLeft;
    QKeyEvent key(QEvent::KeyPress, rtl ? Qt::Key_Direction_R : Qt::Key_Direction_L, Qt::NoModifier);
    QLineEdit::keyPressEvent(&key);
}

void DirectionalLineEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && layoutDirection() != layoutOf(m_direction)) {
        setLayoutDirection(layoutOf(m_direction));
    }
}

void DirectionalLineEdit::dragEnterEvent(QDragEnterEvent *event)
{
    localFiles(*event->mimeData()).isEmpty() ? QLineEdit::dragEnterEvent(event) : event->ignore();
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

bool DirectionalTextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return localFiles(*source).isEmpty() && QTextEdit::canInsertFromMimeData(source);
}

void DirectionalTextEdit::insertFromMimeData(const QMimeData *source)
{
    insertPlainText(source->text());
}

QSize DirectionalTextEdit::minimumSizeHint() const
{
    return QSize(80, fontMetrics().lineSpacing() * 3 + 20);
}

QSize DirectionalTextEdit::sizeHint() const
{
    return QSize(200, fontMetrics().lineSpacing() * 4 + 20); // it grows where there is room
}

} // namespace rawi
