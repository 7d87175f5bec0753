#pragma once

#include "core/desk/house/desk.h"
#include "core/media/edit_list.h"
#include "core/media/storyboard.h"
#include "core/media/waveform.h"

#include <QHash>
#include <QImage>

namespace rawi {

// What the cutter knows of one media file: its frames' rhythm, and the small pictures and peaks that lie on this desk. A
// value of the GUI thread.
struct CutterSource {
    QString name;
    QString path; // of what a player opens; empty when it is not on this desk
    qint64 durationUs = 0;
    FrameRate rate;
    bool hasPicture = false;
    Storyboard storyboard;
    QHash<QString, QImage> sheets;
    Waveform waveform;

    qint64 frameUs() const { return 1'000'000 * rate.den / qMax<qint64>(1, rate.num); }
    // The start of the frame nearest to a moment of the source, within it.
    qint64 snapped(qint64 us) const;
    double fps() const { return double(rate.num) / double(rate.den); }
};

// Errors: NotFound; FileMissing when its original is not on this desk.
Result<CutterSource> loadCutterSource(Desk &desk, const Id<MediaAsset> &asset);

} // namespace rawi
