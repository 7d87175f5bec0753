#include "sync-server/gateway/resource.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace rawi::server {

namespace {

constexpr auto kBase64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString textOf(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace

Result<QUuid> idParameter(const Request &request, const RecordInfo &type)
{
    const QString text = QString::fromStdString(request.params.at(0));
    const QUuid id = uuidFromText(text);
    if (id.isNull()) {
        return Error{ErrorCode::NotFound, type.name + u'/' + text, u"there is no such record"_s};
    }
    return id;
}

Result<int> pageLimit(const Request &request)
{
    const QString text = request.queryValue("limit");
    if (text.isEmpty()) {
        return kDefaultPage;
    }
    bool isNumber = false;
    const int limit = text.toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > kLargestPage) {
        return Error{ErrorCode::InvalidArgument, u"limit"_s, u"a number from 1 to %1"_s.arg(kLargestPage)};
    }
    return limit;
}

Result<qint64> matchedRevision(const Request &request)
{
    std::string_view tag = request.header("if-match");
    if (tag.empty() || tag == "*") {
        return qint64(0);
    }
    const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
    bool isNumber = false;
    const qint64 revision = quoted ? textOf(tag.substr(1, tag.size() - 2)).toLongLong(&isNumber) : 0;
    if (!isNumber || revision < 1) {
        return Error{ErrorCode::InvalidArgument, u"If-Match"_s,
                     u"give the ETag of the record as you read it, for example \"7\""_s};
    }
    return revision;
}

Result<qint64> requiredRevision(const Request &request)
{
    if (request.header("if-match").empty()) {
        return Error{ErrorCode::PreconditionRequired, u"If-Match"_s,
                     u"give the ETag of the record as you read it"_s};
    }
    return matchedRevision(request);
}

Result<QString> idempotencyKey(const Request &request)
{
    const QString key = textOf(request.header("idempotency-key"));
    if (key.size() > 255) {
        return Error{ErrorCode::InvalidArgument, u"Idempotency-Key"_s, u"at most 255 characters"_s};
    }
    return key;
}

Result<QJsonObject> optionalJson(const Request &request)
{
    return request.body.empty() ? Result<QJsonObject>(QJsonObject()) : request.json();
}

std::string entityTag(qint64 revision)
{
    return '"' + std::to_string(revision) + '"';
}

std::string cursorText(const QString &sort, const QStringList &keys)
{
    QJsonArray parts = QJsonArray::fromStringList(keys);
    parts.prepend(sort);
    return QJsonDocument(parts).toJson(QJsonDocument::Compact).toBase64(kBase64Url).toStdString();
}

Result<QStringList> cursorKeys(const QString &cursor, const QString &sort, qsizetype count)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor.toLatin1(),
                                                        kBase64Url | QByteArray::AbortOnBase64DecodingErrors);
    QJsonArray parts = QJsonDocument::fromJson(*decoded).array();
    if (parts.size() != count + 1 || parts.takeAt(0).toString() != sort) {
        return Error{ErrorCode::InvalidArgument, u"cursor"_s,
                     u"not a cursor of this list; begin without one"_s};
    }
    QStringList keys;
    for (const QJsonValue &part : std::as_const(parts)) {
        keys.append(part.toString());
    }
    return keys;
}

} // namespace rawi::server
