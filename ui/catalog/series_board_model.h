#pragma once

#include "core/catalog/series.h"
#include "core/desk/house/desk.h"

#include <QAbstractItemModel>

#include <functional>

class QUndoStack;

namespace rawi {

// One series as a tree: seasons, and below each its episodes in order. Episodes are moved by drag and drop or by
// move(). Lives on the GUI thread.
class SeriesBoardModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        EpisodeIdRole = Qt::UserRole + 1, // QUuid; null for a season
        ContentIdRole,
        SeasonRole,  // int
        NumberRole,  // int, the episode's
        TitleArRole,
        TitleEnRole,
        StateRole,   // ContentState as int
        AssetIdRole,
        DurationRole, // ms
        SpecialRole,
    };
    static constexpr const char *kEpisodeMimeType = "application/x-rawi-episodes";

    // What is done to the series goes to `undo`, too, when there is one.
    explicit SeriesBoardModel(Desk &desk, QUndoStack *undo = nullptr, QObject *parent = nullptr);

    void setSeries(const Id<Series> &series);
    Id<Series> series() const { return m_series; }
    QList<int> seasons() const;
    QModelIndex indexOf(const Id<Episode> &episode) const;
    QModelIndex seasonIndex(int season) const;

    // Shows an empty season after the last; it exists for others once it has an episode. Returns its number.
    int addSeason();
    // Commands; failures are told by commandFailed.
    bool add(const Id<ContentItem> &item, int season);
    bool move(const Id<Episode> &episode, int season, const Id<Episode> &after);
    // One place up or down, over the border of a season at its ends.
    bool moveUp(const Id<Episode> &episode);
    bool moveDown(const Id<Episode> &episode);
    bool remove(const Id<Episode> &episode);
    // Whether the numbers of a season follow its order, and giving them anew from the lowest of them.
    bool isNumberedInOrder(int season) const;
    bool renumber(int season);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction | Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void commandFailed(const rawi::Error &error);
    void movedOutOfNumber(int season); // episodes were moved, and the numbers no longer follow the order
    void seriesReset(); // the tree was read anew; the view restores what was selected

private:
    struct Row {
        Episode episode;
        ContentItem item;
        qint64 durationMs = 0;
    };
    struct Season {
        int number = 1;
        QList<Row> rows;
    };

    void reload();
    Result<QList<Season>> read() const;
    bool execute(const QString &command, const QJsonObject &args);
    bool run(const Id<Episode> &episode, int season, const Id<Episode> &after);
    bool setNumbers(const QList<std::pair<Id<Episode>, int>> &numbers);
    Id<Episode> before(const Id<Episode> &episode) const;
    const Season *seasonOf(int number) const;
    void push(const QString &text, std::function<bool()> forwards, std::function<bool()> backwards);
    const Row *rowAt(const QModelIndex &index) const;
    QVariant episodeData(const Row &row, int role) const;

    Desk &m_desk;
    QUndoStack *m_undo;
    Id<Series> m_series;
    QList<Season> m_seasons;
    int m_emptySeason = 0; // one that was added here and has no episode yet; 0 = none
};

} // namespace rawi
