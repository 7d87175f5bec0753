#include "ui/sync/matter_view.h"

#include "ui/kit/flow_layout.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

MatterView::MatterView(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_reason(new QLabel(this)), m_details(new QLabel(this)), m_buttons(new FlowLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    m_title->setProperty("role", u"title"_s);
    m_details->setProperty("role", u"muted"_s);
    for (QLabel *one : {m_title, m_reason, m_details}) {
        one->setWordWrap(true);
        one->setTextFormat(Qt::PlainText);
        column->addWidget(one);
    }
    for (QLabel *one : {m_reason, m_details}) {
        one->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_details->hide();
    column->addLayout(m_buttons);
    column->addStretch(1);
}

QPushButton *MatterView::addAct(const Words &words, const std::function<void()> &act)
{
    auto *button = new QPushButton(words(), this);
    if (m_acts.isEmpty()) {
        button->setProperty("role", u"primary"_s);
    }
    connect(button, &QPushButton::clicked, this, act);
    m_buttons->addWidget(button);
    m_acts.append({button, words});
    return button;
}

void MatterView::setTexts(const QString &title, const QString &reason, const QString &details)
{
    m_title->setText(title);
    m_reason->setText(reason);
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
}

void MatterView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (const auto &[button, words] : std::as_const(m_acts)) {
            button->setText(words());
        }
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
