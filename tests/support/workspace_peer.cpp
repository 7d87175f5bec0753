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
    return {{u"epoch"_s, cursor.epoch}, {u"seq"_s, cursor.seq}, {u"nonce"_s, cursor.nonce}};
}

QJsonArray rowsJson(const QList<FeedRow> &rows)
{
    QJsonArray array;
    for (const FeedRow &row : rows) {
        array.append(QJsonObject{{u"type"_s, row.type},
                                 {u"id"_s, uuidText(row.id)},
                                 {u"rev"_s, row.rev},
                                 {u"row"_s, row.row.isEmpty() ? QJsonValue() : QJsonValue(row.row)}});
    }
    return array;
}

} // namespace

WorkspacePeer::WorkspacePeer(const RuleBook &rules, const Clock &clock)
    : m_workspace(rules, clock),
      m_actor(rules.actor(Id<Person>(makeUuidV7(clock.nowMs())), Role::Admin)),
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
    PeerReply reply = json(problemFromError({code, subject, u"said by the test"_s}), status);
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
    if (request.path == "/api/v1/auth/login"_L1) {
        return session();
    }
    if (request.path == "/api/v1/auth/refresh"_L1) {
        return refreshWorks ? session() : problem(401, ErrorCode::Unauthenticated);
    }
    if (request.path == "/api/v1/ws"_L1) {
        return problem(404, ErrorCode::NotFound);
    }
    if (request.headers.value("authorization") != "Bearer " + accessToken()) {
        return problem(401, ErrorCode::Unauthenticated);
    }
    if (request.path.startsWith("/api/v1/media/upload"_L1)) {
        return tus(request);
    }
    if (request.path.startsWith("/api/v1/media/"_L1)) {
        return uploadManifest(request);
    }
    if (request.headers.value("x-rawi-protocol") != "1") {
        return problem(426, ErrorCode::UpgradeRequired);
    }
    const QString what = request.path.section(QLatin1Char('/'), -1);
    return what == "hello"_L1   ? hello(request)
        : what == "push"_L1     ? push(request)
        : what == "pull"_L1     ? pull(request)
        : what == "snapshot"_L1 ? snapshot()
        : what == "manifest"_L1 ? manifest()
                                : problem(404, ErrorCode::NotFound);
}

PeerReply WorkspacePeer::session()
{
    return json({{u"access_token"_s, QString::fromLatin1(accessToken())},
                 {u"refresh_token"_s, u"refresh"_s},
                 {u"expires_in"_s, 3600},
                 {u"user"_s,
                  QJsonObject{{u"id"_s, m_actor.id.text()},
                              {u"email"_s, u"salma@example.org"_s},
                              {u"role"_s, enumText(m_actor.role)}}}});
}

PeerReply WorkspacePeer::hello(const PeerRequest &request) const
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const ClientMemory memory = m_workspace.memoryOf(m_actor, uuidFromText(body.value("client"_L1).toString()));
    const QJsonObject client{{u"yours"_s, memory.isMine}, {u"last_n"_s, memory.last}, {u"last_command"_s, uuidText(memory.lastCommand)}};
    QJsonArray known;
    const QJsonArray commands = body.value("commands"_L1).toArray();
    for (const QJsonValue &id : commands) {
        if (m_workspace.knows(uuidFromText(id.toString()))) {
            known.append(id);
        }
    }
    return json({{u"protocol"_s, kProtocolMax},
                 {u"known"_s, known},
                 {u"schema"_s, kSchemaVersion},
                 {u"head"_s, cursorJson(m_workspace.head())},
                 {u"client"_s, memory.isKnown ? QJsonValue(client) : QJsonValue()}});
}

PeerReply WorkspacePeer::push(const PeerRequest &request)
{
    QJsonArray results;
    const QJsonArray commands = QJsonDocument::fromJson(request.body)["commands"_L1].toArray();
    for (const QJsonValue &one : commands) {
        const Result<Command> command = commandFromJson(one.toObject());
        EXPECT_TRUE(command.ok());
        const Result<PushResult> result = m_workspace.push(m_actor, *command);
        if (!result) {
            return problem(409, result.error().code, result.error().subject);
        }
        QJsonObject entry{{u"n"_s, result->n},
                          {u"id"_s, uuidText(command->id)},
                          {u"applied"_s, result->applied},
                          {u"result"_s, result->result}};
        if (!result->applied) {
            entry.insert(u"error"_s, problemFromError(result->reason));
        }
        results.append(entry);
    }
    return json({{u"results"_s, results}, {u"cursor"_s, cursorJson(m_workspace.head())}});
}

PeerReply WorkspacePeer::pull(const PeerRequest &request)
{
    const FeedCursor from{request.query.queryItemValue(u"epoch"_s, QUrl::FullyDecoded),
                          request.query.queryItemValue(u"seq"_s).toLongLong(),
                          request.query.queryItemValue(u"nonce"_s, QUrl::FullyDecoded)};
    const FakeServer::Page page = m_workspace.pull(from);
    return json({{u"cursor"_s, cursorJson(page.cursor)},
                 {u"changes"_s, rowsJson(page.rows)},
                 {u"more"_s, page.more}});
}

PeerReply WorkspacePeer::snapshot()
{
    return json({{u"cursor"_s, cursorJson(m_workspace.head())},
                 {u"rows"_s, rowsJson(m_workspace.everything())},
                 {u"next"_s, QJsonValue()}});
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
    return json({{u"cursor"_s, cursorJson(m_workspace.head())}, {u"buckets"_s, buckets}});
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
            && one.row.value("asset_id"_L1).toString() == m_manifestAsset) {
            variants.insert(one.row.value("name"_L1).toString(), uuidText(one.id));
        }
    }
    const QString held = QString::fromLatin1(QCryptographicHash::hash(m_upload, QCryptographicHash::Sha256).toHex());
    QJsonArray missing;
    const QJsonArray files = m_manifest.value("files"_L1).toArray();
    for (const QJsonValue &file : files) {
        const QString name = file["name"_L1].toString();
        if (!variants.contains(name)) {
            return problem(404, ErrorCode::NotFound, name);
        }
        if (file["sha256"_L1].toString() != held) {
            missing.append(QJsonObject{{u"name"_s, name}, {u"variant_id"_s, variants.value(name)}});
        }
    }
    PeerReply reply =
        json({{u"status"_s, missing.isEmpty() ? u"completed"_s : u"pending"_s}, {u"missing"_s, missing}},
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
        m_uploadUrl = u"/api/v1/media/upload/%1"_s.arg(++m_uploads);
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
