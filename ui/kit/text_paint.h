#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QPainter;
class QPalette;

namespace rawi {

// What a paragraph is aligned to: the side where the layout starts, or the side where it ends.
enum class TextSide { Start, Centre, End };

// Paints text whose base direction is its own (first strong character) but whose side is the layout's, elided or
// wrapped to the lines that fit. Marks at the end of an English title thus stay on its right in an Arabic window.
// Uses the painter's font and pen.
void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection layout,
               TextSide side = TextSide::Start, int maxLines = 1);

// Text elided to the width, at the end of its own direction.
QString elided(const QFont &font, const QString &text, int width);

} // namespace rawi
