#pragma once

#include "core/base/result.h"
#include "core/media/media_asset.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rawi {

// One file that an analysis left in the worker's folder; becomes a variant of the asset.
struct AnalysisFile {
    VariantType type = VariantType::Report;
    QString name; // of the variant: "storyboard-0", "storyboard.vtt", "waveform", "report"
    QString path;
    QString contentType;
    qint64 size = 0; // bytes
    QString sha256;
    int width = 0;
    int height = 0;

    // {"type", "name", "path", "content_type", "size", "sha256", "width", "height"}
    QJsonObject toJson() const;
};

QJsonArray toJson(const QList<AnalysisFile> &files);

// Writes `bytes` as FOLDER/`fileName` and describes it. Errors: DiskFull, IoError.
Result<AnalysisFile> writeAnalysisFile(const QString &folder, const QString &fileName, const QByteArray &bytes,
                                       AnalysisFile file);

} // namespace rawi
