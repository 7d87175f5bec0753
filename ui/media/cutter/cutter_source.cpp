#include "ui/media/cutter/cutter_source.h"

#include <QFile>
#include <QFileInfo>

namespace rawi {

namespace {

constexpr qint64 kMostBytes = 64 << 20;

QByteArray localBytes(Desk &desk, const Id<MediaAsset> &asset, const QString &variant)
{
    const auto file = desk.localMedia().find(asset, variant);
    QFile opened(file.ok() && *file ? (*file)->path : QString());
    return opened.fileName().isEmpty() || !opened.open(QIODevice::ReadOnly) ? QByteArray() : opened.read(kMostBytes);
}

// The probe's main picture (core/engine/probe.h); empty when there is none.
QJsonObject mainVideo(const QJsonObject &metadata)
{
    const int main = metadata.value("main_video"_L1).toInt(-1);
    for (const QJsonValue &one : metadata.value("streams"_L1).toArray()) {
        if (main >= 0 && one.toObject().value("index"_L1).toInt(-1) == main) {
            return one.toObject();
        }
    }
    return {};
}

} // namespace

qint64 CutterSource::snapped(qint64 us) const
{
    return qBound<qint64>(0, nearestFrame(us, rate), durationUs);
}

Result<CutterSource> loadCutterSource(Desk &desk, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const std::optional<MediaAsset> record, desk.replica().find(asset));
    if (!record) {
        return Error{ErrorCode::NotFound, asset.text(), u"there is no such media file"_s};
    }
    CutterSource source;
    source.name = record->originalFilename;
    RAWI_ASSIGN(const std::optional<LocalFile> original, desk.localMedia().find(asset, u"original"_s));
    if (!original || !QFileInfo::exists(original->path)) {
        return Error{ErrorCode::FileMissing, record->originalFilename, u"the original is not on this desk"_s};
    }
    source.path = original->path;
    source.durationUs = record->durationMs * 1000;
    const QJsonObject video = mainVideo(record->metadata);
    source.hasPicture = !video.isEmpty();
    const QJsonObject rate = video.value("frame_rate"_L1).toObject();
    const FrameRate told{rate.value("num"_L1).toInteger(), rate.value("den"_L1).toInteger()};
    source.rate = told.num > 0 && told.den > 0 ? told : FrameRate{source.hasPicture ? 25 : 100, 1};
    if (const auto storyboard = readStoryboard(localBytes(desk, asset, u"storyboard.vtt"_s));
        storyboard.ok()) {
        source.storyboard = *storyboard;
        for (const Storyboard::Tile &tile : source.storyboard.tiles) {
            if (!source.sheets.contains(tile.sheet)) {
                const QString variant = QFileInfo(tile.sheet).completeBaseName();
                source.sheets.insert(tile.sheet, QImage::fromData(localBytes(desk, asset, variant)));
            }
        }
    }
    if (const auto waveform = readWaveform(localBytes(desk, asset, u"waveform"_s)); waveform.ok()) {
        source.waveform = *waveform;
    }
    return source;
}

} // namespace rawi
