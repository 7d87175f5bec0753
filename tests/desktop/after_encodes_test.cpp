// What comes after the last encode.
#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"

#include <QFileInfo>

using namespace rawi;
using namespace rawi::test;

namespace {

class AfterEncodesTest : public DeskFixture {
protected:
    void encodeOne(AfterEncodes after)
    {
        desk().afterEncodes().setNoticeMs(300);
        EncodeLimits limits = desk().encodes().limits();
        limits.after = after;
        ASSERT_TRUE(desk().encodes().setLimits(limits).ok());
        const Id<ContentItem> item = makeItem(u"حرف"_s, u"Letter"_s);
        const QFileInfo info(spokenLetter());
        const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                       {{u"content_id"_s, item.text()},
                                        {u"original_filename"_s, info.fileName()},
                                        {u"content_type"_s, u"audio/ogg"_s},
                                        {u"file_size"_s, info.size()}}));
        ASSERT_TRUE(
            desk().localMedia().put({asset, u"original"_s, info.filePath(), info.size(), 0, {}}).ok());
        ASSERT_TRUE(desk().encodes().enqueue(asset, {u"360p"_s}).ok());
        desk().encodes().start();
    }
};

TEST_F(AfterEncodesTest, QuitsOnceAfterANotice)
{
    int notices = 0;
    int quits = 0;
    QObject::connect(&desk().afterEncodes(), &AfterEncodesJob::coming, &desk(), [&] { ++notices; });
    QObject::connect(&desk().afterEncodes(), &AfterEncodesJob::quitWanted, &desk(), [&] { ++quits; });
    encodeOne(AfterEncodes::Quit);
    ASSERT_TRUE(waitFor([&] { return quits == 1; }, 60'000));
    EXPECT_EQ(notices, 1);
    EXPECT_EQ(desk().encodes().limits().after, AfterEncodes::Nothing);
}

TEST_F(AfterEncodesTest, CanBeCalledOff)
{
    int quits = 0;
    bool coming = false;
    QObject::connect(&desk().afterEncodes(), &AfterEncodesJob::coming, &desk(), [&] { coming = true; });
    QObject::connect(&desk().afterEncodes(), &AfterEncodesJob::quitWanted, &desk(), [&] { ++quits; });
    encodeOne(AfterEncodes::Quit);
    ASSERT_TRUE(waitFor([&] { return coming; }, 60'000));
    desk().afterEncodes().callOff();
    wait(800);
    EXPECT_EQ(quits, 0);
}

TEST_F(AfterEncodesTest, SaysSoWhereThereIsNoLogind)
{
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    std::optional<bool> can;
    Error cause;
    QObject::connect(&desk().afterEncodes().sleepClient(), &SleepClient::can, &desk(), [&](bool possible, const Error &why) {
        can = possible;
        cause = why;
    });
    desk().afterEncodes().sleepClient().ask();
    ASSERT_TRUE(waitFor([&] { return can.has_value(); }, 10'000));
    EXPECT_FALSE(*can);
    EXPECT_EQ(cause.code, ErrorCode::MissingProgram);
}

} // namespace
