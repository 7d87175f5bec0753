#include "core/base/id.h"

#include <QRandomGenerator>

namespace rawi {

QUuid makeUuidV7(qint64 unixMs)
{
    const quint64 ms = static_cast<quint64>(unixMs) & 0xFFFFFFFFFFFFULL;
    const quint64 high = QRandomGenerator::system()->generate64();
    const quint64 low = QRandomGenerator::system()->generate64();
    const auto byte = [](quint64 value, int shift) { return static_cast<uchar>(value >> shift); };
    return QUuid(static_cast<uint>(ms >> 16), static_cast<ushort>(ms & 0xFFFF),
                 static_cast<ushort>(0x7000 | (high & 0x0FFF)),
                 static_cast<uchar>(0x80 | (byte(low, 56) & 0x3F)), byte(low, 48), byte(low, 40),
                 byte(low, 32), byte(low, 24), byte(low, 16), byte(low, 8), byte(low, 0));
}

QString uuidText(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

QUuid uuidFromText(QStringView text)
{
    return text.size() == 36 ? QUuid::fromString(text) : QUuid();
}

} // namespace rawi
