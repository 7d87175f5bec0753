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

} // namespace

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
        } else if (!one.isSpace()) {
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
    const auto start = parseCueTime(line.first(arrow));
    const QStringView after = line.sliced(arrow + kArrow.size()).trimmed();
    // The end reaches to the first letter: settings, or the coordinates of old SubRip files ("X1:40 …").
    const auto letter = std::find_if(after.begin(), after.end(), [](QChar one) { return one.isLetter(); });
    const qsizetype length = letter - after.begin();
    const auto end = parseCueTime(after.first(length));
    if (!start || !end) {
        return std::nullopt;
    }
    return TimingLine{*start, *end, after.sliced(length).trimmed().toString()};
}

QString withoutArrow(const QString &text)
{
    static const QRegularExpression arrow(u"-{2,}>"_s); // a further dash would make an arrow of what is left
    return QString(text).replace(arrow, u"->"_s);
}

} // namespace rawi
