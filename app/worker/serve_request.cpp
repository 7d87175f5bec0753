#include "app/worker/serve_request.h"

#include "core/rules/plain.h"

#include <QJsonDocument>

namespace rawi {

namespace {

Error misuse(const char *member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, QLatin1StringView(member), detail};
}

} // namespace

template <>
struct Describe<ServeRequest> {
    using Of = ServeRequest;
    static auto members()
    {
        return std::tuple{member("id", &Of::id, {.required = true, .least = 0, .most = qint64(1) << 53}),
                          member("arguments", &Of::arguments), member("kill", &Of::kill)};
    }
};

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
