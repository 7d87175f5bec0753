#include "core/desk/media/encode_extras.h"

#include "core/media/media_edit.h"
#include "core/media/subtitle_track.h"
#include "core/subtitles/chapters.h"
#include "core/subtitles/subtitle_format.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <tuple>

namespace rawi {

namespace {

// The cues as the edit plays them.
QList<Cue> played(const QList<Cue> &cues, const EditList &edit, const Id<MediaAsset> &asset)
{
    if (edit.isEmpty()) {
        return cues;
    }
    QList<Cue> out;
    for (qsizetype i = 0; i < edit.ranges().size(); ++i) {
        const EditRange &range = edit.ranges()[i];
        if (range.asset != Id<MediaAsset>() && range.asset != asset) {
            continue; // another film has words of its own
        }
        const qint64 from = range.fromUs / 1000;
        const qint64 to = range.toUs / 1000;
        const qint64 start = edit.startOf(i) / 1000;
        for (Cue cue : cues) {
            if (cue.startMs < to && cue.endMs > from) {
                cue.startMs = qMax(cue.startMs, from) - from + start;
                cue.endMs = qMin(cue.endMs, to) - from + start;
                out.append(cue);
            }
        }
    }
    return out;
}

Result<QString> trackFile(const QList<Cue> &cues, const QString &folder)
{
    const QByteArray text = toWebVtt(cues);
    const QString name = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    const QString path = QDir(folder).absoluteFilePath(name + u".vtt"_s);
    if (QFileInfo(path).size() == text.size()) {
        return path;
    }
    QSaveFile file(path);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return Error{file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::IoError, path, file.errorString()};
    }
    return path;
}

Result<EditList> newestEdit(const Replica &replica, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<MediaEdit> edits, replica.where<MediaEdit>("asset_id", asset.text()));
    const auto newest = std::max_element(edits.cbegin(), edits.cend(), [](const MediaEdit &a, const MediaEdit &b) {
        return a.updatedAt < b.updatedAt;
    });
    if (newest == edits.cend()) {
        return Error{ErrorCode::NotFound, asset.text(), u"nobody has cut this film yet"_s};
    }
    return EditList::fromJson(newest->edits);
}

QList<PlanChapter> chaptersIn(const QList<Cue> &cues)
{
    QList<PlanChapter> out;
    qint64 before = -1;
    for (const Chapter &chapter : chaptersOf(cues)) {
        if (chapter.startMs > before) { // an edit may play one twice at a moment
            before = chapter.startMs;
            out.append({chapter.startMs, chapter.title});
        }
    }
    return out;
}

// One table of contents goes into a file: that of the newsroom's first language that has one.
const SubtitleTrack *chosenChapters(const QList<SubtitleTrack> &tracks)
{
    const SubtitleTrack *chosen = nullptr;
    for (const SubtitleTrack &track : tracks) {
        if (track.kind == SubtitleKind::Chapters && (chosen == nullptr || track.language == "ar"_L1)) {
            chosen = &track;
        }
    }
    return chosen;
}

} // namespace

Result<QString> originalOf(Replica &replica, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const std::optional<LocalFile> original, LocalMediaStore(replica).find(asset, u"original"_s));
    if (!original || !QFileInfo::exists(original->path)) {
        RAWI_ASSIGN(const std::optional<MediaAsset> known, replica.find(asset));
        return Error{ErrorCode::FileMissing,
                     original    ? original->path
                         : known ? known->originalFilename
                                 : asset.text(),
                     u"the original is not on this desk"_s};
    }
    return original->path;
}

Result<QList<PlanFilm>> filmsOf(Replica &replica, const EditList &edit)
{
    QList<PlanFilm> films;
    QList<Id<MediaAsset>> known{Id<MediaAsset>()};
    for (const EditRange &range : edit.ranges()) {
        if (!known.contains(range.asset)) {
            known.append(range.asset);
            RAWI_ASSIGN(const QString path, originalOf(replica, range.asset));
            films.append({range.asset, path});
        }
    }
    return films;
}

Result<QJsonObject> extrasFor(Replica &replica, const Id<MediaAsset> &asset, const EncodeExtras &wanted, const QString &folder)
{
    RAWI_ASSIGN(const std::optional<MediaAsset> record, replica.find(asset));
    if (!record) {
        return Error{ErrorCode::NotFound, asset.text(), u"there is no such media file"_s};
    }
    EncodePlan extras;
    if (record->contentType.startsWith("image/"_L1)) {
        return extras.toJson();
    }
    extras.incomplete = wanted.incomplete;
    extras.withoutTexts = !wanted.texts;
    EditList edit;
    if (wanted.edited) {
        RAWI_ASSIGN(edit, newestEdit(replica, asset));
        extras.edit = edit.toJson();
        RAWI_ASSIGN(extras.films, filmsOf(replica, edit));
    }
    RAWI_ASSIGN(QList<SubtitleTrack> tracks, replica.where<SubtitleTrack>("asset_id", asset.text()));
    std::sort(tracks.begin(), tracks.end(), [](const SubtitleTrack &a, const SubtitleTrack &b) {
        return std::tie(a.kind, a.language) < std::tie(b.kind, b.language);
    });
    const auto cuesOf = [&](const SubtitleTrack &track) -> Result<QList<Cue>> {
        RAWI_ASSIGN(const SubtitleFile read, parseWebVtt(track.body.toUtf8()));
        return played(read.cues, edit, asset);
    };
    const bool film = record->contentType.startsWith("video/"_L1);
    bool burnt = wanted.burn.isEmpty();
    for (const SubtitleTrack &track : std::as_const(tracks)) {
        const bool burn = !burnt && track.kind == SubtitleKind::Subtitles && track.language == wanted.burn;
        if (!film || track.kind == SubtitleKind::Chapters || !(burn || wanted.texts)) {
            continue;
        }
        const Result<QList<Cue>> cues = cuesOf(track);
        if (!cues.ok() || cues->isEmpty()) {
            continue; // an empty track has nothing to show
        }
        RAWI_ASSIGN(const QString path, trackFile(*cues, folder));
        burnt = burnt || burn;
        extras.subtitles.append({path, track.language, burn});
    }
    if (!burnt) {
        return Error{ErrorCode::NotFound, record->originalFilename,
                     u"it has no subtitles in %1"_s.arg(wanted.burn), SubjectKind::File};
    }
    if (const SubtitleTrack *track = wanted.texts ? chosenChapters(tracks) : nullptr) {
        RAWI_ASSIGN(const QList<Cue> cues, cuesOf(*track));
        extras.chapters = chaptersIn(cues);
    }
    return extras.toJson();
}

} // namespace rawi
