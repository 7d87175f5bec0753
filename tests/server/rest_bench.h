#pragma once

#include "core/base/clock.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/edge.h"
#include "sync-server/people/people_service.h"
#include "tests/server/raw_http.h"
#include "tests/support/pg_fixture.h"

#include <QJsonArray>

namespace rawi::test {

// The content, catalog, people and sync routes behind the real edge over a real PostgreSQL. Tokens "viewer", "editor" and
// "managing_editor" are people of the workspace; other tokens are those of a sign-in.
class RestBench : public PgTest {
protected:
    void SetUp() override;
    void TearDown() override;
    // What a test adds: rules to the book, routes to the table before the edge starts.
    virtual void addRules(RuleBook &) {}
    virtual void addRoutes() {}
    // Called before the edge starts: what else it serves.
    virtual void addMoreRoutes() { }

    server::RawReply ask(const std::string &method, const std::string &path, const std::string &token = "editor",
                         const QJsonObject &body = {}, const std::string &extra = {});
    // The same, as JSON; fails the test when the status is another one.
    QJsonObject json(int status, const std::string &method, const std::string &path,
                     const std::string &token = "editor", const QJsonObject &body = {},
                     const std::string &extra = {});
    void expectProblem(const server::RawReply &reply, int status, const char *code, const char *subject = nullptr);
    // The values of `member` of each item of each page, following the cursors.
    QStringList walk(const std::string &path, const char *member);

    SystemClock clock;
    RuleBook rules;
    server::RoutingTable table;
    std::unique_ptr<server::CommandService> commands;
    std::unique_ptr<server::PeopleService> people;
    std::unique_ptr<server::Edge> edge;
};

// The id of the person of such a token.
QUuid personOf(const QString &token);
QJsonObject bodyOf(const server::RawReply &reply);

} // namespace rawi::test
