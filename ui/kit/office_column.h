#pragma once

#include "ui/kit/text_paint.h"
#include "ui/kit/tone.h"
#include "ui/text/feature_words.h"

#include <QJsonObject>

#include <functional>

namespace rawi {

// A column of an office list, described.
struct OfficeColumn {
    QString member;                                           // of the row
    Words header;
    std::function<QString(const QJsonObject &row)> text = {}; // what is shown; empty: the member as it is
    QString sortKey = {};                                     // as the route names it; empty: no order by this
    int width = 140;                                          // pixels; 0: what the others leave
    TextSide side = TextSide::Start;                          // of the reading direction; numbers stand at its end
    std::function<Tone(const QJsonObject &row)> tone = {};    // set: the text stands in a pill
};

} // namespace rawi
