#include "core/text/truncate.h"

#include "core/text/direction.h"
#include "core/text/open_bidi_spans.h"

#include <unicode/ubrk.h>

#include <memory>

namespace rawi {

namespace {

struct CloseBreaks {
    void operator()(UBreakIterator *breaks) const { ubrk_close(breaks); }
};
using Breaks = std::unique_ptr<UBreakIterator, CloseBreaks>;

// Where graphemes end, by ICU; nothing when its data is missing, and then single characters have to do.
Breaks graphemes(QStringView text)
{
    UErrorCode status = U_ZERO_ERROR;
    Breaks breaks(ubrk_open(UBRK_CHARACTER, "", text.utf16(), static_cast<int32_t>(text.size()), &status));
    return U_SUCCESS(status) ? std::move(breaks) : Breaks();
}

qsizetype nextBreak(const Breaks &breaks, QStringView text, qsizetype from)
{
    if (breaks) {
        return ubrk_following(breaks.get(), static_cast<int32_t>(from));
    }
    const bool pair = text[from].isHighSurrogate() && from + 1 < text.size() && text[from + 1].isLowSurrogate();
    return from + (pair ? 2 : 1);
}

// A lone surrogate becomes U+FFFD, three bytes as any other character below U+10000.
qsizetype utf8Length(QStringView text)
{
    qsizetype bytes = 0;
    for (const QChar one : text) {
        const char16_t code = one.unicode();
        bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    }
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i - 1].isHighSurrogate() && text[i].isLowSurrogate()) {
            bytes -= 2; // four bytes together
            ++i;
        }
    }
    return bytes;
}

qsizetype lengthOfGrapheme(QStringView grapheme, TextUnit unit)
{
    switch (unit) {
    case TextUnit::Utf16:
        return grapheme.size();
    case TextUnit::Utf8:
        return utf8Length(grapheme);
    case TextUnit::Graphemes:
        break;
    }
    return 1;
}

bool fits(const QString &text, qsizetype most, TextUnit unit)
{
    constexpr qsizetype kMostBytesOfUnit = 3;
    return text.size() * (unit == TextUnit::Utf8 ? kMostBytesOfUnit : 1) <= most || textLength(text, unit) <= most;
}

} // namespace

qsizetype textLength(QStringView text, TextUnit unit)
{
    if (unit == TextUnit::Utf16) {
        return text.size();
    }
    if (unit == TextUnit::Utf8) {
        return utf8Length(text);
    }
    const Breaks breaks = graphemes(text);
    qsizetype count = 0;
    for (qsizetype at = 0; at < text.size(); at = nextBreak(breaks, text, at)) {
        ++count;
    }
    return count;
}

QString truncated(const QString &text, qsizetype most, TextUnit unit)
{
    if (fits(text, most, unit)) {
        return text;
    }
    const qsizetype closer = unit == TextUnit::Utf8 ? 3 : 1; // both closers are three bytes, and graphemes of their own
    const Breaks breaks = graphemes(text);
    OpenBidiSpans open;
    qsizetype kept = 0;
    QString closers;
    qsizetype length = 0;
    for (qsizetype at = 0; at < text.size() && length <= most;) {
        const qsizetype end = nextBreak(breaks, text, at);
        const QStringView grapheme = QStringView(text).sliced(at, end - at);
        length += lengthOfGrapheme(grapheme, unit);
        open.pass(grapheme);
        // A span that opens here holds nothing yet: whoever ends before it needs no closer.
        if (!opensBidiSpan(grapheme.back()) && length + open.count() * closer <= most) {
            kept = end;
            closers = open.closers();
        }
        at = end;
    }
    return text.first(kept) + closers;
}

} // namespace rawi
