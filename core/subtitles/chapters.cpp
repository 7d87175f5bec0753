#include "core/subtitles/chapters.h"

#include "core/subtitles/cue_markup.h"
#include "core/subtitles/cue_time.h"
#include "core/text/direction.h"

#include <algorithm>

namespace rawi {

namespace {

bool isTimeCharacter(QChar one)
{
    return one.digitValue() >= 0 || one == u':' || one == u'.' || one == u'٫';
}

bool isBetween(QChar one)
{
    return one.isSpace() || one == u'-' || one == u'–' || one == u'—' || one == u')' || one == u']'
        || one == u'|' || one == u':';
}

std::optional<Chapter> parseLine(QStringView line)
{
    if (line.startsWith(u'(') || line.startsWith(u'[')) {
        line = line.sliced(1);
    }
    const auto end = std::find_if_not(line.begin(), line.end(), isTimeCharacter);
    const qsizetype length = end - line.begin();
    QStringView time = line.first(length);
    while (time.endsWith(u':') || time.endsWith(u'.')) {
        time.chop(1);
    }
    const auto ms = parseCueTime(time);
    const auto title = std::find_if_not(end, line.end(), isBetween);
    if (!ms || title == line.end() || (end == title && end != line.end())) {
        return std::nullopt;
    }
    return Chapter{*ms, line.sliced(title - line.begin()).trimmed().toString()};
}

// What keeps a chapter from following the one before; null when nothing does.
std::optional<Error> fault(const Chapter &chapter, const Chapter *before, const QString &where)
{
    if (!before && chapter.startMs != 0) {
        return Error{ErrorCode::InvalidArgument, where, u"the first chapter starts at 00:00"_s, SubjectKind::Place};
    }
    if (before && chapter.startMs <= before->startMs) {
        return Error{ErrorCode::InvalidArgument, where,
                     u"%1 is not after %2"_s.arg(cueTimeText(chapter.startMs), cueTimeText(before->startMs)), SubjectKind::Place};
    }
    if (chapter.title.contains(QChar::ReplacementCharacter)) {
        return Error{ErrorCode::InvalidArgument, where, u"a title with characters that cannot be read"_s, SubjectKind::Place};
    }
    if (chapter.title.size() > kMaxChapterTitle) {
        return Error{ErrorCode::TooLarge, where,
                     u"a title of more than %1 characters"_s.arg(kMaxChapterTitle), SubjectKind::Place};
    }
    return std::nullopt;
}

} // namespace

Result<QList<Chapter>> parseChapterText(const QString &text)
{
    QList<Chapter> chapters;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        const QString where = u"line %1"_s.arg(++number);
        const QString plain = withoutBidiControls(line).trimmed();
        if (plain.isEmpty()) {
            continue;
        }
        if (chapters.size() >= kMaxChapters) {
            return Error{ErrorCode::TooLarge, where, u"more than %1 chapters"_s.arg(kMaxChapters), SubjectKind::Place};
        }
        const auto chapter = parseLine(plain);
        if (!chapter) {
            return Error{ErrorCode::InvalidArgument, where,
                         u"expected a time and a title: \"00:00 Title\""_s, SubjectKind::Place};
        }
        if (const auto wrong = fault(*chapter, chapters.isEmpty() ? nullptr : &chapters.last(), where)) {
            return *wrong;
        }
        chapters.append(*chapter);
    }
    if (chapters.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, u"line 1"_s, u"there is no chapter"_s, SubjectKind::Place};
    }
    return chapters;
}

Result<void> checkChapters(const QList<Chapter> &chapters)
{
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        const QString where = u"chapter %1"_s.arg(i + 1);
        if (const auto wrong = fault(chapters[i], i == 0 ? nullptr : &chapters[i - 1], where)) {
            return *wrong;
        }
    }
    return {};
}

QString chapterText(const QList<Chapter> &chapters)
{
    const bool hours = std::any_of(chapters.begin(), chapters.end(),
                                   [](const Chapter &one) { return one.startMs >= 3'600'000; });
    const bool parts = std::any_of(chapters.begin(), chapters.end(),
                                   [](const Chapter &one) { return one.startMs % 1000 != 0; });
    QString text;
    for (const Chapter &one : chapters) {
        const QString time = cueTimeText(one.startMs).sliced(hours ? 0 : 3);
        text += (parts ? time : time.chopped(4)) + u' ' + QString(one.title).replace(u'\n', u' ') + u'\n';
    }
    return text;
}

QList<Cue> chapterCues(const QList<Chapter> &chapters, qint64 durationMs)
{
    QList<Cue> cues;
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        const qint64 start = chapters[i].startMs;
        const qint64 end = i + 1 < chapters.size() ? chapters[i + 1].startMs : durationMs;
        cues.append({start, end > start ? end : start + 1000, chapters[i].title, {}, {}, {}});
    }
    return cues;
}

QList<Chapter> chaptersOf(const QList<Cue> &cues)
{
    QList<Chapter> chapters;
    for (const Cue &cue : cues) {
        chapters.append({cue.startMs, withoutTags(cue.text).simplified()});
    }
    return chapters;
}

} // namespace rawi
