#pragma once

#include <QCache>
#include <QImage>
#include <QStyledItemDelegate>

namespace rawi {

class Desk;

// A season's heading, or an episode: handle, number, poster, both titles each in its own direction, length, state.
class EpisodeDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit EpisodeDelegate(const Desk &desk, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSeason(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintEpisode(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintPoster(QPainter &painter, const QRect &place, const QUuid &asset,
                     const QStyleOptionViewItem &option) const;

    const Desk &m_desk;
    mutable QCache<QString, QImage> m_posters; // by path
};

} // namespace rawi
