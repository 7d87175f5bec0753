#include "sync-server/media/file_routes.h"

#include "sync-server/media/byte_range.h"
#include "sync-server/media/media_rows.h"
#include "sync-server/media/signed_url.h"

#include <QDateTime>
#include <QFileInfo>
#include <QUrl>

namespace rawi::server {

namespace {

QString suffixOf(const MediaVariant &variant)
{
    static const QHash<QString, QString> kSuffixes{
        {QStringLiteral("video/mp4"), QStringLiteral("mp4")},
        {QStringLiteral("video/webm"), QStringLiteral("webm")},
        {QStringLiteral("audio/mp4"), QStringLiteral("m4a")},
        {QStringLiteral("audio/mpeg"), QStringLiteral("mp3")},
        {QStringLiteral("image/jpeg"), QStringLiteral("jpg")},
        {QStringLiteral("image/png"), QStringLiteral("png")},
        {QStringLiteral("image/webp"), QStringLiteral("webp")},
    };
    const QString suffix = kSuffixes.value(variant.contentType);
    return suffix.isEmpty() ? suffix : QLatin1Char('.') + suffix;
}

// RFC 6266 §4.3: an ASCII name for the old, filename* (RFC 8187) for everybody else.
std::string disposition(const MediaAsset &asset, const MediaVariant &variant)
{
    const QFileInfo original(asset.originalFilename);
    const QString name = variant.type == VariantType::Original
        ? original.fileName()
        : QStringLiteral("%1-%2%3").arg(original.completeBaseName(), variant.name, suffixOf(variant));
    QByteArray plain;
    for (const QChar one : name) {
        const bool isSafe = one.unicode() >= 0x20 && one.unicode() < 0x7F && one != QLatin1Char('"')
            && one != QLatin1Char('\\');
        plain.append(isSafe ? static_cast<char>(one.unicode()) : '_');
    }
    return "inline; filename=\"" + plain.toStdString() + "\"; filename*=UTF-8''"
        + QUrl::toPercentEncoding(name).toStdString();
}

bool mayRead(const Request &request, const QByteArray &urlKey)
{
    return !request.session.sessionId.isNull()
        || isSigned(urlKey, request.path, request.queryValue("exp"), request.queryValue("sig"),
                    QDateTime::currentSecsSinceEpoch());
}

Reply partOf(const Request &request, OpenBlob blob, const std::string &etag)
{
    const std::string_view ifRange = request.header("if-range"); // a date never fits: we send none
    const bool wantsPart = ifRange.empty() || ifRange == etag;
    const ByteRange range = byteRange(wantsPart ? request.header("range") : std::string_view(), blob.size);
    const std::string size = std::to_string(blob.size);
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        Reply reply = Reply::noContent();
        reply.status = 416;
        reply.headers = {{"Content-Range", "bytes */" + size}, {"Accept-Ranges", "bytes"}};
        return reply;
    }
    Reply reply;
    reply.headers = {{"ETag", etag}, {"Accept-Ranges", "bytes"}, {"Cache-Control", "private, no-cache"}};
    if (range.kind == ByteRange::Kind::Part) {
        reply.status = 206;
        reply.headers.emplace_back("Content-Range",
                                   "bytes " + std::to_string(range.first) + '-'
                                       + std::to_string(range.first + range.length - 1) + '/' + size);
    }
    reply.file = FileRange{blob.file.release(), range.first, range.length};
    return reply;
}

Result<Reply> fileOf(PgPool &pool, BlobStore &blobs, const QByteArray &urlKey, const Request &request)
{
    if (!mayRead(request, urlKey)) {
        return Error{ErrorCode::Unauthenticated, QStringLiteral("sig"),
                     QStringLiteral("the signature is wrong or has expired; ask for the variants again")};
    }
    const QUuid assetId = uuidFromText(QString::fromStdString(request.params.at(0)));
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, assetId));
    RAWI_ASSIGN(const MediaVariant variant,
                readVariant(pool, assetId, QString::fromStdString(request.params.at(1))));
    if (variant.status != VariantStatus::Completed) {
        return Error{ErrorCode::NotFound, variant.name,
                     QStringLiteral("announced, but its bytes are not here yet")};
    }
    RAWI_ASSIGN(OpenBlob blob, blobs.openBlob(variant.sha256));
    Reply reply = partOf(request, std::move(blob), '"' + variant.sha256.toStdString() + '"');
    reply.contentType =
        variant.contentType.isEmpty() ? "application/octet-stream" : variant.contentType.toStdString();
    reply.headers.emplace_back("Content-Disposition", disposition(asset, variant));
    return reply;
}

} // namespace

QString filePath(const MediaVariant &variant)
{
    return QStringLiteral("/api/v1/media/%1/file/%2").arg(variant.assetId.text(), variant.name);
}

void addFileRoutes(RoutingTable &table, PgPool &pool, BlobStore &blobs, const QByteArray &urlKey)
{
    Route route;
    route.method = Method::Get;
    route.pattern = "/api/v1/media/{asset}/file/{variant}";
    route.summary = "The bytes of a variant, whole or a Range; also by a signed URL";
    route.queryParameters = {"exp", "sig"};
    route.allowsSignedUrl = true;
    route.handle = [&pool, &blobs, urlKey](const Request &request) {
        return fileOf(pool, blobs, urlKey, request);
    };
    table.add(std::move(route));
}

} // namespace rawi::server
