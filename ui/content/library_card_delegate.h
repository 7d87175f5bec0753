#pragma once

#include "ui/content/content_list_model.h"
#include "ui/content/library_thumbnails.h"
#include "ui/kit/state_pill.h"
#include "ui/kit/theme.h"

#include <QCache>
#include <QStyledItemDelegate>

namespace rawi {

// One card of the library: poster, state, duration, the title in its own direction, what else to know. GUI thread.
class LibraryCardDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    LibraryCardDelegate(const ContentListModel &model, LibraryThumbnails &thumbnails, const Clock &clock,
                        QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    // Poster, or the sign of the row's kind, with the card's round corners.
    QPixmap picture(const LibraryRow &row, const QSize &size, qreal ratio, const ThemeTokens &tokens) const;
    void paintPicture(QPainter &painter, const QRect &rect, const LibraryRow &row,
                      const QStyleOptionViewItem &option) const;
    void paintWords(QPainter &painter, const QRect &rect, const LibraryRow &row,
                    const QStyleOptionViewItem &option) const;

    const ContentListModel &m_model;
    LibraryThumbnails &m_thumbnails;
    const Clock &m_clock;
    mutable QCache<QString, QPixmap> m_pictures; // as drawn, cost in KiB: the corners take longer than the rest of a card
};

} // namespace rawi
