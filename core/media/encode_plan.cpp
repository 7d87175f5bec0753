#include "core/media/encode_plan.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

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

// It becomes an encoder's option or part of a file's name.
Result<void> checkWord(const char *member, const QString &text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar one) {
        return one.unicode() < 128 && (one.isLetterOrNumber() || one == u'-' || one == u'_');
    });
    return plain ? Result<void>()
                 : Error{ErrorCode::InvalidArgument, QLatin1StringView(member), u"expected letters, digits, '-' and '_'"_s};
}

} // namespace

template <>
struct Describe<PlanRendition> {
    using Of = PlanRendition;
    static auto members()
    {
        return std::tuple{member("name", &Of::name, {.required = true, .maxLength = 64}),
                          member("version", &Of::version, {.least = 1, .most = 1'000'000}),
                          member("settings", &Of::settings, {.required = true})};
    }
};
template <>
struct Describe<FrameCentre> {
    static auto members()
    {
        return std::tuple{member("x", &FrameCentre::x, {.least = 0, .most = 1}),
                          member("y", &FrameCentre::y, {.least = 0, .most = 1})};
    }
};
template <>
struct Describe<PlanSubtitle> {
    using Of = PlanSubtitle;
    static auto members()
    {
        return std::tuple{member("path", &Of::path, {.required = true, .maxLength = kPathUnits}),
                          member("language", &Of::language, {.maxLength = kLanguageUnits}), member("burn", &Of::burn)};
    }
};
template <>
struct Describe<PlanChapter> {
    static auto members()
    {
        return std::tuple{member("start_ms", &PlanChapter::startMs, {.least = 0, .most = kMostMs}),
                          member("title", &PlanChapter::title, {.maxLength = 500})};
    }
};
template <>
struct Describe<PlanAudioTrack> {
    using Of = PlanAudioTrack;
    static auto members()
    {
        return std::tuple{member("path", &Of::path, {.maxLength = kPathUnits, .whenSet = true}),
                          member("stream", &Of::stream, {.least = 0, .most = 199, .whenSet = true}),
                          member("language", &Of::language, {.maxLength = kLanguageUnits}), member("role", &Of::role)};
    }
};
template <>
struct Describe<PlanFilm> {
    static auto members()
    {
        return std::tuple{member("asset", &PlanFilm::asset, {.required = true}),
                          member("path", &PlanFilm::path, {.required = true, .maxLength = kPathUnits})};
    }
};
template <>
struct Describe<EncodePlan> {
    using Of = EncodePlan;
    static auto members()
    {
        return std::tuple{member("renditions", &Of::renditions, {.most = 16, .whenSet = true}),
                          member("subtitles", &Of::subtitles, {.most = 16, .whenSet = true}),
                          member("chapters", &Of::chapters, {.most = 1000, .whenSet = true}),
                          member("audio_tracks", &Of::audioTracks, {.most = 8, .whenSet = true}),
                          member("films", &Of::films, {.most = 63, .whenSet = true}),
                          member("hardware", &Of::hardware, {.whenSet = true}),
                          member("incomplete", &Of::incomplete, {.whenSet = true}),
                          member("without_texts", &Of::withoutTexts, {.whenSet = true}),
                          member("edit", &Of::edit, {.whenSet = true}),
                          member("frame_centre", &Of::frameCentre, {.whenSet = true})};
    }
};

template <>
struct Describe<CutPlan> {
    static auto members()
    {
        return std::tuple{member("edit", &CutPlan::edit), member("joins", &CutPlan::joins)};
    }
};

QJsonObject CutPlan::toJson() const
{
    return rawi::toJson(*this);
}

CutPlan CutPlan::fromJson(const QJsonObject &object)
{
    return rawi::fromJson<CutPlan>(object);
}

Result<void> PlanRendition::check() const
{
    return name.isEmpty() ? required(u"name"_s, u"a rendition needs a name"_s) : checkWord("name", name);
}

Result<void> PlanSubtitle::check() const
{
    return path.isEmpty() ? required(u"path"_s, u"a subtitle needs its file"_s) : checkWord("language", language);
}

Result<void> PlanAudioTrack::check() const
{
    return checkWord("language", language);
}

Result<void> PlanFilm::check() const
{
    return path.isEmpty() ? required(u"path"_s, u"a film needs its file"_s) : Result<void>();
}

Result<void> EncodePlan::check() const
{
    if (renditions.isEmpty()) {
        return required(u"renditions"_s, u"nothing is asked for"_s);
    }
    QSet<QString> names;
    for (const PlanRendition &rendition : renditions) {
        // On a disk that knows no upper case "A" and "a" are one file.
        if (names.contains(rendition.name.toLower())) {
            return Error{ErrorCode::InvalidArgument, u"renditions"_s,
                         u"two are named %1"_s.arg(rendition.name)};
        }
        names.insert(rendition.name.toLower());
    }
    QSet<QUuid> assets;
    for (const PlanFilm &film : films) {
        if (assets.contains(film.asset.uuid())) {
            return Error{ErrorCode::InvalidArgument, u"films"_s,
                         u"asset %1 has two files"_s.arg(film.asset.text())};
        }
        assets.insert(film.asset.uuid());
    }
    qint64 before = -1;
    for (const PlanChapter &chapter : chapters) {
        if (chapter.startMs <= before) {
            return Error{ErrorCode::InvalidArgument, u"chapters"_s,
                         u"%1 ms does not come after the chapter before"_s.arg(chapter.startMs)};
        }
        before = chapter.startMs;
    }
    return {};
}

QJsonObject EncodePlan::toJson() const
{
    return rawi::toJson(*this);
}

Result<EncodePlan> EncodePlan::fromJson(const QByteArray &json)
{
    const QString whole = u"plan"_s;
    if (json.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, whole, u"a plan has at most 1 MiB"_s, SubjectKind::Code};
    }
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsing);
    if (!document.isObject()) {
        return Error{ErrorCode::CorruptData, whole,
                     u"not a JSON object: %1 at byte %2"_s.arg(parsing.errorString()).arg(parsing.offset), SubjectKind::Code};
    }
    return parsePlain<EncodePlan>(document.object());
}

} // namespace rawi
