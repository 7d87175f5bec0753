#include "ui/media/subtitles/subtitle_words.h"

#include "ui/text/format_text.h"

#include <QCoreApplication>

namespace rawi {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("SubtitleWords", text);
}

} // namespace

QString findingText(LintKind kind)
{
    switch (kind) {
    case LintKind::ForeignMark:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Punctuation of the other language"));
    case LintKind::MisplacedMark:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Closing mark at the start of the line"));
    case LintKind::SpaceRun:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Needless spaces"));
    case LintKind::SpaceBeforeMark:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Space before a mark"));
    case LintKind::MissingSpace:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "No space after a mark"));
    case LintKind::StrayControl:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Direction control without effect"));
    case LintKind::UnclosedControl:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Direction control that does not end"));
    case LintKind::OverrideControl:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Direction override"));
    case LintKind::UnbalancedPair:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Bracket or quotation mark without its partner"));
    case LintKind::Tatweel:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Stretched word"));
    }
    return {};
}

QString findingText(const CueFinding &finding)
{
    const QString value = countText(qRound64(finding.value));
    switch (finding.kind) {
    case CueCheckKind::EndBeforeStart:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Ends before it starts"));
    case CueCheckKind::OutOfOrder:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Starts before the line above"));
    case CueCheckKind::Overlap:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Overlaps the line above (%1 ms)")).arg(value);
    case CueCheckKind::SmallGap:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Too near to the line above (%1 ms)")).arg(value);
    case CueCheckKind::TooShort:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Too short (%1 ms)")).arg(value);
    case CueCheckKind::TooLong:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Too long (%1 ms)")).arg(value);
    case CueCheckKind::TooFast:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Too fast to read (%1 characters a second)")).arg(value);
    case CueCheckKind::LineTooLong:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Line too long (%1 characters)")).arg(value);
    case CueCheckKind::TooManyLines:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Too many lines (%1)")).arg(value);
    case CueCheckKind::Empty:
        return words(QT_TRANSLATE_NOOP("SubtitleWords", "Empty"));
    }
    return {};
}

} // namespace rawi
