#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/media/player/frame_time.h"
#include "ui/media/player/frame_view.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/player/seek_bar.h"

#include <QBuffer>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>
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
        const Id<ContentItem> made = makeItem(u"شارع"_s, u"Street"_s);
        const QJsonObject stream{{u"index"_s, 0},
                                 {u"frame_rate"_s, QJsonObject{{u"num"_s, 10}, {u"den"_s, 1}}}};
        const QJsonObject metadata{{u"main_video"_s, 0}, {u"streams"_s, QJsonArray{stream}}};
        const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                       {{u"content_id"_s, made.text()},
                                        {u"original_filename"_s, u"street.avi"_s},
                                        {u"content_type"_s, u"video/x-msvideo"_s},
                                        {u"file_size"_s, QFileInfo(path).size()},
                                        {u"duration_ms"_s, 79500},
                                        {u"width"_s, 768},
                                        {u"height"_s, 576},
                                        {u"metadata"_s, metadata}}));
        EXPECT_TRUE(desk().localMedia().put({asset, u"original"_s, path, 0, 0, {}}).ok());
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
    // The frame that comes to rest is judged, not the position that was asked for: it must be that of second 60.
    const auto shown = [&] { return view.player().frame().startTime() / 1000; };
    EXPECT_TRUE(waitFor([&] { return std::abs(shown() - 60000) < 150; }, 20000)) << shown();
    wait(1000); // an older target that won would show its frame meanwhile
    EXPECT_NEAR(double(shown()), 60000, 150);
    EXPECT_EQ(view.player().positionMs(), 60000);
}

TEST_F(PreviewTest, ASeekBeforeTheFilmIsOpenEndsOnItsFrame)
{
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    const Id<MediaAsset> asset = makeAsset(test::streetVideo());
    // The frame that comes to rest is judged, not the position.
    const auto shown = [&] { return view.player().frame().startTime() / 1000; };
    for (const qint64 wanted : {20'000, 47'350, 3'000}) {
        view.setAsset({});
        view.setAsset(asset);
        view.seekTo(71'000);
        view.seekTo(wanted); // the newest counts
        EXPECT_TRUE(waitFor([&] { return view.player().frame().isValid() && std::abs(shown() - wanted) < 150; }, 15'000))
            << shown() << " for " << wanted;
        EXPECT_EQ(view.player().positionMs(), wanted);
        wait(700);
        EXPECT_NEAR(double(shown()), double(wanted), 150) << "and stays there";
    }
    auto *seek = view.findChild<SeekBar *>();
    view.setAsset({});
    view.setAsset(asset);
    seek->setSliderDown(true);
    seek->setSliderPosition(33'000);
    seek->setSliderDown(false);
    EXPECT_TRUE(waitFor([&] { return std::abs(shown() - 33'000) < 150; }, 15'000)) << shown();
}

class PreviewMaterialTest : public PreviewTest {
protected:
    void put(const Id<MediaAsset> &asset, const QString &variant, const QString &name, const QByteArray &bytes)
    {
        QFile file(m_directory.file(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        EXPECT_TRUE(desk().localMedia().put({asset, variant, file.fileName(), bytes.size(), 0, {}}).ok());
    }

    // Two pictures: red for the first half minute, blue from then on.
    void putStoryboard(const Id<MediaAsset> &asset)
    {
        QImage sheet(320, 120, QImage::Format_RGB32);
        sheet.fill(Qt::red);
        QPainter(&sheet).fillRect(160, 0, 160, 120, Qt::blue);
        QByteArray png;
        QBuffer buffer(&png);
        EXPECT_TRUE(sheet.save(&buffer, "PNG"));
        put(asset, u"storyboard-0"_s, u"storyboard-0.png"_s, png);
        put(asset, u"storyboard.vtt"_s, u"storyboard.vtt"_s,
            "WEBVTT\n\n00:00.000 --> 00:30.000\nstoryboard-0.png#xywh=0,0,160,120\n\n"
            "00:30.000 --> 01:19.500\nstoryboard-0.png#xywh=160,0,160,120\n");
    }
};

TEST_F(PreviewMaterialTest, DraggingShowsTheStoryboardAtOnceAndLettingGoTheFrame)
{
    const Id<MediaAsset> asset = makeAsset(test::streetVideo());
    putStoryboard(asset);
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    view.setAsset(asset);
    auto *picture = view.findChild<FrameView *>();
    auto *seek = view.findChild<SeekBar *>();
    const auto middle = [&] { return picture->grab().toImage().pixelColor(picture->rect().center()); };
    view.seekTo(1000);
    ASSERT_TRUE(waitFor([&] { return picture->hasFrame(); }, 15000));
    seek->setSliderDown(true);
    seek->setSliderPosition(10000);
    EXPECT_GT(middle().red(), 200); // without one event of the player
    seek->setSliderPosition(50000);
    EXPECT_GT(middle().blue(), 200);
    seek->setSliderDown(false);
    EXPECT_TRUE(waitFor([&] { return std::abs(view.player().frame().startTime() / 1000 - 50000) < 150; }, 15000));
    EXPECT_TRUE(waitFor([&] { return !picture->hasStill(); }));
}

TEST_F(PreviewMaterialTest, SubtitlesShowAtTheirTimeInTheChosenLanguage)
{
    const Id<MediaAsset> asset = makeAsset(test::streetVideo());
    SubtitleTrack track;
    track.id = Id<SubtitleTrack>(QUuid::createUuid());
    track.assetId = asset;
    track.language = u"ar"_s;
    track.body =
        u"WEBVTT\n\na\n00:01.000 --> 00:03.000\n<i>قال: نعم!</i>\n\nb\n00:02.000 --> 00:04.000\nYes.\n"_s;
    pull(track);
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    view.setAsset(asset);
    auto *picture = view.findChild<FrameView *>();
    QComboBox *choice = nullptr;
    for (QComboBox *one : view.findChildren<QComboBox *>()) {
        choice = one->findText(u"العربية"_s) > 0 ? one : choice;
    }
    ASSERT_NE(choice, nullptr);
    view.seekTo(1500);
    EXPECT_EQ(picture->caption(), QString()); // none is chosen yet
    choice->setCurrentIndex(1);
    EXPECT_EQ(picture->caption(), u"قال: نعم!"_s);
    view.seekTo(2500);
    EXPECT_EQ(picture->caption(), u"قال: نعم!\nYes."_s);
    view.seekTo(5000);
    EXPECT_EQ(picture->caption(), QString());
}

TEST_F(PreviewMaterialTest, ASoundsWaveformStandsBehindItsBar)
{
    const Id<MediaAsset> asset = makeAsset(test::spokenLetter());
    Waveform loudInTheSecondHalf{48000, 480, QByteArray(7950 * 2, 0)};
    for (int i = 3975; i < 7950; ++i) {
        loudInTheSecondHalf.pairs[2 * i] = char(-120);
        loudInTheSecondHalf.pairs[2 * i + 1] = char(120);
    }
    put(asset, u"waveform"_s, u"waveform.dat"_s, writeWaveform(loudInTheSecondHalf));
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        PreviewView view(desk());
        view.setLayoutDirection(layout);
        view.resize(390, 340);
        view.show();
        view.setAsset(asset);
        auto *seek = view.findChild<SeekBar *>();
        ASSERT_TRUE(seek->hasWaveform());
        wait(50);
        const QImage drawn = seek->grab().toImage();
        const auto at = [&](double share) { return drawn.pixel(int(drawn.width() * share), 4); };
        EXPECT_EQ(at(0.2), at(0.4));
        EXPECT_NE(at(0.75), at(0.25)); // time runs left to right in both
    }
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
    view.setUrl(QUrl::fromLocalFile(m_directory.file(u"gone.mp4"_s)));
    ASSERT_TRUE(waitFor([&] { return told.has_value(); }, 10000));
    EXPECT_EQ(told->code, ErrorCode::FileMissing);
}

} // namespace
