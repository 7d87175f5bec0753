#include "tests/server/media_bench.h"

#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/workspace.h"
#include "tests/support/actors.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QThread>
#include <QUrl>

#include <random>

namespace rawi::test {

namespace {

QUuid personOf(std::string_view token)
{
    return QUuid::createUuidV5(QUuid(), QByteArray(token.data(), static_cast<qsizetype>(token.size())));
}

Result<server::SessionRef> sessionOf(std::string_view token)
{
    const auto session = [&](Role role) {
        return server::SessionRef{personOf(token), actorOf(Id<Person>(personOf(token)), role)};
    };
    if (token == "viewer") {
        return session(Role::Viewer);
    }
    if (token == "editor" || token == "other") {
        return session(Role::Editor);
    }
    if (token == "admin") {
        return session(Role::Admin);
    }
    return Error{ErrorCode::Unauthenticated, QString(), u"no such token"_s};
}

std::string tusHeaders(const std::string &token)
{
    return "Tus-Resumable: 1.0.0\r\nAuthorization: Bearer " + token + "\r\n";
}

} // namespace

MediaBench::MediaBench()
    : worker(qEnvironmentVariable("RAWI_BIN", QCoreApplication::applicationDirPath()) + u"/rawi-media"_s)
{
}

void MediaBench::SetUp()
{
    PgTest::SetUp();
    ASSERT_TRUE(server::ensureWorkspace(*pool, u"Test"_s, clock.nowMs()).ok());
    rules = makeWorkspaceRules();
    commands = std::make_unique<server::CommandService>(*pool, rules, clock, nullptr);
    startServices();
    addPeople();
    item = uuidFromText(run(u"content.create"_s, {{u"kind"_s, u"video"_s}}).value("id"_L1).toString());
    asset = uuidFromText(
        run(u"media.add_asset"_s,
            {{u"content_id"_s, uuidText(item)}, {u"original_filename"_s, u"نشرة \"الصباح\".mov"_s}})
            .value("id"_L1)
            .toString());
}

void MediaBench::addPeople()
{
    const server::CommandContext server{Actor::server(), {}, u"test"_s};
    for (const char *token : {"viewer", "editor", "other", "admin"}) {
        const server::SessionRef session = *sessionOf(token);
        const QString name = QLatin1StringView(token);
        const Result<QJsonObject> put = commands->run(server, u"person.put"_s,
                                                      {{u"id"_s, session.actor.id.text()},
                                                       {u"email"_s, name + u"@rawi.example"_s},
                                                       {u"name_ar"_s, u"محرر"_s},
                                                       {u"name_en"_s, name},
                                                       {u"role"_s, enumText(session.actor.role)},
                                                       {u"active"_s, true}});
        ASSERT_TRUE(put.ok()) << qUtf8Printable(put.error().toString());
    }
}

void MediaBench::TearDown()
{
    if (jobs) {
        jobs->stop();
    }
    if (edge) {
        edge->stop(1000);
    }
}

void MediaBench::startServices()
{
    Result<std::unique_ptr<server::BlobStore>> store = server::BlobStore::open(mediaFolder);
    ASSERT_TRUE(store.ok()) << qUtf8Printable(store.error().toString());
    blobs = std::move(*store);
    table = {};
    jobs = std::make_unique<server::JobQueue>(*pool, u"bench"_s);
    uploads = server::addMediaRoutes(table, *pool, *commands, *blobs, *jobs, worker, kUrlKey, limits);
    server::EdgeConfig config;
    config.listen.front().port = 0;
    edge = std::make_unique<server::Edge>(
        config, table, sessionOf,
        [](const server::SessionRef &, const std::string &) { return std::string("welcome"); });
    const Result<void> started = edge->start();
    ASSERT_TRUE(started.ok()) << qUtf8Printable(started.error().toString());
    jobs->setHub(&edge->hub());
    ASSERT_TRUE(jobs->start().ok());
}

void MediaBench::restart()
{
    jobs->stop();
    edge->stop(0);
    jobs->setHub(nullptr);
    edge.reset();
    table = {};
    uploads.reset();
    startServices();
}

void MediaBench::useMediaFolder(const QString &path)
{
    mediaFolder = path;
    restart();
}

QJsonObject MediaBench::run(const QString &command, const QJsonObject &args)
{
    const server::CommandContext context{sessionOf("editor")->actor, {}, u"test"_s};
    const Result<QJsonObject> result = commands->run(context, command, args);
    EXPECT_TRUE(result.ok()) << qUtf8Printable(result.ok() ? QString() : result.error().toString());
    return result.ok() ? *result : QJsonObject();
}

QUuid MediaBench::announce(const QString &name, qint64 size, const QString &sha256)
{
    return uuidFromText(run(u"media.add_variant"_s,
                            {{u"asset_id"_s, uuidText(asset)},
                             {u"type"_s, u"rendition"_s},
                             {u"name"_s, name},
                             {u"content_type"_s, u"application/octet-stream"_s}, // not looked into
                             {u"file_size"_s, size},
                             {u"sha256"_s, sha256}})
                            .value("id"_L1)
                            .toString());
}

QUuid MediaBench::announce(const QString &name, const std::string &bytes)
{
    return announce(name, static_cast<qint64>(bytes.size()), sha256Of(bytes));
}

QString MediaBench::statusOf(const QUuid &variant)
{
    return one("SELECT status FROM media_variants WHERE id = $1", {uuidText(variant).toStdString()});
}

QString MediaBench::settled(const QUuid &variant)
{
    const QDeadlineTimer deadline(60'000);
    while (statusOf(variant) == u"pending"_s && !deadline.hasExpired()) {
        QThread::msleep(20);
    }
    return statusOf(variant);
}

server::RawReply MediaBench::create(const QUuid &variant, qint64 length, const QString &sha256,
                                    const std::string &token)
{
    std::string metadata = "variant_id " + base64(uuidText(variant).toLatin1()) + ",filename "
        + base64(QByteArrayLiteral("a.mp4"));
    if (!sha256.isEmpty()) {
        metadata += ",sha256 " + base64(sha256.toLatin1());
    }
    return server::RawClient(edge->port())
        .ask(server::requestText("POST", "/api/v1/media/upload",
                                 tusHeaders(token) + "Upload-Length: " + std::to_string(length)
                                     + "\r\nUpload-Metadata: " + metadata + "\r\nContent-Length: 0\r\n"));
}

std::string MediaBench::createdUrl(const QUuid &variant, qint64 length, const QString &sha256)
{
    const server::RawReply reply = create(variant, length, sha256);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.header("location");
}

std::string MediaBench::patchHead(const std::string &url, qint64 offset, size_t length,
                                  const std::string &extra, const std::string &token)
{
    return server::requestText(
        "PATCH", url,
        tusHeaders(token) + "Content-Type: application/offset+octet-stream\r\nUpload-Offset: "
            + std::to_string(offset) + "\r\nContent-Length: " + std::to_string(length) + "\r\n" + extra);
}

server::RawReply MediaBench::patch(const std::string &url, qint64 offset, const std::string &bytes,
                                   const std::string &extra, const std::string &token)
{
    return server::RawClient(edge->port()).ask(patchHead(url, offset, bytes.size(), extra, token) + bytes);
}

server::RawReply MediaBench::head(const std::string &url, const std::string &token)
{
    server::RawClient client(edge->port());
    client.send(server::requestText("HEAD", url, tusHeaders(token)));
    return client.read(false);
}

qint64 MediaBench::offsetOf(const std::string &url)
{
    const server::RawReply reply = head(url);
    EXPECT_EQ(reply.status, 200);
    return QString::fromStdString(reply.header("upload-offset")).toLongLong();
}

server::RawReply MediaBench::get(const std::string &path, const std::string &extra, const std::string &token,
                                 const std::string &method)
{
    server::RawClient client(edge->port());
    client.send(server::requestText(
        method, path, (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + extra));
    return client.read(method != "HEAD");
}

std::string MediaBench::filePathOf(const QString &name) const
{
    return "/api/v1/media/" + uuidText(asset).toStdString() + "/file/"
        + QUrl::toPercentEncoding(name).toStdString();
}

std::string someBytes(size_t size, unsigned seed)
{
    std::mt19937 random(seed);
    std::string bytes(size, '\0');
    for (char &one : bytes) {
        one = static_cast<char>(random());
    }
    return bytes;
}

QString sha256Of(const std::string &bytes)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return QString::fromLatin1(
        QCryptographicHash::hash(view.toByteArray(), QCryptographicHash::Sha256).toHex());
}

std::string base64(const QByteArray &bytes)
{
    return bytes.toBase64().toStdString();
}

} // namespace rawi::test
