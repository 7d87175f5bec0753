// Bytes that a variant no longer has leave the disk; real PostgreSQL, real worker, real media.
#include "tests/server/media_bench.h"
#include "tests/support/media_files.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QThread>

namespace rawi::server {

namespace {

using test::sha256Of;
using test::someBytes;

class ReplacedBlobs : public test::MediaBench {
protected:
    void stored(const char *name, const std::string &bytes)
    {
        const QUuid variant = announce(QLatin1StringView(name), bytes);
        const std::string url = createdUrl(variant, static_cast<qint64>(bytes.size()), sha256Of(bytes));
        if (offsetOf(url) == 0) {
            ASSERT_EQ(patch(url, 0, bytes).status, 204);
        }
        ASSERT_EQ(settled(variant), u"completed"_s);
    }
    bool isHere(const std::string &bytes) const { return QFile::exists(blobs->blobPath(sha256Of(bytes))); }

    // A sweep that waits for nobody; how many blobs went.
    int swept()
    {
        QThread::msleep(5); // a file's time is in milliseconds
        const Result<int> removed = uploads->sweepReplaced(clock.nowMs(), 0);
        EXPECT_TRUE(removed.ok()) << qUtf8Printable(removed.error().toString());
        return removed.ok() ? *removed : -1;
    }

    QString ended(const RawReply &accepted)
    {
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        const QJsonObject job = QJsonDocument::fromJson(QByteArray::fromStdString(accepted.body)).object();
        const std::string id = job.value("job_id"_L1).toString().toStdString();
        const QDeadlineTimer deadline(120'000);
        for (;;) {
            const QString state = one("SELECT state FROM jobs WHERE id = $1", {id});
            if ((state != u"pending"_s && state != u"processing"_s) || deadline.hasExpired()) {
                return state;
            }
            QThread::msleep(50);
        }
    }

    // Every blob of the store that no variant has, and every variant without its blob.
    QString astray()
    {
        return one("SELECT string_agg(name, ' ') FROM media_variants WHERE status = 'completed' AND sha256 IN"
                   " (SELECT sha256 FROM replaced_blobs)");
    }
};

} // namespace

TEST_F(ReplacedBlobs, GoOnceNothingHasThem)
{
    const std::string first = someBytes(12'000'000, 1);
    const std::string second = someBytes(1000, 2);
    stored("part", first);
    stored("copy", first);
    stored("part", second);
    EXPECT_EQ(swept(), 0);
    EXPECT_TRUE(isHere(first)) << "another variant has them";

    RawClient reader(edge->port());
    reader.send(requestText("GET", filePathOf(u"copy"_s), "Authorization: Bearer viewer\r\n"));
    QThread::msleep(300); // it has begun to be sent
    stored("copy", second);
    EXPECT_EQ(*uploads->sweepReplaced(clock.nowMs()), 0) << "not before those who found the row have opened the blob";
    EXPECT_TRUE(isHere(first));
    EXPECT_EQ(swept(), 1);
    EXPECT_FALSE(isHere(first));
    EXPECT_EQ(reader.read().body, first) << "who reads it reads on";
    EXPECT_EQ(get(filePathOf(u"copy"_s)).body, second);
    EXPECT_EQ(one("SELECT count(*) FROM replaced_blobs"), u"0"_s);

    stored("part", first); // gone bytes are asked for again
    EXPECT_EQ(get(filePathOf(u"part"_s)).body, first);
    run(u"media.remove_variant"_s, {{u"id"_s, one("SELECT id FROM media_variants WHERE name = 'part'")}});
    EXPECT_EQ(swept(), 1) << "of a variant that was removed, too";
    EXPECT_TRUE(isHere(second));
}

TEST_F(ReplacedBlobs, AreWhatPeopleGetUntilTheOthersAreThere)
{
    const std::string first = someBytes(1000, 5);
    const std::string second = someBytes(2000, 6);
    stored("part", first);
    const QUuid next = announce(u"part"_s, second);
    const std::string url = createdUrl(next, static_cast<qint64>(second.size()), sha256Of(second));
    ASSERT_EQ(patch(url, 0, second.substr(0, 700)).status, 204);
    EXPECT_EQ(get(filePathOf(u"part"_s)).body, first) << "while its successor is on the way";
    const RawReply listed = get("/api/v1/media/" + uuidText(asset).toStdString() + "/variants");
    const QJsonArray variants = QJsonDocument::fromJson(QByteArray::fromStdString(listed.body)).object().value("items"_L1).toArray();
    ASSERT_EQ(variants.size(), 2) << listed.body;
    EXPECT_EQ(variants[0]["status"_L1].toString(), u"completed"_s);
    EXPECT_TRUE(variants[0]["url"_L1].isString());
    EXPECT_EQ(variants[1]["status"_L1].toString(), u"pending"_s);
    EXPECT_TRUE(variants[1]["url"_L1].isNull());
    EXPECT_EQ(swept(), 0);
    ASSERT_EQ(patch(url, 700, second.substr(700)).status, 204);
    ASSERT_EQ(settled(next), u"completed"_s);
    EXPECT_EQ(get(filePathOf(u"part"_s)).body, second);
    EXPECT_EQ(one("SELECT count(*) FROM media_variants WHERE name = 'part'"), u"1"_s);
    EXPECT_EQ(swept(), 1);
    EXPECT_FALSE(isHere(first));
}

// A successor that is no good is refused, and takes nothing away.
TEST_F(ReplacedBlobs, StayWhenTheirSuccessorIsRefused)
{
    const std::string first = someBytes(1000, 7);
    stored("part", first);
    const QUuid next = uuidFromText(run(u"media.add_variant"_s,
                                        {{u"asset_id"_s, uuidText(asset)}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"part"_s},
                                         {u"content_type"_s, u"video/mp4"_s}, {u"file_size"_s, 4}, {u"sha256"_s, sha256Of("text")}})
                                        .value("id"_L1)
                                        .toString());
    ASSERT_EQ(patch(createdUrl(next, 4, sha256Of("text")), 0, "text").status, 204);
    EXPECT_EQ(settled(next), u"failed"_s);
    EXPECT_EQ(get(filePathOf(u"part"_s)).body, first);
    EXPECT_EQ(one("SELECT count(*) FROM media_variants WHERE name = 'part' AND status = 'completed'"), u"1"_s);
}

TEST_F(ReplacedBlobs, AreKeptWhenTakenIntoUseAgain)
{
    const std::string first = someBytes(1000, 3);
    stored("part", first);
    stored("part", someBytes(1000, 4));
    QThread::msleep(50);
    const qint64 before = clock.nowMs() - 20; // the kernel stamps files by a coarser clock
    ASSERT_TRUE(blobs->keep(sha256Of(first), 1000)); // as an upload does that is about to announce it
    EXPECT_EQ(*uploads->sweepReplaced(before, 0), 0);
    EXPECT_TRUE(isHere(first));
    stored("again", first);
    EXPECT_EQ(swept(), 0);
    EXPECT_EQ(get(filePathOf(u"again"_s)).body, first);
    EXPECT_EQ(one("SELECT count(*) FROM replaced_blobs"), u"0"_s);
}

TEST_F(ReplacedBlobs, AStreamOfOtherSizesLeavesTheFirstOneWhole)
{
    QFile film(test::phoneVideo());
    ASSERT_TRUE(film.open(QIODevice::ReadOnly));
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
        + film.readAll().toStdString() + "\r\n--b--\r\n";
    ASSERT_EQ(
        ended(RawClient(edge->port())
                  .ask(requestText(
                      "POST", "/api/v1/media/upload",
                      "Authorization: Bearer editor\r\nContent-Type: multipart/form-data; boundary=b\r\n",
                      body))),
        u"completed"_s);
    const QString media = one("SELECT asset_id FROM media_variants WHERE name = 'original'");
    const auto transcode = [&](const char *preset) {
        const QJsonObject wanted{{u"media_id"_s, media},
                                 {u"targets"_s, QJsonArray{QLatin1StringView(preset)}}};
        return ended(RawClient(edge->port())
                         .ask(jsonRequest("POST", "/api/v1/media/transcode", "editor",
                                          QJsonDocument(wanted).toJson(QJsonDocument::Compact).toStdString())));
    };
    ASSERT_EQ(transcode("hls-360p"), u"completed"_s);
    const QString master = one("SELECT sha256 FROM media_variants WHERE name = 'hls-360p-master.m3u8'");
    ASSERT_EQ(transcode("hls-480p"), u"completed"_s);
    ASSERT_NE(one("SELECT sha256 FROM media_variants WHERE name = 'hls-480p-master.m3u8'"), master);
    EXPECT_EQ(one("SELECT sha256 FROM media_variants WHERE name = 'hls-360p-master.m3u8'"), master);
    EXPECT_EQ(swept(), 0);
    EXPECT_TRUE(QFile::exists(blobs->blobPath(master)));
    EXPECT_EQ(astray(), QString());
    EXPECT_EQ(one("SELECT count(*) FROM replaced_blobs"), u"0"_s);
    const QStringList kept = one("SELECT string_agg(sha256, ' ') FROM media_variants").split(u' ');
    for (const QString &sha256 : kept) {
        EXPECT_TRUE(QFile::exists(blobs->blobPath(sha256)));
    }
}

} // namespace rawi::server
