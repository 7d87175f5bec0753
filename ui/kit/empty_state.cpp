#include "ui/kit/empty_state.h"

#include "core/base/literals.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

EmptyState::EmptyState(Icon picture, QWidget *parent)
    : QWidget(parent)
    , m_icon(picture)
    , m_picture(new QLabel(this))
    , m_title(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_action(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    for (QLabel *label : {m_picture, m_title, m_advice}) {
        label->setAlignment(Qt::AlignCenter);
        column->addWidget(label);
    }
    m_title->setProperty("role", u"title"_s);
    m_advice->setProperty("role", u"muted"_s);
    m_advice->setWordWrap(true);
    m_action->setProperty("role", u"primary"_s);
    column->addSpacing(6);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    m_action->hide();
    drawPicture();
}

void EmptyState::setTexts(const QString &title, const QString &advice, const QString &action)
{
    m_title->setText(title);
    m_advice->setText(advice);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(advice);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange) {
        drawPicture();
    }
}

void EmptyState::drawPicture()
{
    QColor colour = themeTokens(palette()).muted;
    colour.setAlpha(150);
    m_picture->setPixmap(icon(m_icon, colour).pixmap(QSize(52, 52), devicePixelRatioF()));
}

} // namespace rawi
