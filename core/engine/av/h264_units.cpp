#include "core/engine/av/h264_units.h"

#include <QList>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kIdrSlice = 5;
constexpr int kSps = 7;
constexpr int kPps = 8;
constexpr int kDelimiter = 9;

int typeOf(QByteArrayView nal)
{
    return nal.isEmpty() ? -1 : static_cast<uchar>(nal[0]) & 0x1f;
}

void appendUnit(QByteArray &out, QByteArrayView nal)
{
    const auto length = quint32(nal.size());
    const char bytes[4] = {char(length >> 24), char(length >> 16), char(length >> 8), char(length)};
    out.append(bytes, 4);
    out.append(nal.data(), nal.size());
}

// The NAL units; none when the lengths do not add up.
std::optional<QList<QByteArrayView>> split(QByteArrayView unit, int lengthBytes)
{
    QList<QByteArrayView> nals;
    qsizetype at = 0;
    while (at < unit.size()) {
        if (unit.size() - at < lengthBytes) {
            return std::nullopt;
        }
        quint32 length = 0;
        for (int i = 0; i < lengthBytes; ++i) {
            length = length << 8 | static_cast<uchar>(unit[at + i]);
        }
        at += lengthBytes;
        if (length > quint64(unit.size() - at)) {
            return std::nullopt;
        }
        nals.append(unit.sliced(at, length));
        at += length;
    }
    return nals;
}

// Where the next start code (three bytes) begins, or the size.
qsizetype startCode(QByteArrayView unit, qsizetype from)
{
    for (qsizetype i = from; i + 3 <= unit.size(); ++i) {
        if (unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] == 1) {
            return i;
        }
    }
    return unit.size();
}

QList<QByteArrayView> splitAnnexB(QByteArrayView unit)
{
    QList<QByteArrayView> nals;
    qsizetype at = startCode(unit, 0);
    while (at < unit.size()) {
        const qsizetype begin = at + 3;
        at = startCode(unit, begin);
        qsizetype end = at;
        while (end > begin && unit[end - 1] == 0) {
            --end; // a start code of four bytes, or trailing zeros
        }
        if (end > begin) {
            nals.append(unit.sliced(begin, end - begin));
        }
    }
    return nals;
}

} // namespace

std::optional<AvcConfiguration> readAvcConfiguration(const QByteArray &box)
{
    if (box.size() < 7 || box[0] != 1) {
        return std::nullopt;
    }
    AvcConfiguration out;
    out.lengthBytes = (box[4] & 3) + 1;
    qsizetype at = 5;
    const auto take = [&](int mask) {
        if (at >= box.size()) {
            return false;
        }
        for (int left = box[at++] & mask; left > 0; --left) {
            if (box.size() - at < 2) {
                return false;
            }
            const int length = static_cast<uchar>(box[at]) << 8 | static_cast<uchar>(box[at + 1]);
            at += 2;
            if (length == 0 || length > box.size() - at) {
                return false;
            }
            appendUnit(out.parameterSets, QByteArrayView(box).sliced(at, length));
            at += length;
        }
        return true;
    };
    if (!take(0x1f) || !take(0xff) || out.parameterSets.isEmpty() || out.lengthBytes == 3) {
        return std::nullopt;
    }
    out.box = box;
    out.box[4] = char(static_cast<uchar>(box[4]) | 3);
    return out;
}

QByteArray avcConfigurationOf(const QByteArray &annexB)
{
    QList<QByteArrayView> sps, pps;
    for (const QByteArrayView nal : splitAnnexB(annexB)) {
        if (typeOf(nal) == kSps && nal.size() >= 4) {
            sps.append(nal);
        } else if (typeOf(nal) == kPps) {
            pps.append(nal);
        }
    }
    if (sps.isEmpty() || pps.isEmpty()) {
        return {};
    }
    QByteArray box;
    box.append(char(1)).append(sps[0].data() + 1, 3).append(char(0xff));
    const auto append = [&](const QList<QByteArrayView> &nals, int mark) {
        box.append(char(mark | int(nals.size())));
        for (const QByteArrayView nal : nals) {
            box.append(char(nal.size() >> 8)).append(char(nal.size())).append(nal.data(), nal.size());
        }
    };
    append(sps.mid(0, 31), 0xe0);
    append(pps.mid(0, 255), 0);
    return box;
}

bool isIdr(const QByteArray &unit, int lengthBytes)
{
    const auto nals = split(unit, lengthBytes);
    return nals && std::any_of(nals->begin(), nals->end(), [](QByteArrayView nal) { return typeOf(nal) == kIdrSlice; });
}

std::optional<QByteArray> withLongLengths(const QByteArray &unit, int lengthBytes)
{
    const auto nals = split(unit, lengthBytes);
    if (!nals) {
        return std::nullopt;
    }
    if (lengthBytes == 4) {
        return unit;
    }
    QByteArray out;
    for (const QByteArrayView nal : *nals) {
        appendUnit(out, nal);
    }
    return out;
}

QByteArray fromAnnexB(const QByteArray &unit)
{
    QByteArray out;
    for (const QByteArrayView nal : splitAnnexB(unit)) {
        appendUnit(out, nal);
    }
    return out;
}

QByteArray withParameterSets(const QByteArray &unit, const QByteArray &parameterSets)
{
    const auto nals = split(unit, 4);
    const qsizetype head = nals && !nals->isEmpty() && typeOf(nals->first()) == kDelimiter ? 4 + nals->first().size() : 0;
    return unit.first(head) + parameterSets + unit.mid(head);
}

} // namespace rawi
