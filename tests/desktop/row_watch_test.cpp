#include "core/catalog/series.h"
#include "core/replica/row_watch.h"
#include "tests/desktop/desk_fixture.h"

namespace rawi::test {

namespace {

class RowWatchTest : public DeskFixture {
protected:
    void makeSeries() { run(u"series.create"_s, {{u"title_ar"_s, u"سلسلة"_s}, {u"title_en"_s, u"Series"_s}}); }
};

TEST_F(RowWatchTest, TellsOfItsTypesOnlyAndOfThemWhichRows)
{
    QObject owner;
    QList<QSet<RowKey>> told;
    new RowWatch(desk().replica(), {recordInfo<ContentItem>().name}, &owner,
                 [&](const QSet<RowKey> &keys) { told.append(keys); });
    makeSeries();
    EXPECT_TRUE(told.isEmpty());
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told.first(), QSet<RowKey>({{recordInfo<ContentItem>().name, id.uuid()}}));
}

TEST_F(RowWatchTest, AnythingMayHaveChangedAfterASnapshot)
{
    QObject owner;
    int told = 0;
    new RowWatch(desk().replica(), {u"series"_s}, &owner, [&](const QSet<RowKey> &keys) {
        EXPECT_TRUE(keys.isEmpty());
        ++told;
    });
    desk().replica().announce({});
    EXPECT_EQ(told, 1);
}

TEST_F(RowWatchTest, IsSilentWhenItsOwnerIsGone)
{
    int told = 0;
    {
        QObject owner;
        new RowWatch(desk().replica(), {u"series"_s, u"episodes"_s}, &owner, [&] { ++told; });
        makeSeries();
        EXPECT_EQ(told, 1);
    }
    makeSeries();
    EXPECT_EQ(told, 1);
}

} // namespace

} // namespace rawi::test
