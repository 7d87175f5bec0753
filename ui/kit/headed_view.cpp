#include "ui/kit/headed_view.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace rawi {

HeadedView::HeadedView(Words heading, QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_words(std::move(heading))
    , m_heading(new QLabel(m_words(), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 0);
    column->setSpacing(10);
    m_heading->setProperty("role", u"h1"_s);
    column->addWidget(m_heading);
    column->addWidget(content, 1);
}

void HeadedView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_heading->setText(m_words());
    }
}

} // namespace rawi
