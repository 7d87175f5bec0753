// Who may do what, for each system role, generated from the rule book and from the routes of the server: nobody wrote the
// cases, so a new rule or route has its own from the moment it exists.
#include "core/rules/rule_args.h"
#include "sync-server/gateway/schema.h"
#include "tests/server/rest_bench.h"
#include "tests/support/actors.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

using RightsTest = RestBench;

// An address of the route: its places filled with an id that nothing has.
std::string addressOf(const server::Route &route)
{
    std::string address;
    for (size_t at = 0; at < route.pattern.size(); ++at) {
        if (route.pattern[at] != '{') {
            address += route.pattern[at];
            continue;
        }
        address += "01910000-0000-7000-8000-00000000dead";
        at = route.pattern.find('}', at);
    }
    return address;
}

// The least body that the gate lets through.
QJsonObject bodyFor(const server::Route &route)
{
    QJsonObject body;
    for (const FieldInfo &field : route.body.value_or(QList<FieldInfo>())) {
        if (!field.required) {
            continue;
        }
        for (const QJsonValue &value :
             {QJsonValue(u"x"_s), QJsonValue(1), QJsonValue(true), QJsonValue(QJsonObject()), QJsonValue(QJsonArray{u"x"_s}),
              QJsonValue(QJsonArray{QJsonObject()}), QJsonValue(field.enumNames.value(0)), QJsonValue(QJsonValue::Null)}) {
            if (field.check(value).ok()) {
                body.insert(field.name, value);
                break;
            }
        }
    }
    return body;
}

// Each route refuses exactly those who do not hold its right, and everybody without a session.
TEST_F(RightsTest, EachRouteAsksForItsRightOfEachRole)
{
    int asked = 0;
    for (const server::Route &route : table.routes()) {
        if (!route.needsSession || route.stream || route.method == server::Method::Head) {
            continue;
        }
        const std::string method(server::methodName(route.method));
        SCOPED_TRACE(method + ' ' + route.pattern);
        EXPECT_TRUE(route.right.isEmpty() || rules.right(route.right)) << "no feature lists " << qUtf8Printable(route.right);
        EXPECT_EQ(ask(method, addressOf(route), "nobody").status, 401);
        for (const Role role : kEverybody) {
            if (route.pattern == "/api/v1/auth/logout" || route.pattern == "/api/v1/auth/password") {
                continue; // ends the session that the next question needs
            }
            const std::string token = enumText(role).toStdString();
            const int status = ask(method, addressOf(route), token, bodyFor(route), "If-Match: \"1\"\r\n").status;
            EXPECT_EQ(status == 403, !actorOf({}, role).may(route.right)) << token << ' ' << status;
            ++asked;
        }
    }
    EXPECT_GE(asked, 100);
    RecordProperty("questions", asked);
}

// Each command is refused by push and over the rule book to exactly those who do not hold its right; what is the server's own
// to all of them.
TEST_F(RightsTest, EachCommandAsksForItsRightOfEachRole)
{
    const QStringList names = rules.ruleNames();
    for (const Role role : kEverybody) {
        const server::CommandContext context{actorOf(Id<Person>(personOf(enumText(role))), role), QUuid::createUuid(), u"test"_s};
        const QUuid desk = QUuid::createUuid();
        qint64 n = 0;
        for (const QString &name : names) {
            SCOPED_TRACE(name.toStdString() + " as " + enumText(role).toStdString());
            const Rule &rule = *rules.rule(name);
            server::Route like;
            like.body = rule.args;
            for (FieldInfo &field : *like.body) {
                field.required = rule.required.contains(field.name);
            }
            QJsonObject args = bodyFor(like);
            for (const QString &needed : rule.required) {
                if (args.value(needed).isNull() || args.value(needed).isUndefined()) {
                    args.insert(needed, uuidText(QUuid::createUuid())); // an id that nothing has
                }
            }
            Command command{makeUuidV7(clock.nowMs()), desk, ++n, name, args, {}, clock.nowMs(), 1};
            server::FeedHead head;
            const auto results = commands->push(context, desk, {command}, &head);
            ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
            const bool refused = !results->first().applied && results->first().reason.code == ErrorCode::PermissionDenied;
            EXPECT_EQ(refused, rule.serverOnly || !context.actor.may(rule.right))
                << (results->first().applied ? "applied" : qUtf8Printable(results->first().reason.toString()));
        }
    }
}

// What the document says of a route is what the gate asks for.
TEST_F(RightsTest, TheDocumentNamesTheRightAndTheGateRefusesWhatItDoesNotDescribe)
{
    for (const server::Route &route : table.routes()) {
        if (!route.body || !route.needsSession) {
            continue;
        }
        SCOPED_TRACE(route.pattern);
        const std::string method(server::methodName(route.method));
        QJsonObject body = bodyFor(route);
        body.insert(u"nobody_described_this"_s, 1);
        const server::RawReply reply = ask(method, addressOf(route), "admin", body, "If-Match: \"1\"\r\n");
        EXPECT_EQ(reply.status, 422) << reply.body;
        EXPECT_NE(reply.body.find("nobody_described_this"), std::string::npos) << reply.body;
    }
}

} // namespace

} // namespace rawi::test
