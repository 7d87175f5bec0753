#include "core/rules/plain.h"

namespace rawi {

namespace {

QJsonValue valueWithoutNulls(const QJsonValue &value)
{
    if (value.isObject()) {
        return withoutNulls(value.toObject());
    }
    if (!value.isArray()) {
        return value;
    }
    QJsonArray list;
    const QJsonArray given = value.toArray();
    for (const QJsonValue &one : given) {
        list.append(valueWithoutNulls(one));
    }
    return list;
}

} // namespace

QJsonObject withoutNulls(const QJsonObject &object)
{
    QJsonObject kept;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isNull()) {
            kept.insert(it.key(), valueWithoutNulls(*it));
        }
    }
    return kept;
}

QString memberPlace(const QString &owner, const QString &name)
{
    return owner.isEmpty() || name.isEmpty() ? owner + name : owner + u'.' + name;
}

} // namespace rawi
