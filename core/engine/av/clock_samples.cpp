#include "core/engine/av/joined_clock.h"
#include "core/engine/av/source_file.h"
#include "core/engine/av/stated_sizes.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace rawi {

namespace {

constexpr qint64 kBlock = 64 * 1024;
constexpr qint64 kFurthest = 1 << 20;     // a clock that does not come within this is no regular one
constexpr qint64 kSmallFile = 256 * 1024; // read sooner than looked at

// One reading of a file's own clock.
struct ClockSample {
    qint64 position = 0;
    qint64 value = 0; // microseconds where the container says so, else what only grows
    quint32 clock = 0; // which one: a file may have several
};

const uchar *at(const QByteArray &block, qsizetype place)
{
    return reinterpret_cast<const uchar *>(block.constData()) + place;
}

// The program clock reference of a transport stream, its packets 188, 192 (AVCHD, Blu-ray) or 204 bytes apart (ISO/IEC
// 13818-1 §2.4.3.4).
std::optional<ClockSample> transportClock(const QByteArray &block)
{
    for (const qsizetype size : {188, 192, 204}) {
        qsizetype first = 0;
        const auto inStep = [&](qsizetype from) {
            for (qsizetype i = 0; i < 5; ++i) {
                if (from + i * size >= block.size() || *at(block, from + i * size) != 0x47) {
                    return false;
                }
            }
            return true;
        };
        while (first < size && !inStep(first)) {
            ++first;
        }
        for (qsizetype packet = first; first < size && packet + 12 <= block.size(); packet += size) {
            const uchar *byte = at(block, packet);
            if (byte[0] == 0x47 && (byte[3] & 0x20) != 0 && byte[4] >= 7 && (byte[5] & 0x10) != 0) {
                const qint64 base = qint64(qFromBigEndian<quint32>(byte + 6)) << 1 | byte[10] >> 7;
                return ClockSample{packet, base * 100 / 9, quint32((byte[1] & 0x1f) << 8 | byte[2])};
            }
        }
        if (first < size) {
            return {};
        }
    }
    return {};
}

// The system clock reference of a program stream's pack (ISO/IEC 13818-1 §2.5.3.4, 11172-1 §2.4.4.2).
std::optional<ClockSample> programClock(const QByteArray &block)
{
    for (qsizetype pack = block.indexOf(QByteArray::fromHex("000001ba")); pack >= 0 && pack + 10 <= block.size();
         pack = block.indexOf(QByteArray::fromHex("000001ba"), pack + 4)) {
        const uchar *byte = at(block, pack + 4);
        qint64 base = -1;
        if ((byte[0] & 0xc4) == 0x44 && (byte[2] & 4) != 0 && (byte[4] & 4) != 0) {
            base = qint64(byte[0] & 0x38) << 27 | qint64(byte[0] & 3) << 28 | qint64(byte[1]) << 20 | qint64(byte[2] & 0xf8) << 12
                | qint64(byte[2] & 3) << 13 | qint64(byte[3]) << 5 | byte[4] >> 3;
        } else if ((byte[0] & 0xf1) == 0x21 && (byte[2] & 1) != 0 && (byte[4] & 1) != 0) {
            base = qint64(byte[0] & 0x0e) << 29 | qint64(byte[1]) << 22 | qint64(byte[2] & 0xfe) << 14 | qint64(byte[3]) << 7 | byte[4] >> 1;
        }
        if (base >= 0) {
            return ClockSample{pack, base * 100 / 9, 0};
        }
    }
    return {};
}

// The granule position of an Ogg page (RFC 3533 §6).
std::optional<ClockSample> pageClock(const QByteArray &block)
{
    for (qsizetype page = block.indexOf("OggS"); page >= 0 && page + 27 <= block.size(); page = block.indexOf("OggS", page + 4)) {
        const uchar *byte = at(block, page);
        const auto granule = qFromLittleEndian<qint64>(byte + 6);
        if (byte[4] == 0 && granule >= 0) {
            return ClockSample{page, granule, qFromLittleEndian<quint32>(byte + 14)};
        }
    }
    return {};
}

std::optional<ClockSample> frameClock(const QByteArray &block)
{
    const std::optional<FlacFrame> frame = findFlacFrame(block, 0);
    return frame ? std::optional(ClockSample{frame->at, frame->number, 0}) : std::nullopt;
}

using Sampler = std::optional<ClockSample> (*)(const QByteArray &);

std::optional<ClockSample> sampleFrom(const SourceFile &source, qint64 position, Sampler sampler)
{
    for (qint64 from = position; from < position + kFurthest && from < source.size(); from += kBlock) {
        if (std::optional<ClockSample> found = sampler(source.bytes(from, kBlock + 512))) {
            found->position += from;
            return found;
        }
    }
    return {};
}

// Evenly, and ever denser towards both ends: a short recording may stand before or behind a long one.
QList<qint64> placesIn(qint64 size)
{
    constexpr int kEven = 32;
    QList<qint64> places;
    for (int i = 0; i < kEven; ++i) {
        places.append(size / kEven * i);
    }
    for (qint64 part = size / kEven / 2; part >= kBlock / 2; part /= 2) {
        places << part << size - part;
    }
    std::sort(places.begin(), places.end());
    return places;
}

// Of readings in microseconds also whether one lies much further ahead than the bytes between tell.
bool jumps(const QList<ClockSample> &samples, bool isTime)
{
    constexpr qint64 kBackUs = 100'000;
    constexpr qint64 kAheadUs = 10'000'000;
    constexpr double kUneven = 8;
    QHash<quint32, ClockSample> last;
    QList<double> rates;
    for (const ClockSample &sample : samples) {
        const auto before = last.constFind(sample.clock);
        if (before != last.cend() && sample.position > before->position) {
            if (sample.value < before->value - (isTime ? kBackUs : 0)) {
                return true;
            }
            rates.append(double(sample.value - before->value) / double(sample.position - before->position));
        }
        last.insert(sample.clock, sample);
    }
    if (!isTime || rates.isEmpty()) {
        return false;
    }
    std::sort(rates.begin(), rates.end());
    const double usual = rates[rates.size() / 2];
    last.clear();
    return std::any_of(samples.cbegin(), samples.cend(), [&](const ClockSample &sample) {
        const ClockSample before = last.value(sample.clock, sample);
        last.insert(sample.clock, sample);
        return double(sample.value - before.value) > kAheadUs + kUneven * usual * double(sample.position - before.position);
    });
}

// The streams that an Ogg begins with; another one later on begins another recording.
QSet<quint32> firstSerials(const SourceFile &source)
{
    QSet<quint32> serials;
    const QByteArray head = source.bytes(0, kBlock);
    for (qsizetype page = 0; page + 27 <= head.size() && head.mid(page, 4) == "OggS" && (*at(head, page + 5) & 2) != 0;) {
        serials.insert(qFromLittleEndian<quint32>(at(head, page + 14)));
        qsizetype length = 27 + *at(head, page + 26);
        for (int i = 0; i < *at(head, page + 26) && page + 27 + i < head.size(); ++i) {
            length += *at(head, page + 27 + i);
        }
        page += length;
    }
    return serials;
}

} // namespace

bool mayBeJoined(const AVInputFormat *format)
{
    static const QSet<QByteArray> kTimed{"mpegts", "mpeg", "ogg", "flac", "flv", "asf"};
    return kTimed.contains(format->name);
}

bool looksJoined(const SourceFile &source, const AVInputFormat *format)
{
    static const QHash<QByteArray, Sampler> kSamplers{
        {"mpegts", transportClock}, {"mpeg", programClock}, {"ogg", pageClock}, {"flac", frameClock}};
    const QByteArray name = format->name;
    const Sampler sampler = kSamplers.value(name);
    if (sampler == nullptr) {
        return false;
    }
    if (source.size() < kSmallFile) {
        return true;
    }
    QList<ClockSample> samples;
    for (const qint64 place : placesIn(source.size())) {
        if (const std::optional<ClockSample> sample = sampleFrom(source, place, sampler)) {
            samples.append(*sample);
        }
    }
    if (name == "ogg") {
        const QSet<quint32> known = firstSerials(source);
        const auto isNew = [&](const ClockSample &sample) { return !known.contains(sample.clock); };
        if (!known.isEmpty() && std::any_of(samples.cbegin(), samples.cend(), isNew)) {
            return true;
        }
    }
    return jumps(samples, name == "mpegts" || name == "mpeg");
}

} // namespace rawi
