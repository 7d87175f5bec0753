#pragma once

#include "core/content/content_item.h"
#include "core/desk/house/desk.h"
#include "core/replica/replica_feed.h"
#include "tests/support/manual_clock.h"
#include "tests/support/ready_items.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <gtest/gtest.h>

namespace rawi::test {

// A real desk without a server in a folder of its own, for tests of what stands on it.
class DeskFixture : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto opened = Desk::open(m_directory.path(), workerProgram(), m_clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        m_desk = std::move(*opened);
    }

    static QString workerProgram() { return qEnvironmentVariable("RAWI_BIN") + u"/rawi-media"_s; }
    Desk &desk() { return *m_desk; }

    QUuid run(const QString &command, const QJsonObject &args)
    {
        m_clock.advance(1);
        const auto done = m_desk->execute(command, args);
        EXPECT_TRUE(done.ok()) << qUtf8Printable(command) << ": "
                               << (done.ok() ? "" : qUtf8Printable(done.error().toString()));
        return done.ok() ? uuidFromText(done->result.value("id"_L1).toString()) : QUuid();
    }

    Id<ContentItem> makeItem(const QString &titleAr, const QString &titleEn)
    {
        return Id<ContentItem>(
            run(u"content.create"_s,
                {{u"kind"_s, u"video"_s}, {u"title_ar"_s, titleAr}, {u"title_en"_s, titleEn}}));
    }

    ContentItem item(const Id<ContentItem> &id)
    {
        const auto found = m_desk->replica().find(id);
        return found.ok() && *found ? **found : ContentItem{};
    }

    // What another desk did, as the server's feed brings it.
    template <typename R>
    void pull(R record)
    {
        ++record.rev;
        const QJsonObject row = toJson(record);
        const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
        const auto pulled = ReplicaFeed(m_desk->replica()).applyPull({{recordInfo<R>().name, record.id.uuid(), record.rev, row}}, cursor);
        ASSERT_TRUE(pulled.ok()) << qUtf8Printable(pulled.error().toString());
    }

    // The item's file has a rendition on the server: what publishing asks of a film.
    void bringRendition(const Id<ContentItem> &id) { pull(renditionOnServer(item(id).mainAsset)); }

    // The server has applied what waits, and takes the row away again: removed, or out of this person's reach.
    void lose(const RowKey &key)
    {
        const auto waiting = desk().replica().outbox(OutboxState::Waiting);
        ASSERT_TRUE(waiting.ok());
        QList<PushResult> results;
        for (const OutboxEntry &one : *waiting) {
            results.append({one.command.n, true, {}, {}});
        }
        const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
        ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPushResults(results, cursor).ok());
        ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPull({{key.type, key.id, 2, {}, true}}, cursor, true).ok());
    }

    static bool waitFor(const std::function<bool()> &done, int ms = 5000)
    {
        return rawi::test::waitFor(done, ms);
    }
    static void wait(int ms)
    {
        waitFor([] { return false; }, ms);
    }

    ManualClock m_clock;
    TemporaryDirectory m_directory;
    std::unique_ptr<Desk> m_desk;
    qint64 m_seq = 0;
};

} // namespace rawi::test
