#pragma once

#include "core/content/content_item.h"
#include "core/desk/content/content_lists.h"
#include "core/desk/house/desk_stores.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica_feed.h"
#include "tests/support/actors.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace rawi::test {

// A desk's replica in a folder of its own, and a server that holds what the rules make of what is pushed.
class ReplicaTest : public testing::Test {
protected:
    ReplicaTest() : rules(makeWorkspaceRules()), server(rules, clock) { open(); }

    void open()
    {
        desk.reset();
        auto opened = Replica::open(directory.path(), rules, makeDeskStores(), clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }

    QString execute(const char *name, const QJsonObject &args, const QJsonObject &base = {})
    {
        clock.advance(1);
        const auto receipt = desk->execute(text(name), args, base);
        EXPECT_TRUE(receipt.ok()) << name << ": " << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }

    QString create(const QString &titleAr, const QString &titleEn = {})
    {
        return execute(
            "content.create",
            {{text("kind"), text("video")}, {text("title_ar"), titleAr}, {text("title_en"), titleEn}});
    }

    ContentItem item(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && *found ? **found : ContentItem{};
    }

    bool shown(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        return found.ok() && found->has_value();
    }

    QStringList search(const QString &query) const
    {
        ContentQuery asked;
        asked.text = query;
        const auto ids = ContentLists(*desk).ids(asked);
        EXPECT_TRUE(ids.ok()) << (ids.ok() ? "" : qUtf8Printable(ids.error().toString()));
        QStringList found;
        for (const QUuid &id : *ids) {
            found.append(uuidText(id));
        }
        return found;
    }

    QList<PushResult> pushAll()
    {
        const auto commands = ReplicaFeed(*desk).nextToPush(1000);
        QList<PushResult> results;
        for (const Command &command : *commands) {
            results.append(*server.push(desk->actor(), command));
        }
        return results;
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules;
    FakeServer server;
    std::unique_ptr<Replica> desk;
};

} // namespace rawi::test
