#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi {

// One change asked for: what is stored in a desk's outbox, pushed, and applied by the rule book.
struct Command {
    QUuid id;          // UUIDv7; ids made by its rule are derived from it, so desk and server agree
    QUuid client;      // the replica that made it
    qint64 n = 0;      // gapless per client, from 1
    QString name;      // "content.update"
    QJsonObject args;  // as the rule's schema says
    QJsonObject base;  // for each field set: the value it was based on
    qint64 atMs = 0;   // the desk's time; the server uses its own
    int schema = 0;    // kSchemaVersion of the desk

    bool operator==(const Command &) const = default;
};

// {"id","client","n","name","args","base","at","schema"}.
QJsonObject commandToJson(const Command &command);
// Errors: InvalidArgument or UnknownField naming the member.
Result<Command> commandFromJson(const QJsonObject &json);

} // namespace rawi
