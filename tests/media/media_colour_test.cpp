#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>

namespace rawi::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

// Mean Y′, Cb, Cr of the middle of each of eight grey or coloured columns, in the first frame.
QList<QList<int>> patchesOf(const QString &film, const QTemporaryDir &folder)
{
    const QString raw = folder.filePath(u"patches.yuv"_s);
    ffmpeg({u"-i"_s, film, u"-frames:v"_s, u"1"_s, u"-vf"_s, u"scale=8:1:flags=area,format=yuv444p"_s,
            u"-f"_s, u"rawvideo"_s, raw});
    const QByteArray bytes = contentOf(raw);
    QList<QList<int>> patches;
    for (int i = 0; i < 8 && bytes.size() == 24; ++i) {
        patches.append({uchar(bytes[i]), uchar(bytes[8 + i]), uchar(bytes[16 + i])});
    }
    return patches;
}

// 640 × 360 in 10 bits, eight columns of these full-range R′G′B′ values (0 to 1) as they are coded, in BT.2020.
void makeWide(const QString &path, const QTemporaryDir &folder, const char *transfer, const QList<QList<double>> &columns)
{
    const QString rgb = folder.filePath(u"columns.rgb"_s);
    QByteArray frame;
    for (int y = 0; y < 360; ++y) {
        for (int x = 0; x < 640; ++x) {
            for (const double value : columns[x / 80]) {
                const auto code = quint16(qRound(value * 65535));
                frame.append(char(code & 0xff)).append(char(code >> 8));
            }
        }
    }
    QFile file(rgb);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 10; ++i) {
        file.write(frame);
    }
    file.close();
    const QString name = QLatin1StringView(transfer);
    ffmpeg(
        {u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"rgb48le"_s, u"-s"_s, u"640x360"_s, u"-r"_s, u"10"_s,
         u"-i"_s, rgb, u"-vf"_s,
         u"zscale=min=gbr:rin=full:pin=2020:tin=%1:m=2020_ncl:r=tv:p=2020:t=%1,format=yuv420p10le"_s.arg(
             name),
         u"-c:v"_s, u"libx265"_s, u"-preset"_s, u"ultrafast"_s, u"-x265-params"_s,
         u"log-level=error:colorprim=bt2020:transfer=%1:colormatrix=bt2020nc:range=limited:crf=4"_s.arg(name),
         path});
}

QString madeOrdinary(const QString &film, const QTemporaryDir &folder, const char *name)
{
    return pathOf(encodedBy(planArguments(film, folder.filePath(QLatin1StringView(name)),
        R"({"renditions":[{"name":"a","settings":{"form":"mp4","video":{"height":360,"crf":4,"speed":"veryfast"}}}]})")));
}

} // namespace

// Hybrid log-gamma (ARIB STD-B67, Rec. ITU-R BT.2100).
TEST(MediaColour, HlgBecomesAPictureForOrdinaryScreens)
{
    const QTemporaryDir folder;
    const QString hlg = folder.filePath(u"hlg.mp4"_s);
    // Black, 18 % grey of a scene (38 % signal), half signal, diffuse white (75 %, BT.2408), a highlight, full; red and blue.
    makeWide(hlg, folder, "arib-std-b67",
             {{0, 0, 0}, {0.38, 0.38, 0.38}, {0.5, 0.5, 0.5}, {0.75, 0.75, 0.75}, {0.9, 0.9, 0.9}, {1, 1, 1}, {0.6, 0.2, 0.2}, {0.2, 0.2, 0.6}});
    const QString made = madeOrdinary(hlg, folder, "out");
    EXPECT_EQ(
        ffprobe(made, u"v:0"_s, u"stream=pix_fmt,color_range,color_space,color_transfer,color_primaries"_s)
            .value(0),
        "yuv420p,tv,bt709,bt709,bt709");
    EXPECT_EQ(framesIn(made), 10);
    const QList<QList<int>> patches = patchesOf(made, folder);
    ASSERT_EQ(patches.size(), 8);
    std::printf("HLG:");
    for (const QList<int> &patch : patches) {
        std::printf(" %d/%d/%d", patch[0], patch[1], patch[2]);
    }
    std::printf("\n");
    EXPECT_LE(patches[0][0], 20);
    for (int i = 1; i < 6; ++i) {
        EXPECT_GT(patches[i][0], patches[i - 1][0] + 8) << i << ": brighter stays brighter, up to the top";
        EXPECT_NEAR(patches[i][1], 128, 2) << i;
        EXPECT_NEAR(patches[i][2], 128, 2) << i;
    }
    EXPECT_GE(patches[1][0], 60); // grey neither drowns nor shines
    EXPECT_LE(patches[1][0], 125);
    EXPECT_GE(patches[3][0], 150); // white looks white
    EXPECT_LE(patches[3][0], 225);
    EXPECT_GE(patches[5][0], 220);
    EXPECT_GT(patches[6][2], 145); // red is red, blue is blue
    EXPECT_GT(patches[7][1], 145);
    // As ffmpeg's own chain makes it, written for this film.
    const QString reference = folder.filePath(u"reference.mp4"_s);
    ffmpeg({u"-i"_s, hlg, u"-vf"_s,
            u"zscale=tin=arib-std-b67:min=2020_ncl:pin=2020:t=linear:npl=100,format=gbrpf32le,zscale=p=709,"
            u"tonemap=hable:desat=0,"
            "zscale=t=709:m=709:r=tv,format=yuv420p"_s,
            u"-crf"_s, u"4"_s, reference});
    EXPECT_GT(similarity(made, reference, 640, 360), 0.98);
}

TEST(MediaColour, WideColoursOfTenBitsBecomeOrdinaryOnes)
{
    const QTemporaryDir folder;
    const QString wide = folder.filePath(u"wide.mp4"_s);
    makeWide(wide, folder, "bt2020-10",
             {{0, 0, 0}, {0.2, 0.2, 0.2}, {0.4, 0.4, 0.4}, {0.6, 0.6, 0.6}, {0.8, 0.8, 0.8}, {1, 1, 1}, {0.6, 0.3, 0.2}, {0.2, 0.3, 0.6}});
    const QString made = madeOrdinary(wide, folder, "out");
    EXPECT_EQ(
        ffprobe(made, u"v:0"_s, u"stream=pix_fmt,color_range,color_space,color_transfer,color_primaries"_s)
            .value(0),
        "yuv420p,tv,bt709,bt709,bt709");
    const QList<QList<int>> patches = patchesOf(made, folder);
    ASSERT_EQ(patches.size(), 8);
    for (int i = 0; i < 6; ++i) { // greys are the same in both: the curve is BT.709's
        EXPECT_NEAR(patches[i][0], 16 + 219 * 0.2 * i, 4) << i;
        EXPECT_NEAR(patches[i][1], 128, 2) << i;
    }
    const QString reference = folder.filePath(u"reference.mp4"_s);
    ffmpeg({u"-i"_s, wide, u"-vf"_s,
            u"zscale=tin=2020_10:min=2020_ncl:pin=2020:t=709:m=709:p=709:r=tv,format=yuv420p"_s, u"-crf"_s,
            u"4"_s, reference});
    const QList<QList<int>> wanted = patchesOf(reference, folder);
    for (int i = 0; i < 8; ++i) {
        for (int part = 0; part < 3; ++part) {
            EXPECT_NEAR(patches[i][part], wanted[i][part], 2) << i << " " << part;
        }
    }
}

// A poster and the storyboard have the colours of the rendition, which are made of the same film by the same code.
TEST(MediaColour, PostersAndStoryboardsHaveTheRenditionsColours)
{
    const QTemporaryDir folder;
    const QString pq = folder.filePath(u"pq.mp4"_s), hlg = folder.filePath(u"hlg.mp4"_s), wide = folder.filePath(u"wide.mp4"_s);
    const QList<QList<double>> columns{{0, 0, 0}, {0.2, 0.2, 0.2}, {0.4, 0.4, 0.4}, {0.5, 0.5, 0.5},
                                       {0.58, 0.58, 0.58}, {0.6, 0.2, 0.2}, {0.2, 0.6, 0.2}, {0.2, 0.2, 0.6}};
    makeWide(pq, folder, "smpte2084", columns);
    makeWide(hlg, folder, "arib-std-b67", columns);
    makeWide(wide, folder, "bt2020-10", columns);
    const QString untagged = folder.filePath(u"untagged.mp4"_s); // 720 rows: BT.709, though nobody says so
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=0xc03020:s=1280x720:d=1,drawbox=w=640:h=720:c=0x20a040:t=fill"_s, u"-vf"_s,
            u"scale=out_color_matrix=bt709,format=yuv420p,setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown"_s, untagged});
    QStringList films{pq, hlg, wide, untagged};
    if (const QString reported = caseFile("media/v24-pq.mp4"); !reported.isEmpty()) {
        films.append(reported);
    }
    const auto rgbOf = [&](const QString &file, const QString &select) {
        return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file, u"-vf"_s, select + u"format=rgb24,scale=8:1:flags=area"_s, u"-frames:v"_s, u"1"_s,
                           u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-"_s})
            .output;
    };
    for (const QString &film : films) {
        SCOPED_TRACE(qPrintable(film));
        const QString made = madeOrdinary(film, folder, "out");
        ASSERT_EQ(runWorker({u"thumbs"_s, film, u"--at"_s, u"0"_s, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
        ASSERT_EQ(runWorker({u"storyboard"_s, film, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
        const QByteArray wanted = rgbOf(made, {});
        ASSERT_EQ(wanted.size(), 24);
        for (const char *name : {"poster.jpg", "storyboard-0.jpg"}) {
            const QByteArray got = rgbOf(folder.filePath(QLatin1StringView(name)), name[0] == 's' ? u"crop=240:134:0:0,"_s : QString());
            ASSERT_EQ(got.size(), 24);
            for (int i = 0; i < 24; ++i) {
                EXPECT_NEAR(uchar(got[i]), uchar(wanted[i]), name[0] == 's' ? 20 : 12) << name << " " << i;
            }
        }
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

// A picture's profile counts in its poster as in its renditions.
TEST(MediaColour, APosterGoesByThePicturesProfile)
{
    const QTemporaryDir folder;
    const QString plain = folder.filePath(u"plain.png"_s), tagged = folder.filePath(u"tagged.png"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=0xb04030:s=320x200,format=rgb24"_s, u"-frames:v"_s, u"1"_s, plain});
    const RunResult convert = runProgram({u"python3"_s, u"-c"_s,
        u"import sys, zlib, struct\nb = open(sys.argv[1], 'rb').read()\n"
        "d = b'wide\\0\\0' + zlib.compress(open(sys.argv[3], 'rb').read())\n"
        "c = struct.pack('>I', len(d)) + b'iCCP' + d + struct.pack('>I', zlib.crc32(b'iCCP' + d))\n"
        "open(sys.argv[2], 'wb').write(b[:33] + c + b[33:])"_s,
        plain, tagged, u"/usr/share/color/icc/ghostscript/a98.icc"_s});
    const QJsonObject made = encodedBy(presetArguments(tagged, folder.filePath(u"out"_s), {u"jpeg-800"_s}));
    ASSERT_EQ(runWorker({u"thumbs"_s, tagged, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
    const QList<QList<int>> wanted = patchesOf(pathOf(made), folder), got = patchesOf(folder.filePath(u"poster.jpg"_s), folder);
    const QList<QList<int>> unmanaged = patchesOf(tagged, folder);
    ASSERT_EQ(got.size(), 8);
    EXPECT_GT(std::abs(wanted[4][2] - unmanaged[4][2]), 5) << "else this shows nothing";
    for (int part = 0; part < 3; ++part) {
        EXPECT_NEAR(got[4][part], wanted[4][part], 3) << part;
    }
}

} // namespace rawi::test
