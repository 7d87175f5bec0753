#include "ui/sync/request_view.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/icons.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

RequestView::RequestView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_reason(new QLabel(this))
    , m_upload(new QPushButton(this))
    , m_show(new QPushButton(icon(Icon::Film), {}, this))
    , m_close(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    m_title->setProperty("role", u"title"_s);
    m_title->setWordWrap(true);
    m_reason->setWordWrap(true);
    m_upload->setProperty("role", u"primary"_s);
    column->addWidget(m_title);
    column->addWidget(m_reason);
    auto *buttons = new FlowLayout;
    for (QPushButton *one : {m_upload, m_show, m_close}) {
        buttons->addWidget(one);
    }
    column->addLayout(buttons);
    column->addStretch(1);
    connect(m_upload, &QPushButton::clicked, this, &RequestView::uploadAsked);
    connect(m_show, &QPushButton::clicked, this, &RequestView::showAsked);
    connect(m_close, &QPushButton::clicked, this, &RequestView::closeAsked);
    retranslate();
}

void RequestView::setTexts(const QString &title, const QString &reason)
{
    m_title->setText(title);
    m_reason->setText(reason);
}

void RequestView::retranslate()
{
    m_upload->setText(tr("Upload it now"));
    m_show->setText(tr("Show the item"));
    m_close->setText(tr("Do not upload it"));
}

void RequestView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
