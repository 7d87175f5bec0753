#include "sync-server/gateway/http.h"

#include "core/protocol/messages.h"
#include "sync-server/gateway/url_text.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

std::string jsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::string_view Request::header(std::string_view name) const
{
    const auto it = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return it == headers.end() ? std::string_view() : std::string_view(it->second);
}

std::string Request::origin() const
{
    return publicUrl.empty() ? (secure ? "https://" : "http://") + std::string(authority()) : publicUrl;
}

bool Request::isOwn(const QUrl &url) const
{
    const bool isWeb = (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && url.userInfo().isEmpty();
    const std::string_view asked = authority();
    const QString host = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
    const bool isPublic = !publicUrl.empty() && url.authority() == QUrl(link({})).authority();
    return isWeb && !url.authority().isEmpty() && (isPublic || url.authority() == host);
}

QString Request::queryValue(std::string_view name) const
{
    const std::optional<std::string_view> raw = queryParameter(query, name);
    if (!raw) {
        return {};
    }
    // A query is written as a form: "+" is a space (WHATWG URL §5.1).
    std::string spaced(*raw);
    std::ranges::replace(spaced, '+', ' ');
    return QString::fromStdString(percentDecode(spaced).value_or(std::string()));
}

Result<QJsonObject> Request::json() const
{
    if (parsed) {
        return *parsed;
    }
    const std::string_view type = header("content-type");
    const std::string_view bare = type.substr(0, type.find(';'));
    if (!equalsNoCase(bare.substr(0, bare.find_last_not_of(' ') + 1), "application/json")) {
        return Error{ErrorCode::UnsupportedMediaType, QString::fromUtf8(type.data(), qsizetype(type.size())),
                     u"send the body as Content-Type: application/json"_s, SubjectKind::Name};
    }
    QJsonParseError failure{};
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(body.data(), static_cast<qsizetype>(body.size())), &failure);
    if (failure.error != QJsonParseError::NoError) {
        return Error{ErrorCode::InvalidArgument, u"body"_s,
                     u"not JSON: %1 at byte %2"_s.arg(failure.errorString()).arg(failure.offset)};
    }
    if (!document.isObject()) {
        return Error{ErrorCode::InvalidArgument, u"body"_s, u"not a JSON object"_s};
    }
    return document.object();
}

Reply Reply::json(const QJsonObject &object, int status)
{
    return rawJson(jsonText(object), status);
}

Reply Reply::rawJson(std::string text, int status)
{
    Reply reply;
    reply.status = status;
    reply.body = std::move(text);
    return reply;
}

Reply Reply::noContent()
{
    Reply reply;
    reply.status = 204;
    reply.contentType.clear();
    return reply;
}

Reply Reply::problem(const Error &error)
{
    Reply reply = json(problemFromError(error), error.code.httpStatus());
    reply.contentType = "application/problem+json";
    if (reply.status == 401) {
        reply.headers.emplace_back("WWW-Authenticate", "Bearer"); // RFC 9110 §11.6.1
    }
    return reply;
}

} // namespace rawi::server
