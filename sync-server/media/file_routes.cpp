#include "sync-server/media/file_routes.h"

#include "core/media/stored_file.h"
#include "core/media/hls_playlist.h"
#include "core/rules/reach.h"
#include "core/rules/rule_args.h"
#include "sync-server/feed/feed_reach.h"
#include "sync-server/media/byte_range.h"
#include "sync-server/media/media_rows.h"
#include "sync-server/media/signed_url.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace rawi::server {

namespace {

// RFC 6266 §4.3: an ASCII name for the old, filename* (RFC 8187) for everybody else.
std::string disposition(const char *how, const MediaAsset &asset, const MediaVariant &variant)
{
    const QFileInfo original(asset.originalFilename);
    const QString format = formatOf(variant.contentType);
    const bool hasSuffix = format.isEmpty() || variant.name.endsWith(QLatin1Char('.') + format);
    const QString suffix = hasSuffix ? QString() : QLatin1Char('.') + format;
    const QString name = variant.type == VariantType::Original
        ? original.fileName()
        : u"%1-%2%3"_s.arg(original.completeBaseName(), variant.name, suffix);
    QByteArray plain;
    for (const QChar one : name) {
        const bool isSafe = one.unicode() >= 0x20 && one.unicode() < 0x7F && one != QLatin1Char('"')
            && one != QLatin1Char('\\');
        plain.append(isSafe ? static_cast<char>(one.unicode()) : '_');
    }
    return how + std::string("; filename=\"") + plain.toStdString() + "\"; filename*=UTF-8''"
        + QUrl::toPercentEncoding(name).toStdString();
}

bool mayRead(const Request &request, const QByteArray &urlKey)
{
    return !request.session.sessionId.isNull()
        || isSigned(urlKey, request.path, request.queryValue("exp"), request.queryValue("sig"),
                    QDateTime::currentSecsSinceEpoch(), request.queryValue("by"));
}

// The file for who asks: who is signed in, or for whom the address was signed. Errors: NotFound.
Result<MediaAsset> assetFor(PgPool &pool, const RuleBook &rules, const Request &request)
{
    const QUuid id = uuidFromText(QString::fromStdString(request.params.at(0)));
    if (!request.session.sessionId.isNull()) {
        return readAsset(pool, id, request.session.actor);
    }
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, id, Actor::server()));
    if (asset.scope.isNull()) {
        return asset;
    }
    RAWI_ASSIGN(const Actor reader, pool.with<Actor>([&](PgConnection &connection) -> Result<Actor> {
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        return readActor(connection, rules, workspace.id, uuidFromText(request.queryValue("by")));
    }));
    if (!visible(recordInfo<MediaAsset>(), toJson(asset), reader)) {
        return Error{ErrorCode::NotFound, u"media_assets/"_s + uuidText(id), u"there is no such record"_s};
    }
    return asset;
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

// A playlist's URIs lead to the files beside it by URLs signed for as long as the playlist's own: a player sends no
// token with what it finds in a playlist.
Result<Reply> playlistOf(const Request &request, const QByteArray &urlKey, const MediaVariant &playlist, const OpenBlob &blob)
{
    constexpr qint64 kLongest = 4 << 20;
    QFile file;
    if (blob.size > kLongest || !file.open(blob.file.fd(), QIODevice::ReadOnly)) {
        return Error{ErrorCode::TooLarge, playlist.name, u"the playlist cannot be read"_s};
    }
    bool isSet = false;
    const qint64 said = request.session.sessionId.isNull() ? request.queryValue("exp").toLongLong(&isSet) : 0;
    const qint64 expires = isSet ? said : QDateTime::currentSecsSinceEpoch() + kSignedUrlSeconds;
    const QUuid reader = request.session.sessionId.isNull() ? uuidFromText(request.queryValue("by"))
                                                            : request.session.actor.id.uuid();
    MediaVariant beside = playlist;
    RAWI_ASSIGN(const QByteArray text, rewrittenPlaylist(file.readAll(), [&](const QString &name) {
                    beside.name = name;
                    const QString url = signUrl(urlKey, filePath(beside), expires, reader);
                    return url.mid(url.lastIndexOf(u'/') + 1);
                }));
    Reply reply;
    reply.body = text.toStdString();
    reply.headers = {{"Cache-Control", "no-store"}}; // its URLs expire
    return reply;
}

Result<Reply> fileOf(PgPool &pool, BlobStore &blobs, const QByteArray &urlKey, const RuleBook &rules,
                     const Request &request)
{
    if (!mayRead(request, urlKey)) {
        return Error{ErrorCode::Unauthenticated, u"sig"_s,
                     u"the signature is wrong or has expired; ask for the variants again"_s, SubjectKind::Field};
    }
    RAWI_ASSIGN(const MediaAsset asset, assetFor(pool, rules, request));
    RAWI_ASSIGN(
        const MediaVariant variant,
        readVariant(pool, asset.id.uuid(), QString::fromStdString(request.params.at(1)), Actor::server()));
    if (variant.status != VariantStatus::Completed) {
        return Error{ErrorCode::NotFound, variant.name, u"announced, but its bytes are not here yet"_s, SubjectKind::Name};
    }
    RAWI_ASSIGN(OpenBlob blob, blobs.openBlob(variant.sha256));
    const bool isPlaylist = variant.contentType.endsWith("mpegurl"_L1);
    Result<Reply> found = isPlaylist ? playlistOf(request, urlKey, variant, blob)
                                     : partOf(request, std::move(blob), '"' + variant.sha256.toStdString() + '"');
    if (!found) {
        return found.error();
    }
    Reply reply = std::move(*found);
    // Somebody else's bytes: never run, and shown in place only when they are what a player plays.
    const bool isShown = isMediaType(variant.contentType) || isMediaText(variant.contentType);
    reply.contentType = isShown ? variant.contentType.toStdString() : "application/octet-stream";
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
    reply.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
    reply.headers.emplace_back("Content-Disposition", disposition(isShown ? "inline" : "attachment", asset, variant));
    return reply;
}

} // namespace

QString formatOf(const QString &contentType)
{
    static const QHash<QString, QString> kFormats{
        {u"video/mp4"_s, u"mp4"_s},
        {u"video/webm"_s, u"webm"_s},
        {u"video/x-matroska"_s, u"mkv"_s},
        {u"video/iso.segment"_s, u"m4s"_s},
        {u"audio/mp4"_s, u"m4a"_s},
        {u"audio/mpeg"_s, u"mp3"_s},
        {u"audio/ogg"_s, u"opus"_s},
        {u"audio/flac"_s, u"flac"_s},
        {u"image/jpeg"_s, u"jpg"_s},
        {u"image/png"_s, u"png"_s},
        {u"image/webp"_s, u"webp"_s},
        {u"image/avif"_s, u"avif"_s},
        {u"text/vtt"_s, u"vtt"_s},
        {u"application/json"_s, u"json"_s},
        {u"application/vnd.apple.mpegurl"_s, u"m3u8"_s},
    };
    return kFormats.value(contentType);
}

QString filePath(const MediaVariant &variant)
{
    return u"/api/v1/media/%1/file/%2"_s.arg(variant.assetId.text(), variant.name);
}

void addFileRoutes(RoutingTable &table, PgPool &pool, BlobStore &blobs, const QByteArray &urlKey,
                   const RuleBook &rules)
{
    Route route;
    route.method = Method::Get;
    route.pattern = "/api/v1/media/{asset_id}/file/{variant}";
    route.summary = "The bytes of a variant, whole or a Range; also by a signed URL";
    route.query = {integerArg("exp", 0, 1e15), textArg("sig", 200), idArg("by")};
    route.successType = "application/octet-stream"; // or what the variant is
    route.allowsSignedUrl = true;
    route.handle = [&pool, &blobs, urlKey, &rules](const Request &request) {
        return fileOf(pool, blobs, urlKey, rules, request);
    };
    table.add(std::move(route));
}

} // namespace rawi::server
