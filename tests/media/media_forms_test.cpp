#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

QByteArray inOnePlan(const QByteArray &settings, const QByteArray &more = {})
{
    return R"({"renditions":[{"name":"a","settings":)" + settings + "}]" + more + "}";
}

const char *const kArabicCues = "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nقال الراوي: \"نعم\" (Yes).\n\n"
                                "00:00:01.000 --> 00:00:04.000\nالسطر الثاني\n";

} // namespace

TEST(MediaForms, HlsPlaysWithEveryFrameAndItsMasterSaysWhatItHolds)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 20, folder.path());
    const QString subtitles = written(folder, "ar.vtt", kArabicCues);
    const QJsonObject done = encodedBy(planArguments(source, folder.filePath(u"out"_s),
                                                     R"({"renditions":[
      {"name":"high","settings":{"form":"hls","video":{"height":240,"speed":"ultrafast"},"audio":{"rate":96000}}},
      {"name":"low","settings":{"form":"hls","video":{"height":120,"speed":"ultrafast"},"audio":{"rate":64000}}}],
      "audio_tracks":[{"language":"en"}], "subtitles":[{"path":")"
                                                         + subtitles.toUtf8() + R"(","language":"ar"}]})"));
    const int frames = framesIn(source);
    for (const char *name : {"high", "low"}) {
        const QString playlist = pathOf(rendition(done, name));
        EXPECT_EQ(framesIn(playlist), frames);
        EXPECT_EQ(rendition(done, name).value(u"frames"_s).toInt(), frames);
        const QList<QByteArray> wanted = packetTimes(source, u"v:0"_s);
        const QList<QByteArray> got = packetTimes(playlist, u"v:0"_s);
        ASSERT_EQ(got.size(), wanted.size());
        for (qsizetype i = 0; i < got.size(); ++i) {
            EXPECT_NEAR(got[i].toDouble() - got[0].toDouble(), wanted[i].toDouble() - wanted[0].toDouble(), 0.00002);
        }
        const QByteArray text = contentOf(playlist);
        EXPECT_EQ(text.count("#EXTINF:"), 3); // 8 + 8 + 4 s
        EXPECT_TRUE(text.contains("#EXT-X-TARGETDURATION:8\n")) << text.constData();
        EXPECT_TRUE(text.endsWith("#EXT-X-ENDLIST\n"));
    }
    const QString master = done.value(u"master"_s).toObject().value(u"path"_s).toString();
    const QByteArray text = contentOf(master);
    EXPECT_EQ(text.count("#EXT-X-STREAM-INF:BANDWIDTH="), 2);
    EXPECT_TRUE(text.contains("CODECS=\"avc1.")) << text.constData();
    EXPECT_TRUE(text.contains(",mp4a.40.2\",RESOLUTION=328x240")) << text.constData();
    EXPECT_TRUE(text.contains("TYPE=AUDIO,GROUP-ID=\"sound\"")) << text.constData();
    EXPECT_TRUE(text.contains("TYPE=SUBTITLES,GROUP-ID=\"texts\",NAME=\"العربية\",LANGUAGE=\"ar\"")) << text.constData();
    // ffmpeg plays the whole of it from the master: two pictures and the sound, together.
    EXPECT_EQ(framesIn(master), frames);
    EXPECT_NEAR(ffprobe(master, u"a:0"_s, u"packet=pts_time"_s).size() * 1024 / 44100.0,
                secondsOf(source, "a:0"), 0.1);
    const double picture = packetTimes(master, u"v:0"_s).value(0).toDouble();
    const double sound = packetTimes(master, u"a:0"_s).value(0).toDouble();
    EXPECT_NEAR(picture, sound, 0.06);
    for (const QJsonValue &file : rendition(done, "high").value(u"files"_s).toArray()) {
        const QJsonObject one = file.toObject();
        EXPECT_EQ(QFileInfo(pathOf(one)).size(), one.value(u"size"_s).toInteger());
    }
    EXPECT_EQ(rendition(done, "high").value(u"files"_s).toArray().size(), 7);
    EXPECT_EQ(QFileInfo(master).fileName(), u"high_low-master.m3u8"_s);
    EXPECT_TRUE(text.contains(",CHANNELS=\"2\",")) << text.constData();
}

TEST(MediaForms, HlsSaysHowManyChannelsThereAreAndKeepsAnotherJobsMaster)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 4, folder.path());
    const QString out = folder.filePath(u"out"_s);
    const auto masterOf = [&](const QByteArray &plan) {
        return pathOf(encodedBy(planArguments(source, out, plan)).value(u"master"_s).toObject());
    };
    const QByteArray small = R"({"name":"small","settings":{"form":"hls","video":{"height":120,"speed":"ultrafast"},"audio":{"channels":1}}})";
    const QByteArray large = R"({"name":"large","settings":{"form":"hls","video":{"height":240,"speed":"ultrafast"},"audio":{"channels":1}}})";
    const QString both = masterOf(R"({"renditions":[)" + large + "," + small + "]}");
    const QByteArray text = contentOf(both);
    EXPECT_TRUE(text.contains(",CHANNELS=\"1\",")) << text.constData();
    const QString alone = masterOf(R"({"renditions":[)" + small + "]}");
    EXPECT_NE(alone, both);
    EXPECT_EQ(contentOf(both), text) << "the other job's playlist is as it was";
    EXPECT_EQ(contentOf(alone).count("#EXT-X-STREAM-INF"), 1);
    EXPECT_EQ(framesIn(alone), framesIn(source));
    EXPECT_EQ(masterOf(R"({"renditions":[)" + small + "," + large + "]}"), both) << "the same set, in another order";
    // Names of many renditions stay names a playlist may have.
    QByteArray many;
    for (int i = 0; i < 8; ++i) {
        many += QByteArray(i == 0 ? "" : ",") + R"({"name":"a-rather-long-name-)" + QByteArray::number(i)
            + R"(","settings":{"form":"hls","video":{"height":64,"speed":"ultrafast"}}})";
    }
    const QString name = QFileInfo(masterOf(R"({"renditions":[)" + many + "]}")).fileName();
    EXPECT_LE(name.size(), 64);
    EXPECT_TRUE(name.endsWith(u"-master.m3u8"_s));
}

TEST(MediaForms, WebmAndAv1AndArchiveKeepEveryFrame)
{
    const QTemporaryDir folder;
    const QJsonObject done = encodedBy(planArguments(phoneVideo(), folder.path(), R"({"renditions":[
      {"name":"vp9","settings":{"form":"webm","video":{"codec":"vp9","height":240,"crf":30,"speed":"6","max_rate":2000000},"audio":{"codec":"opus"}}},
      {"name":"av1","settings":{"form":"mp4","video":{"codec":"av1","height":240,"crf":30,"speed":"10","max_rate":2000000},"audio":{"rate":96000}}},
      {"name":"kept","settings":{"form":"mkv","video":{"height":240,"crf":12,"speed":"veryfast","profile":"high"},"audio":{"codec":"flac"}}}]})"));
    const struct {
        const char *name;
        const char *codec;
        const char *sound;
        const char *type;
        double tolerance; // seconds; WebM and Matroska count milliseconds
    } kWanted[] = {{"vp9", "vp9", "opus", "video/webm", 0.0011},
                   {"av1", "av1", "aac", "video/mp4", 0.00002},
                   {"kept", "h264", "flac", "video/x-matroska", 0.0011}};
    const QList<QByteArray> times = packetTimes(phoneVideo(), u"v:0"_s);
    for (const auto &wanted : kWanted) {
        SCOPED_TRACE(wanted.name);
        const QJsonObject made = rendition(done, wanted.name);
        const QString path = pathOf(made);
        EXPECT_EQ(made.value(u"content_type"_s).toString(), QLatin1StringView(wanted.type));
        EXPECT_EQ(ffprobe(path, u"v:0"_s, u"stream=codec_name,width,height"_s).value(0),
                  QByteArray(wanted.codec) + ",426,240");
        EXPECT_EQ(ffprobe(path, u"a:0"_s, u"stream=codec_name"_s).value(0), wanted.sound);
        EXPECT_EQ(framesIn(path), times.size());
        const QList<QByteArray> got = packetTimes(path, u"v:0"_s);
        ASSERT_EQ(got.size(), times.size());
        for (qsizetype i = 0; i < got.size(); ++i) {
            EXPECT_NEAR(got[i].toDouble() - got[0].toDouble(), times[i].toDouble() - times[0].toDouble(), wanted.tolerance);
        }
        EXPECT_GT(similarity(path, phoneVideo(), 426, 240), 0.9);
    }
}

TEST(MediaForms, SoundAloneInEveryForm)
{
    const QTemporaryDir folder;
    const QJsonObject done = encodedBy(planArguments(spokenLetter(), folder.path(), R"({"renditions":[
      {"name":"m4a","settings":{"form":"m4a","audio":{"codec":"aac","channels":1}}},
      {"name":"mp3","settings":{"form":"mp3","audio":{"codec":"mp3"}}},
      {"name":"opus","settings":{"form":"opus","audio":{"codec":"opus","rate":64000}}}]})"));
    const char *const kForms[][3] = {{"m4a", "aac", "audio/mp4"}, {"mp3", "mp3", "audio/mpeg"}, {"opus", "opus", "audio/ogg"}};
    for (const auto &form : kForms) {
        const QJsonObject made = rendition(done, form[0]);
        EXPECT_EQ(ffprobe(pathOf(made), u"a:0"_s, u"stream=codec_name"_s).value(0), form[1]);
        EXPECT_EQ(made.value(u"content_type"_s).toString(), QLatin1StringView(form[2]));
        EXPECT_NEAR(secondsOf(pathOf(made), "a:0"), secondsOf(spokenLetter(), "a:0"), 0.08) << form[0];
    }
}

TEST(MediaForms, APictureThatCompliesIsCopied)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 10, folder.path());
    const QJsonObject done = encodedBy(planArguments(source, folder.path(),
        inOnePlan(R"({"form":"mp4","video":{"height":720,"max_rate":5000000},"audio":{"rate":96000}})")));
    EXPECT_TRUE(done.value(u"copied"_s).toBool());
    EXPECT_FALSE(done.value(u"copied_why"_s).toString().isEmpty());
    EXPECT_EQ(frameHashes(pathOf(done)), frameHashes(source));
    EXPECT_NEAR(secondsOf(pathOf(done), "a:0"), secondsOf(source, "a:0"), 0.05);
    const QJsonObject smaller = encodedBy(planArguments(source, folder.path(),
        inOnePlan(R"({"form":"mp4","video":{"height":720,"max_rate":10000,"speed":"ultrafast"}})")));
    EXPECT_FALSE(smaller.value(u"copied"_s).toBool());
}

TEST(MediaForms, ChaptersSubtitlesAndTracksAreInTheFile)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 6, folder.path());
    const QString subtitles = written(folder, "ar.vtt", kArabicCues);
    const QByteArray more = R"(,"chapters":[{"start_ms":0,"title":"مقدمة"},{"start_ms":4000,"title":"Two"}],
      "subtitles":[{"path":")" + subtitles.toUtf8() + R"(","language":"ar"}],
      "audio_tracks":[{"language":"en"},{"path":")" + spokenLetter().toUtf8() + R"(","language":"ar","role":"dub"},
                      {"language":"ar","role":"description"}])";
    for (const char *form : {R"({"form":"mp4","video":{"height":120,"speed":"ultrafast"},"audio":{"rate":64000}})",
                             R"({"form":"webm","video":{"codec":"vp9","height":120,"speed":"8"},"audio":{"codec":"opus"}})"}) {
        const bool mp4 = QByteArray(form).contains("mp4");
        const QString made = pathOf(encodedBy(planArguments(source, folder.path(), inOnePlan(form, more))));
        const RunResult chapters = runProgram(
            {u"ffprobe"_s, u"-v"_s, u"error"_s, u"-show_chapters"_s, u"-of"_s, u"csv=p=0"_s, made});
        const QList<QByteArray> lines = chapters.output.trimmed().split('\n');
        ASSERT_EQ(lines.size(), 2) << chapters.output.constData();
        EXPECT_TRUE(lines[0].contains("0.000000") && lines[0].contains("4.000000") && lines[0].endsWith("مقدمة")) << lines[0].constData();
        EXPECT_TRUE(lines[1].endsWith("Two"));
        EXPECT_EQ(ffprobe(made, u"s:0"_s, u"stream=codec_name:stream_tags=language"_s).value(0),
                  mp4 ? "mov_text,ara" : "webvtt,ara");
        const QList<QByteArray> sounds =
            ffprobe(made, u"a"_s,
                    u"stream=index:stream_disposition=default,dub,visual_impaired:stream_tags=language"_s);
        ASSERT_EQ(sounds.size(), 3);
        EXPECT_TRUE(sounds[0].contains(",1,0,0,eng")) << sounds[0].constData();
        EXPECT_TRUE(sounds[1].contains(",0,1,0,ara") || !mp4) << sounds[1].constData();
        EXPECT_TRUE(sounds[2].endsWith("ara")) << sounds[2].constData();
        const RunResult texts = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, made, u"-map"_s,
                                            u"0:s:0"_s, u"-f"_s, u"webvtt"_s, u"-"_s});
        EXPECT_TRUE(texts.output.contains("قال الراوي: \"نعم\" (Yes).")) << texts.output.constData();
        EXPECT_TRUE(texts.output.contains("00:01.500 --> 00:04.000\nالسطر الثاني") || !mp4) << texts.output.constData();
        EXPECT_EQ(framesIn(made), framesIn(source));
    }
}

// Burnt Arabic: joined letters, and the full stop at the line's left end, because the line runs from the right.
TEST(MediaForms, BurntArabicRunsFromTheRight)
{
    const QTemporaryDir folder;
    const QString black = folder.filePath(u"black.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=black:s=640x360:r=10:d=2"_s, u"-pix_fmt"_s, u"yuv420p"_s,
            black});
    const auto burnt = [&](const char *name, const QByteArray &text) {
        const QString subtitles = written(folder, "one.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\n" + text + "\n");
        const QString out = folder.filePath(QLatin1StringView(name));
        const QString made = pathOf(encodedBy(planArguments(black, out,
            inOnePlan(R"({"form":"mp4","video":{"height":360,"crf":1,"speed":"ultrafast"}})",
                      R"(,"subtitles":[{"path":")" + subtitles.toUtf8() + R"(","language":"ar","burn":true}])"))));
        EXPECT_TRUE(ffprobe(made, u"s"_s, u"stream=index"_s).value(0).isEmpty());
        const QString gray = out + u"/frame.gray"_s;
        ffmpeg({u"-ss"_s, u"1"_s, u"-i"_s, made, u"-frames:v"_s, u"1"_s, u"-pix_fmt"_s, u"gray"_s, u"-f"_s,
                u"rawvideo"_s, gray});
        ffmpeg({u"-ss"_s, u"1"_s, u"-i"_s, made, u"-frames:v"_s, u"1"_s, out + u"/frame.png"_s});
        if (const QByteArray keep = qgetenv("RAWI_KEEP_PICTURES"); !keep.isEmpty()) {
            QFile::copy(out + u"/frame.png"_s,
                        QString::fromLocal8Bit(keep) + QLatin1Char('/') + QLatin1StringView(name)
                            + u".png"_s);
        }
        return contentOf(gray);
    };
    // Light in columns [from, to) of the picture.
    const auto columns = [](const QByteArray &gray) {
        QList<int> sums(640, 0);
        for (int i = 0; i < gray.size(); ++i) {
            sums[i % 640] += uchar(gray[i]) > 100 ? 1 : 0;
        }
        return sums;
    };
    const auto edges = [](const QList<int> &sums) {
        int first = 0;
        int last = 639;
        while (first < 639 && sums[first] == 0) {
            ++first;
        }
        while (last > 0 && sums[last] == 0) {
            --last;
        }
        return std::pair(first, last);
    };
    // The text is in the lower part, in the middle.
    const QByteArray plain = burnt("plain", "سلام");
    const auto [left, right] = edges(columns(plain));
    EXPECT_GT(right - left, 20);
    EXPECT_NEAR((left + right) / 2.0, 320, 4);
    EXPECT_FALSE(plain.left(640 * 240).contains(char(235)));
    // A run of exclamation marks after Arabic stands at the left; after Latin at the right.
    const QList<int> arabic = columns(burnt("arabic", "سلامسلام ||||"));
    const QList<int> latin = columns(burnt("latin", "abcdabcd ||||"));
    const auto tall = [](const QList<int> &sums, int from, int step) { // height of the first inked column from an end
        int best = 0;
        for (int x = from, seen = 0; x >= 0 && x < 640 && seen < 8; x += step) {
            best = qMax(best, sums[x]);
            seen += sums[x] > 0 || best > 0 ? 1 : 0;
        }
        return best;
    };
    EXPECT_GT(tall(arabic, 0, 1), tall(arabic, 639, -1));
    EXPECT_LT(tall(latin, 0, 1), tall(latin, 639, -1));
    // Joined: the word takes less room than its letters written apart.
    const auto [aloneLeft, aloneRight] = edges(columns(burnt("apart", "س\u200cل\u200cا\u200cم")));
    EXPECT_LT(right - left, (aloneRight - aloneLeft) * 0.9);
    // Override tags of ASS are text without effect; markup is not shown.
    const auto [tagLeft, tagRight] = edges(columns(burnt("tags", "<i>سلام</i>")));
    EXPECT_NEAR(tagRight - tagLeft, right - left, 2);
}

TEST(MediaForms, HdrBecomesAPictureForOrdinaryScreens)
{
    const QTemporaryDir folder;
    const QString hdr = folder.filePath(u"hdr.mp4"_s);
    ffmpeg(
        {u"-i"_s, phoneVideo(), u"-vf"_s,
         u"scale=640:360,zscale=tin=bt709:pin=bt709:min=bt709:t=smpte2084:p=bt2020:m=bt2020nc:npl=203,format=yuv420p10le"_s,
         u"-an"_s, u"-c:v"_s, u"libx265"_s, u"-x265-params"_s,
         u"log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:crf=14"_s, u"-preset"_s,
         u"ultrafast"_s, hdr});
    const QString made = pathOf(encodedBy(planArguments(hdr, folder.path(),
        inOnePlan(R"({"form":"mp4","video":{"height":360,"crf":12,"speed":"veryfast"}})"))));
    EXPECT_EQ(
        ffprobe(made, u"v:0"_s, u"stream=pix_fmt,color_space,color_transfer,color_primaries"_s).value(0),
        "yuv420p,bt709,bt709,bt709");
    EXPECT_EQ(framesIn(made), framesIn(hdr));
    // Near the ordinary picture it was made from; the same samples shown unmapped are far from it.
    EXPECT_GT(similarity(made, phoneVideo(), 640, 360), 0.8);
}

// Chapters, languages and subtitles of the film go where they can be held; where not, it is said.
TEST(MediaForms, WhatAFilmHoldsBesidesIsKeptOrSaid)
{
    const QTemporaryDir folder;
    const QString srt = written(folder, "a.srt", "1\n00:00:00,500 --> 00:00:01,500\nأهلًا\n\n2\n00:00:02,000 --> 00:00:03,000\n{\\an8}Second\n");
    const QString chapters = written(folder, "chapters.txt", ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=المقدمة\n"
                                                            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\ntitle=النهاية\n");
    const QString mkv = folder.filePath(u"film.mkv"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=4"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=4"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"sine=f=880:d=4"_s, u"-i"_s, srt, u"-i"_s, chapters, u"-map"_s, u"0:v"_s, u"-map"_s, u"1:a"_s, u"-map"_s, u"2:a"_s, u"-map"_s, u"3:s"_s,
            u"-map_chapters"_s, u"4"_s, u"-metadata:s:a:0"_s, u"language=ara"_s, u"-metadata:s:a:1"_s, u"language=eng"_s, u"-metadata:s:s:0"_s,
            u"language=ara"_s, u"-disposition:a:0"_s, u"default"_s, u"-c:s"_s, u"srt"_s, mkv});
    const auto tags = [](const QString &file, const char *stream) { return ffprobe(file, QLatin1StringView(stream), u"stream_tags=language"_s).value(0); };
    const auto told = [](const QString &file) {
        return runProgram({u"ffprobe"_s, u"-v"_s, u"error"_s, u"-show_chapters"_s, u"-of"_s, u"csv=p=0"_s, file}).output;
    };
    const QJsonObject mp4 = encodedBy(presetArguments(mkv, folder.filePath(u"mp4"_s), {u"360p"_s}));
    EXPECT_EQ(tags(pathOf(mp4), "a:0"), "ara");
    EXPECT_EQ(tags(pathOf(mp4), "s:0"), "ara");
    EXPECT_TRUE(told(pathOf(mp4)).contains("المقدمة"));
    EXPECT_TRUE(told(pathOf(mp4)).contains("النهاية"));
    const QByteArray read = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, pathOf(mp4), u"-map"_s, u"0:s:0"_s, u"-f"_s, u"srt"_s, u"-"_s}).output;
    EXPECT_TRUE(read.contains("00:00:00,50") && read.contains("--> 00:00:01,50")) << read.constData(); // Matroska starts at 3 ms
    EXPECT_TRUE(read.contains("أهلًا") && read.contains("Second") && !read.contains("an8")) << read.constData();
    const auto leftOut = [](const QJsonObject &made) {
        QStringList names;
        for (const QJsonValue &one : made.value(u"left_out"_s).toArray()) {
            names.append(one.toString());
        }
        return names.join(u"; "_s);
    };
    EXPECT_EQ(tags(pathOf(mp4), "a:1"), "eng");
    EXPECT_FALSE(leftOut(mp4).contains(u"sound"_s)) << qPrintable(leftOut(mp4));
    EXPECT_FALSE(leftOut(mp4).contains(u"subtitles"_s));
    const QJsonObject sound = encodedBy(presetArguments(mkv, folder.filePath(u"mp3"_s), {u"podcast-mp3-mono"_s}));
    EXPECT_TRUE(leftOut(sound).contains(u"subtitles"_s)) << qPrintable(leftOut(sound));
    EXPECT_TRUE(leftOut(sound).contains(u"sound 2 (eng)"_s)) << qPrintable(leftOut(sound));
    const QJsonObject bare = encodedBy(planArguments(mkv, folder.filePath(u"bare"_s),
        R"({"renditions":[{"name":"a","settings":{"form":"mp4","video":{"height":180}}}],"without_texts":true})"));
    EXPECT_TRUE(tags(pathOf(bare), "s:0").isEmpty());
    const QJsonArray reasons = runWorker({u"probe"_s, mkv, u"--json"_s}).last().value(u"verdict"_s).toObject().value(u"reasons"_s).toArray();
    EXPECT_TRUE(reasons.contains(u"more_sounds"_s));
    EXPECT_FALSE(reasons.contains(u"tracks_left_out"_s));
    const QString reported = caseFile("media/v13-full.mkv");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QJsonObject full = encodedBy(presetArguments(reported, folder.filePath(u"full"_s), {u"360p"_s}));
    EXPECT_EQ(tags(pathOf(full), "a:0"), "ara");
    EXPECT_TRUE(told(pathOf(full)).contains("المقدمة"));
    EXPECT_EQ(ffprobe(pathOf(full), u"s:0"_s, u"stream=codec_name"_s).value(0), "mov_text");
    EXPECT_EQ(tags(pathOf(full), "a:1"), "eng");
    EXPECT_TRUE(!leftOut(full).contains(u"sound"_s) && leftOut(full).contains(u"attachment"_s)) << qPrintable(leftOut(full));
}

// Three languages of one film, a description among them: each is the sound it was, with its language and role, wherever there is room.
TEST(MediaForms, FurtherSoundTracksGoAlongWithTheirLanguages)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"film.mkv"_s);
    QStringList making{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=4"_s};
    const QList<int> tones{440, 880, 1760};
    for (const int tone : tones) {
        making << u"-f"_s << u"lavfi"_s << u"-i"_s << u"sine=f=%1:d=4:r=48000"_s.arg(tone);
    }
    making << u"-map"_s << u"0:v"_s << u"-map"_s << u"1:a"_s << u"-map"_s << u"2:a"_s << u"-map"_s << u"3:a"_s << u"-metadata:s:a:0"_s << u"language=ara"_s
           << u"-metadata:s:a:1"_s << u"language=eng"_s << u"-metadata:s:a:2"_s << u"language=ara"_s << u"-disposition:a:1"_s << u"dub"_s
           << u"-disposition:a:2"_s << u"visual_impaired"_s << film;
    ffmpeg(making);
    const auto toneOf = [](const QString &file, int track) { // crossings of zero in a second
        const QByteArray samples = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-ss"_s, u"1"_s, u"-t"_s, u"1"_s, u"-i"_s, file, u"-map"_s,
                                               u"0:a:%1"_s.arg(track), u"-ac"_s, u"1"_s, u"-f"_s, u"s8"_s, u"-c:a"_s, u"pcm_s8"_s, u"-"_s})
                                       .output;
        int crossings = 0;
        for (qsizetype i = 1; i < samples.size(); ++i) {
            crossings += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
        }
        return crossings / 2;
    };
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s, u"webm-720p"_s, u"archive-audio"_s}));
    for (const QJsonValue &one : made.value(u"renditions"_s).toArray()) {
        const QString path = pathOf(one.toObject());
        SCOPED_TRACE(qPrintable(path));
        EXPECT_TRUE(one.toObject().value(u"left_out"_s).toArray().isEmpty());
        EXPECT_EQ(ffprobe(path, u"a"_s, u"stream_tags=language"_s), (QList<QByteArray>{"ara", "eng", "ara"}));
        for (int track = 0; track < tones.size(); ++track) {
            EXPECT_NEAR(toneOf(path, track), tones[track], 4) << track;
            EXPECT_NEAR(ffprobe(path, u"a:%1"_s.arg(track), u"packet=pts_time"_s).value(0).toDouble(), 0, 0.05);
        }
    }
    const QString mp4 = pathOf(rendition(made, "360p"));
    EXPECT_EQ(ffprobe(mp4, u"a"_s, u"stream_disposition=default,dub,visual_impaired"_s), (QList<QByteArray>{"1,0,0", "0,1,0", "0,0,1"}));
    const QJsonObject hls = encodedBy(presetArguments(film, folder.filePath(u"hls"_s), {u"hls-360p"_s}));
    const QByteArray master = fileBytes(folder.filePath(u"hls/hls-360p-master.m3u8"_s));
    EXPECT_EQ(master.count("TYPE=AUDIO"), 3) << master.constData();
    EXPECT_EQ(master.count("LANGUAGE=\"ar\""), 2);
    EXPECT_EQ(master.count("LANGUAGE=\"en\""), 1);
}

// A track that nothing can be made of costs the film nothing, and is named; channels of one sound are no tracks.
TEST(MediaForms, ASoundTrackThatBreaksOffIsNamedAndTheRestIsMade)
{
    const QTemporaryDir folder;
    const QString whole = folder.filePath(u"whole.mkv"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=3"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=3"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"sine=f=880:d=3"_s, u"-map"_s, u"0:v"_s, u"-map"_s, u"1:a"_s, u"-map"_s, u"2:a"_s, u"-metadata:s:a:0"_s, u"language=ara"_s,
            u"-metadata:s:a:1"_s, u"language=eng"_s, u"-c:a:0"_s, u"aac"_s, u"-c:a:1"_s, u"libopus"_s, u"-bsf:a:1"_s, u"noise=amount=1"_s, whole});
    const QJsonObject made = encodedBy(presetArguments(whole, folder.filePath(u"out"_s), {u"360p"_s}));
    EXPECT_EQ(framesIn(pathOf(made)), 75);
    const QList<QByteArray> tracks = ffprobe(pathOf(made), u"a"_s, u"stream_tags=language"_s);
    const QByteArray leftOut = QJsonDocument(made.value(u"left_out"_s).toArray()).toJson();
    EXPECT_TRUE(tracks.size() == 2 || leftOut.contains("sound 2 (eng)")) << leftOut.constData();
    EXPECT_EQ(tracks.value(0), "ara");

    const QString mono = folder.filePath(u"channels.mov"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=2"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=2"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"sine=f=880:d=2"_s, u"-map"_s, u"0:v"_s, u"-map"_s, u"1:a"_s, u"-map"_s, u"2:a"_s, u"-ac"_s, u"1"_s, u"-ar"_s, u"48000"_s, u"-c:a"_s, u"pcm_s16le"_s,
            u"-f"_s, u"mxf"_s, mono});
    const QJsonObject channels = encodedBy(presetArguments(mono, folder.filePath(u"mono"_s), {u"360p"_s}));
    EXPECT_EQ(ffprobe(pathOf(channels), u"a"_s, u"stream=index"_s).size(), 1);
    EXPECT_TRUE(QJsonDocument(channels.value(u"left_out"_s).toArray()).toJson().contains("sound"));
}

} // namespace rawi::test
