#include "tests/server/rest_bench.h"

#include "core/protocol/workspace_rules.h"
#include "sync-server/catalog/catalog_routes.h"
#include "sync-server/content/content_routes.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/media/edit_routes.h"
#include "sync-server/media/request_routes.h"
#include "sync-server/media/preset_routes.h"
#include "sync-server/people/people_routes.h"
#include "sync-server/people/workspace_routes.h"
#include "sync-server/sync/sync_routes.h"
#include "tests/support/actors.h"

#include <QJsonDocument>

namespace rawi::test {

namespace {

Result<server::SessionRef> sessionOf(server::PeopleService &people, std::string_view token)
{
    const QString name = QString::fromLatin1(token.data(), static_cast<qsizetype>(token.size()));
    const Result<Role> role = enumFromText<Role>(name);
    if (!role) {
        return people.authenticate(token);
    }
    return server::SessionRef{personOf(name), test::actorOf(Id<Person>(personOf(name)), *role)};
}

} // namespace

QUuid personOf(const QString &token)
{
    return QUuid::createUuidV5(QUuid(), token);
}

QJsonObject bodyOf(const server::RawReply &reply)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
}

void RestBench::SetUp()
{
    PgTest::SetUp();
    ASSERT_TRUE(server::ensureWorkspace(*pool, u"Test"_s, clock.nowMs()).ok());
    rules = makeWorkspaceRules();
    addRules(rules);
    commands = std::make_unique<server::CommandService>(*pool, rules, clock, nullptr);
    const server::CommandContext itself{Actor::server(), {}, u"test"_s};
    for (const char *name : EnumNames<Role>::names) {
        const QString role = QLatin1StringView(name);
        const Result<QJsonObject> made = commands->run(itself, u"person.put"_s,
                                                       {{u"id"_s, uuidText(personOf(role))},
                                                        {u"email"_s, role + u"@example.org"_s},
                                                        {u"name_ar"_s, u"اسم"_s},
                                                        {u"name_en"_s, role},
                                                        {u"role"_s, role},
                                                        {u"active"_s, true}});
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
    }
    server::addContentRoutes(table, *pool, *commands);
    server::addCatalogRoutes(table, *pool, *commands);
    people = std::make_unique<server::PeopleService>(*pool, *commands, clock);
    server::addPeopleRoutes(table, *people);
    server::addWorkspaceRoutes(table, *pool, *commands);
    server::addPresetRoutes(table, *pool, *commands);
    server::addEditRoutes(table, *pool, *commands);
    server::addRequestRoutes(table, *pool, *commands);
    server::addSyncRoutes(table, *pool, *commands, rules);
    addMoreRoutes();
    addRoutes();
    server::EdgeConfig config;
    config.listen.front().port = 0;
    edge = std::make_unique<server::Edge>(
        config, table, [this](std::string_view token) { return sessionOf(*people, token); },
        [this](const server::SessionRef &session, const std::string &text) { return server::answerHello(*pool, session, text); });
    commands->setHub(&edge->hub());
    const Result<void> started = edge->start();
    ASSERT_TRUE(started.ok()) << qUtf8Printable(started.error().toString());
}

void RestBench::TearDown()
{
    commands->setHub(nullptr);
    edge.reset();
}

server::RawReply RestBench::ask(const std::string &method, const std::string &path, const std::string &token,
                                const QJsonObject &body, const std::string &extra)
{
    server::RawClient client(edge->port());
    const std::string text =
        body.isEmpty() ? std::string() : QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    return client.ask(server::jsonRequest(method, path, token, text, extra));
}

QJsonObject RestBench::json(int status, const std::string &method, const std::string &path, const std::string &token,
                            const QJsonObject &body, const std::string &extra)
{
    const server::RawReply reply = ask(method, path, token, body, extra);
    EXPECT_EQ(reply.status, status) << method << ' ' << path << ": " << reply.body;
    return bodyOf(reply);
}

void RestBench::expectProblem(const server::RawReply &reply, int status, const char *code, const char *subject)
{
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    EXPECT_EQ(bodyOf(reply).value(u"code"_s).toString().toStdString(), code) << reply.body;
    if (subject != nullptr) {
        EXPECT_EQ(bodyOf(reply).value(u"subject"_s).toString().toStdString(), subject);
    }
}

QStringList RestBench::walk(const std::string &path, const char *member)
{
    QStringList values;
    std::string cursor;
    for (int page = 0; page < 100; ++page) {
        const std::string sign = path.find('?') == std::string::npos ? "?" : "&";
        const QJsonObject reply = json(200, "GET", path + (cursor.empty() ? "" : sign + "cursor=" + cursor));
        const QJsonArray items = reply.value(u"items"_s).toArray();
        for (const QJsonValue &item : items) {
            values.append(item.toObject().value(QLatin1StringView(member)).toVariant().toString());
        }
        cursor = reply.value(u"next_cursor"_s).toString().toStdString();
        if (cursor.empty()) {
            return values;
        }
    }
    ADD_FAILURE() << "the pages never end";
    return values;
}

} // namespace rawi::test
