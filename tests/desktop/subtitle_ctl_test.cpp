#include "tests/support/temporary_directory.h"
#include "tests/support/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace rawi::test {

namespace {

// rawictl on a profile of its own, without a server; its files are judged by FFmpeg's readers.
class SubtitleCtlTest : public testing::Test {
protected:
    QJsonObject ctl(const QStringList &words, int expected = 0)
    {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + text("/rawictl"),
                      QStringList{text("--profile"), folder.file(text("desk")), text("--json")} + words);
        EXPECT_TRUE(process.waitForFinished());
        EXPECT_EQ(process.exitCode(), expected) << process.readAllStandardError().constData();
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }

    QString write(const char *name, const QByteArray &bytes)
    {
        QFile file(folder.file(text(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        return file.fileName();
    }

    QByteArray read(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(path);
        return file.readAll();
    }

    // "codec packets", as ffprobe reads the file.
    static QByteArray probed(const QString &path)
    {
        QProcess process;
        process.start(text("ffprobe"), {text("-v"), text("error"), text("-count_packets"), text("-show_entries"),
                                        text("stream=codec_name,nb_read_packets"), text("-of"), text("csv=p=0"), path});
        EXPECT_TRUE(process.waitForFinished());
        return process.readAllStandardOutput().trimmed();
    }

    TemporaryDirectory folder;
};

} // namespace

TEST_F(SubtitleCtlTest, ImportsLintsAndExportsTracks)
{
    const QString item = ctl({text("create"), text("kind=video")}).value(text("id")).toString();
    ctl({text("run"), text("media.add_asset"),
         QString::fromUtf8(QJsonDocument(QJsonObject{{text("content_id"), item}, {text("original_filename"), text("a.mp4")}}).toJson())});
    const QString source = write("arabic.srt", "1\r\n00:00:01,000 --> 00:00:02,500\r\n\xE3\xD1\xCD\xC8\xC7, \xDF\xED\xDD \xC7\xE1\xCD\xC7\xE1 \xBF\r\n\r\n"
                                               "2\r\n00:00:03,000 --> 00:00:04,000\r\n\xE4\xDA\xE3\r\n");
    const QJsonObject lint = ctl({text("subtitles"), text("lint"), source, text("--language"), text("ar"), text("--to"), folder.file(text("fixed.srt"))});
    QStringList kinds;
    for (const QJsonValue &one : lint.value(text("findings")).toArray()) {
        kinds.append(one.toObject().value(text("kind")).toString());
    }
    EXPECT_EQ(kinds, QStringList({text("foreign_mark"), text("space_before_mark")}));
    EXPECT_EQ(QString::fromUtf8(read(folder.file(text("fixed.srt")))).section(u'\n', 2, 2), text("مرحبا، كيف الحال؟"));

    const QJsonObject made = ctl({text("subtitles"), text("import"), item, source, text("--language"), text("ar")});
    EXPECT_EQ(made.value(text("cues")).toInt(), 2);
    EXPECT_EQ(made.value(text("encoding")).toString(), text("windows-1256"));
    const QString chapters = write("chapters.txt", "٠٠:٠٠ المقدمة\n00:30 حوار\n");
    ctl({text("subtitles"), text("import"), item, chapters, text("--language"), text("ar"), text("--kind"), text("chapters")});
    EXPECT_EQ(ctl({text("subtitles"), text("list"), item}).value(text("items")).toArray().size(), 2);

    for (const auto &[name, codec] : {std::pair("out.vtt", "webvtt,2"), std::pair("out.srt", "subrip,2")}) {
        const QString path = folder.file(text(name));
        ctl({text("subtitles"), text("export"), item, text("--language"), text("ar"), text("--to"), path});
        EXPECT_EQ(probed(path), codec);
    }
    const QString list = folder.file(text("chapters-out.txt"));
    ctl({text("subtitles"), text("export"), item, text("--language"), text("ar"), text("--kind"), text("chapters"), text("--to"), list});
    EXPECT_EQ(QString::fromUtf8(read(list)), text("00:00 المقدمة\n00:30 حوار\n"));

    const QJsonObject refused = ctl({text("subtitles"), text("import"), item, write("bad.srt", "1\n00:0x --> 00:02\na"), text("--language"), text("ar")}, 1);
    EXPECT_TRUE(refused.value(text("error")).toObject().value(text("subject")).toString().endsWith(text("bad.srt: line 2")));
    ctl({text("subtitles"), text("export"), item, text("--language"), text("fr"), text("--to"), list}, 1);
}

} // namespace rawi::test
