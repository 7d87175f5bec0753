#include "ui/catalog/series_facts_view.h"

#include "core/text/direction.h"
#include "ui/kit/state_pill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace rawi {

namespace {

Tone statusTone(SeriesStatus status)
{
    switch (status) {
    case SeriesStatus::Ongoing:
        return Tone::Ok;
    case SeriesStatus::Completed:
        return Tone::Info;
    case SeriesStatus::Hiatus:
        break;
    }
    return Tone::Warn;
}

QLabel *paragraph(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void say(QLabel &label, const QString &text, Direction direction)
{
    label.setLayoutDirection(direction == Direction::RightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

SeriesFactsView::SeriesFactsView(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(12);
    m_status = new StatePill(this);
    row->addWidget(m_status, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_about = paragraph(this);
    m_other = paragraph(this);
    m_other->setProperty("role", u"muted"_s);
    texts->addWidget(m_about);
    texts->addWidget(m_other);
    row->addLayout(texts, 1);
}

QString SeriesFactsView::statusText(SeriesStatus status)
{
    switch (status) {
    case SeriesStatus::Ongoing:
        return tr("Ongoing", "status of a series");
    case SeriesStatus::Completed:
        return tr("Completed", "status of a series");
    case SeriesStatus::Hiatus:
        break;
    }
    return tr("On hiatus", "status of a series");
}

void SeriesFactsView::setSeries(const Series &series)
{
    m_status->setState(statusText(series.status), statusTone(series.status));
    m_status->setAccessibleName(statusText(series.status));
    const bool arabic = QLocale().textDirection() == Qt::RightToLeft;
    say(*m_about, arabic ? series.descriptionAr : series.descriptionEn, arabic ? Direction::RightToLeft : Direction::LeftToRight);
    say(*m_other, arabic ? series.descriptionEn : series.descriptionAr, arabic ? Direction::LeftToRight : Direction::RightToLeft);
}

} // namespace rawi
