#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/media/frame_time.h"
#include "ui/media/frame_view.h"
#include "ui/media/preview_view.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QSlider>

using namespace rawi;

namespace {

TEST(FrameTimeTest, AddressesTheMiddleOfAFrame)
{
    const FrameTime time{25.0, 10000};
    EXPECT_EQ(time.lastFrame(), 249);
    EXPECT_EQ(time.positionOf(0), 20);
    EXPECT_EQ(time.positionOf(249), 9980);
    EXPECT_EQ(time.positionOf(5000), 9980);
    EXPECT_EQ(time.positionOf(-3), 20);
    EXPECT_EQ(time.clamped(10000), 9980);
    EXPECT_EQ(time.clamped(-1), 0);
}

TEST(FrameTimeTest, EveryFrameIsFoundAgainAtItsPosition)
{
    for (const double fps : {10.0, 23.976, 25.0, 29.97, 50.0, 59.94}) {
        const FrameTime time{fps, 3600000};
        for (qint64 frame = 0; frame < 20000; frame += 7) {
            ASSERT_EQ(time.frameAt(time.positionOf(frame)), frame) << fps;
        }
    }
}

TEST(FrameTimeTest, AFileWithoutALengthHasOneFrame)
{
    const FrameTime time{25.0, 0};
    EXPECT_EQ(time.lastFrame(), 0);
    EXPECT_EQ(time.frameAt(12345), 0);
}

class PreviewTest : public test::DeskFixture {
protected:
    Id<MediaAsset> makeAsset(const QString &path)
    {
        const Id<ContentItem> made = makeItem(QStringLiteral("شارع"), QStringLiteral("Street"));
        const QJsonObject stream{{QStringLiteral("index"), 0},
                                 {QStringLiteral("frame_rate"),
                                  QJsonObject{{QStringLiteral("num"), 10}, {QStringLiteral("den"), 1}}}};
        const QJsonObject metadata{{QStringLiteral("main_video"), 0}, {QStringLiteral("streams"), QJsonArray{stream}}};
        const Id<MediaAsset> asset(run(QStringLiteral("media.add_asset"),
                                       {{QStringLiteral("content_id"), made.text()},
                                        {QStringLiteral("original_filename"), QStringLiteral("street.avi")},
                                        {QStringLiteral("content_type"), QStringLiteral("video/x-msvideo")},
                                        {QStringLiteral("file_size"), QFileInfo(path).size()},
                                        {QStringLiteral("duration_ms"), 79500},
                                        {QStringLiteral("width"), 768},
                                        {QStringLiteral("height"), 576},
                                        {QStringLiteral("metadata"), metadata}}));
        EXPECT_TRUE(desk().localMedia().put({asset, QStringLiteral("original"), path, 0, 0, {}}).ok());
        return asset;
    }

    static void press(QWidget &widget, int key)
    {
        QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(&widget, &down);
    }
};

TEST_F(PreviewTest, PlaysStepsAndSeeksARealVideo)
{
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    view.setAsset(makeAsset(test::streetVideo()));
    auto *picture = view.findChild<FrameView *>();
    ASSERT_NE(picture, nullptr);
    EXPECT_FALSE(picture->hasFrame());

    press(view, Qt::Key_Space);
    ASSERT_TRUE(waitFor([&] { return view.isPlaying() && picture->hasFrame() && view.player().positionMs() > 300; },
                        15000));
    press(view, Qt::Key_Space);
    ASSERT_TRUE(waitFor([&] { return !view.isPlaying(); }));

    view.seekTo(20000);
    ASSERT_TRUE(waitFor([&] { return std::abs(view.player().positionMs() - 20000) < 150; }));
    const FrameTime time{10.0, 79500};
    const qint64 before = time.frameAt(view.player().positionMs());
    press(view, Qt::Key_Right);
    EXPECT_EQ(time.frameAt(view.player().positionMs()), before + 1);
    press(view, Qt::Key_Left);
    press(view, Qt::Key_Left);
    EXPECT_EQ(time.frameAt(view.player().positionMs()), before - 1);
    press(view, Qt::Key_End);
    EXPECT_EQ(time.frameAt(view.player().positionMs()), time.lastFrame());
}

TEST_F(PreviewTest, TheNewestOfManySeeksWinsAndAskingDoesNotWait)
{
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    view.setAsset(makeAsset(test::streetVideo()));
    auto *picture = view.findChild<FrameView *>();
    view.seekTo(1000);
    ASSERT_TRUE(waitFor([&] { return picture->hasFrame(); }, 15000));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 60; ++i) {
        view.seekTo(1000 + i * 1000);
    }
    EXPECT_LT(timer.elapsed(), 5000); // as many on the caller's thread took 53 s
    wait(1000); // an older target that won would be reported as the position meanwhile
    EXPECT_EQ(view.player().positionMs(), 60000);
}

TEST_F(PreviewTest, TheTransportReadsLeftToRightInBothLayouts)
{
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        PreviewView view(desk());
        view.setLayoutDirection(layout);
        const QList<QSlider *> sliders = view.findChildren<QSlider *>();
        ASSERT_FALSE(sliders.isEmpty());
        for (const QSlider *slider : sliders) {
            EXPECT_EQ(slider->layoutDirection(), Qt::LeftToRight);
            EXPECT_FALSE(slider->accessibleName().isEmpty());
        }
    }
}

TEST_F(PreviewTest, AFileThatIsGoneIsToldInWords)
{
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    std::optional<Error> told;
    QObject::connect(&view.player(), &MediaPlayer::failed, &view, [&](const Error &error) { told = error; });
    view.setUrl(QUrl::fromLocalFile(m_directory.file(QStringLiteral("gone.mp4"))));
    ASSERT_TRUE(waitFor([&] { return told.has_value(); }, 10000));
    EXPECT_EQ(told->code, ErrorCode::FileMissing);
}

} // namespace
