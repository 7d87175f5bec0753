#pragma once

#include <QByteArray>

#include <optional>

namespace rawi {

// H.264 access units as MP4 stores them: each NAL unit after its length (ISO/IEC 14496-15 §5). All functions take foreign
// bytes and read nothing outside them.

// What an avcC box says (ISO/IEC 14496-15 §5.3.3.1).
struct AvcConfiguration {
    int lengthBytes = 4;     // of each NAL unit's length: 1, 2 or 4
    QByteArray parameterSets; // every SPS and PPS, each after a length of four bytes
    QByteArray box;          // the same box, with lengths of four bytes
};

// None when it is not an avcC box, or has no parameter set.
std::optional<AvcConfiguration> readAvcConfiguration(const QByteArray &box);
// The box for an Annex B stream that begins with its parameter sets; empty when there are none.
QByteArray avcConfigurationOf(const QByteArray &annexB);
// Whether it holds a slice of an IDR picture: nothing after it refers to anything before it (ITU-T H.264 §7.4.1.2.4).
bool isIdr(const QByteArray &unit, int lengthBytes);
// The same with lengths of four bytes; none when the lengths do not add up.
std::optional<QByteArray> withLongLengths(const QByteArray &unit, int lengthBytes);
// From start codes (Annex B) to lengths of four bytes.
QByteArray fromAnnexB(const QByteArray &unit);
// Puts parameter sets (with lengths of four bytes) where they belong: first, but after an access unit delimiter.
QByteArray withParameterSets(const QByteArray &unit, const QByteArray &parameterSets);

} // namespace rawi
