#include "app/ctl/subtitle_commands.h"

#include "app/ctl/media_commands.h"
#include "core/media/subtitle_track.h"
#include "core/subtitles/chapters.h"
#include "core/subtitles/cue_check.h"
#include "core/subtitles/cue_time.h"
#include "core/subtitles/line_lint.h"
#include "core/subtitles/subtitle_format.h"
#include "core/subtitles/text_encoding.h"

#include <QFile>
#include <QLocale>
#include <QSaveFile>

namespace rawi::ctl {

namespace {

constexpr const char *kUsage = "usage: rawictl subtitles list ITEM | import ITEM FILE --language L [--kind K] [--title T] | "
                               "export ITEM --language L [--kind K] --to FILE.vtt|.srt|.txt | lint FILE [--language L] [--to FILE]";

QString name(LintKind kind)
{
    static const char *const kNames[] = {"foreign_mark",  "misplaced_mark",  "space_run",        "space_before_mark", "missing_space",
                                         "stray_control", "unclosed_control", "override_control", "unbalanced_pair",   "tatweel"};
    return QLatin1StringView(kNames[static_cast<int>(kind)]);
}

QString name(CueCheckKind kind)
{
    static const char *const kNames[] = {"end_before_start", "out_of_order", "overlap",       "small_gap",      "too_short",
                                         "too_long",         "too_fast",     "line_too_long", "too_many_lines", "empty"};
    return QLatin1StringView(kNames[static_cast<int>(kind)]);
}

QString name(ParseNoteKind kind)
{
    static const char *const kNames[] = {"ignored_text",    "broken_characters", "drawing_left_out",
                                         "invisible_marks", "other_arrow",       "tags_removed"};
    return QLatin1StringView(kNames[static_cast<int>(kind)]);
}

QString name(TextEncoding encoding)
{
    static const char *const kNames[] = {"utf-8", "utf-16", "windows-1256", "windows-1252"};
    return QLatin1StringView(kNames[static_cast<int>(encoding)]);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, path, file.errorString()};
    }
    return file.read(kMaxSubtitleBytes + 1); // one more than is allowed, so that a longer file is refused as such
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    return {};
}

Error inFile(const QString &path, const Error &error)
{
    return {error.code, path + u": "_s + error.subject, error.detail, SubjectKind::File};
}

Result<SubtitleKind> kindOf(const CtlSession &session)
{
    const QString word = session.args().option("kind");
    return word.isEmpty() ? Result<SubtitleKind>(SubtitleKind::Subtitles) : enumFromText<SubtitleKind>(word);
}

// Chapters may also come as a list of times and titles.
Result<SubtitleFile> readTrack(const QString &path, SubtitleKind kind)
{
    RAWI_ASSIGN(const QByteArray bytes, readFile(path));
    Result<SubtitleFile> file = parseSubtitles(bytes);
    if (!file.ok() && kind == SubtitleKind::Chapters && file.error().code == ErrorCode::InvalidArgument) {
        const Result<QList<Chapter>> chapters = parseChapterText(decodeText(bytes).text);
        if (!chapters.ok()) {
            return inFile(path, chapters.error());
        }
        SubtitleFile listed;
        listed.cues = chapterCues(*chapters, 0);
        return listed;
    }
    return file.ok() ? file : Result<SubtitleFile>(inFile(path, file.error()));
}

Result<QList<SubtitleTrack>> tracksOf(CtlSession &session, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<QJsonObject> rows,
                session.desk().replica().rowsWhere(recordInfo<SubtitleTrack>(), u"asset_id"_s, asset.text()));
    QList<SubtitleTrack> tracks;
    for (const QJsonObject &row : rows) {
        tracks.append(fromJson<SubtitleTrack>(row));
    }
    return tracks;
}

Result<void> listSubtitles(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.value(1)));
    RAWI_ASSIGN(const QList<SubtitleTrack> tracks, tracksOf(session, asset));
    QJsonArray items;
    for (const SubtitleTrack &track : tracks) {
        QJsonObject row = toJson(track);
        row.remove(u"body"_s);
        items.append(row);
    }
    session.done({{u"items"_s, items}});
    return {};
}

Result<void> importSubtitles(CtlSession &session)
{
    RAWI_ASSIGN(const SubtitleKind kind, kindOf(session));
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.value(1)));
    RAWI_ASSIGN(const SubtitleFile file, readTrack(session.args().words.value(2), kind));
    QJsonObject args{{u"asset_id"_s, asset.text()},
                     {u"language"_s, session.args().option("language")},
                     {u"kind"_s, enumText(kind)},
                     {u"body"_s, QString::fromUtf8(toWebVtt(file))}};
    if (session.args().flag("title")) {
        args.insert(u"title"_s, session.args().option("title"));
    }
    RAWI_ASSIGN(const Receipt receipt, session.desk().execute(u"subtitles.put"_s, args));
    QJsonArray notes;
    for (const ParseNote &note : file.notes) {
        notes.append(QJsonObject{{u"line"_s, note.line}, {u"kind"_s, name(note.kind)}});
    }
    session.done({{u"id"_s, receipt.result.value("id"_L1)},
                  {u"cues"_s, file.cues.size()},
                  {u"encoding"_s, name(file.encoding)},
                  {u"notes"_s, notes}});
    return {};
}

Result<void> exportSubtitles(CtlSession &session)
{
    RAWI_ASSIGN(const SubtitleKind kind, kindOf(session));
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.value(1)));
    RAWI_ASSIGN(const QList<SubtitleTrack> tracks, tracksOf(session, asset));
    const QString language = session.args().option("language");
    const QString path = session.args().option("to");
    for (const SubtitleTrack &track : tracks) {
        if (track.language != language || track.kind != kind) {
            continue;
        }
        RAWI_ASSIGN(const SubtitleFile file, parseWebVtt(track.body.toUtf8()));
        const QByteArray bytes = path.endsWith(u".srt"_s) ? toSrt(file.cues)
            : path.endsWith(u".txt"_s)                    ? chapterText(chaptersOf(file.cues)).toUtf8()
                                                          : toWebVtt(file);
        RAWI_TRY(writeFile(path, bytes));
        session.done({{u"path"_s, path}, {u"cues"_s, file.cues.size()}});
        return {};
    }
    return Error{ErrorCode::NotFound, language, u"the item has no such track"_s, SubjectKind::Name};
}

// Without --language the direction is that of each cue.
Result<void> lint(CtlSession &session)
{
    const QString path = session.args().words.value(1);
    RAWI_ASSIGN(SubtitleFile file, readTrack(path, SubtitleKind::Subtitles));
    const QString language = session.args().option("language");
    const auto columnOf = [&](const Cue &cue) {
        return language.isEmpty() ? baseDirection(cue.text)
            : QLocale(language).textDirection() == Qt::RightToLeft ? Direction::RightToLeft
                                                                    : Direction::LeftToRight;
    };
    QJsonArray findings;
    const auto add = [&](qsizetype cue, const QString &kind, bool fixable) {
        findings.append(QJsonObject{{u"cue"_s, cue + 1},
                                    {u"at"_s, cueTimeText(file.cues[cue].startMs)},
                                    {u"kind"_s, kind},
                                    {u"fixable"_s, fixable}});
    };
    for (qsizetype i = 0; i < file.cues.size(); ++i) {
        for (const LintFinding &one : lintText(file.cues[i].text, columnOf(file.cues[i]))) {
            add(i, name(one.kind), one.isFixable());
        }
    }
    const Direction all = file.cues.isEmpty() ? Direction::LeftToRight : columnOf(file.cues.first());
    for (const CueFinding &one : checkCues(file.cues, CueLimits::of(all))) {
        add(one.cue, name(one.kind), false);
    }
    const QString to = session.args().option("to");
    if (!to.isEmpty()) {
        for (Cue &cue : file.cues) {
            cue.text = fixText(cue.text, columnOf(cue));
        }
        RAWI_TRY(writeFile(to, to.endsWith(u".srt"_s) ? toSrt(file.cues) : toWebVtt(file)));
    }
    session.done({{u"cues"_s, file.cues.size()}, {u"findings"_s, findings}});
    return {};
}

} // namespace

Result<void> subtitleCommand(CtlSession &session)
{
    const QStringList &words = session.args().words;
    const QString verb = words.value(0);
    if (verb == "list"_L1 && words.size() == 2) {
        return listSubtitles(session);
    }
    if (verb == "import"_L1 && words.size() == 3 && session.args().flag("language")) {
        return importSubtitles(session);
    }
    if (verb == "export"_L1 && words.size() == 2 && session.args().flag("to")) {
        return exportSubtitles(session);
    }
    if (verb == "lint"_L1 && words.size() == 2) {
        return lint(session);
    }
    return Error{ErrorCode::InvalidArgument, verb, QLatin1StringView(kUsage)};
}

} // namespace rawi::ctl
