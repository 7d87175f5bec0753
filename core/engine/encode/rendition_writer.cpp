#include "core/engine/encode/rendition_writer.h"

#include "core/engine/encode/hls_writer.h"

#include <QDir>

#include <algorithm>

namespace rawi {

namespace {

struct FileKind {
    OutputForm form;
    const char *suffix;
    const char *contentType;
};

FileKind fileKind(OutputForm form, bool picture)
{
    switch (form) {
    case OutputForm::WebM:
        return {form, ".webm", picture ? "video/webm" : "audio/webm"};
    case OutputForm::Mkv:
        return {form, picture ? ".mkv" : ".mka", picture ? "video/x-matroska" : "audio/x-matroska"};
    case OutputForm::Mp3:
        return {form, ".mp3", "audio/mpeg"};
    case OutputForm::Opus:
        return {form, ".opus", "audio/ogg"};
    default:
        break;
    }
    return picture ? FileKind{OutputForm::Mp4, ".mp4", "video/mp4"} : FileKind{OutputForm::M4a, ".m4a", "audio/mp4"};
}

// Sounds and texts of all variants, into `master`; their files are listed with the first rendition.
Result<void> writeShared(const RenditionOrder &order, const QString &folder, HlsMaster &master, QList<MadeFile> &files)
{
    for (qsizetype i = 0; i < order.join.sounds.size(); ++i) {
        const JoinedSound &sound = order.join.sounds[i];
        RAWI_ASSIGN(const HlsTrack track,
                    writeHlsSound(sound.path, folder, u"%1-sound-%2"_s.arg(order.name).arg(i)));
        files += track.files;
        master.sounds.append({track, sound.language, sound.role});
    }
    for (qsizetype i = 0; i < order.join.texts.size(); ++i) {
        const TextTrack &text = order.join.texts[i];
        RAWI_ASSIGN(const HlsTrack track,
                    writeHlsText(text, order.join.filmMs, folder, u"%1-text-%2"_s.arg(order.name).arg(i)));
        files += track.files;
        master.texts.append({track, text.language});
    }
    return {};
}

} // namespace

Result<RenditionResult> writeRendition(const RenditionOrder &order, const QString &folder)
{
    const FileKind kind = fileKind(order.form, order.picture);
    const QString path = QDir(folder).absoluteFilePath(order.name + QLatin1StringView(kind.suffix));
    JoinOrder join = order.join;
    join.path = path;
    join.form = kind.form;
    QStringList leftOut = order.leftOut;
    if (!order.picture && kind.form != OutputForm::M4a && !join.texts.isEmpty()) {
        join.texts.clear(); // those containers hold sound only
        leftOut.append(u"subtitles"_s);
    }
    if (kind.form == OutputForm::Mp3 || kind.form == OutputForm::Opus) {
        join.sounds = join.sounds.mid(0, 1);
    }
    RAWI_ASSIGN(const JoinedFile joined, joinParts(join));
    RAWI_ASSIGN(const MadeFile file, describeFile(path, QLatin1StringView(kind.contentType)));
    RenditionResult result{file};
    result.name = order.name;
    result.width = joined.width;
    result.height = joined.height;
    result.durationMs = (joined.durationUs + 500) / 1000;
    result.frames = joined.frames;
    result.copied = order.copied;
    result.copiedWhy = order.copied ? u"the picture already is as wanted; it was not encoded again"_s : QString();
    result.loudness = order.loudness;
    result.clippedSamples = order.clipped;
    result.leftOut = leftOut;
    return result;
}

Result<HlsResult> writeHls(const QList<RenditionOrder> &orders, const QString &folder)
{
    HlsResult out;
    HlsMaster master;
    QList<MadeFile> shared;
    const auto owner = std::find_if(orders.begin(), orders.end(), [](const RenditionOrder &one) { return !one.join.sounds.isEmpty(); });
    RAWI_TRY(writeShared(owner != orders.end() ? *owner : orders.first(), folder, master, shared));
    for (const RenditionOrder &order : orders) {
        HlsTrack track;
        if (order.picture) {
            RAWI_ASSIGN(track, writeHlsPicture(order.join, folder, order.name));
        }
        RenditionResult result{track.files.isEmpty() ? shared.first() : track.files.first()};
        result.name = order.name;
        result.loudness = order.loudness;
        result.files = track.files;
        result.leftOut = order.leftOut + (order.join.chapters.isEmpty() ? QStringList() : QStringList{u"chapters"_s});
        result.width = track.width;
        result.height = track.height;
        result.frames = track.frames;
        result.durationMs = track.durationUs / 1000;
        for (const HlsMaster::Sound &sound : master.sounds) {
            result.durationMs = qMax(result.durationMs, sound.track.durationUs / 1000);
        }
        master.variants.append({track});
        out.renditions.append(result);
    }
    std::stable_sort(master.variants.begin(), master.variants.end(), [](const auto &a, const auto &b) {
        return a.picture.peakRate > b.picture.peakRate;
    });
    QStringList names;
    for (const RenditionOrder &order : orders) {
        names.append(order.name);
    }
    RAWI_ASSIGN(out.master, writeHlsMaster(master, folder, hlsMasterName(names)));
    out.renditions.first().files += shared;
    out.renditions.first().files.append(out.master);
    return out;
}

} // namespace rawi
