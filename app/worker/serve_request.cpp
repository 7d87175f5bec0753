#include "app/worker/serve_request.h"

#include "core/media/json_members.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace rawi {

namespace {

Error misuse(const char *member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, QLatin1StringView(member), detail};
}

Result<QStringList> readArguments(const QJsonValue &value)
{
    QStringList words;
    for (const QJsonValue &word : value.toArray()) {
        if (!word.isString()) {
            return misuse("arguments", QStringLiteral("expected an array of strings"));
        }
        words.append(word.toString());
    }
    if (words.isEmpty()) {
        return misuse("arguments", QStringLiteral("expected an array of strings, the command first"));
    }
    return words;
}

} // namespace

Result<ServeRequest> readServeRequest(const QByteArray &line)
{
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(line, &broken);
    if (!document.isObject()) {
        return misuse("request", QStringLiteral("expected a JSON object: %1").arg(broken.errorString()));
    }
    const QJsonObject object = document.object();
    JsonMembers members(object, {});
    ServeRequest request;
    if (!members.has("id")) {
        return misuse("id", QStringLiteral("is missing"));
    }
    RAWI_TRY(members.number("id", request.id, 0, qint64(1) << 53));
    RAWI_TRY(members.boolean("kill", request.kill));
    if (members.has("arguments") == request.kill) {
        return misuse("arguments", QStringLiteral("either arguments or \"kill\": true is needed"));
    }
    if (!request.kill) {
        RAWI_ASSIGN(request.arguments, readArguments(object.value(QLatin1StringView("arguments"))));
    }
    RAWI_TRY(members.nothingElse());
    return request;
}

} // namespace rawi
