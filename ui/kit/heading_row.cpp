#include "ui/kit/heading_row.h"

#include "ui/kit/flow_layout.h"

#include <QBoxLayout>
#include <QEvent>

#include <algorithm>

namespace rawi {

HeadingRow::HeadingRow(QWidget *heading, const QList<QWidget *> &buttons, QWidget *parent)
    : QWidget(parent), m_heading(heading), m_buttons(buttons), m_row(new QHBoxLayout(this)), m_side(new QWidget(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    auto *flow = new FlowLayout(m_side);
    for (QWidget *one : buttons) {
        flow->addWidget(one);
    }
    m_row->addWidget(m_heading, 1);
    m_row->addWidget(m_side);
}

void HeadingRow::arrange()
{
    const auto *flow = m_side->layout();
    int line = -flow->spacing();
    for (const QWidget *one : std::as_const(m_buttons)) {
        line += one->isHidden() ? 0 : one->sizeHint().width() + flow->spacing();
    }
    const bool fits = m_heading->sizeHint().width() + m_row->spacing() + line <= width();
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom); // mirrored by the layout's direction
    m_side->setFixedWidth(fits ? line : width());
    m_side->setFixedHeight(flow->heightForWidth(m_side->width()));
}

// As narrow as the widest button: the width that its side has now is none that it needs.
QSize HeadingRow::minimumSizeHint() const
{
    int widest = m_heading->minimumSizeHint().width();
    for (const QWidget *one : std::as_const(m_buttons)) {
        widest = std::max(widest, one->isHidden() ? 0 : one->minimumSizeHint().width());
    }
    return {widest, m_row->minimumSize().height()};
}

bool HeadingRow::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) { // another title, other words on a button, one of them shown or hidden
        arrange();
    }
    return handled;
}

void HeadingRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace rawi
