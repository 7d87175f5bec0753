#include "tests/server/rest_bench.h"

#include "core/catalog/series.h"
#include "sync-server/gateway/schema.h"

namespace rawi::test {

namespace {

class DaysTest : public RestBench {
protected:
    std::string makeEpisode()
    {
        const QString item = json(201, "POST", "/api/v1/content", "editor", {{u"kind"_s, u"audio"_s}}).value(u"id"_s).toString();
        const QString series = json(201, "POST", "/api/v1/series", "editor", {{u"title_en"_s, u"Show"_s}}).value(u"id"_s).toString();
        const QJsonObject episode = json(201, "POST", "/api/v1/series/" + series.toStdString() + "/episodes", "editor",
                                         {{u"content_id"_s, item}, {u"season_number"_s, 1}});
        return "/api/v1/episodes/" + episode.value(u"id"_s).toString().toStdString();
    }
    QJsonValue aired(const std::string &episode) { return json(200, "GET", episode).value(u"air_date"_s); }
};

TEST_F(DaysTest, ADayIsKeptAsItWasSaid)
{
    const std::string episode = makeEpisode();
    EXPECT_TRUE(aired(episode).isNull());
    for (const QJsonValue &day : {QJsonValue(u"1970-01-01"_s), QJsonValue(u"2026-03-01"_s), QJsonValue()}) {
        json(200, "PATCH", episode, "editor", {{u"air_date"_s, day}}, "If-Match: *\r\n");
        EXPECT_EQ(aired(episode), day);
    }
    for (const char *wrong : {"2026-02-30", "2026-03-01T00:00:00Z", "tomorrow"}) {
        expectProblem(ask("PATCH", episode, "editor", {{u"air_date"_s, QLatin1StringView(wrong)}}, "If-Match: *\r\n"), 422,
                      "invalid_argument", "air_date");
    }
}

TEST_F(DaysTest, TheDocumentSaysThatItIsOne)
{
    const QJsonObject schema = server::fieldSchema(*recordInfo<Episode>().field(u"air_date"));
    EXPECT_EQ(schema.value(u"format"_s).toString(), u"date"_s);
}

TEST_F(DaysTest, WhatWasAMomentBecomesTheDayOfTheServersZone)
{
    const std::string episode = makeEpisode();
    const auto migrated = pool->with<bool>([this](server::PgConnection &connection) -> Result<bool> {
        RAWI_TRY(connection.execScript(R"(
            ALTER TABLE episodes ALTER COLUMN air_date TYPE timestamptz;
            UPDATE episodes SET air_date = '2026-03-01T21:00:00Z'; -- midnight in Riyadh
            DELETE FROM schema_migrations WHERE name = '0021_days.sql';
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Riyadh''', current_database());
            END $$)"));
        RAWI_ASSIGN(const auto fresh, server::PgConnection::open(conninfo)); // has the zone
        RAWI_TRY(server::migrate(*fresh));
        return true;
    });
    ASSERT_TRUE(migrated.ok()) << qUtf8Printable(migrated.error().toString());
    EXPECT_EQ(one("SELECT air_date::text FROM episodes"), u"2026-03-02"_s);
}

} // namespace

} // namespace rawi::test
