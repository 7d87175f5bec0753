#include "ui/catalog/series_board_model.h"

#include "core/catalog/episode_order.h"
#include "core/media/media_asset.h"
#include "core/replica/row_watch.h"
#include "ui/catalog/episode_step.h"
#include "ui/kit/content_drag.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QMimeData>
#include <QUndoStack>

#include <algorithm>
#include <map>

namespace rawi {

namespace {

QList<QUuid> uuidsOf(const QMimeData &data, const char *type)
{
    QList<QUuid> ids;
    const QList<QByteArray> lines = data.data(QLatin1StringView(type)).split('\n');
    for (const QByteArray &line : lines) {
        const QUuid id = uuidFromText(QString::fromLatin1(line.trimmed()));
        if (!id.isNull()) {
            ids.append(id);
        }
    }
    return ids;
}

// What is pushed while it lives is undone in one step, when there are several.
class UndoMacro {
public:
    UndoMacro(QUndoStack *stack, const QString &text, bool several) : m_stack(several ? stack : nullptr)
    {
        if (m_stack) {
            m_stack->beginMacro(text);
        }
    }
    ~UndoMacro()
    {
        if (m_stack) {
            m_stack->endMacro();
        }
    }
    UndoMacro(const UndoMacro &) = delete;
    UndoMacro &operator=(const UndoMacro &) = delete;

private:
    QUndoStack *m_stack;
};

template <typename R>
Result<QHash<QUuid, R>> byId(const Replica &replica, const QList<QUuid> &ids)
{
    RAWI_ASSIGN(const QList<QJsonObject> rows, replica.rowsByIds(recordInfo<R>(), ids));
    QHash<QUuid, R> records;
    for (const QJsonObject &row : rows) {
        const auto record = fromJson<R>(row);
        records.insert(record.id.uuid(), record);
    }
    return records;
}

} // namespace

SeriesBoardModel::SeriesBoardModel(Desk &desk, QUndoStack *undo, QObject *parent)
    : QAbstractItemModel(parent), m_desk(desk), m_undo(undo)
{
    new RowWatch(desk.replica(), {recordInfo<Episode>().name, recordInfo<ContentItem>().name, recordInfo<MediaAsset>().name},
                 this, [this] {
                     if (!m_series.isNull()) {
                         reload();
                     }
                 });
}

void SeriesBoardModel::setSeries(const Id<Series> &series)
{
    if (series == m_series) {
        return;
    }
    m_series = series;
    m_emptySeason = 0;
    reload();
}

Result<QList<SeriesBoardModel::Season>> SeriesBoardModel::read() const
{
    const Replica &replica = m_desk.replica();
    RAWI_ASSIGN(QList<Episode> episodes, replica.where<Episode>("series_id", m_series.text()));
    sortEpisodes(episodes);
    // Two readings for the whole board, however long the series is.
    QList<QUuid> itemIds;
    for (const Episode &episode : std::as_const(episodes)) {
        itemIds.append(episode.contentId.uuid());
    }
    RAWI_ASSIGN(const auto items, byId<ContentItem>(replica, itemIds));
    QList<QUuid> assetIds;
    for (const ContentItem &item : items) {
        assetIds.append(item.mainAsset.uuid());
    }
    RAWI_ASSIGN(const auto assets, byId<MediaAsset>(replica, assetIds));
    std::map<int, Season> seasons;
    for (const Episode &episode : std::as_const(episodes)) {
        Row row{episode, items.value(episode.contentId.uuid()), 0};
        row.durationMs = assets.value(row.item.mainAsset.uuid()).durationMs;
        Season &season = seasons[episode.seasonNumber];
        season.number = episode.seasonNumber;
        season.rows.append(row);
    }
    if (m_emptySeason > 0 && !seasons.contains(m_emptySeason)) {
        seasons[m_emptySeason].number = m_emptySeason;
    }
    QList<Season> list;
    for (auto &[number, season] : seasons) {
        list.append(std::move(season));
    }
    return list;
}

void SeriesBoardModel::reload()
{
    QList<Season> now;
    if (!m_series.isNull()) {
        auto found = read();
        if (!found.ok()) {
            Q_EMIT commandFailed(found.error());
            return;
        }
        now = std::move(*found);
    }
    const bool sameShape = std::equal(
        now.cbegin(), now.cend(), m_seasons.cbegin(), m_seasons.cend(), [](const Season &a, const Season &b) {
            return a.number == b.number
                && std::equal(a.rows.cbegin(), a.rows.cend(), b.rows.cbegin(), b.rows.cend(),
                              [](const Row &x, const Row &y) { return x.episode.id == y.episode.id; });
        });
    if (sameShape) {
        m_seasons = std::move(now);
        for (int i = 0; i < m_seasons.size(); ++i) {
            const QModelIndex season = index(i, 0);
            Q_EMIT dataChanged(season, season);
            if (const int rows = rowCount(season); rows > 0) {
                Q_EMIT dataChanged(index(0, 0, season), index(rows - 1, 0, season));
            }
        }
        return;
    }
    beginResetModel();
    m_seasons = std::move(now);
    endResetModel();
    Q_EMIT seriesReset();
}

QList<int> SeriesBoardModel::seasons() const
{
    QList<int> numbers;
    for (const Season &season : m_seasons) {
        numbers.append(season.number);
    }
    return numbers;
}

QModelIndex SeriesBoardModel::indexOf(const Id<Episode> &episode) const
{
    for (int s = 0; s < m_seasons.size(); ++s) {
        for (int r = 0; r < m_seasons.at(s).rows.size(); ++r) {
            if (m_seasons.at(s).rows.at(r).episode.id == episode) {
                return index(r, 0, index(s, 0));
            }
        }
    }
    return {};
}

QModelIndex SeriesBoardModel::seasonIndex(int season) const
{
    for (int s = 0; s < m_seasons.size(); ++s) {
        if (m_seasons.at(s).number == season) {
            return index(s, 0);
        }
    }
    return {};
}

int SeriesBoardModel::addSeason()
{
    if (m_emptySeason == 0 || (!m_seasons.isEmpty() && !m_seasons.last().rows.isEmpty())) {
        m_emptySeason = m_seasons.isEmpty() ? 1 : m_seasons.last().number + 1;
        reload();
    }
    return m_emptySeason;
}

bool SeriesBoardModel::execute(const QString &command, const QJsonObject &args)
{
    const auto done = m_desk.execute(command, args);
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
    }
    return done.ok();
}

bool SeriesBoardModel::add(const Id<ContentItem> &item, int season)
{
    const QJsonObject args{{u"id"_s, uuidText(makeUuidV7(m_desk.clock().nowMs()))},
                           {u"series_id"_s, m_series.text()},
                           {u"content_id"_s, item.text()},
                           {u"season_number"_s, season}};
    if (!execute(u"episode.add"_s, args)) {
        return false;
    }
    push(tr("Add an episode"), [this, args] { return execute(u"episode.add"_s, args); },
         [this, id = args.value("id"_L1)] { return execute(u"episode.remove"_s, {{u"id"_s, id}}); });
    return true;
}

void SeriesBoardModel::push(const QString &text, std::function<bool()> forwards, std::function<bool()> backwards)
{
    if (m_undo) {
        m_undo->push(new EpisodeStep(text, std::move(forwards), std::move(backwards)));
    }
}

Id<Episode> SeriesBoardModel::before(const Id<Episode> &episode) const
{
    const QModelIndex at = indexOf(episode);
    return at.row() > 0 ? m_seasons.at(at.parent().row()).rows.at(at.row() - 1).episode.id : Id<Episode>();
}

const SeriesBoardModel::Season *SeriesBoardModel::seasonOf(int number) const
{
    const auto found =
        std::find_if(m_seasons.cbegin(), m_seasons.cend(), [number](const Season &one) { return one.number == number; });
    return found == m_seasons.cend() ? nullptr : &*found;
}

bool SeriesBoardModel::isNumberedInOrder(int season) const
{
    const Season *found = seasonOf(season);
    return !found || std::is_sorted(found->rows.cbegin(), found->rows.cend(), [](const Row &a, const Row &b) {
        return a.episode.episodeNumber < b.episode.episodeNumber;
    });
}

// Past all of them first: on the way no two episodes of the season have one number.
bool SeriesBoardModel::setNumbers(const QList<std::pair<Id<Episode>, int>> &numbers)
{
    const Result<void> done = m_desk.replica().together([&]() -> Result<void> {
        int free = 0;
        for (const Season &season : std::as_const(m_seasons)) {
            for (const Row &row : season.rows) {
                free = std::max(free, row.episode.episodeNumber);
            }
        }
        for (const bool last : {false, true}) {
            for (const auto &[id, number] : numbers) {
                const int given = last ? number : ++free;
                RAWI_TRY(m_desk.execute(u"episode.update"_s, {{u"id"_s, id.text()}, {u"episode_number"_s, given}}));
            }
        }
        return {};
    });
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
    }
    return done.ok();
}

bool SeriesBoardModel::renumber(int season)
{
    const Season *found = seasonOf(season);
    if (!found || found->rows.isEmpty()) {
        return false;
    }
    int number = found->rows.first().episode.episodeNumber;
    for (const Row &row : found->rows) {
        number = std::min(number, row.episode.episodeNumber);
    }
    QList<std::pair<Id<Episode>, int>> before;
    QList<std::pair<Id<Episode>, int>> after;
    for (const Row &row : found->rows) {
        if (row.episode.episodeNumber != number) {
            before.append({row.episode.id, row.episode.episodeNumber});
            after.append({row.episode.id, number});
        }
        ++number;
    }
    if (!setNumbers(after)) {
        return false;
    }
    push(tr("Number the episodes anew"), [this, after] { return setNumbers(after); }, [this, before] { return setNumbers(before); });
    return true;
}

bool SeriesBoardModel::move(const Id<Episode> &episode, int season, const Id<Episode> &after)
{
    if (after == episode) {
        return true; // dropped where it was
    }
    const int seasonBefore = indexOf(episode).data(SeasonRole).toInt();
    const Id<Episode> afterBefore = before(episode);
    if (!run(episode, season, after)) {
        return false;
    }
    push(tr("Move an episode"), [this, episode, season, after] { return run(episode, season, after); },
         [this, episode, seasonBefore, afterBefore] { return run(episode, seasonBefore, afterBefore); });
    if (!isNumberedInOrder(season)) {
        Q_EMIT movedOutOfNumber(season);
    }
    return true;
}

bool SeriesBoardModel::run(const Id<Episode> &episode, int season, const Id<Episode> &after)
{
    return execute(u"episode.move"_s,
                   {{u"id"_s, episode.text()},
                    {u"season_number"_s, season},
                    {u"after"_s, after.isNull() ? QJsonValue() : QJsonValue(after.text())}});
}

bool SeriesBoardModel::moveUp(const Id<Episode> &episode)
{
    const QModelIndex at = indexOf(episode);
    if (!at.isValid()) {
        return false;
    }
    const int season = at.parent().row();
    const auto idAt = [this](int s, int r) {
        return r < 0 ? Id<Episode>() : m_seasons.at(s).rows.at(r).episode.id;
    };
    if (at.row() > 0) {
        return move(episode, m_seasons.at(season).number, idAt(season, at.row() - 2 < 0 ? -1 : at.row() - 2));
    }
    if (season == 0) {
        return false;
    }
    const int last = static_cast<int>(m_seasons.at(season - 1).rows.size()) - 1;
    return move(episode, m_seasons.at(season - 1).number, idAt(season - 1, last));
}

bool SeriesBoardModel::moveDown(const Id<Episode> &episode)
{
    const QModelIndex at = indexOf(episode);
    if (!at.isValid()) {
        return false;
    }
    const int season = at.parent().row();
    const QList<Row> &rows = m_seasons.at(season).rows;
    if (at.row() + 1 < rows.size()) {
        return move(episode, m_seasons.at(season).number, rows.at(at.row() + 1).episode.id);
    }
    if (season + 1 >= m_seasons.size()) {
        return false;
    }
    return move(episode, m_seasons.at(season + 1).number, {});
}

bool SeriesBoardModel::remove(const Id<Episode> &episode)
{
    const QModelIndex at = indexOf(episode);
    const Row *row = rowAt(at);
    if (!row) {
        return false;
    }
    const Id<Episode> after = before(episode);
    const Episode was = row->episode;
    if (!execute(u"episode.remove"_s, {{u"id"_s, episode.text()}})) {
        return false;
    }
    const QJsonObject args{{u"id"_s, uuidText(makeUuidV7(m_desk.clock().nowMs()))}, // the old one is gone for good
                           {u"series_id"_s, was.seriesId.text()},
                           {u"content_id"_s, was.contentId.text()},
                           {u"season_number"_s, was.seasonNumber},
                           {u"episode_number"_s, was.episodeNumber}};
    const auto putBack = [this, args, was, after] {
        const auto id = Id<Episode>::fromText(args.value("id"_L1).toString());
        return execute(u"episode.add"_s, args) && run(id, was.seasonNumber, after)
            && (!was.isSpecial || execute(u"episode.update"_s, {{u"id"_s, id.text()}, {u"is_special"_s, true}}))
            && (!was.airDate.isValid()
                || execute(u"episode.update"_s, {{u"id"_s, id.text()}, {u"air_date"_s, toJson(was).value("air_date"_L1)}}));
    };
    push(tr("Take an episode out"), [this, args] { return execute(u"episode.remove"_s, {{u"id"_s, args.value("id"_L1)}}); }, putBack);
    return true;
}

QModelIndex SeriesBoardModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    // 0 for a season; for an episode its season's row + 1.
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr(0));
}

QModelIndex SeriesBoardModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0) {
        return {};
    }
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr(0));
}

int SeriesBoardModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return static_cast<int>(m_seasons.size());
    }
    if (parent.internalId() != 0 || parent.column() != 0) {
        return 0;
    }
    return static_cast<int>(m_seasons.at(parent.row()).rows.size());
}

int SeriesBoardModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const SeriesBoardModel::Row *SeriesBoardModel::rowAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0) {
        return nullptr;
    }
    return &m_seasons.at(static_cast<int>(index.internalId()) - 1).rows.at(index.row());
}

QVariant SeriesBoardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (const Row *row = rowAt(index)) {
        return episodeData(*row, role);
    }
    const Season &season = m_seasons.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("Season %1 (%n episode(s))", nullptr, static_cast<int>(season.rows.size()))
            .arg(countText(season.number));
    case SeasonRole:
        return season.number;
    case EpisodeIdRole:
        return QVariant::fromValue(QUuid());
    default:
        return {};
    }
}

QVariant SeriesBoardModel::episodeData(const Row &row, int role) const
{
    const ContentItem &item = row.item;
    switch (role) {
    case Qt::DisplayRole:
        return titleText(item.titleAr, item.titleEn);
    case EpisodeIdRole:
        return QVariant::fromValue(row.episode.id.uuid());
    case ContentIdRole:
        return QVariant::fromValue(item.id.uuid());
    case SeasonRole:
        return row.episode.seasonNumber;
    case NumberRole:
        return row.episode.episodeNumber;
    case TitleArRole:
        return item.titleAr;
    case TitleEnRole:
        return item.titleEn;
    case StateRole:
        return static_cast<int>(item.state);
    case AssetIdRole:
        return QVariant::fromValue(item.mainAsset.uuid());
    case DurationRole:
        return row.durationMs;
    case SpecialRole:
        return row.episode.isSpecial;
    default:
        return {};
    }
}

Qt::ItemFlags SeriesBoardModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags base = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.internalId() == 0 ? base | Qt::ItemIsDropEnabled : base | Qt::ItemIsDragEnabled;
}

QStringList SeriesBoardModel::mimeTypes() const
{
    return {QLatin1StringView(kEpisodeMimeType), QLatin1StringView(kContentDragType)};
}

QMimeData *SeriesBoardModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArray lines;
    for (const QModelIndex &index : indexes) {
        if (const Row *row = rowAt(index)) {
            lines += row->episode.id.text().toLatin1() + '\n';
        }
    }
    if (lines.isEmpty()) {
        return nullptr;
    }
    auto *data = new QMimeData;
    data->setData(QLatin1StringView(kEpisodeMimeType), lines);
    return data;
}

bool SeriesBoardModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                       const QModelIndex &parent) const
{
    return data && parent.isValid() && parent.internalId() == 0
        && (data->hasFormat(QLatin1StringView(kEpisodeMimeType))
            || data->hasFormat(QLatin1StringView(kContentDragType)));
}

bool SeriesBoardModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                    const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent)) {
        return false;
    }
    const Season season = m_seasons.at(parent.row()); // a copy: every move reads the tree anew
    const QList<QUuid> moved = uuidsOf(*data, kEpisodeMimeType);
    const QList<QUuid> items = uuidsOf(*data, kContentDragType);
    const UndoMacro together(m_undo, tr("Order the series"), moved.size() + items.size() > 1);
    // -1: on the season itself, which means at its end.
    int before = row < 0 ? static_cast<int>(season.rows.size()) : row;
    Id<Episode> after;
    while (before > 0) {
        after = season.rows.at(before - 1).episode.id;
        if (!moved.contains(after.uuid())) {
            break;
        }
        after = {};
        --before;
    }
    for (const QUuid &id : moved) {
        if (!move(Id<Episode>(id), season.number, after)) {
            return false;
        }
        after = Id<Episode>(id);
    }
    for (const QUuid &id : items) {
        if (!add(Id<ContentItem>(id), season.number)) {
            return false;
        }
    }
    return true;
}

} // namespace rawi
