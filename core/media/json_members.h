#pragma once

#include "core/rules/describe.h"

namespace rawi {

// Reads the members of one JSON object into typed values, each within its bounds, and says which it did not know. A
// member that is not there leaves its value alone. Errors: InvalidArgument, TooLarge or UnknownField, naming the member
// ("audio.rate"). Used by one fromJson call; the object must outlive it.
class JsonMembers {
public:
    JsonMembers(const QJsonObject &object, const QString &prefix) : m_object(object), m_prefix(prefix) {}

    bool has(const char *name);
    Result<void> number(const char *name, int &value, int least, int most);
    Result<void> number(const char *name, qint64 &value, qint64 least, qint64 most);
    Result<void> real(const char *name, double &value, double least, double most);
    Result<void> boolean(const char *name, bool &value);
    // Up to `most` UTF-16 units.
    Result<void> text(const char *name, QString &value, int most);
    // Up to 32 letters, digits, '-' and '_' of ASCII: it becomes an encoder's option or part of a file's name.
    Result<void> word(const char *name, QString &value, int most = 32);
    // An array of at most `most` objects; missing = empty.
    Result<QList<QJsonObject>> objects(const char *name, int most);
    Result<QJsonObject> object(const char *name);
    template <typename E>
    Result<void> choice(const char *name, E &value)
    {
        if (!has(name)) {
            return {};
        }
        const Result<E> read = enumFromText<E>(m_object.value(QLatin1StringView(name)).toString());
        if (!read.ok()) {
            QStringList known;
            for (const char *one : EnumNames<E>::names) {
                known.append(QLatin1StringView(one));
            }
            return wrong(name, u"expected one of: %1"_s.arg(known.join(u", "_s)));
        }
        value = *read;
        return {};
    }
    // To be called last. Errors: UnknownField.
    Result<void> nothingElse() const;

private:
    Error wrong(const char *name, const QString &detail) const;

    const QJsonObject &m_object;
    QString m_prefix;
    QStringList m_known;
};

} // namespace rawi
