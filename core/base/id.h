#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

#include <compare>

namespace rawi {

class Clock;

// A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits; sorts by time.
QUuid makeUuidV7(qint64 unixMs);
// Lower case, no braces: the only form Rawi writes.
QString uuidText(const QUuid &uuid);
// Null when the text is not a UUID; braces are not accepted.
QUuid uuidFromText(QStringView text);

// A UUID that names a T and nothing else.
template <typename T>
class Id {
public:
    Id() = default;
    explicit Id(const QUuid &uuid) : m_uuid(uuid) {}
    static Id fromText(QStringView text) { return Id(uuidFromText(text)); }

    const QUuid &uuid() const { return m_uuid; }
    QString text() const { return uuidText(m_uuid); }
    bool isNull() const { return m_uuid.isNull(); }

    bool operator==(const Id &other) const { return m_uuid == other.m_uuid; }
    bool operator<(const Id &other) const { return m_uuid < other.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

} // namespace rawi
