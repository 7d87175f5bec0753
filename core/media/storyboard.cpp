#include "core/media/storyboard.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kMaxBytes = 4 << 20;
constexpr int kMaxSide = 65535; // of a JPEG

// "[HH:]MM:SS.mmm" (WebVTT §4.3); -1 when it is something else.
qint64 timeOf(QStringView text)
{
    static const QRegularExpression kTime(uR"(^(?:(\d{2,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})$)"_s);
    const QRegularExpressionMatch match = kTime.match(text.toString());
    if (!match.hasMatch()) {
        return -1;
    }
    const auto number = [&](int part) { return match.capturedView(part).toLongLong(); };
    return ((number(1) * 60 + number(2)) * 60 + number(3)) * 1000 + number(4);
}

QString timeText(qint64 ms)
{
    const auto two = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QLatin1Char('0')); };
    return u"%1:%2:%3.%4"_s.arg(two(ms / 3'600'000), two(ms / 60'000 % 60), two(ms / 1000 % 60))
        .arg(ms % 1000, 3, 10, QLatin1Char('0'));
}

std::optional<Storyboard::Tile> tileOf(const QString &times, const QString &target)
{
    static const QRegularExpression kArrow(uR"(^(\S+)[ \t]+-->[ \t]+(\S+))"_s);
    static const QRegularExpression kTarget(
        uR"(^([\w][\w .-]{0,99})#xywh=(?:pixel:)?(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})$)"_s);
    const QRegularExpressionMatch arrow = kArrow.match(times);
    const QRegularExpressionMatch place = kTarget.match(target.trimmed());
    if (!arrow.hasMatch() || !place.hasMatch()) {
        return {};
    }
    Storyboard::Tile tile;
    tile.startMs = timeOf(arrow.capturedView(1));
    tile.endMs = timeOf(arrow.capturedView(2));
    tile.sheet = place.captured(1);
    const auto number = [&](int part) { return place.capturedView(part).toInt(); };
    tile.rect = QRect(number(2), number(3), number(4), number(5));
    const bool inside = tile.rect.width() > 0 && tile.rect.height() > 0 && tile.rect.x() + tile.rect.width() <= kMaxSide
        && tile.rect.y() + tile.rect.height() <= kMaxSide;
    return inside && tile.startMs >= 0 && tile.endMs > tile.startMs ? std::optional(tile) : std::nullopt;
}

} // namespace

const Storyboard::Tile *Storyboard::at(qint64 ms) const
{
    if (tiles.isEmpty()) {
        return nullptr;
    }
    const auto after = std::upper_bound(tiles.begin(), tiles.end(), ms,
                                        [](qint64 moment, const Tile &tile) { return moment < tile.startMs; });
    return after == tiles.begin() ? &tiles.front() : &*(after - 1);
}

Result<Storyboard> readStoryboard(const QByteArray &vtt)
{
    if (vtt.size() > kMaxBytes) {
        return Error{ErrorCode::TooLarge, u"storyboard"_s, u"more than 4 MiB"_s, SubjectKind::Code};
    }
    QString text = QString::fromUtf8(vtt);
    text.replace(u"\r\n"_s, u"\n"_s);
    const QStringList lines = text.split(QLatin1Char('\n'));
    const QString first = lines.first().startsWith(QChar(0xFEFF)) ? lines.first().mid(1) : lines.first();
    if (first != u"WEBVTT"_s && !first.startsWith(u"WEBVTT "_s) && !first.startsWith(u"WEBVTT\t"_s)) {
        return Error{ErrorCode::CorruptData, u"storyboard"_s, u"no WebVTT"_s, SubjectKind::Code};
    }
    Storyboard out;
    for (qsizetype i = 1; i + 1 < lines.size(); ++i) {
        if (const auto tile =
                lines.at(i).contains(u"-->"_s) ? tileOf(lines.at(i), lines.at(i + 1)) : std::nullopt) {
            out.tiles.append(*tile);
        }
    }
    std::stable_sort(out.tiles.begin(), out.tiles.end(),
                     [](const auto &one, const auto &other) { return one.startMs < other.startMs; });
    return out;
}

QByteArray writeStoryboard(const Storyboard &storyboard)
{
    QString out = u"WEBVTT\n"_s;
    for (const Storyboard::Tile &tile : storyboard.tiles) {
        out += u"\n%1 --> %2\n%3#xywh=%4,%5,%6,%7\n"_s
                   .arg(timeText(tile.startMs), timeText(tile.endMs), tile.sheet)
                   .arg(tile.rect.x())
                   .arg(tile.rect.y())
                   .arg(tile.rect.width())
                   .arg(tile.rect.height());
    }
    return out.toUtf8();
}

} // namespace rawi
