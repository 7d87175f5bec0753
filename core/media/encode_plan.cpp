#include "core/media/encode_plan.h"

#include "core/media/json_members.h"

#include <QJsonDocument>
#include <QSet>

namespace rawi {

namespace {

constexpr qsizetype kMostBytes = 1 << 20;
constexpr qint64 kMostMs = 1000LL * 3600 * 24 * 7;
constexpr int kPathUnits = 4096;
constexpr int kLanguageUnits = 35; // BCP 47 §4.4.1

Error required(const QString &member, const QString &detail)
{
    return {ErrorCode::FieldRequired, member, detail};
}

QString place(const char *list, qsizetype index)
{
    return u"%1[%2]."_s.arg(QLatin1StringView(list)).arg(index);
}

Result<PlanRendition> renditionFrom(const QJsonObject &object, const QString &prefix)
{
    PlanRendition rendition;
    JsonMembers members(object, prefix);
    RAWI_TRY(members.word("name", rendition.name, 64));
    RAWI_TRY(members.number("version", rendition.version, 1, 1'000'000));
    RAWI_ASSIGN(const QJsonObject settings, members.object("settings"));
    RAWI_TRY(members.nothingElse());
    if (rendition.name.isEmpty()) {
        return required(prefix + u"name"_s, u"a rendition needs a name"_s);
    }
    Result<EncodeSettings> read = EncodeSettings::fromJson(settings);
    if (!read.ok()) {
        Error error = read.error();
        error.subject.prepend(prefix + u"settings."_s);
        return error;
    }
    rendition.settings = *read;
    return rendition;
}

Result<PlanSubtitle> subtitleFrom(const QJsonObject &object, const QString &prefix)
{
    PlanSubtitle subtitle;
    JsonMembers members(object, prefix);
    RAWI_TRY(members.text("path", subtitle.path, kPathUnits));
    RAWI_TRY(members.word("language", subtitle.language, kLanguageUnits));
    RAWI_TRY(members.boolean("burn", subtitle.burn));
    RAWI_TRY(members.nothingElse());
    if (subtitle.path.isEmpty()) {
        return required(prefix + u"path"_s, u"a subtitle needs its file"_s);
    }
    return subtitle;
}

Result<PlanChapter> chapterFrom(const QJsonObject &object, const QString &prefix)
{
    PlanChapter chapter;
    JsonMembers members(object, prefix);
    RAWI_TRY(members.number("start_ms", chapter.startMs, 0, kMostMs));
    RAWI_TRY(members.text("title", chapter.title, 500));
    RAWI_TRY(members.nothingElse());
    return chapter;
}

Result<PlanAudioTrack> audioTrackFrom(const QJsonObject &object, const QString &prefix)
{
    PlanAudioTrack track;
    JsonMembers members(object, prefix);
    RAWI_TRY(members.text("path", track.path, kPathUnits));
    RAWI_TRY(members.number("stream", track.stream, 0, 199));
    RAWI_TRY(members.word("language", track.language, kLanguageUnits));
    RAWI_TRY(members.choice("role", track.role));
    RAWI_TRY(members.nothingElse());
    return track;
}

Result<PlanFilm> filmFrom(const QJsonObject &object, const QString &prefix)
{
    PlanFilm film;
    JsonMembers members(object, prefix);
    QString asset;
    RAWI_TRY(members.text("asset", asset, 64));
    RAWI_TRY(members.text("path", film.path, kPathUnits));
    RAWI_TRY(members.nothingElse());
    film.asset = Id<MediaAsset>::fromText(asset);
    if (film.asset.isNull()) {
        return Error{ErrorCode::InvalidArgument, prefix + u"asset"_s, u"expected a UUID"_s};
    }
    if (film.path.isEmpty()) {
        return required(prefix + u"path"_s, u"a film needs its file"_s);
    }
    return film;
}

template <typename T>
Result<QList<T>> listFrom(JsonMembers &members, const char *name, int most,
                          Result<T> (*read)(const QJsonObject &, const QString &))
{
    QList<T> list;
    RAWI_ASSIGN(const QList<QJsonObject> objects, members.objects(name, most));
    for (const QJsonObject &object : objects) {
        RAWI_ASSIGN(T one, read(object, place(name, list.size())));
        list.append(std::move(one));
    }
    return list;
}

Result<void> check(const EncodePlan &plan)
{
    if (plan.renditions.isEmpty()) {
        return required(u"renditions"_s, u"nothing is asked for"_s);
    }
    QSet<QString> names;
    for (const PlanRendition &rendition : plan.renditions) {
        // On a disk that knows no upper case "A" and "a" are one file.
        if (names.contains(rendition.name.toLower())) {
            return Error{ErrorCode::InvalidArgument, u"renditions"_s,
                         u"two are named %1"_s.arg(rendition.name)};
        }
        names.insert(rendition.name.toLower());
    }
    QSet<QUuid> assets;
    for (const PlanFilm &film : plan.films) {
        if (assets.contains(film.asset.uuid())) {
            return Error{ErrorCode::InvalidArgument, u"films"_s,
                         u"asset %1 has two files"_s.arg(film.asset.text())};
        }
        assets.insert(film.asset.uuid());
    }
    qint64 before = -1;
    for (const PlanChapter &chapter : plan.chapters) {
        if (chapter.startMs <= before) {
            return Error{ErrorCode::InvalidArgument, u"chapters"_s,
                         u"%1 ms does not come after the chapter before"_s.arg(chapter.startMs)};
        }
        before = chapter.startMs;
    }
    return {};
}

template <typename T, typename F>
void put(QJsonObject &object, const char *name, const QList<T> &list, F form)
{
    if (list.isEmpty()) {
        return;
    }
    QJsonArray array;
    for (const T &one : list) {
        array.append(form(one));
    }
    object.insert(QLatin1StringView(name), array);
}

QJsonObject trackJson(const PlanAudioTrack &track)
{
    QJsonObject object{{u"language"_s, track.language}, {u"role"_s, enumText(track.role)}};
    if (!track.path.isEmpty()) {
        object.insert(u"path"_s, track.path);
    }
    if (track.stream >= 0) {
        object.insert(u"stream"_s, track.stream);
    }
    return object;
}

} // namespace

QJsonObject EncodePlan::toJson() const
{
    QJsonObject object;
    put(object, "renditions", renditions, [](const PlanRendition &one) {
        return QJsonObject{
            {u"name"_s, one.name}, {u"version"_s, one.version}, {u"settings"_s, one.settings.toJson()}};
    });
    put(object, "subtitles", subtitles, [](const PlanSubtitle &one) {
        return QJsonObject{{u"path"_s, one.path}, {u"language"_s, one.language}, {u"burn"_s, one.burn}};
    });
    put(object, "chapters", chapters, [](const PlanChapter &one) {
        return QJsonObject{{u"start_ms"_s, one.startMs}, {u"title"_s, one.title}};
    });
    put(object, "audio_tracks", audioTracks, trackJson);
    put(object, "films", films, [](const PlanFilm &one) {
        return QJsonObject{{u"asset"_s, one.asset.text()}, {u"path"_s, one.path}};
    });
    if (hardware) {
        object.insert(u"hardware"_s, true);
    }
    if (!edit.isEmpty()) {
        object.insert(u"edit"_s, edit);
    }
    if (frameCentre != FrameCentre()) {
        object.insert(u"frame_centre"_s, QJsonObject{{u"x"_s, frameCentre.x}, {u"y"_s, frameCentre.y}});
    }
    return object;
}

Result<EncodePlan> EncodePlan::fromJson(const QByteArray &json)
{
    const QString whole = u"plan"_s;
    if (json.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, whole, u"a plan has at most 1 MiB"_s};
    }
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsing);
    if (!document.isObject()) {
        return Error{ErrorCode::CorruptData, whole,
                     u"not a JSON object: %1 at byte %2"_s.arg(parsing.errorString()).arg(parsing.offset)};
    }
    const QJsonObject object = document.object();
    EncodePlan plan;
    JsonMembers members(object, QString());
    RAWI_ASSIGN(plan.renditions, listFrom(members, "renditions", 16, renditionFrom));
    RAWI_ASSIGN(plan.subtitles, listFrom(members, "subtitles", 16, subtitleFrom));
    RAWI_ASSIGN(plan.chapters, listFrom(members, "chapters", 1000, chapterFrom));
    RAWI_ASSIGN(plan.audioTracks, listFrom(members, "audio_tracks", 8, audioTrackFrom));
    RAWI_ASSIGN(plan.films, listFrom(members, "films", 63, filmFrom));
    RAWI_TRY(members.boolean("hardware", plan.hardware));
    RAWI_ASSIGN(plan.edit, members.object("edit"));
    RAWI_ASSIGN(const QJsonObject centre, members.object("frame_centre"));
    RAWI_TRY(members.nothingElse());
    JsonMembers point(centre, u"frame_centre."_s);
    RAWI_TRY(point.real("x", plan.frameCentre.x, 0, 1));
    RAWI_TRY(point.real("y", plan.frameCentre.y, 0, 1));
    RAWI_TRY(point.nothingElse());
    RAWI_TRY(check(plan));
    return plan;
}

} // namespace rawi
