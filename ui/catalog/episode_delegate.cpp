#include "ui/catalog/episode_delegate.h"

#include "ui/catalog/series_board_model.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/state_pill.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QImageReader>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace rawi {

namespace {

constexpr int kEpisodeHeight = 64;
constexpr int kSeasonHeight = 40;
constexpr QSize kPosterSize(80, 45);

} // namespace

EpisodeDelegate::EpisodeDelegate(const Desk &desk, QObject *parent)
    : QStyledItemDelegate(parent), m_desk(desk), m_posters(256)
{
}

QSize EpisodeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {scaledPx(320), scaledPx(index.parent().isValid() ? kEpisodeHeight : kSeasonHeight)};
}

void EpisodeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    index.parent().isValid() ? paintEpisode(*painter, option, index) : paintSeason(*painter, option, index);
    painter->restore();
}

void EpisodeDelegate::paintSeason(QPainter &painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    QFont strong = option.font;
    strong.setWeight(QFont::Bold);
    painter.setFont(strong);
    painter.setPen(option.state.testFlag(QStyle::State_Selected) ? tokens.accent : tokens.text);
    paintText(painter, option.rect.adjusted(8, 4, -8, -4), index.data().toString(), option.direction);
    painter.setPen(tokens.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void EpisodeDelegate::paintPoster(QPainter &painter, const QRect &place, const QUuid &asset,
                                  const QStyleOptionViewItem &option) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    QPainterPath frame;
    frame.addRoundedRect(place, 5, 5);
    painter.fillPath(frame, tokens.raised);
    const QString path = asset.isNull() ? QString() : m_desk.posterPath(Id<MediaAsset>(asset));
    if (path.isEmpty()) {
        icon(Icon::Film, tokens.muted).paint(&painter, place.adjusted(28, 12, -28, -12));
        return;
    }
    if (!m_posters.contains(path)) {
        QImageReader reader(path);
        reader.setAutoTransform(true);
        if (const QSize full = reader.size(); full.isValid()) {
            reader.setScaledSize(full.scaled(kPosterSize * 2, Qt::KeepAspectRatioByExpanding));
        }
        m_posters.insert(path, new QImage(reader.read()));
    }
    const QImage &poster = *m_posters.object(path);
    if (!poster.isNull()) {
        painter.save();
        painter.setClipPath(frame);
        QRect target(QPoint(), poster.size().scaled(place.size(), Qt::KeepAspectRatioByExpanding));
        target.moveCenter(place.center());
        painter.drawImage(target, poster);
        painter.restore();
    }
}

void EpisodeDelegate::paintEpisode(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.state.testFlag(QStyle::State_Selected) ? tokens.accentSoft : tokens.raised);
        painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -2), 8, 8);
    }
    const QRect inner = option.rect.adjusted(8, 8, -12, -8);
    const auto at = [&](int left, int width, int top = 0, int height = -1) {
        const QRect place(inner.left() + left, inner.top() + top, width, height < 0 ? inner.height() : height);
        return QStyle::visualRect(option.direction, inner, place);
    };
    icon(Icon::DragHandle, tokens.muted).paint(&painter, at(0, 16, (inner.height() - 16) / 2, 16));
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(tokens.muted);
    const bool special = index.data(SeriesBoardModel::SpecialRole).toBool();
    const QString number = countText(index.data(SeriesBoardModel::NumberRole).toInt());
    paintText(painter, at(22, 36), special ? u"★"_s : number, option.direction, TextSide::Centre);
    const QRect poster = at(60, kPosterSize.width(), (inner.height() - kPosterSize.height()) / 2, kPosterSize.height());
    paintPoster(painter, poster, index.data(SeriesBoardModel::AssetIdRole).toUuid(), option);

    const int endWidth = scaledPx(130);
    const int textLeft = 60 + kPosterSize.width() + 12;
    const int textWidth = std::max(0, inner.width() - textLeft - endWidth - 8);
    const QString shown = index.data().toString();
    const QString ar = index.data(SeriesBoardModel::TitleArRole).toString();
    const QString en = index.data(SeriesBoardModel::TitleEnRole).toString();
    const QString other = shown == ar ? en : ar;
    const int half = inner.height() / 2;
    painter.setPen(tokens.text);
    paintText(painter, at(textLeft, textWidth, 0, half), shown, option.direction);
    painter.setFont(option.font);
    painter.setPen(tokens.muted);
    paintText(painter, at(textLeft, textWidth, half, half), other, option.direction);

    const auto state = static_cast<ContentState>(index.data(SeriesBoardModel::StateRole).toInt());
    const QRect end = at(inner.width() - endWidth, endWidth, 0, half);
    paintPill(painter, end, contentStateText(state), contentStateTone(state), option.direction, option.palette, true);
    if (const qint64 length = index.data(SeriesBoardModel::DurationRole).toLongLong(); length > 0) {
        painter.setPen(tokens.muted);
        paintText(painter, at(inner.width() - endWidth, endWidth, half, half), durationText(length),
                  option.direction, TextSide::End);
    }
}

} // namespace rawi
