#include "core/media/edit_list.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

#include <random>

namespace rawi::test {

namespace {

const auto kOther = Id<MediaAsset>::fromText(u"019ff000-0000-7000-8000-000000000001"_s);

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

Error errorOf(const char *text)
{
    const Result<EditList> list = EditList::fromJson(json(text));
    EXPECT_FALSE(list.ok()) << text;
    return list.ok() ? Error{} : list.error();
}

// Each millisecond that is played, as "asset:source ms": what an edit means, whatever its ranges are.
QStringList played(const EditList &list)
{
    QStringList moments;
    for (qint64 us = 0; us < list.lengthUs(); us += 1000) {
        const auto place = list.placeAt(us);
        const EditRange range = list.ranges().value(place->range);
        moments.append((range.asset.isNull() ? u"-:%1"_s : u"o:%1"_s).arg(place->sourceUs / 1000));
    }
    return moments;
}

} // namespace

TEST(EditList, JsonComesBackAsItWas)
{
    const EditList list({{0, 1'500'000, {}}, {40, 2'000'000, kOther}});
    const Result<EditList> again = EditList::fromJson(list.toJson());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, list);
    EXPECT_EQ(list.lengthUs(), 1'500'000 + 1'999'960);
}

TEST(EditList, SaysWhichMemberIsWrong)
{
    EXPECT_EQ(errorOf("{}").code, ErrorCode::FieldRequired);
    EXPECT_EQ(errorOf("{'ranges':[]}").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0,'to_us':5}],'speed':2}").code, ErrorCode::UnknownField);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0,'to_us':5},{'from_us':0}]}").subject, u"ranges[1].to_us"_s);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':7,'to_us':7}]}").subject, u"ranges[0].to_us"_s);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':-1,'to_us':7}]}").subject, u"ranges[0].from_us"_s);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0.5,'to_us':7}]}").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0,'to_us':1e18}]}").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0,'to_us':7,'asset':'x'}]}").subject, u"ranges[0].asset"_s);
    EXPECT_EQ(errorOf("{'ranges':[{'from_us':0,'to_us':7,'volume':1}]}").subject, u"ranges[0].volume"_s);
    EXPECT_EQ(errorOf("{'ranges':[17]}").code, ErrorCode::InvalidArgument);
    QList<EditRange> many(kMaxEditRanges + 1, EditRange{0, 1, {}});
    EXPECT_EQ(EditList::fromJson(EditList(many).toJson()).error().code, ErrorCode::TooLarge);
    const QList<EditRange> endless(3, EditRange{0, kMaxEditUs / 2, {}});
    EXPECT_EQ(EditList::fromJson(EditList(endless).toJson()).error().code, ErrorCode::TooLarge);
}

TEST(EditList, MapsTimesBothWays)
{
    const EditList list({{10'000, 20'000, {}}, {0, 5'000, kOther}, {12'000, 30'000, {}}});
    EXPECT_EQ(list.lengthUs(), 33'000);
    EXPECT_EQ(list.placeAt(10'000)->range, 1);
    EXPECT_EQ(list.placeAt(10'000)->sourceUs, 0);
    EXPECT_EQ(list.placeAt(15'000)->sourceUs, 12'000);
    EXPECT_FALSE(list.placeAt(33'000).has_value());
    EXPECT_FALSE(list.placeAt(-1).has_value());
    EXPECT_EQ(list.editedTimesOf(15'000), (QList<qint64>{5'000, 18'000}));
    EXPECT_EQ(list.editedTimesOf(4'000, kOther), QList<qint64>{14'000});
    EXPECT_TRUE(list.editedTimesOf(35'000).isEmpty());
}

TEST(EditList, CutsOutAndJoinsAgain)
{
    const EditList whole = EditList::whole(100'000);
    const EditList cut = whole.without(20'000, 30'000);
    EXPECT_EQ(cut, EditList({{0, 20'000, {}}, {30'000, 100'000, {}}}));
    EXPECT_EQ(whole.keptOnly(20'000, 30'000), EditList({{20'000, 30'000, {}}}));
    EXPECT_TRUE(whole.without(-5, 200'000).isEmpty());
    EXPECT_EQ(whole.splitAt(50'000).merged(), whole);
    EXPECT_EQ(whole.splitAt(0), whole);
    EXPECT_EQ(whole.splitAt(100'000), whole);
    EXPECT_EQ(cut.moved(0, 1), EditList({{30'000, 100'000, {}}, {0, 20'000, {}}}));
    EXPECT_EQ(cut.inserted(20'000, {{0, 7, kOther}}).ranges().at(1).asset, kOther);
    EXPECT_EQ(cut.inserted(90'000, {{0, 7, kOther}}).ranges().last().asset, kOther);
    EXPECT_EQ(cut.trimmed(1, 50'000, 60'000).lengthUs(), 30'000);
    EXPECT_EQ(cut.trimmed(1, 60'000, 60'000), cut);
}

TEST(EditList, SnapsToFrames)
{
    const QList<qint64> uneven{0, 33'000, 70'000, 100'000};
    EXPECT_EQ(nearestFrame(50'000, uneven), 33'000);
    EXPECT_EQ(nearestFrame(52'000, uneven), 70'000);
    EXPECT_EQ(nearestFrame(900'000, uneven), 100'000);
    EXPECT_EQ(nearestFrame(-4, uneven), 0);
    EXPECT_EQ(nearestFrame(17, QList<qint64>()), 17);
    EXPECT_EQ(nearestFrame(50'000, FrameRate{30'000, 1001}), 33'367);
    EXPECT_EQ(nearestFrame(3'599'999'999, FrameRate{30'000, 1001}), 3'599'996'400);
    EXPECT_EQ(nearestFrame(5, FrameRate{0, 1}), 5);
}

// Whatever is done: no range is empty, lengths add up, and exactly the moments that were asked for are played.
TEST(EditList, RandomOperationsKeepWhatIsPlayed)
{
    const quint64 seed = std::random_device()();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 dice(seed);
    EditList list = EditList::whole(60'000);
    for (int step = 0; step < 400; ++step) {
        const QStringList before = played(list);
        const qsizetype count = before.size();
        const auto pick = [&](qsizetype most) { return qsizetype(dice() % quint64(most + 1)); };
        const qsizetype one = pick(count);
        const qsizetype other = qMin(count, one + pick(9));
        QStringList wanted = before;
        switch (dice() % 5) {
        case 0:
            list = list.splitAt(one * 1000);
            break;
        case 1:
            list = list.without(one * 1000, other * 1000);
            wanted.remove(one, other - one);
            break;
        case 2:
            list = list.inserted(one * 1000, {{3'000, 8'000, kOther}});
            for (int i = 0; i < 5; ++i) {
                wanted.insert(one + i, u"o:%1"_s.arg(3 + i));
            }
            break;
        case 3:
            list = list.merged();
            break;
        default:
            if (!list.isEmpty()) {
                const qsizetype range = pick(list.ranges().size() - 1);
                const qsizetype start = list.startOf(range) / 1000;
                const QStringList part = wanted.mid(start, list.ranges().at(range).lengthUs() / 1000);
                wanted.remove(start, part.size());
                list = list.moved(range, 0);
                wanted = part + wanted;
            }
        }
        ASSERT_EQ(played(list), wanted) << "step " << step;
        if (!list.isEmpty()) {
            ASSERT_TRUE(list.check().ok()) << "step " << step;
            ASSERT_EQ(*EditList::fromJson(list.toJson()), list);
            ASSERT_EQ(played(list.merged()), wanted);
        }
    }
}

} // namespace rawi::test
