// The server's jobs and schedules in the Office, and what metrics and health tell of them.
#include "sync-server/jobs/housekeeping.h"
#include "sync-server/jobs/job_report.h"
#include "sync-server/jobs/queue_routes.h"
#include "tests/server/edge_fixture.h"
#include "tests/server/jobs_bench.h"
#include "tests/server/raw_http.h"
#include "tests/support/warnings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>

namespace rawi::server {

namespace {

class QueueRoutes : public test::JobsBench {
protected:
    void SetUp() override
    {
        JobsBench::SetUp();
        scheduler = std::make_unique<Scheduler>(*pool, *queue, clock);
        queue->addKind(test::kindOf(u"test.work"_s, [this](JobLease &) -> Result<QJsonObject> {
            return works ? Result<QJsonObject>(QJsonObject{{u"made"_s, 1}}) : Error{ErrorCode::IoError, u"disk"_s, u"gone"_s};
        }));
        JobKind once = *queue->kind(u"test.work"_s);
        once.attempts = 1;
        queue->addKind(once);
        addHousekeeping(*queue, *scheduler, u"test.sweep"_s, u"0 * * * *"_s, [](JobLease &) { return QJsonObject(); });
        addJobHousekeeping(*queue, *scheduler);
        addQueueRoutes(table, *queue, *scheduler);
        EdgeConfig config;
        config.listen.front().port = 0;
        edge = std::make_unique<Edge>(config, table, testSession, [](const SessionRef &, const std::string &) { return std::string("hi"); });
        ASSERT_TRUE(edge->start().ok());
        ASSERT_TRUE(scheduler->start().ok());
    }
    void TearDown() override
    {
        scheduler.reset();
        queue->stop();
        edge->stop(1000);
        JobsBench::TearDown();
    }

    RawReply ask(const std::string &method, const std::string &path, const std::string &body = {}, const std::string &token = "admin")
    {
        return RawClient(edge->port()).ask(jsonRequest(method, path, token, body));
    }
    static QJsonObject json(const RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }
    QStringList listed(const std::string &query)
    {
        QStringList ids;
        for (const QJsonValue &one : json(ask("GET", "/api/v1/jobs" + query)).value("items"_L1).toArray()) {
            ids.append(one["id"_L1].toString());
        }
        return ids;
    }

    RoutingTable table;
    std::unique_ptr<Scheduler> scheduler;
    std::unique_ptr<Edge> edge;
    std::atomic<bool> works = true;
};

} // namespace

TEST_F(QueueRoutes, AreForAdministrators)
{
    const std::string id = uuidText(enqueue(u"test.work"_s).id).toStdString();
    for (const auto &[method, path] : std::vector<std::pair<std::string, std::string>>{
             {"GET", "/api/v1/jobs"}, {"GET", "/api/v1/jobs/" + id}, {"POST", "/api/v1/jobs/" + id + "/replay"},
             {"POST", "/api/v1/jobs/" + id + "/cancel"}, {"GET", "/api/v1/schedules"}, {"PATCH", "/api/v1/schedules/test.sweep"}}) {
        EXPECT_EQ(ask(method, path, method == "GET" ? "" : "{}", "editor").status, 403) << method << path;
        EXPECT_EQ(ask(method, path, method == "GET" ? "" : "{}", "").status, 401) << method << path;
    }
}

TEST_F(QueueRoutes, ListsByKindAndStatePageByPage)
{
    QStringList made;
    for (int i = 0; i < 5; ++i) {
        made.append(uuidText(enqueue(u"test.work"_s, {{u"secretly"_s, i}}).id));
    }
    const std::string last = made.last().toStdString();
    const QString other = uuidText(enqueue(u"nobodys.kind"_s).id);
    std::sort(made.rbegin(), made.rend()); // of one millisecond, ids are in no order
    QStringList all = QStringList{other} + made;
    std::sort(all.rbegin(), all.rend());
    ASSERT_TRUE(queue->start().ok());
    for (const QString &id : std::as_const(made)) {
        settled(uuidFromText(id));
    }
    EXPECT_EQ(listed(""), all);
    EXPECT_EQ(listed("?kind=test.work"), made);
    EXPECT_EQ(listed("?state=pending"), QStringList{other});
    EXPECT_EQ(listed("?state=completed&kind=nobodys.kind"), QStringList());
    QStringList paged;
    std::string cursor;
    do {
        const QJsonObject page = json(ask("GET", "/api/v1/jobs?limit=2" + cursor));
        for (const QJsonValue &one : page.value("items"_L1).toArray()) {
            paged.append(one["id"_L1].toString());
            EXPECT_FALSE(one.toObject().contains("args"_L1));
        }
        const QString next = page.value("next_cursor"_L1).toString();
        cursor = next.isEmpty() ? "" : "&cursor=" + next.toStdString();
    } while (!cursor.empty());
    EXPECT_EQ(paged, all);
    for (const char *query : {"?state=lost", "?limit=0", "?cursor=x", "?status=dead"}) {
        EXPECT_EQ(ask("GET", std::string("/api/v1/jobs") + query).status, 422) << query;
    }
    EXPECT_EQ(listed("?kind=a%22%2C%7B%7D%5C"), QStringList());
    const QJsonObject one = json(ask("GET", "/api/v1/jobs/" + last));
    EXPECT_EQ(one.value("result"_L1)["made"_L1].toInt(), 1);
    EXPECT_EQ(one.value("args"_L1)["secretly"_L1].toInt(), 4);
    EXPECT_EQ(ask("GET", "/api/v1/jobs/x").status, 404);
}

TEST_F(QueueRoutes, ADeadOneIsToldAndReplayed)
{
    test::expectWarning(u"is dead after 1 attempts: io_error (disk): gone"_s);
    works = false;
    ASSERT_TRUE(queue->start().ok());
    const QUuid id = enqueue(u"test.work"_s).id;
    const std::string path = "/api/v1/jobs/" + uuidText(id).toStdString();
    EXPECT_EQ(settled(id).state, JobState::Dead);
    EXPECT_EQ(json(ask("GET", path)).value("error"_L1)["detail"_L1].toString(), u"gone"_s);
    EXPECT_EQ(jobHealth(*pool, clock.nowMs())->dead, 1);
    EXPECT_NE(jobMetrics(*pool, clock.nowMs())->find("rawi_jobs{kind=\"test.work\",state=\"dead\"} 1\n"), std::string::npos);
    EXPECT_EQ(ask("POST", path + "/cancel").status, 409);
    works = true;
    EXPECT_EQ(json(ask("POST", path + "/replay")).value("state"_L1).toString(), u"pending"_s);
    EXPECT_EQ(settled(id, {JobState::Completed}).attempts, 1);
    EXPECT_EQ(ask("POST", path + "/replay").status, 409);
    EXPECT_EQ(jobHealth(*pool, clock.nowMs())->toJson().value("jobs"_L1).toString(), u"ok"_s);
}

TEST_F(QueueRoutes, CancelsWhatWaitsButNotWhatTheServerNeeds)
{
    const QUuid id = enqueue(u"test.work"_s).id;
    const RawReply cancelled = ask("POST", "/api/v1/jobs/" + uuidText(id).toStdString() + "/cancel");
    EXPECT_EQ(json(cancelled).value("state"_L1).toString(), u"cancelled"_s) << cancelled.body;
    EXPECT_EQ(json(cancelled).value("cancelled_by"_L1).isString(), true);
    const QUuid sweep = enqueue(u"test.sweep"_s).id;
    const RawReply refused = ask("POST", "/api/v1/jobs/" + uuidText(sweep).toStdString() + "/cancel");
    EXPECT_EQ(refused.status, 409) << refused.body;
    const std::string metrics = *jobMetrics(*pool, clock.nowMs());
    EXPECT_NE(metrics.find("rawi_jobs{kind=\"test.sweep\",state=\"pending\"} 1\n"), std::string::npos) << metrics;
    EXPECT_EQ(metrics.find("rawi_jobs_oldest_waiting_seconds 0\n"), std::string::npos) << metrics;
}

TEST_F(QueueRoutes, SchedulesAreListedAndChanged)
{
    QStringList names;
    for (const QJsonValue &one : json(ask("GET", "/api/v1/schedules")).value("items"_L1).toArray()) {
        names.append(one["name"_L1].toString());
    }
    EXPECT_EQ(names, (QStringList{u"jobs.forget"_s, u"test.sweep"_s}));
    const QJsonObject page = json(ask("GET", "/api/v1/schedules?limit=1"));
    const std::string next = page.value("next_cursor"_L1).toString().toStdString();
    EXPECT_EQ(json(ask("GET", "/api/v1/schedules?cursor=" + next)).value("items"_L1).toArray().at(0)["name"_L1].toString(), u"test.sweep"_s);

    const std::string path = "/api/v1/schedules/test.sweep";
    const RawReply changed = ask("PATCH", path, R"({"cron":"30 6 * * SUN-THU","zone":"Asia/Riyadh","active":true})");
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(json(changed).value("cron"_L1).toString(), u"30 6 * * SUN-THU"_s);
    EXPECT_TRUE(json(changed).value("changed_by"_L1).isString());
    EXPECT_TRUE(json(ask("PATCH", path, R"({"active":false})")).value("next_slot"_L1).isNull());
    const RawReply refused = ask("PATCH", path, R"({"cron":"30 25 * * *"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("the hour (field 2 of 5)"), std::string::npos) << refused.body;
    for (const char *body : {R"({"cron":1})", R"({"active":"yes"})", R"({"name":"x"})", "[]", R"({"zone":"Nowhere"})"}) {
        EXPECT_GE(ask("PATCH", path, body).status, 400) << body;
    }
    EXPECT_EQ(ask("PATCH", "/api/v1/schedules/none", R"({"active":false})").status, 404);
}

} // namespace rawi::server
