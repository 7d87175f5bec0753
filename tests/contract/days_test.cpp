#include "core/catalog/series.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica.h"
#include "core/replica/replica_database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"

#include <QDateTime>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class DeskDaysTest : public testing::Test {
protected:
    DeskDaysTest() { open(); }

    void open()
    {
        desk.reset();
        auto opened = Replica::open(directory.path(), rules, {}, clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }
    QString run(const QString &command, const QJsonObject &args)
    {
        clock.advance(1);
        const auto receipt = desk->execute(command, args);
        EXPECT_TRUE(receipt.ok()) << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    std::unique_ptr<Replica> desk;
};

} // namespace

TEST_F(DeskDaysTest, ADayIsKeptAndAMomentOfBeforeBecomesItsDay)
{
    const QString item = run(u"content.create"_s, {{u"kind"_s, u"audio"_s}});
    const QString series = run(u"series.create"_s, {{u"title_en"_s, u"Show"_s}});
    const auto episode = Id<Episode>::fromText(
        run(u"episode.add"_s, {{u"series_id"_s, series}, {u"content_id"_s, item}, {u"season_number"_s, 1}}));
    const auto aired = [&] { return (*desk->find(episode))->airDate; };
    EXPECT_FALSE(aired().isValid());
    run(u"episode.update"_s, {{u"id"_s, episode.text()}, {u"air_date"_s, u"1970-01-01"_s}});
    open();
    EXPECT_EQ(aired(), QDate(1970, 1, 1));
    run(u"episode.update"_s, {{u"id"_s, episode.text()}, {u"air_date"_s, QJsonValue()}});
    EXPECT_FALSE(aired().isValid());

    // A command that waits and a row of the server's, as a desk had them when days were moments.
    run(u"episode.update"_s, {{u"id"_s, episode.text()}, {u"air_date"_s, u"2026-03-02"_s}});
    const qint64 midnight = QDate(2026, 3, 2).startOfDay().toMSecsSinceEpoch(); // on this machine's clocks
    const Id<Episode> confirmed(QUuid::createUuid());
    for (const QString &sql : {u"UPDATE outbox SET command = replace(command, '2026-03-02', '%1')"_s.arg(timestampText({midnight})),
                               u"INSERT INTO episodes (id, rev, series_id, content_id, season_number)"
                               " SELECT '%1', 1, series_id, content_id, season_number FROM episodes_overlay"_s.arg(confirmed.text()),
                               u"ALTER TABLE episodes DROP COLUMN air_date"_s, u"ALTER TABLE episodes ADD COLUMN air_date INTEGER"_s,
                               u"UPDATE episodes SET air_date = %1"_s.arg(midnight), u"UPDATE meta SET value = '6' WHERE key = 'schema'"_s}) {
        const Result<void> done = desk->database().exec(sql);
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    }
    open();
    EXPECT_EQ((*desk->find(confirmed))->airDate, QDate(2026, 3, 2));
    EXPECT_EQ(aired(), QDate(2026, 3, 2)) << "of the command that waits";
}

} // namespace rawi::test
