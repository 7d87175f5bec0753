#include "core/media/waveform.h"

#include <QtEndian>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kMaxWaveformBytes = 64 << 20; // 90 hours of 100 pairs a second
constexpr int kHeaderBytes = 24;
constexpr quint32 kEightBits = 1; // flag of the header

Error broken(const char *cause)
{
    return {ErrorCode::CorruptData, u"waveform"_s, QString::fromUtf8(cause), SubjectKind::Code};
}

int sampleAt(const QByteArray &bytes, qsizetype index, bool wide)
{
    return wide ? qFromLittleEndian<qint16>(bytes.constData() + 2 * index) / 256
                : static_cast<signed char>(bytes.at(index));
}

} // namespace

qint64 Waveform::durationMs() const
{
    return sampleRate > 0 ? qint64(count()) * samplesPerPair * 1000 / sampleRate : 0;
}

qsizetype Waveform::pairAt(qint64 ms) const
{
    if (sampleRate <= 0 || samplesPerPair <= 0 || count() == 0) {
        return 0;
    }
    const qint64 limited = std::clamp<qint64>(ms, 0, durationMs());
    return std::min<qsizetype>(limited * sampleRate / (qint64(samplesPerPair) * 1000), count() - 1);
}

Waveform::Peak Waveform::between(qint64 fromMs, qint64 toMs) const
{
    Peak peak;
    if (count() == 0 || toMs <= fromMs || toMs <= 0 || fromMs >= durationMs()) {
        return peak;
    }
    const qsizetype last = pairAt(toMs - 1);
    for (qsizetype i = pairAt(fromMs); i <= last; ++i) {
        peak.low = std::min(peak.low, low(i));
        peak.high = std::max(peak.high, high(i));
    }
    return peak;
}

Result<Waveform> readWaveform(const QByteArray &bytes)
{
    if (bytes.size() > kMaxWaveformBytes) {
        return Error{ErrorCode::TooLarge, u"waveform"_s, u"more than 64 MiB"_s, SubjectKind::Code};
    }
    if (bytes.size() < kHeaderBytes - 4) {
        return broken("shorter than its header");
    }
    const auto word = [&](int index) { return qFromLittleEndian<quint32>(bytes.constData() + 4 * index); };
    const quint32 version = word(0);
    if (version != 1 && version != 2) {
        return broken("neither version 1 nor 2 of audiowaveform's format");
    }
    const int header = version == 2 ? kHeaderBytes : kHeaderBytes - 4;
    if (bytes.size() < header) {
        return broken("shorter than its header");
    }
    const bool wide = (word(1) & kEightBits) == 0;
    const quint32 channels = version == 2 ? word(5) : 1;
    Waveform out;
    out.sampleRate = int(qMin<quint32>(word(2), 10'000'000));
    out.samplesPerPair = int(qMin<quint32>(word(3), 100'000'000));
    if (out.sampleRate < 1 || out.samplesPerPair < 1 || channels < 1 || channels > 64) {
        return broken("a rate, a zoom or a channel count that cannot be");
    }
    const QByteArray data = bytes.sliced(header);
    const qsizetype pairBytes = qsizetype(channels) * (wide ? 4 : 2);
    if (qsizetype(word(4)) != data.size() / pairBytes || data.size() % pairBytes != 0) {
        return broken("not as many pairs as its header says");
    }
    if (channels == 1 && !wide) {
        out.pairs = data;
        return out;
    }
    const qsizetype count = data.size() / pairBytes;
    out.pairs.resize(2 * count);
    for (qsizetype pair = 0; pair < count; ++pair) {
        int low = 127;
        int high = -128;
        for (qsizetype channel = 0; channel < qsizetype(channels); ++channel) {
            const qsizetype at = 2 * (pair * qsizetype(channels) + channel);
            low = std::min(low, sampleAt(data, at, wide));
            high = std::max(high, sampleAt(data, at + 1, wide));
        }
        out.pairs[2 * pair] = char(low);
        out.pairs[2 * pair + 1] = char(high);
    }
    return out;
}

QByteArray writeWaveform(const Waveform &waveform)
{
    QByteArray out(kHeaderBytes, Qt::Uninitialized);
    const quint32 words[] = {2, kEightBits, quint32(waveform.sampleRate), quint32(waveform.samplesPerPair),
                             quint32(waveform.count()), 1};
    for (size_t i = 0; i < std::size(words); ++i) {
        qToLittleEndian(words[i], out.data() + 4 * i);
    }
    return out + waveform.pairs.first(2 * waveform.count());
}

} // namespace rawi
