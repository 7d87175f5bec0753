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
            return misuse("arguments", u"expected an array of strings"_s);
        }
        words.append(word.toString());
    }
    if (words.isEmpty()) {
        return misuse("arguments", u"expected an array of strings, the command first"_s);
    }
    return words;
}

} // namespace

Result<ServeRequest> readServeRequest(const QByteArray &line)
{
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(line, &broken);
    if (!document.isObject()) {
        return misuse("request", u"expected a JSON object: %1"_s.arg(broken.errorString()));
    }
    const QJsonObject object = document.object();
    JsonMembers members(object, {});
    ServeRequest request;
    if (!members.has("id")) {
        return misuse("id", u"is missing"_s);
    }
    RAWI_TRY(members.number("id", request.id, 0, qint64(1) << 53));
    RAWI_TRY(members.boolean("kill", request.kill));
    if (members.has("arguments") == request.kill) {
        return misuse("arguments", u"either arguments or \"kill\": true is needed"_s);
    }
    if (!request.kill) {
        RAWI_ASSIGN(request.arguments, readArguments(object.value("arguments"_L1)));
    }
    RAWI_TRY(members.nothingElse());
    return request;
}

} // namespace rawi
