#pragma once

#include "tests/support/fake_server.h"
#include "tests/support/http_peer.h"

namespace rawi::test {

// The server's HTTP side over a FakeServer: sessions, sync and tus, as far as a desk asks. A test sets `fault` to
// answer some requests wrongly. It has no WebSocket: desks poll it.
class WorkspacePeer {
public:
    WorkspacePeer(const RuleBook &rules, const Clock &clock);

    QUrl url() const { return m_http.url(); }
    FakeServer &workspace() { return m_workspace; }
    const Actor &actor() const { return m_actor; }
    void setActor(const Actor &actor) { m_actor = actor; } // who signs in from now on

    // Consulted first; nothing = answer as a server does.
    std::function<std::optional<PeerReply>(const PeerRequest &)> fault;
    // How often a path was asked for, and with what, faults included.
    QList<PeerRequest> requests(const QByteArray &verb, const QString &path) const;
    // Makes the access token that desks hold worthless.
    void expireAccess() { ++m_generation; }
    bool refreshWorks = true;
    // What arrived by tus.
    const QByteArray &uploadedBytes() const { return m_upload; }
    void forgetUpload() { m_uploadUrl.clear(); }

    static PeerReply problem(int status, ErrorCode code, const QString &subject = {});
    static PeerReply json(const QJsonObject &object, int status = 200);

private:
    PeerReply answer(const PeerRequest &request);
    PeerReply session();
    PeerReply hello(const PeerRequest &request) const;
    PeerReply push(const PeerRequest &request);
    PeerReply pull(const PeerRequest &request);
    PeerReply snapshot();
    PeerReply manifest();
    PeerReply uploadManifest(const PeerRequest &request);
    PeerReply tus(const PeerRequest &request);
    PeerReply tusPatch(const PeerRequest &request);
    QByteArray accessToken() const { return "access-" + QByteArray::number(m_generation); }

    FakeServer m_workspace;
    Actor m_actor;
    QList<PeerRequest> m_requests;
    int m_generation = 1;
    int m_uploads = 0;
    QString m_uploadUrl;
    QByteArray m_upload;
    qint64 m_uploadLength = 0;
    QJsonObject m_manifest; // the one posted last
    QString m_manifestAsset;
    HttpPeer m_http;
};

} // namespace rawi::test
