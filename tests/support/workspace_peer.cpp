#include "tests/support/workspace_peer.h"

#include "core/media/media_asset.h"
#include "core/protocol/messages.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <gtest/gtest.h>

#include <algorithm>

namespace rawi::test {

namespace {

QJsonObject cursorJson(const FeedCursor &cursor)
{
    return {{QStringLiteral("epoch"), cursor.epoch},
            {QStringLiteral("seq"), cursor.seq},
            {QStringLiteral("nonce"), cursor.nonce}};
}

QJsonArray rowsJson(const QList<FeedRow> &rows)
{
    QJsonArray array;
    for (const FeedRow &row : rows) {
        array.append(QJsonObject{{QStringLiteral("type"), row.type},
                                 {QStringLiteral("id"), uuidText(row.id)},
                                 {QStringLiteral("rev"), row.rev},
                                 {QStringLiteral("row"), row.row.isEmpty() ? QJsonValue() : QJsonValue(row.row)}});
    }
    return array;
}

} // namespace

WorkspacePeer::WorkspacePeer(const RuleBook &rules, const Clock &clock)
    : m_workspace(rules, clock), m_actor{Id<Person>(makeUuidV7(clock.nowMs())), Role::Admin},
      m_http([this](const PeerRequest &request) { return answer(request); })
{
}

QList<PeerRequest> WorkspacePeer::requests(const QByteArray &verb, const QString &path) const
{
    QList<PeerRequest> found;
    std::copy_if(m_requests.begin(), m_requests.end(), std::back_inserter(found), [&](const PeerRequest &one) {
        return one.verb == verb && one.path.startsWith(path);
    });
    return found;
}

PeerReply WorkspacePeer::problem(int status, ErrorCode code, const QString &subject)
{
    PeerReply reply = json(problemFromError({code, subject, QStringLiteral("said by the test")}), status);
    reply.headers.append({QByteArray("Content-Type"), QByteArray("application/problem+json")});
    return reply;
}

PeerReply WorkspacePeer::json(const QJsonObject &object, int status)
{
    return {status, QJsonDocument(object).toJson(QJsonDocument::Compact), {}, PeerFault::None};
}

PeerReply WorkspacePeer::answer(const PeerRequest &request)
{
    m_requests.append(request);
    if (fault) {
        if (const std::optional<PeerReply> wrong = fault(request)) {
            return *wrong;
        }
    }
    if (request.path == QLatin1StringView("/api/v1/auth/login")) {
        return session();
    }
    if (request.path == QLatin1StringView("/api/v1/auth/refresh")) {
        return refreshWorks ? session() : problem(401, ErrorCode::Unauthenticated);
    }
    if (request.path == QLatin1StringView("/api/v1/ws")) {
        return problem(404, ErrorCode::NotFound);
    }
    if (request.headers.value("authorization") != "Bearer " + accessToken()) {
        return problem(401, ErrorCode::Unauthenticated);
    }
    if (request.path.startsWith(QLatin1StringView("/api/v1/media/upload"))) {
        return tus(request);
    }
    if (request.path.startsWith(QLatin1StringView("/api/v1/media/"))) {
        return uploadManifest(request);
    }
    if (request.headers.value("x-rawi-protocol") != "1") {
        return problem(426, ErrorCode::UpgradeRequired);
    }
    const QString what = request.path.section(QLatin1Char('/'), -1);
    return what == QLatin1StringView("push") ? push(request)
        : what == QLatin1StringView("pull")  ? pull(request)
        : what == QLatin1StringView("snapshot") ? snapshot()
        : what == QLatin1StringView("manifest") ? manifest()
                                                : problem(404, ErrorCode::NotFound);
}

PeerReply WorkspacePeer::session()
{
    return json({{QStringLiteral("access_token"), QString::fromLatin1(accessToken())},
                 {QStringLiteral("refresh_token"), QStringLiteral("refresh")},
                 {QStringLiteral("expires_in"), 3600},
                 {QStringLiteral("user"),
                  QJsonObject{{QStringLiteral("id"), m_actor.id.text()},
                              {QStringLiteral("email"), QStringLiteral("salma@example.org")},
                              {QStringLiteral("role"), enumText(m_actor.role)}}}});
}

PeerReply WorkspacePeer::push(const PeerRequest &request)
{
    QJsonArray results;
    const QJsonArray commands = QJsonDocument::fromJson(request.body)[QLatin1StringView("commands")].toArray();
    for (const QJsonValue &one : commands) {
        const Result<Command> command = commandFromJson(one.toObject());
        EXPECT_TRUE(command.ok());
        const Result<PushResult> result = m_workspace.push(m_actor, *command);
        if (!result) {
            return problem(409, result.error().code, result.error().subject);
        }
        QJsonObject entry{{QStringLiteral("n"), result->n},
                          {QStringLiteral("id"), uuidText(command->id)},
                          {QStringLiteral("applied"), result->applied},
                          {QStringLiteral("result"), result->result}};
        if (!result->applied) {
            entry.insert(QStringLiteral("error"), problemFromError(result->reason));
        }
        results.append(entry);
    }
    return json({{QStringLiteral("results"), results}, {QStringLiteral("cursor"), cursorJson(m_workspace.head())}});
}

PeerReply WorkspacePeer::pull(const PeerRequest &request)
{
    const FeedCursor from{request.query.queryItemValue(QStringLiteral("epoch"), QUrl::FullyDecoded),
                          request.query.queryItemValue(QStringLiteral("seq")).toLongLong(),
                          request.query.queryItemValue(QStringLiteral("nonce"), QUrl::FullyDecoded)};
    const FakeServer::Page page = m_workspace.pull(from);
    return json({{QStringLiteral("cursor"), cursorJson(page.cursor)},
                 {QStringLiteral("changes"), rowsJson(page.rows)},
                 {QStringLiteral("more"), page.more}});
}

PeerReply WorkspacePeer::snapshot()
{
    return json({{QStringLiteral("cursor"), cursorJson(m_workspace.head())},
                 {QStringLiteral("rows"), rowsJson(m_workspace.everything())},
                 {QStringLiteral("next"), QJsonValue()}});
}

PeerReply WorkspacePeer::manifest()
{
    std::map<QString, std::map<QString, QList<FeedRow>>> sorted;
    const QList<FeedRow> rows = m_workspace.everything();
    for (const FeedRow &row : rows) {
        sorted[row.type][uuidText(row.id).left(1)].append(row);
    }
    QJsonObject buckets;
    for (auto &[type, digits] : sorted) {
        QJsonObject hashes;
        for (auto &[digit, inBucket] : digits) {
            std::sort(inBucket.begin(), inBucket.end(),
                      [](const FeedRow &a, const FeedRow &b) { return uuidText(a.id) < uuidText(b.id); });
            ManifestHasher hasher;
            for (const FeedRow &row : inBucket) {
                hasher.add(uuidText(row.id), row.rev, rowHash(row.row));
            }
            hashes.insert(digit, hasher.result());
        }
        buckets.insert(type, hashes);
    }
    return json({{QStringLiteral("cursor"), cursorJson(m_workspace.head())}, {QStringLiteral("buckets"), buckets}});
}

// POST /media/{asset}/manifest, then GET of its Location: which of the files named the peer still lacks.
PeerReply WorkspacePeer::uploadManifest(const PeerRequest &request)
{
    if (request.verb == "POST") {
        m_manifest = QJsonDocument::fromJson(request.body).object();
        m_manifestAsset = request.path.section(QLatin1Char('/'), -2, -2);
    }
    QHash<QString, QString> variants;
    const QList<FeedRow> rows = m_workspace.everything();
    for (const FeedRow &one : rows) {
        if (one.type == recordInfo<MediaVariant>().name
            && one.row.value(QLatin1StringView("asset_id")).toString() == m_manifestAsset) {
            variants.insert(one.row.value(QLatin1StringView("name")).toString(), uuidText(one.id));
        }
    }
    const QString held = QString::fromLatin1(QCryptographicHash::hash(m_upload, QCryptographicHash::Sha256).toHex());
    QJsonArray missing;
    const QJsonArray files = m_manifest.value(QLatin1StringView("files")).toArray();
    for (const QJsonValue &file : files) {
        const QString name = file[QLatin1StringView("name")].toString();
        if (!variants.contains(name)) {
            return problem(404, ErrorCode::NotFound, name);
        }
        if (file[QLatin1StringView("sha256")].toString() != held) {
            missing.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("variant_id"), variants.value(name)}});
        }
    }
    PeerReply reply = json({{QStringLiteral("status"), missing.isEmpty() ? QStringLiteral("completed") : QStringLiteral("pending")},
                            {QStringLiteral("missing"), missing}},
                           request.verb == "POST" ? 202 : 200);
    reply.headers.append({"Location", "/api/v1/media/" + m_manifestAsset.toLatin1() + "/manifest/1"});
    return reply;
}

PeerReply WorkspacePeer::tus(const PeerRequest &request)
{
    EXPECT_EQ(request.headers.value("tus-resumable"), "1.0.0");
    if (request.verb == "POST") {
        m_upload.clear();
        m_uploadLength = request.headers.value("upload-length").toLongLong();
        m_uploadUrl = QStringLiteral("/api/v1/media/upload/%1").arg(++m_uploads);
        return {201, {}, {{"Location", m_uploadUrl.toLatin1()}}, PeerFault::None};
    }
    if (request.path != m_uploadUrl) {
        return problem(404, ErrorCode::NotFound);
    }
    if (request.verb == "HEAD") {
        return {200, {}, {{"Upload-Offset", QByteArray::number(m_upload.size())}}, PeerFault::None};
    }
    return tusPatch(request);
}

PeerReply WorkspacePeer::tusPatch(const PeerRequest &request)
{
    EXPECT_EQ(request.headers.value("content-type"), "application/offset+octet-stream");
    EXPECT_LE(request.body.size(), 4 * 1024 * 1024);
    if (request.headers.value("upload-offset").toLongLong() != m_upload.size()) {
        return problem(409, ErrorCode::OffsetMismatch);
    }
    const QByteArray hash = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toBase64();
    EXPECT_EQ(request.headers.value("upload-checksum"), "sha256 " + hash);
    m_upload += request.body;
    EXPECT_LE(m_upload.size(), m_uploadLength);
    return {204, {}, {{"Upload-Offset", QByteArray::number(m_upload.size())}}, PeerFault::None};
}

} // namespace rawi::test
