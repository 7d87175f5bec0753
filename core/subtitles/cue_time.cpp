#include "core/subtitles/cue_time.h"

#include "core/base/literals.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr QStringView kArrow = u"-->";

bool isFractionMark(QChar one)
{
    return one == u'.' || one == u',' || one == u'٫' || one == u'،';
}

// What is before the arrow and what is after it.
std::optional<TimingLine> timesAround(QStringView before, QStringView after)
{
    const auto start = parseCueTime(before);
    // The end reaches to the first letter: settings, or the coordinates of old SubRip files ("X1:40 …").
    const auto letter = std::find_if(after.begin(), after.end(), [](QChar one) { return one.isLetter(); });
    const qsizetype length = letter - after.begin();
    const auto end = parseCueTime(after.first(length));
    if (!start || !end) {
        return std::nullopt;
    }
    const bool marks = std::any_of(before.begin(), before.end(), isInvisible) || std::any_of(after.begin(), letter, isInvisible);
    return TimingLine{*start, *end, after.sliced(length).trimmed().toString(), marks, false};
}

} // namespace

bool isInvisible(QChar character)
{
    return character.category() == QChar::Other_Format;
}

std::optional<qint64> parseCueTime(QStringView text)
{
    std::array<qint64, 3> parts{};
    size_t part = 0;
    int digits = 0;
    int places = -1; // of the fraction; -1 = not reached
    qint64 fraction = 0;
    for (const QChar one : text.trimmed()) {
        const int digit = one.digitValue();
        if (digit >= 0 && places >= 0) {
            fraction = places < 3 ? fraction * 10 + digit : fraction;
            ++places;
        } else if (digit >= 0) {
            if (++digits > 4) {
                return std::nullopt;
            }
            parts[part] = parts[part] * 10 + digit;
        } else if (one == u':' && digits > 0 && places < 0 && part < 2) {
            ++part;
            digits = 0;
        } else if (isFractionMark(one) && digits > 0 && places < 0) {
            places = 0;
        } else if (!one.isSpace() && !isInvisible(one)) {
            return std::nullopt;
        }
    }
    if (part == 0 || digits == 0 || places == 0) {
        return std::nullopt;
    }
    for (int place = std::min(places, 3); places >= 0 && place < 3; ++place) {
        fraction *= 10;
    }
    const qint64 seconds = part == 2 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
    const qint64 ms = seconds * 1000 + fraction;
    return ms <= kMaxCueTimeMs ? std::optional(ms) : std::nullopt;
}

QString cueTimeText(qint64 ms, QChar separator)
{
    const qint64 clamped = std::clamp<qint64>(ms, 0, kMaxCueTimeMs);
    const QLatin1Char zero('0');
    return u"%1:%2:%3%4%5"_s.arg(clamped / 3'600'000, 2, 10, zero)
        .arg(clamped / 60'000 % 60, 2, 10, zero)
        .arg(clamped / 1000 % 60, 2, 10, zero)
        .arg(separator)
        .arg(clamped % 1000, 3, 10, zero);
}

std::optional<TimingLine> parseTimingLine(QStringView line)
{
    const qsizetype arrow = line.indexOf(kArrow);
    if (arrow < 0) {
        return std::nullopt;
    }
    return timesAround(line.first(arrow), line.sliced(arrow + kArrow.size()).trimmed());
}

std::optional<TimingLine> parseStrangeTimingLine(QStringView line)
{
    static const QRegularExpression arrow(
        u"^([^-=\\p{Pd}−<>＞&→⟶⇒➔➜➝➞]+)(?:(?:[-\\p{Pd}−=]\\s*)*(?:>|＞|&gt;)|[→⟶⇒➔➜➝➞])(.*)$"_s);
    const QRegularExpressionMatch found = arrow.match(line.toString());
    const QStringView before = found.capturedView(1);
    const bool whole = before.count(u':') == 2 || std::any_of(before.begin(), before.end(), isFractionMark);
    auto timing = found.hasMatch() && whole ? timesAround(before, found.capturedView(2).trimmed()) : std::nullopt;
    if (timing) {
        timing->hasOtherArrow = true;
    }
    return timing;
}

QString withoutArrow(const QString &text)
{
    static const QRegularExpression arrow(u"-{2,}>"_s); // a further dash would make an arrow of what is left
    return QString(text).replace(arrow, u"->"_s);
}

} // namespace rawi
