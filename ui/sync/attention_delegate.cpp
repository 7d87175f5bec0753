#include "ui/sync/attention_delegate.h"

#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/sync/attention_model.h"

#include <QPainter>

namespace rawi {

namespace {

constexpr int kTitleHeight = 22;

} // namespace

void AttentionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.accentSoft);
        painter->drawRoundedRect(option.rect.adjusted(4, 2, -4, -2), 6, 6);
    }
    const QRect inner = option.rect.adjusted(12, 8, -12, -8);
    const auto mirrored = [&](const QRect &place) { return QStyle::visualRect(option.direction, inner, place); };
    const bool conflict = index.data(AttentionModel::IsConflictRole).toBool();
    const QRect iconPlace(inner.left(), inner.top() + 1, 20, 20);
    const bool quarantined = index.data(AttentionModel::IsQuarantinedRole).toBool();
    const bool draft = index.data(AttentionModel::IsDraftRole).toBool();
    const bool request = index.data(AttentionModel::IsRequestRole).toBool();
    const bool known = index.data(AttentionModel::IsKnownRole).toBool();
    icon(conflict          ? Icon::Merge
             : request     ? Icon::Upload
             : quarantined ? Icon::Lock
             : draft       ? Icon::Pencil
             : known       ? Icon::Folder
                           : Icon::Alert,
         conflict || quarantined || draft || request || known ? tokens.warn : tokens.danger)
        .paint(painter, mirrored(iconPlace));
    const int textLeft = inner.left() + 30;
    const int titleHeight = scaledPx(kTitleHeight);
    const QRect titlePlace(textLeft, inner.top(), inner.right() - textLeft + 1, titleHeight);
    const QRect reasonPlace(textLeft, inner.top() + titleHeight + 1, titlePlace.width(), inner.height() - titleHeight - 1);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(tokens.text);
    paintText(*painter, mirrored(titlePlace), index.data().toString(), option.direction);
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    paintText(*painter, mirrored(reasonPlace), index.data(AttentionModel::SubtitleRole).toString(),
              option.direction, TextSide::Start, 2);
    painter->restore();
}

QSize AttentionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {scaledPx(240), 16 + scaledPx(kTitleHeight) + 1 + 2 * option.fontMetrics.lineSpacing() + 2};
}

} // namespace rawi
