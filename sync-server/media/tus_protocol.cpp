#include "sync-server/media/tus_protocol.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"

#include <QDateTime>
#include <QLocale>

#include <charconv>

namespace rawi::server {

namespace {

Error malformed(const char *header, const char *why)
{
    return {ErrorCode::InvalidArgument, QLatin1StringView(header), QLatin1StringView(why)};
}

// RFC 9110 §5.6.7, the form Upload-Expires has.
std::string httpDate(qint64 seconds)
{
    return QLocale::c()
        .toString(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)
        .toStdString();
}

int tusStatusOf(ErrorCode code)
{
    if (code == ErrorCode::InvalidArgument || code == ErrorCode::FieldRequired || code == ErrorCode::FieldTooLong) {
        return 400;
    }
    return code == ErrorCode::FileMissing ? 410 : code.httpStatus();
}

} // namespace

Result<QHash<QString, QString>> parseUploadMetadata(std::string_view header)
{
    constexpr const char *kName = "Upload-Metadata";
    QHash<QString, QString> metadata;
    const QByteArray whole(header.data(), static_cast<qsizetype>(header.size()));
    if (whole.trimmed().isEmpty()) {
        return metadata;
    }
    for (const QByteArray &raw : whole.split(',')) {
        const QByteArray pair = raw.trimmed();
        const qsizetype space = pair.indexOf(' ');
        const QByteArray key = space < 0 ? pair : pair.first(space);
        const auto value =
            QByteArray::fromBase64Encoding(space < 0 ? QByteArray() : pair.mid(space + 1).trimmed(),
                                           QByteArray::AbortOnBase64DecodingErrors);
        if (key.isEmpty() || !value) {
            return malformed(kName, "expected pairs of a key and a base64 value, separated by commas");
        }
        const QString name = QString::fromUtf8(key);
        if (metadata.contains(name)) {
            return malformed(kName, "a key is there twice");
        }
        metadata.insert(name, QString::fromUtf8(value.decoded));
    }
    return metadata;
}

Result<qint64> sizeHeader(const Request &request, const char *name)
{
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    const std::string_view text = request.header(lower);
    qint64 value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc() || end != text.data() + text.size() || value < 0) {
        return malformed(name, "expected a whole number of bytes");
    }
    return value;
}

Reply tusReply(int status)
{
    Reply reply = Reply::noContent();
    reply.status = status;
    reply.headers = {{"Tus-Resumable", kTusVersion}, {"Cache-Control", "no-store"}};
    return reply;
}

Reply tusReply(int status, const Upload &upload)
{
    Reply reply = tusReply(status);
    reply.headers.emplace_back("Upload-Offset", std::to_string(upload.received));
    if (upload.state == UploadState::Open && !upload.isComplete()) {
        reply.headers.emplace_back("Upload-Expires", httpDate(upload.expiresAt));
    }
    return reply;
}

Reply tusProblem(const Error &error)
{
    const int status = tusStatusOf(error.code);
    Error shown = error;
    if (status == 507) { // which disk, and where, is for the log
        qCWarning(lcServer).noquote() << "upload refused:" << error.toString();
        shown = {error.code, QString(), u"the server has no room for this, with what is under way; tell its administrator"_s};
    }
    if (status == 500) {
        qCWarning(lcServer).noquote() << "upload failed:" << error.toString();
        shown = {error.code, QString(), u"the server could not store the upload; see its log"_s};
    }
    QJsonObject problem = problemFromError(shown);
    problem.insert(u"status"_s, status);
    Reply reply = Reply::json(problem, status);
    reply.contentType = "application/problem+json";
    reply.headers = {{"Tus-Resumable", kTusVersion}, {"Cache-Control", "no-store"}};
    if (error.code == ErrorCode::OffsetMismatch) { // spares the client a HEAD
        reply.headers.emplace_back("Upload-Offset", error.subject.toStdString());
    }
    return reply;
}

std::optional<Reply> refuseVersion(const Request &request)
{
    if (request.header("tus-resumable") == kTusVersion) {
        return std::nullopt;
    }
    Reply reply = tusProblem({ErrorCode::RevisionConflict, u"Tus-Resumable"_s,
                              u"this server speaks %1"_s.arg(QLatin1StringView(kTusVersion)), SubjectKind::Field});
    reply.headers.emplace_back("Tus-Version", kTusVersion);
    return reply;
}

} // namespace rawi::server
