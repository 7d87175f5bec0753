#include "ui/catalog/episode_tree.h"

#include <QPainter>

namespace rawi {

void EpisodeTree::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void EpisodeTree::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (model() && model()->rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
}

} // namespace rawi
