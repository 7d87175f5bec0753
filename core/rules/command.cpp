#include "core/rules/command.h"

#include "core/rules/describe.h"

namespace rawi {

QJsonObject commandToJson(const Command &command)
{
    return {{u"id"_s, uuidText(command.id)},
            {u"client"_s, uuidText(command.client)},
            {u"n"_s, command.n},
            {u"name"_s, command.name},
            {u"args"_s, command.args},
            {u"base"_s, command.base},
            {u"at"_s, timestampText({command.atMs})},
            {u"schema"_s, command.schema}};
}

Result<Command> commandFromJson(const QJsonObject &json)
{
    static const QStringList kKnown{u"id"_s,   u"client"_s, u"n"_s,  u"name"_s,
                                    u"args"_s, u"base"_s,   u"at"_s, u"schema"_s};
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!kKnown.contains(it.key())) {
            return Error{ErrorCode::UnknownField, it.key(), u"a command has no such member"_s};
        }
    }
    Command command;
    command.id = uuidFromText(json.value("id"_L1).toString());
    command.client = uuidFromText(json.value("client"_L1).toString());
    command.n = json.value("n"_L1).toInteger();
    command.name = json.value("name"_L1).toString();
    command.args = json.value("args"_L1).toObject();
    command.base = json.value("base"_L1).toObject();
    command.atMs = timestampFromText(json.value("at"_L1).toString()).ms;
    command.schema = json.value("schema"_L1).toInt();
    const auto missing = [](const char *member) {
        return Error{ErrorCode::InvalidArgument, QLatin1StringView(member), u"missing or malformed"_s};
    };
    if (command.id.isNull()) {
        return missing("id");
    }
    if (command.client.isNull()) {
        return missing("client");
    }
    if (command.n < 1) {
        return missing("n");
    }
    if (command.name.isEmpty()) {
        return missing("name");
    }
    return command;
}

} // namespace rawi
