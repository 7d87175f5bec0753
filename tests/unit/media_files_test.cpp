#include "core/media/storyboard.h"
#include "core/media/waveform.h"

#include <gtest/gtest.h>

namespace rawi::test {

TEST(WaveformFile, WritesAndReadsVersionTwo)
{
    Waveform made{48'000, 480, QByteArray("\x80\x7f\xff\x01\x00\x00\xf0\x20", 8)};
    const QByteArray bytes = writeWaveform(made);
    EXPECT_EQ(bytes.size(), 24 + 8);
    EXPECT_EQ(bytes.first(8).toHex(), "0200000001000000");
    const Result<Waveform> read = readWaveform(bytes);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->count(), 4);
    EXPECT_EQ(read->durationMs(), 40);
    EXPECT_EQ(read->low(0), -128);
    EXPECT_EQ(read->high(0), 127);
    EXPECT_EQ(read->pairAt(-5), 0);
    EXPECT_EQ(read->pairAt(29), 2);
    EXPECT_EQ(read->pairAt(1'000'000), 3);
    EXPECT_EQ(read->between(10, 40), (Waveform::Peak{-16, 32}));
    EXPECT_EQ(read->between(40, 50), (Waveform::Peak{0, 0}));
    EXPECT_EQ(read->between(-20, 10), (Waveform::Peak{-128, 127}));
}

TEST(WaveformFile, ReadsSixteenBitsAndSeveralChannels)
{
    QByteArray bytes(24, '\0');
    bytes[0] = 2;   // version
    bytes[9] = 0x10; // 4096 Hz
    bytes[12] = 64;
    bytes[16] = 1; // one pair
    bytes[20] = 2; // two channels
    bytes += QByteArray::fromHex("00f0" "0010" "00c0" "0008"); // −4096, 4096; −16384, 2048
    const Result<Waveform> read = readWaveform(bytes);
    ASSERT_TRUE(read.ok()) << read.error().toString().toStdString();
    EXPECT_EQ(read->low(0), -64);
    EXPECT_EQ(read->high(0), 16);
}

TEST(WaveformFile, RefusesWhatIsBroken)
{
    const QByteArray good = writeWaveform({48'000, 480, QByteArray(20, '\1')});
    EXPECT_TRUE(readWaveform(good).ok());
    EXPECT_EQ(readWaveform(good.chopped(1)).error().code, ErrorCode::CorruptData);
    EXPECT_EQ(readWaveform(good + 'x').error().code, ErrorCode::CorruptData);
    EXPECT_EQ(readWaveform(good.first(23)).error().code, ErrorCode::CorruptData);
    EXPECT_EQ(readWaveform({}).error().code, ErrorCode::CorruptData);
    EXPECT_EQ(readWaveform(QByteArray(100, '\xff')).error().code, ErrorCode::CorruptData);
    for (qsizetype at = 0; at < 24; ++at) { // no header may lead out of the data
        QByteArray bad = good;
        bad[at] = '\xff';
        if (const auto read = readWaveform(bad); read.ok()) {
            EXPECT_EQ(read->count(), 10);
            (void)read->between(0, INT64_MAX);
        }
    }
}

TEST(StoryboardFile, WritesAndReadsItself)
{
    Storyboard made;
    made.tiles = {{0, 2000, u"storyboard-0.jpg"_s, QRect(0, 0, 160, 90)},
                  {2000, 3'723'004, u"storyboard-0.jpg"_s, QRect(160, 0, 160, 90)},
                  {3'723'004, 400'000'000, u"storyboard-1.jpg"_s, QRect(0, 90, 160, 90)}};
    const QByteArray vtt = writeStoryboard(made);
    EXPECT_TRUE(vtt.contains("\n\n00:00:02.000 --> 01:02:03.004\nstoryboard-0.jpg#xywh=160,0,160,90\n")) << vtt.constData();
    const Result<Storyboard> read = readStoryboard(vtt);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->tiles, made.tiles);
    EXPECT_EQ(read->at(-1)->startMs, 0);
    EXPECT_EQ(read->at(1999)->startMs, 0);
    EXPECT_EQ(read->at(2000)->rect.x(), 160);
    EXPECT_EQ(read->at(INT64_MAX)->sheet, u"storyboard-1.jpg"_s);
    EXPECT_EQ(Storyboard{}.at(5), nullptr);
}

TEST(StoryboardFile, LeavesOutWhatPointsElsewhere)
{
    const QByteArray vtt = "\xEF\xBB\xBFWEBVTT made elsewhere\r\n\r\nNOTE x\r\n\r\n1\r\n00:05.000 --> 00:06.000 align:start\r\n"
                           "sheet 1.jpg#xywh=pixel:1,2,3,4\r\n\r\n"
                           "00:00.000 --> 00:01.000\n../../etc/passwd#xywh=0,0,1,1\n\n"
                           "00:00.000 --> 00:01.000\nhttp://x/y.jpg#xywh=0,0,1,1\n\n"
                           "00:00.000 --> 00:01.000\na.jpg#xywh=0,0,0,1\n\n"
                           "00:00.000 --> 00:01.000\na.jpg#xywh=65535,0,99999,1\n\n"
                           "00:02.000 --> 00:01.000\na.jpg#xywh=0,0,1,1\n\n"
                           "00:00.000 --> 00:01.000";
    const Result<Storyboard> read = readStoryboard(vtt);
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read->tiles.size(), 1);
    EXPECT_EQ(read->tiles.first(), (Storyboard::Tile{5000, 6000, u"sheet 1.jpg"_s, QRect(1, 2, 3, 4)}));
    EXPECT_EQ(readStoryboard("WEBVTTX\n").error().code, ErrorCode::CorruptData);
    EXPECT_EQ(readStoryboard({}).error().code, ErrorCode::CorruptData);
}

} // namespace rawi::test
