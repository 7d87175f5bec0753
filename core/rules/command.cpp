#include "core/rules/command.h"

#include "core/rules/describe.h"

namespace rawi {

QJsonObject commandToJson(const Command &command)
{
    return {{QStringLiteral("id"), uuidText(command.id)},
            {QStringLiteral("client"), uuidText(command.client)},
            {QStringLiteral("n"), command.n},
            {QStringLiteral("name"), command.name},
            {QStringLiteral("args"), command.args},
            {QStringLiteral("base"), command.base},
            {QStringLiteral("at"), timestampText({command.atMs})},
            {QStringLiteral("schema"), command.schema}};
}

Result<Command> commandFromJson(const QJsonObject &json)
{
    static const QStringList kKnown{QStringLiteral("id"),   QStringLiteral("client"), QStringLiteral("n"),
                                    QStringLiteral("name"), QStringLiteral("args"),   QStringLiteral("base"),
                                    QStringLiteral("at"),   QStringLiteral("schema")};
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!kKnown.contains(it.key())) {
            return Error{ErrorCode::UnknownField, it.key(), QStringLiteral("a command has no such member")};
        }
    }
    Command command;
    command.id = uuidFromText(json.value(QLatin1StringView("id")).toString());
    command.client = uuidFromText(json.value(QLatin1StringView("client")).toString());
    command.n = json.value(QLatin1StringView("n")).toInteger();
    command.name = json.value(QLatin1StringView("name")).toString();
    command.args = json.value(QLatin1StringView("args")).toObject();
    command.base = json.value(QLatin1StringView("base")).toObject();
    command.atMs = timestampFromText(json.value(QLatin1StringView("at")).toString()).ms;
    command.schema = json.value(QLatin1StringView("schema")).toInt();
    const auto missing = [](const char *member) {
        return Error{ErrorCode::InvalidArgument, QLatin1StringView(member), QStringLiteral("missing or malformed")};
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
