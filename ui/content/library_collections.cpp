#include "ui/content/library_collections.h"

#include "core/catalog/series.h"
#include "core/replica/row_watch.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace rawi {

namespace {

enum Role { CountRole = Qt::UserRole + 1, StateRole, SeriesRole };

// One of a group whose entries are in the order of their names.
class NamedEntry final : public QTreeWidgetItem {
public:
    using QTreeWidgetItem::QTreeWidgetItem;

    bool operator<(const QTreeWidgetItem &other) const override { return nameOrder(text(0)) < nameOrder(other.text(0)); }
};

// The name in its own direction at the start, the count at the end.
class EntryDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        const QString name = plain.text;
        plain.text.clear();
        plain.icon = QIcon();
        plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);

        const ThemeTokens &tokens = themeTokens(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        const bool group = !(index.flags() & Qt::ItemIsSelectable);
        const QRect rect = option.rect.adjusted(6, 0, -10, 0);
        const auto place = [&](int x, int width) {
            return QStyle::visualRect(option.direction, rect, QRect(rect.left() + x, rect.top(), width, rect.height()));
        };
        const qint64 items = index.data(CountRole).toLongLong();
        const QString count = items > 0 ? countText(items) : QString();
        painter->save();
        QFont font = option.font;
        font.setPixelSize(scaledPx(group ? 11 : 12));
        painter->setFont(font);
        const int countWidth = count.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(count) + 4;
        painter->setPen(selected ? tokens.accent : tokens.muted);
        paintText(*painter, place(rect.width() - countWidth, countWidth), count, option.direction, TextSide::End);
        const QIcon picture = qvariant_cast<QIcon>(index.data(Qt::DecorationRole));
        int x = 0;
        if (!picture.isNull()) {
            const QRect box = place(0, 18);
            picture.paint(painter, QRect(box.left(), box.center().y() - 8, 18, 18), Qt::AlignCenter, QIcon::Normal,
                          selected ? QIcon::On : QIcon::Off);
            x = 26;
        }
        font.setPixelSize(scaledPx(group ? 11 : 13));
        font.setWeight(selected || group ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(selected ? tokens.accent : group ? tokens.muted : tokens.text);
        paintText(*painter, place(x, std::max(0, rect.width() - x - countWidth - 4)), name, option.direction);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QSize(QStyledItemDelegate::sizeHint(option, index).width(), scaledPx(32));
    }
};

Icon stateIcon(ContentState state)
{
    switch (state) {
    case ContentState::Draft:
        return Icon::Pencil;
    case ContentState::InReview:
        return Icon::Eye;
    case ContentState::Approved:
        return Icon::CheckCircle;
    case ContentState::Published:
        return Icon::Send;
    case ContentState::Archived:
        break;
    }
    return Icon::Archive;
}

} // namespace

LibraryCollections::LibraryCollections(Desk &desk, QWidget *parent)
    : QTreeWidget(parent)
    , m_desk(desk)
{
    setHeaderHidden(true);
    setIndentation(0);
    setRootIsDecorated(false);
    setItemDelegate(new EntryDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    build();
    retranslate();
    refreshSeries();
    refreshCounts();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(400);
    connect(&m_refresh, &QTimer::timeout, this, &LibraryCollections::refreshCounts);
    new RowWatch(m_desk.replica(), {recordInfo<ContentItem>().name, u"series"_s, u"episodes"_s}, this, [this] { m_refresh.start(); });
    new RowWatch(m_desk.replica(), {u"series"_s, u"episodes"_s}, this, [this] { refreshSeries(); });
    connect(this, &QTreeWidget::currentItemChanged, this, &LibraryCollections::tell);
    setCurrentItem(m_all);
}

void LibraryCollections::build()
{
    m_all = new QTreeWidgetItem(this);
    m_all->setIcon(0, icon(Icon::Layers));
    m_workflow = new QTreeWidgetItem(this);
    m_workflow->setFlags(Qt::ItemIsEnabled);
    for (size_t i = 0; i < EnumNames<ContentState>::names.size(); ++i) {
        auto *entry = new QTreeWidgetItem(m_workflow);
        entry->setIcon(0, icon(stateIcon(static_cast<ContentState>(i))));
        entry->setData(0, StateRole, static_cast<int>(i));
    }
    m_trash = new QTreeWidgetItem(this);
    m_trash->setIcon(0, icon(Icon::Trash));
    m_series = new QTreeWidgetItem(this);
    m_series->setFlags(Qt::ItemIsEnabled);
    m_workflow->setExpanded(true);
    m_series->setExpanded(true);
}

void LibraryCollections::chooseAll()
{
    setCurrentItem(m_all);
}

void LibraryCollections::chooseTrash()
{
    setCurrentItem(m_trash);
}

void LibraryCollections::retranslate()
{
    setAccessibleName(tr("Collections"));
    m_all->setText(0, tr("All content"));
    m_workflow->setText(0, tr("Workflow"));
    m_series->setText(0, tr("Series"));
    m_trash->setText(0, tr("Trash"));
    for (int i = 0; i < m_workflow->childCount(); ++i) {
        QTreeWidgetItem *entry = m_workflow->child(i);
        entry->setText(0, contentStateText(static_cast<ContentState>(entry->data(0, StateRole).toInt())));
    }
}

void LibraryCollections::refreshCounts()
{
    const auto counts = ContentLists(m_desk.replica()).counts();
    if (!counts) {
        return;
    }
    m_all->setData(0, CountRole, counts->value(u"all"_s));
    m_trash->setData(0, CountRole, counts->value(u"trashed"_s));
    for (int i = 0; i < m_workflow->childCount(); ++i) {
        QTreeWidgetItem *entry = m_workflow->child(i);
        const auto state = static_cast<ContentState>(entry->data(0, StateRole).toInt());
        entry->setData(0, CountRole, counts->value(enumText(state)));
    }
}

// Entries that are there keep their place in the selection; only what came or went is made or deleted.
void LibraryCollections::refreshSeries()
{
    const auto rows = m_desk.replica().rows(recordInfo<Series>());
    if (!rows) {
        return;
    }
    QHash<QUuid, QTreeWidgetItem *> known;
    for (int i = 0; i < m_series->childCount(); ++i) {
        known.insert(m_series->child(i)->data(0, SeriesRole).toUuid(), m_series->child(i));
    }
    for (const QJsonObject &row : *rows) {
        const auto series = fromJson<Series>(row);
        QTreeWidgetItem *entry = known.take(series.id.uuid());
        if (!entry) {
            entry = new NamedEntry(m_series);
            entry->setIcon(0, icon(Icon::Series));
            entry->setData(0, SeriesRole, series.id.uuid());
        }
        entry->setText(0, titleText(series.titleAr, series.titleEn));
        const auto episodes = m_desk.replica().where<Episode>("series_id", series.id.text());
        entry->setData(0, CountRole, episodes ? QVariant(static_cast<qint64>(episodes->size())) : QVariant());
    }
    qDeleteAll(known);
    m_series->sortChildren(0, Qt::AscendingOrder);
    m_series->setHidden(m_series->childCount() == 0);
}

void LibraryCollections::tell(QTreeWidgetItem *entry)
{
    if (!entry) {
        return;
    }
    ContentQuery scope;
    scope.trashed = entry == m_trash;
    if (entry->parent() == m_workflow) {
        scope.states = {enumText(static_cast<ContentState>(entry->data(0, StateRole).toInt()))};
    } else if (entry->parent() == m_series) {
        scope.series = entry->data(0, SeriesRole).toUuid();
    }
    Q_EMIT chosen(scope, entry == m_all ? QString() : entry->text(0));
}

void LibraryCollections::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refreshSeries();
        tell(currentItem());
    }
}

} // namespace rawi
