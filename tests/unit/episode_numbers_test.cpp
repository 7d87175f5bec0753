// Season and episode numbers: each once in a season, and within their bounds.
#include "core/catalog/series.h"
#include "tests/support/rule_bench.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class EpisodeNumbers : public testing::Test {
protected:
    QString draft() { return bench.make(u"content.create"_s, {{u"kind"_s, u"video"_s}}); }

    static ErrorCode refusalOf(const Result<QJsonObject> &result)
    {
        EXPECT_FALSE(result.ok());
        return result.ok() ? ErrorCode::Internal : result.error().code;
    }

    RuleBench bench;
};

} // namespace

TEST_F(EpisodeNumbers, TwoEpisodesOfASeasonHaveNotOneNumber)
{
    const QString series = bench.make(u"series.create"_s, {{u"title_ar"_s, u"سلسلة"_s}});
    const auto add = [&](int season, int number) {
        return bench.run(u"episode.add"_s, {{u"series_id"_s, series},
                                            {u"content_id"_s, draft()},
                                            {u"season_number"_s, season},
                                            {u"episode_number"_s, number}});
    };
    const QString a = RuleBench::idOf(u"add"_s, add(1, 2));
    EXPECT_EQ(refusalOf(add(1, 2)), ErrorCode::AlreadyExists);
    EXPECT_EQ(add(1, 2).error().subject, u"episode_number"_s);
    const QString b = RuleBench::idOf(u"add"_s, add(2, 2));
    EXPECT_TRUE(add(1, 0).ok() && add(1, 0).ok()) << "0 is no number";
    EXPECT_EQ(refusalOf(bench.run(u"episode.update"_s, {{u"id"_s, b}, {u"season_number"_s, 1}})), ErrorCode::AlreadyExists);
    bench.make(u"episode.update"_s, {{u"id"_s, b}, {u"season_number"_s, 1}, {u"is_special"_s, true}});
    EXPECT_EQ(refusalOf(bench.run(u"episode.update"_s, {{u"id"_s, b}, {u"is_special"_s, false}})), ErrorCode::AlreadyExists);
    const QString c = RuleBench::idOf(u"add"_s, add(3, 2));
    bench.make(u"episode.move"_s, {{u"id"_s, c}, {u"season_number"_s, 1}});
    EXPECT_EQ(bench.get<Episode>(c).episodeNumber, 3) << "numbered as if it had been added there";
    Episode doubled = bench.get<Episode>(c);
    doubled.episodeNumber = 2;
    bench.store.take({RowChange{&recordInfo<Episode>(), doubled.id.uuid(), toJson(bench.get<Episode>(c)), toJson(doubled)}});
    bench.make(u"episode.update"_s, {{u"id"_s, c}, {u"air_date"_s, u"2026-12-01"_s}});
    bench.make(u"episode.update"_s, {{u"id"_s, a}, {u"episode_number"_s, 9}});
}

TEST_F(EpisodeNumbers, NumbersStayWithinTheirBounds)
{
    const QString series = bench.make(u"series.create"_s, {{u"title_ar"_s, u"سلسلة"_s}});
    const auto add = [&](const QJsonObject &numbers) {
        QJsonObject args = numbers;
        args.insert(u"series_id"_s, series);
        args.insert(u"content_id"_s, draft());
        return bench.run(u"episode.add"_s, args);
    };
    for (const qint64 wrong : {qint64(-1), qint64(kMostEpisodeNumber) + 1, qint64(1) << 40}) {
        EXPECT_EQ(refusalOf(add({{u"season_number"_s, wrong}})), ErrorCode::InvalidArgument);
        EXPECT_EQ(refusalOf(add({{u"season_number"_s, 1}, {u"episode_number"_s, wrong}})), ErrorCode::InvalidArgument);
    }
    ASSERT_TRUE(add({{u"season_number"_s, 1}, {u"episode_number"_s, kMostEpisodeNumber}}).ok());
    const Result<QJsonObject> next = add({{u"season_number"_s, 1}});
    EXPECT_EQ(refusalOf(next), ErrorCode::InvalidArgument);
    EXPECT_EQ(next.error().subject, u"episode_number"_s);
}

} // namespace rawi::test
