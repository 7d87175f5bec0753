#pragma once

#include "core/engine/encode/encoder.h"
#include "core/engine/encode/joiner.h"

namespace rawi {

// A rendition whose parts are finished.
struct RenditionOrder {
    QString name;
    OutputForm form = OutputForm::Mp4;
    JoinOrder join;      // without path and form
    bool picture = false;
    bool copied = false;
    QJsonObject loudness;
    qint64 clipped = 0;
    QStringList leftOut; // what the film has and no rendition takes
};

// Writes FOLDER/NAME.EXTENSION. Errors: as joinParts.
Result<RenditionResult> writeRendition(const RenditionOrder &order, const QString &folder);

struct HlsResult {
    QList<RenditionResult> renditions;
    MadeFile master;
};
// Writes all renditions of HLS and their master playlist (hlsMasterName). The first one's sounds and texts serve all. Errors: as joinParts.
Result<HlsResult> writeHls(const QList<RenditionOrder> &orders, const QString &folder);

} // namespace rawi
