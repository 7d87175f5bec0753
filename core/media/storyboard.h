#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QRect>

namespace rawi {

// Small pictures of a film on a few sheets, and when each of them shows: a WebVTT whose cues name a sheet and a
// rectangle ("storyboard-0.jpg#xywh=0,0,160,90"), as web players read it.
struct Storyboard {
    struct Tile {
        qint64 startMs = 0;
        qint64 endMs = 0;
        QString sheet; // the file's name, without folders: "storyboard-0.jpg"
        QRect rect;    // pixels on the sheet
        // The sheet's name as a variant of the asset and as a local file: "storyboard-0".
        QString variant() const { return sheet.section(QLatin1Char('.'), 0, 0); }
        bool operator==(const Tile &) const = default;
    };
    QList<Tile> tiles; // by time

    // The picture for a moment: the last that starts at or before it, else the first; null when there is none. Valid
    // as long as the storyboard is.
    const Tile *at(qint64 ms) const;
};

// Reads the WebVTT of a storyboard. Cues that point to folders, elsewhere or to no rectangle are left out.
// Errors: CorruptData when it is no WebVTT; TooLarge above 4 MiB.
Result<Storyboard> readStoryboard(const QByteArray &vtt);
QByteArray writeStoryboard(const Storyboard &storyboard);

} // namespace rawi
