// What a desk's outbox holds from before, and what a person does with it.
#include "core/content/content_item.h"
#include "core/desk/house/desk_stores.h"
#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class OutboxTest : public testing::Test {
protected:
    OutboxTest() : rules(makeWorkspaceRules()), server(rules, clock) { open(); }

    void open()
    {
        desk.reset();
        auto opened = Replica::open(directory.path(), rules, makeDeskStores(), clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }

    QString create(const QString &titleAr)
    {
        const auto receipt = desk->execute(u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_ar"_s, titleAr}});
        EXPECT_TRUE(receipt.ok());
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }

    QString titleOf(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && *found ? (*found)->titleAr : QString();
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules;
    FakeServer server;
    std::unique_ptr<Replica> desk;
};

} // namespace

// A desk of an earlier version, which had no forms of names, is opened by this one.
TEST_F(OutboxTest, WhatWaitsFromBeforeNamesHadAFormIsMendedAndShownSo)
{
    const QString id = create(u"SPOILT"_s);
    const QString other = create(u"ب"_s);
    for (const QString &sql : {u"UPDATE outbox SET command = replace(command, 'SPOILT', '  Cafe' || char(769) || char(155) || ' ')"_s,
                               u"UPDATE meta SET value = '6' WHERE key = 'schema'"_s}) {
        const Result<void> done = desk->database().exec(sql);
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    }
    open();
    EXPECT_EQ(titleOf(id), u"Caf\u00E9"_s);
    EXPECT_EQ(titleOf(other), u"ب"_s);
    const auto commands = ReplicaFeed(*desk).nextToPush(10);
    ASSERT_TRUE(commands.ok());
    ASSERT_EQ(commands->size(), 2);
    for (const Command &command : *commands) {
        const auto result = server.push(desk->actor(), command);
        ASSERT_TRUE(result.ok());
        EXPECT_TRUE(result->applied) << qUtf8Printable(result->reason.toString());
    }
    EXPECT_EQ(commands->first().args.value("title_ar"_L1).toString(), u"Caf\u00E9"_s);
}

TEST_F(OutboxTest, NothingIsDiscardedUnderANumberThatNobodyHolds)
{
    create(u"ا"_s);
    for (const qint64 n : {qint64(1), qint64(99)}) { // the first one waits
        const auto discarded = desk->discardRefused(n);
        ASSERT_FALSE(discarded.ok());
        EXPECT_EQ(discarded.error().code, ErrorCode::NotFound);
    }
    EXPECT_EQ(desk->waitingCount(), 1);
}

} // namespace rawi::test
