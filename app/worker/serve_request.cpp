#include "app/worker/serve_request.h"

#include <QJsonDocument>

namespace rawi {

namespace {

Error misuse(const char *member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, QLatin1StringView(member), detail};
}

} // namespace

Result<ServeRequest> readServeRequest(const QByteArray &line)
{
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(line, &broken);
    if (!document.isObject()) {
        return misuse("request", u"expected a JSON object: %1"_s.arg(broken.errorString()));
    }
    RAWI_ASSIGN(ServeRequest request, parsePlain<ServeRequest>(document.object()));
    if (request.arguments.isEmpty() != request.kill) {
        return misuse("arguments", u"either arguments, the command first, or \"kill\": true is needed"_s);
    }
    return request;
}

} // namespace rawi
