#include "ui/media/cutter/cutter_source.h"

#include "core/media/probe_report.h"

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
    const auto probe = fromJson<ProbeReport>(record->metadata);
    const ProbeStream *video = probe.mainPicture();
    source.hasPicture = video != nullptr;
    const FrameRate told = video != nullptr ? FrameRate{video->frameRate.num, video->frameRate.den} : FrameRate{};
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
