// A series has a cover made of a picture file: rules of series.add_cover and series.set_cover.
#include "core/catalog/series.h"
#include "core/media/media_asset.h"
#include "tests/support/rule_bench.h"
#include "tests/support/text.h"

namespace rawi::test {

namespace {

class SeriesCover : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_series = bench.make(text("series.create"), {{text("title_en"), text("Tales")}});
    }

    QString add(const char *file = "غلاف.png")
    {
        const auto added = bench.run(text("series.add_cover"), picture(file));
        EXPECT_TRUE(added.ok());
        return added.ok() ? added->value("asset_id"_L1).toString() : QString();
    }

    QJsonObject picture(const char *file, const char *type = "image/jpeg") const
    {
        return {{text("id"), m_series}, {text("original_filename"), text(file)}, {text("content_type"), text(type)}, {text("width"), 1280}, {text("height"), 720}};
    }

    QString cover() { return bench.get<Series>(m_series).cover.text(); }

    RuleBench bench;
    QString m_series;
};

} // namespace

TEST_F(SeriesCover, IsAPictureOfTheSeriesAndChangesBack)
{
    const QString first = add();
    EXPECT_EQ(cover(), first);
    const auto asset = bench.get<MediaAsset>(first);
    EXPECT_EQ(asset.seriesId.text(), m_series);
    EXPECT_TRUE(asset.contentId.isNull());
    EXPECT_EQ(asset.width, 1280);
    const QString second = add("another.png");
    EXPECT_EQ(cover(), second);
    bench.make(text("series.set_cover"), {{text("id"), m_series}, {text("asset_id"), first}});
    EXPECT_EQ(cover(), first);
    bench.make(text("series.set_cover"), {{text("id"), m_series}});
    EXPECT_TRUE(bench.get<Series>(m_series).cover.isNull());
}

TEST_F(SeriesCover, IsAPictureAndOfNoOtherSeries)
{
    EXPECT_EQ(bench.run(text("series.add_cover"), picture("film.mp4", "video/mp4")).error().code, ErrorCode::UnsupportedMediaType);
    const QString first = add();
    const QString other = bench.make(text("series.create"), {{text("title_en"), text("Others")}});
    EXPECT_EQ(bench.run(text("series.set_cover"), {{text("id"), other}, {text("asset_id"), first}}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(bench.run(text("series.set_cover"), {{text("id"), other}, {text("asset_id"), uuidText(makeUuidV7(9))}}).error().code, ErrorCode::NotFound);
    bench.actAs(Role::Viewer);
    EXPECT_EQ(bench.run(text("series.add_cover"), picture("x.png")).error().code, ErrorCode::PermissionDenied);
}

TEST_F(SeriesCover, IsAsSecretAsTheSeriesBeforeAndAfterItIsRestricted)
{
    const QString before = add();
    const QString variant = bench.make(text("media.add_variant"), {{text("asset_id"), before}, {text("type"), text("poster")}, {text("name"), text("poster")}, {text("content_type"), text("image/jpeg")}});
    bench.make(text("series.restrict"), {{text("id"), m_series}, {text("restricted"), true}, {text("members"), QJsonArray{bench.actor().id.text()}}});
    EXPECT_EQ(bench.get<MediaAsset>(before).scope.text(), m_series);
    EXPECT_EQ(bench.get<MediaVariant>(variant).scope.text(), m_series);
    const QString later = add();
    EXPECT_EQ(bench.get<MediaAsset>(later).scope.text(), m_series);
    bench.make(text("media.set_hash"), {{text("id"), later}, {text("sha256"), QString(64, u'a')}});
    EXPECT_EQ(bench.get<MediaAsset>(later).scope.text(), m_series) << "another change keeps it";
}

TEST_F(SeriesCover, GoesWithTheSeries)
{
    const QString first = add();
    bench.make(text("media.add_variant"), {{text("asset_id"), first}, {text("type"), text("poster")}, {text("name"), text("poster")}, {text("content_type"), text("image/jpeg")}});
    bench.make(text("series.remove"), {{text("id"), m_series}});
    EXPECT_TRUE(bench.all<MediaAsset>().isEmpty());
    EXPECT_TRUE(bench.all<MediaVariant>().isEmpty());
}

} // namespace rawi::test
