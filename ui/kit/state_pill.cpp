#include "ui/kit/state_pill.h"

#include "ui/kit/font_scale.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kPillHeight = 20; // as it is drawn
constexpr int kPillPadding = 9;

struct PillColours {
    QColor fill;
    QColor text;
};

PillColours coloursOf(Tone tone, const ThemeTokens &tokens)
{
    switch (tone) {
    case Tone::Info:
        return {tokens.infoSoft, tokens.info};
    case Tone::Ok:
        return {tokens.okSoft, tokens.ok};
    case Tone::Warn:
        return {tokens.warnSoft, tokens.warn};
    case Tone::Danger:
        return {tokens.dangerSoft, tokens.danger};
    case Tone::Accent:
        return {tokens.accentSoft, tokens.accent};
    case Tone::Neutral:
        break;
    }
    return {tokens.raised, tokens.muted};
}

QFont pillFont(QFont font)
{
    font.setPixelSize(scaledPx(11));
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

Tone contentStateTone(ContentState state)
{
    switch (state) {
    case ContentState::InReview:
        return Tone::Warn;
    case ContentState::Approved:
        return Tone::Info;
    case ContentState::Published:
        return Tone::Ok;
    case ContentState::Draft:
    case ContentState::Archived:
        break;
    }
    return Tone::Neutral;
}

int paintPill(QPainter &painter, const QRect &rect, const QString &text, Tone tone, Qt::LayoutDirection layout,
              const QPalette &palette, bool atEnd, bool onPicture)
{
    if (text.isEmpty()) {
        return 0;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(pillFont(painter.font()));
    const int wanted = painter.fontMetrics().horizontalAdvance(text) + 2 * kPillPadding;
    const int width = std::min(wanted, rect.width());
    const int height = std::min(scaledPx(kPillHeight), rect.height());
    const int x = atEnd ? rect.right() + 1 - width : rect.left();
    const QRect place = QStyle::visualRect(layout, rect,
                                           QRect(x, rect.top() + (rect.height() - height) / 2, width, height));
    const PillColours colours = coloursOf(tone, themeTokens(palette));
    painter.setPen(Qt::NoPen);
    if (onPicture) { // a soft colour alone would swim on a bright frame
        painter.setBrush(themeTokens(palette).panel);
        painter.drawRoundedRect(place, height / 2.0, height / 2.0);
    }
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(place, height / 2.0, height / 2.0);
    painter.setPen(colours.text);
    paintText(painter, place.adjusted(kPillPadding - 2, 0, 2 - kPillPadding, 0), text, layout, TextSide::Centre);
    painter.restore();
    return width;
}

StatePill::StatePill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::setState(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    if (m_text.isEmpty()) {
        return QSize(0, scaledPx(kPillHeight));
    }
    return QSize(QFontMetrics(pillFont(font())).horizontalAdvance(m_text) + 2 * kPillPadding, scaledPx(kPillHeight));
}

void StatePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    paintPill(painter, rect(), m_text, m_tone, layoutDirection(), palette());
}

} // namespace rawi
