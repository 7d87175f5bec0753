#include "ui/content/library_card_delegate.h"

#include "core/base/clock.h"
#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace rawi {

namespace {

constexpr int kRadius = 12;
constexpr int kPicturesKiB = 32 * 1024;

Icon kindIcon(ContentKind kind)
{
    switch (kind) {
    case ContentKind::Audio:
        return Icon::Audio;
    case ContentKind::Article:
        return Icon::Article;
    case ContentKind::Image:
        return Icon::Image;
    case ContentKind::Video:
        break;
    }
    return Icon::Film;
}

void paintDuration(QPainter &painter, const QRect &picture, qint64 ms, const QStyleOptionViewItem &option)
{
    const QString text = durationText(ms);
    QFont font = option.font;
    font.setPixelSize(scaledPx(11));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 12;
    const QRect place = QStyle::visualRect(
        option.direction, picture,
        QRect(picture.right() - width - 7, picture.bottom() - 26, width, 19));
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeTokens(option.palette).scrim);
    painter.drawRoundedRect(place, 5, 5);
    painter.setPen(Qt::white);
    painter.drawText(place, Qt::AlignCenter, text);
}

// In the corner across from the length: only the members of its series see the item.
void paintLock(QPainter &painter, const QRect &picture, const QStyleOptionViewItem &option)
{
    const QRect place = QStyle::visualRect(option.direction, picture,
                                           QRect(picture.left() + 8, picture.bottom() - 28, 22, 21));
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeTokens(option.palette).scrim);
    painter.drawRoundedRect(place, 5, 5);
    icon(Icon::Lock, Qt::white).paint(&painter, place.adjusted(4, 3, -4, -4));
}

QString metaText(const LibraryRow &row, qint64 nowMs)
{
    QStringList parts{relativeTimeText(row.item.updatedAt, nowMs)};
    if (row.asset && row.asset->height > 0) {
        parts.append(u"%1p"_s.arg(row.asset->height));
    }
    if (row.asset && row.asset->fileSize > 0) {
        parts.append(byteSizeText(row.asset->fileSize));
    }
    for (QString &part : parts) {
        part = isolate(part);
    }
    return parts.join(u" · "_s);
}

} // namespace

LibraryCardDelegate::LibraryCardDelegate(const ContentListModel &model, LibraryThumbnails &thumbnails,
                                         const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
    , m_clock(clock)
    , m_pictures(kPicturesKiB)
{
}

void LibraryCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool marked = option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF card = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.panel);
    painter->drawRoundedRect(card, kRadius, kRadius);
    const QRect picture(option.rect.left(), option.rect.top(), option.rect.width(), option.rect.width() * 9 / 16);
    if (const LibraryRow *row = m_model.rowAt(index.row())) {
        paintPicture(*painter, picture, *row, option);
        const QRect words(option.rect.left() + 12, picture.bottom() + 10, option.rect.width() - 24,
                          option.rect.bottom() - picture.bottom() - 18);
        paintWords(*painter, words, *row, option);
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(selected ? tokens.accent : marked ? tokens.muted : tokens.line, selected ? 2 : 1));
    painter->drawRoundedRect(card, kRadius, kRadius);
    painter->restore();
}

QPixmap LibraryCardDelegate::picture(const LibraryRow &row, const QSize &size, qreal ratio,
                                     const ThemeTokens &tokens) const
{
    const QPixmap poster = m_thumbnails.pixmap(row.item.mainAsset, size * ratio);
    const QString what = poster.isNull() ? enumText(row.item.kind) + tokens.raised.name() : QString::number(poster.cacheKey());
    const QString key = u"%1/%2x%3@%4"_s.arg(what).arg(size.width()).arg(size.height()).arg(ratio);
    if (const QPixmap *kept = m_pictures.object(key)) {
        return *kept;
    }
    QPixmap made(size * ratio);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect rect(QPoint(), size);
    QPainterPath rounded;
    rounded.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, kRadius), kRadius, kRadius);
    painter.setClipPath(rounded);
    if (poster.isNull()) {
        QLinearGradient gradient(rect.topLeft(), rect.bottomRight());
        gradient.setColorAt(0, tokens.raised);
        gradient.setColorAt(1, tokens.accentSoft);
        painter.fillRect(rect, gradient);
        QColor faint = tokens.muted;
        faint.setAlpha(140);
        const QRect place(rect.center() - QPoint(20, 20), QSize(40, 40));
        icon(kindIcon(row.item.kind), faint).paint(&painter, place);
    } else {
        painter.drawPixmap(rect, poster);
    }
    painter.end();
    m_pictures.insert(key, new QPixmap(made), qMax(1, made.width() * made.height() / 256));
    return made;
}

void LibraryCardDelegate::paintPicture(QPainter &painter, const QRect &rect, const LibraryRow &row,
                                       const QStyleOptionViewItem &option) const
{
    painter.drawPixmap(rect.topLeft(),
                       picture(row, rect.size(), painter.device()->devicePixelRatioF(), themeTokens(option.palette)));
    if (row.asset && row.asset->durationMs > 0) {
        paintDuration(painter, rect, row.asset->durationMs, option);
    }
    if (!row.item.scope.isNull()) {
        paintLock(painter, rect, option);
    }
    const QRect pills(rect.left() + 8, rect.top() + 8, rect.width() - 16, scaledPx(20));
    painter.setFont(option.font);
    const QString live = liveText(standingOf(row.item));
    const int used = paintPill(painter, pills, live.isEmpty() ? contentStateText(row.item.state) : live,
                               live.isEmpty() ? contentStateTone(row.item.state) : Tone::Ok, option.direction,
                               option.palette, false, true);
    if (pills.width() - used > 90) {
        paintPill(painter, pills, parityText(row.item.parity), Tone::Warn, option.direction, option.palette, true,
                  true);
    }
}

void LibraryCardDelegate::paintWords(QPainter &painter, const QRect &rect, const LibraryRow &row,
                                     const QStyleOptionViewItem &option) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const QString title = titleText(row.item.titleAr, row.item.titleEn);
    const QString other = title == row.item.titleAr ? row.item.titleEn : row.item.titleAr;
    QFont font = option.font;
    font.setPixelSize(scaledPx(14));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const int lineHeight = painter.fontMetrics().height();
    const bool twoLines = painter.fontMetrics().horizontalAdvance(title) > rect.width();
    const int titleHeight = (twoLines ? 2 : 1) * lineHeight + 4;
    paintText(painter, QRect(rect.left(), rect.top(), rect.width(), twoLines ? titleHeight : lineHeight), title,
              option.direction, TextSide::Start, twoLines ? 2 : 1);
    font.setPixelSize(scaledPx(12));
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.setPen(tokens.muted);
    paintText(painter, QRect(rect.left(), rect.top() + titleHeight, rect.width(), scaledPx(20)), other, option.direction);
    font.setPixelSize(scaledPx(11));
    painter.setFont(font);
    const int metaTop = rect.top() + titleHeight + (other.isEmpty() ? 2 : scaledPx(22));
    paintText(painter, QRect(rect.left(), metaTop, rect.width(), scaledPx(18)), metaText(row, m_clock.nowMs()),
              option.direction);
}

} // namespace rawi
