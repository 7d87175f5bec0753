#include "ui/catalog/item_series_view.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/kit/chip.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/number_box.h"
#include "ui/text/names_text.h"

#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMultiMap>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

QSpinBox *makeNumber(int least, QWidget *parent)
{
    auto *made = new NumberBox(parent);
    made->setRange(least, kMostEpisodeNumber);
    made->setKeyboardTracking(false);
    made->setButtonSymbols(QAbstractSpinBox::NoButtons);
    made->setMinimumWidth(64);
    return made;
}

} // namespace

ItemSeriesView::ItemSeriesView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    m_empty = new QLabel(this);
    m_empty->setProperty("role", u"muted"_s);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_places = new QVBoxLayout;
    column->addLayout(m_places);
    buildForm();
    column->addStretch();
    new RowWatch(desk.replica(), {recordInfo<Series>().name, recordInfo<Episode>().name}, this, [this] { refresh(); });
    retranslate();
}

void ItemSeriesView::buildForm()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_addLabel = new QLabel(this);
    m_addLabel->setProperty("role", u"title"_s);
    column->addWidget(m_addLabel);
    m_series = new QComboBox(this);
    m_series->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_series->installEventFilter(this);
    column->addWidget(m_series);
    auto *numbers = new QHBoxLayout;
    m_seasonLabel = new QLabel(this);
    m_season = makeNumber(0, this);
    m_season->setValue(1);
    m_numberLabel = new QLabel(this);
    m_number = makeNumber(0, this);
    m_add = new QPushButton(this);
    m_add->setProperty("role", u"primary"_s);
    m_seasonLabel->setBuddy(m_season);
    m_numberLabel->setBuddy(m_number);
    for (QWidget *one : std::initializer_list<QWidget *>{m_seasonLabel, m_season, m_numberLabel, m_number}) {
        numbers->addWidget(one);
    }
    numbers->addStretch();
    numbers->addWidget(m_add);
    column->addLayout(numbers);
    connect(m_add, &QPushButton::clicked, this, &ItemSeriesView::add);
}

void ItemSeriesView::setItem(const Id<ContentItem> &item)
{
    if (item != m_item) {
        m_item = item;
        refresh();
    }
}

QWidget *ItemSeriesView::makePlace(const Episode &episode, const QString &title)
{
    auto *card = new QFrame(this);
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(12, 8, 8, 8);
    auto *head = new QHBoxLayout;
    head->addWidget(new ElidedLabel(title, ElidedLabel::Tone::Strong, card), 1);
    auto *remove = makeIconButton(Icon::X, card);
    remove->setAccessibleName(tr("Take out of the series %1").arg(isolate(title)));
    remove->setToolTip(remove->accessibleName());
    head->addWidget(remove);
    column->addLayout(head);
    auto *numbers = new QHBoxLayout;
    const auto number = [&](const QString &label, const QString &field, int value) {
        auto *words = new QLabel(label, card);
        auto *edit = makeNumber(0, card);
        edit->setValue(value);
        edit->setAccessibleName(label);
        numbers->addWidget(words);
        numbers->addWidget(edit);
        connect(edit, &QSpinBox::valueChanged, this, [this, id = episode.id, field, value](int now) {
            changeNumbers(id, field, value, now);
        });
    };
    number(tr("Season"), u"season_number"_s, episode.seasonNumber);
    number(tr("Episode"), u"episode_number"_s, episode.episodeNumber);
    numbers->addStretch();
    column->addLayout(numbers);
    connect(remove, &QToolButton::clicked, this, [this, id = episode.id] {
        execute(u"episode.remove"_s, {{u"id"_s, id.text()}});
    });
    return card;
}

Result<void> ItemSeriesView::fill()
{
    RAWI_ASSIGN(const QList<QJsonObject> rows, m_desk.replica().rows(recordInfo<Series>()));
    QMultiMap<QByteArray, Series> all; // in the order of their titles
    for (const QJsonObject &row : rows) {
        const auto series = fromJson<Series>(row);
        all.insert(nameOrder(titleText(series.titleAr, series.titleEn)), series);
    }
    QList<Episode> episodes;
    if (!m_item.isNull()) {
        RAWI_ASSIGN(episodes, m_desk.replica().where<Episode>("content_id", m_item.text()));
    }
    const QUuid chosen = m_series->currentData().toUuid();
    m_series->clear();
    for (const Series &series : std::as_const(all)) {
        const QString title = titleText(series.titleAr, series.titleEn);
        const auto in = std::find_if(episodes.cbegin(), episodes.cend(),
                                     [&](const Episode &one) { return one.seriesId == series.id; });
        if (in != episodes.cend()) {
            QWidget *place = makePlace(*in, title);
            m_places->addWidget(place);
            place->show();
        } else {
            m_series->addItem(title, series.id.uuid()); // as it is: the keyboard finds it by its first letters
        }
    }
    m_series->setCurrentIndex(std::max(0, m_series->findData(chosen)));
    m_empty->setVisible(episodes.isEmpty());
    return {};
}

void ItemSeriesView::refresh()
{
    while (QLayoutItem *item = m_places->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own signal may be the cause
        delete item;
    }
    if (const auto filled = fill(); !filled.ok()) {
        Q_EMIT failed(filled.error());
    }
    m_add->setEnabled(m_series->count() > 0 && !m_item.isNull());
}

void ItemSeriesView::execute(const QString &command, const QJsonObject &args, const QJsonObject &base)
{
    if (const auto done = m_desk.execute(command, args, base); !done.ok()) {
        Q_EMIT failed(done.error());
        refresh(); // shows what is true again
    }
}

void ItemSeriesView::changeNumbers(const Id<Episode> &episode, const QString &field, int before, int now)
{
    if (now != before) {
        execute(u"episode.update"_s, {{u"id"_s, episode.text()}, {field, now}}, {{field, before}});
    }
}

void ItemSeriesView::add()
{
    QJsonObject args{{u"series_id"_s, uuidText(m_series->currentData().toUuid())},
                     {u"content_id"_s, m_item.text()},
                     {u"season_number"_s, m_season->value()}};
    if (m_number->value() > 0) {
        args.insert(u"episode_number"_s, m_number->value());
    }
    execute(u"episode.add"_s, args);
}

void ItemSeriesView::choose()
{
    m_series->setFocus(Qt::OtherFocusReason);
}

bool ItemSeriesView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_series && event->type() == QEvent::KeyPress && m_add->isEnabled()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            add();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ItemSeriesView::retranslate()
{
    m_empty->setText(tr("This item is in no series yet."));
    m_addLabel->setText(tr("Put into a series"));
    m_series->setAccessibleName(tr("Series"));
    m_series->setPlaceholderText(tr("There is no other series; make one on the series board."));
    m_seasonLabel->setText(tr("Season"));
    m_season->setAccessibleName(tr("Season"));
    m_numberLabel->setText(tr("Episode"));
    m_number->setAccessibleName(tr("Episode"));
    m_number->setSpecialValueText(tr("next"));
    m_add->setText(tr("Add"));
    refresh();
}

void ItemSeriesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
