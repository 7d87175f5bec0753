// The office's client against a peer that is busy, slow, broken or speaks another form.
#include "core/office/office_client.h"
#include "tests/support/sync_desk.h"
#include "tests/support/workspace_peer.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const QString kPeople = u"/api/v1/users"_s;

class OfficeTransport : public testing::Test {
protected:
    void join()
    {
        desk.signIn(peer.url());
        ASSERT_TRUE(waitFor([&] { return office.isReachable(); }));
    }

    // Answers requests below kPeople one after the other with these, then with the last one.
    void say(QList<PeerReply> replies)
    {
        peer.fault = [replies, at = 0](const PeerRequest &request) mutable -> std::optional<PeerReply> {
            if (!request.path.startsWith(kPeople)) {
                return std::nullopt;
            }
            const qsizetype which = std::min<qsizetype>(at++, replies.size() - 1);
            return replies.at(which);
        };
    }

    static PeerReply busy(int status, const QByteArray &retryAfter)
    {
        PeerReply reply = WorkspacePeer::problem(status, status == 429 ? ErrorCode::RateLimited : ErrorCode::ServerUnavailable);
        reply.headers.append({"Retry-After", retryAfter});
        return reply;
    }

    Result<OfficeRecord> create(const QJsonObject &body = {})
    {
        std::optional<Result<OfficeRecord>> got;
        office.create(&context, kPeople, body, [&](const Result<OfficeRecord> &answer) { got = answer; });
        EXPECT_TRUE(waitFor([&] { return got.has_value(); }));
        return got.value_or(Error{});
    }

    template <typename T>
    Result<Page<T>> list(const OfficeQuery &query = {})
    {
        std::optional<Result<Page<T>>> got;
        office.listAs<T>(&context, kPeople, query, [&](const Result<Page<T>> &answer) { got = answer; });
        EXPECT_TRUE(waitFor([&] { return got.has_value(); }));
        return got.value_or(Error{});
    }

    static QJsonObject mona()
    {
        Person person;
        person.id = Id<Person>(QUuid::createUuid());
        person.email = u"mona@example.org"_s;
        person.role = Role::Editor;
        return toJson(person);
    }

    SystemClock clock;
    WorkspacePeer peer{workspaceRules(), clock};
    SyncDesk desk{clock};
    OfficeClient office{desk.sync()};
    QObject context;
};

} // namespace

TEST_F(OfficeTransport, ABusyServerIsAskedAgainWithTheSameKeyUntilItAnswers)
{
    join();
    say({busy(429, "1"), busy(503, "1"), WorkspacePeer::json(mona(), 201)});
    const auto made = create({{u"email"_s, u"mona@example.org"_s}});
    ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
    EXPECT_EQ(made->row.value("email"_L1).toString(), u"mona@example.org"_s);
    const QList<PeerRequest> sent = peer.requests("POST", kPeople);
    ASSERT_EQ(sent.size(), 3);
    EXPECT_FALSE(sent.first().headers.value("idempotency-key").isEmpty());
    for (const PeerRequest &one : sent) {
        EXPECT_EQ(one.headers.value("idempotency-key"), sent.first().headers.value("idempotency-key"));
    }
}

TEST_F(OfficeTransport, AServerThatStaysBusyOrAsksForALongWaitIsToldAsItIs)
{
    join();
    say({busy(503, "3600")});
    const auto longWait = create();
    ASSERT_FALSE(longWait.ok());
    EXPECT_EQ(longWait.error().code, ErrorCode::ServerUnavailable);
    EXPECT_EQ(peer.requests("POST", kPeople).size(), 1);
    say({busy(429, "1")});
    const auto busyStill = create();
    ASSERT_FALSE(busyStill.ok());
    EXPECT_EQ(busyStill.error().code, ErrorCode::RateLimited);
    EXPECT_EQ(peer.requests("POST", kPeople).size(), 1 + OfficeClient::kMostTries);
}

TEST_F(OfficeTransport, TheDesksTokenIsRenewedAndTheCallGoesOn)
{
    join();
    peer.expireAccess();
    say({WorkspacePeer::problem(401, ErrorCode::Unauthenticated),
         WorkspacePeer::json({{u"items"_s, QJsonArray{mona()}}, {u"next_cursor"_s, u"c2"_s}})});
    const auto page = list<Person>();
    ASSERT_TRUE(page.ok()) << qUtf8Printable(page.error().toString());
    ASSERT_EQ(page->items.size(), 1);
    EXPECT_EQ(page->items.first().role, Role::Editor);
    EXPECT_EQ(page->next, u"c2"_s);
    const QList<PeerRequest> sent = peer.requests("GET", kPeople);
    ASSERT_EQ(sent.size(), 2);
    EXPECT_NE(sent.at(0).headers.value("authorization"), sent.at(1).headers.value("authorization"));
}

TEST_F(OfficeTransport, WhatIsAskedForArrivesWholeInTheQuery)
{
    join();
    say({WorkspacePeer::json({{u"items"_s, QJsonArray{}}, {u"next_cursor"_s, QJsonValue()}})});
    OfficeQuery query;
    query.search = u"منى + C&A 100%"_s;
    query.sort = u"-name_en"_s;
    query.filters = {{u"role"_s, u"editor"_s}, {u"active"_s, QString()}};
    query.cursor = u"a=b"_s;
    ASSERT_TRUE(list<Person>(query).ok());
    const QList<PeerRequest> sent = peer.requests("GET", kPeople);
    ASSERT_EQ(sent.size(), 1);
    const auto value = [&](const QString &name) { return sent.first().query.queryItemValue(name, QUrl::FullyDecoded); };
    EXPECT_EQ(value(u"q"_s), query.search);
    EXPECT_EQ(value(u"sort"_s), query.sort);
    EXPECT_EQ(value(u"role"_s), u"editor"_s);
    EXPECT_EQ(value(u"cursor"_s), u"a=b"_s);
    EXPECT_EQ(value(u"limit"_s), u"50"_s);
    EXPECT_FALSE(sent.first().query.hasQueryItem(u"active"_s));
}

TEST_F(OfficeTransport, ProblemsAndOtherFormsAreErrorsThatNameTheThing)
{
    join();
    say({WorkspacePeer::problem(422, ErrorCode::FieldRequired, u"email"_s)});
    const auto refused = create();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::FieldRequired);
    EXPECT_EQ(refused.error().subject, u"email"_s);

    QJsonObject other = mona();
    other.insert(u"role"_s, u"king"_s);
    other.insert(u"of_a_newer_server"_s, 1);
    say({WorkspacePeer::json({{u"items"_s, QJsonArray{other}}})});
    const auto page = list<Person>();
    ASSERT_FALSE(page.ok());
    EXPECT_EQ(page.error().code, ErrorCode::CorruptData);
    EXPECT_EQ(page.error().subject, u"role"_s);
    say({WorkspacePeer::json({{u"people"_s, QJsonArray{}}})});
    EXPECT_EQ(list<Person>().error().subject, u"items"_s);
    say({{200, "{}", {}, PeerFault::Close}});
    EXPECT_EQ(list<Person>().error().code, ErrorCode::NetworkUnreachable);
}

TEST_F(OfficeTransport, WhoIsNotSignedInIsToldSo)
{
    desk.sync().start();
    EXPECT_EQ(create().error().code, ErrorCode::Unauthenticated);
    join();
    say({WorkspacePeer::problem(401, ErrorCode::Unauthenticated)});
    peer.refreshWorks = false;
    EXPECT_EQ(create().error().code, ErrorCode::Unauthenticated);
    EXPECT_TRUE(waitFor([&] { return desk.status().state == SyncState::SignInNeeded; }));
    EXPECT_FALSE(office.isReachable());
}

TEST_F(OfficeTransport, NobodyIsAnsweredAfterACancelOrTheEndOfTheAsker)
{
    join();
    say({{200, {}, {}, PeerFault::NoAnswer}});
    bool answered = false;
    const auto take = [&](const Result<OfficeRecord> &) { answered = true; };
    const quint64 call = office.get(&context, kPeople, take);
    auto asker = std::make_unique<QObject>();
    office.get(asker.get(), kPeople, take);
    ASSERT_TRUE(waitFor([&] { return peer.requests("GET", kPeople).size() == 2; }));
    office.cancel(call);
    asker.reset();
    say({WorkspacePeer::json(mona())});
    bool later = false;
    office.get(&context, kPeople, [&](const Result<OfficeRecord> &record) { later = record.ok(); });
    EXPECT_TRUE(waitFor([&] { return later; }));
    EXPECT_FALSE(answered);
}

// What waits for a renewal when the connection is made anew is answered all the same.
TEST_F(OfficeTransport, ACallUnderWayEndsWhenTheDeskSignsOut)
{
    join();
    say({{200, {}, {}, PeerFault::NoAnswer}});
    std::optional<Error> why;
    office.get(&context, kPeople, [&](const Result<OfficeRecord> &answer) { why = answer.error(); });
    ASSERT_TRUE(waitFor([&] { return peer.requests("GET", kPeople).size() == 1; }));
    desk.sync().signOut();
    ASSERT_TRUE(waitFor([&] { return why.has_value(); }));
    EXPECT_EQ(why->code, ErrorCode::Unauthenticated);
}

} // namespace rawi::test
