// The real rawi-server, killed again and again while events are told and sent on: none is lost, a subject's stay in order,
// and each takes effect once.
#include "sync-server/feed/event_log.h"
#include "sync-server/pg/private_postgres.h"
#include "tests/server/raw_http.h"
#include "tests/support/http_peer.h"
#include "tests/support/server_process.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QThread>

#include <array>
#include <atomic>
#include <iostream>
#include <thread>

namespace rawi::server {

namespace {

constexpr int kKills = 10; // RAWI_KILLS=100 for the whole figure
constexpr int kSubjects = 4;

// A receiver that takes each webhook-id once and remembers in which order a subject's events came.
class Receiver {
public:
    QString url() const { return m_peer.url().toString() + u"/hook"_s; }
    int received() const { return m_received; }
    qsizetype effects() const { return m_taken.size(); }
    const QHash<QString, QStringList> &bySubject() const { return m_bySubject; }

private:
    test::PeerReply take(const test::PeerRequest &request)
    {
        ++m_received;
        const QByteArray id = request.headers.value("webhook-id");
        if (!m_taken.contains(id)) {
            m_taken.insert(id);
            const QJsonObject data = QJsonDocument::fromJson(request.body).object().value("data"_L1).toObject();
            m_bySubject[data.value("subject"_L1).toString()].append(data.value("id"_L1).toString());
        }
        return {};
    }

    int m_received = 0;
    QSet<QByteArray> m_taken;
    QHash<QString, QStringList> m_bySubject;
    test::HttpPeer m_peer{[this](const test::PeerRequest &request) { return take(request); }};
};

class KilledWhileTelling : public testing::Test {
protected:
    // The house's own database, as another server of it would use it.
    std::unique_ptr<PgPool> database()
    {
        return std::make_unique<PgPool>(PrivatePostgres::conninfoOf(server.data() + u"/pg"_s, u"rawi"_s), 1);
    }
    void start() { server.start({u"--allow-host"_s, u"127.0.0.1"_s}); }
    void addHook(const QString &url)
    {
        const auto ask = [&](const char *path, const std::string &token, const QJsonObject &body) {
            const RawReply reply = RawClient(server.url().port())
                                       .ask(jsonRequest("POST", path, token,
                                                        QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString()));
            EXPECT_LT(reply.status, 300) << path << reply.body;
            return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
        };
        const QJsonObject session = ask("/api/v1/auth/login", {}, {{u"email"_s, server.email()}, {u"password"_s, server.password()}});
        ask("/api/v1/webhooks", session.value("access_token"_L1).toString().toStdString(),
            {{u"url"_s, url}, {u"types"_s, QJsonArray{u"test.*"_s}}});
    }
    // Tells as long as the database is there; it goes when the server is killed.
    void tellUntilItEnds(const std::atomic<bool> &ending)
    {
        const auto pool = database();
        while (!ending) {
            const DomainEvent event{u"test.told"_s, u"tests"_s, subjects.at(QRandomGenerator::global()->bounded(kSubjects)), {}};
            const auto told = pool->with<void>([&](PgConnection &connection) {
                return tellEvents(connection, {event}, {}, QDateTime::currentMSecsSinceEpoch());
            });
            QThread::msleep(told ? 4 : 50);
        }
    }
    QStringList column(PgPool &pool, const std::string &sql, const PgParams &params = {})
    {
        const auto values = pool.with<QStringList>([&](PgConnection &connection) -> Result<QStringList> {
            RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
            QStringList all;
            for (int row = 0; row < rows.count(); ++row) {
                all.append(rows.string(row, 0));
            }
            return all;
        });
        EXPECT_TRUE(values.ok()) << qUtf8Printable(values.ok() ? QString() : values.error().toString());
        return values.ok() ? *values : QStringList();
    }

    test::ServerProcess server;
    std::array<QUuid, kSubjects> subjects{makeUuidV7(1), makeUuidV7(2), makeUuidV7(3), makeUuidV7(4)};
};

} // namespace

TEST_F(KilledWhileTelling, EveryEventArrivesInOrderAndTakesEffectOnce)
{
    Receiver receiver;
    start();
    addHook(receiver.url());
    const int kills = qEnvironmentVariableIntValue("RAWI_KILLS") > 0 ? qEnvironmentVariableIntValue("RAWI_KILLS") : kKills;
    QElapsedTimer took;
    took.start();
    for (int kill = 0; kill < kills; ++kill) {
        std::atomic<bool> ending = false;
        std::thread teller([&] { tellUntilItEnds(ending); });
        test::waitFor([] { return false; }, QRandomGenerator::global()->bounded(50, 600));
        server.kill();
        ending = true;
        teller.join();
        start();
    }
    const auto pool = database();
    const auto rest = [&] {
        return column(*pool, "SELECT (SELECT event_head - seq FROM event_consumers JOIN feed_heads USING (workspace) WHERE name = 'webhooks')"
                             " + (SELECT count(*) FROM webhook_deliveries WHERE state <> 'delivered')")
            .value(0);
    };
    ASSERT_TRUE(test::waitFor([&] { return rest() == "0"_L1; }, 120'000)) << qUtf8Printable(rest());
    const qsizetype told = column(*pool, "SELECT id FROM domain_events WHERE type = 'test.told'").size();
    std::cout << kills << " kills in " << took.elapsed() / 1000 << " s: " << told << " events, " << receiver.received()
              << " deliveries" << std::endl;
    EXPECT_GT(told, kills);
    EXPECT_EQ(receiver.effects(), told);
    for (const QUuid &subject : subjects) {
        EXPECT_EQ(receiver.bySubject().value(uuidText(subject)),
                  column(*pool, "SELECT id FROM domain_events WHERE subject = $1 ORDER BY seq", {uuidText(subject).toStdString()}));
    }
    EXPECT_EQ(column(*pool, "SELECT count(*) FROM webhook_deliveries").value(0), QString::number(told));
}

} // namespace rawi::server
