#include "sync-server/media/byte_range.h"
#include "sync-server/media/signed_url.h"
#include "sync-server/media/tus_protocol.h"
#include "tests/server/media_bench.h"

#include <QDateTime>
#include <QJsonDocument>

namespace rawi::server {

namespace {

using test::kUrlKey;
using test::sha256Of;
using test::someBytes;

class MediaRoutesTest : public test::MediaBench {
protected:
    // A completed variant with these bytes.
    void store(const QString &name, const std::string &bytes)
    {
        const std::string url = createdUrl(announce(name, bytes), static_cast<qint64>(bytes.size()));
        ASSERT_EQ(patch(url, 0, bytes).status, 204);
    }
    QJsonObject json(const RawReply &reply) const
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }
    RawReply post(const std::string &path, const QJsonObject &body, const std::string &extra = {},
                  const std::string &token = "editor")
    {
        return RawClient(edge->port())
            .ask(jsonRequest("POST", path, token,
                             QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), extra));
    }
    std::string assetPath() const { return "/api/v1/media/" + uuidText(asset).toStdString(); }
};

ByteRange part(qint64 first, qint64 length)
{
    return {ByteRange::Kind::Part, first, length};
}

bool same(const ByteRange &a, const ByteRange &b)
{
    return a.kind == b.kind && a.first == b.first && a.length == b.length;
}

} // namespace

TEST(ByteRange, FollowsRfc9110)
{
    const auto of = [](std::string_view header, qint64 size = 1000) { return byteRange(header, size); };
    EXPECT_TRUE(same(of("bytes=0-499"), part(0, 500)));
    EXPECT_TRUE(same(of("bytes=500-"), part(500, 500)));
    EXPECT_TRUE(same(of("bytes=-1"), part(999, 1)));
    EXPECT_TRUE(same(of("bytes=-5000"), part(0, 1000)));
    EXPECT_TRUE(same(of("bytes=999-99999999999999999999999"), part(999, 1)));
    EXPECT_TRUE(same(of("Bytes=0-0"), part(0, 1)));
    for (const char *unsatisfiable :
         {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999-"}) {
        EXPECT_EQ(of(unsatisfiable).kind, ByteRange::Kind::Unsatisfiable) << unsatisfiable;
    }
    EXPECT_EQ(of("bytes=0-0", 0).kind, ByteRange::Kind::Unsatisfiable);
    for (const char *whole : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,5-6",
                              "items=0-1", "bytes=--5", "bytes=1-2x", "bytes=+1-2"}) {
        EXPECT_EQ(of(whole).kind, ByteRange::Kind::Whole) << whole;
    }
}

TEST(SignedUrl, FitsOnePathUntilItsTime)
{
    const QString url = signUrl(kUrlKey, u"/api/v1/media/a/file/720p"_s, 2000);
    const QString exp = u"2000"_s;
    const QString sig = url.mid(url.indexOf(u"sig="_s) + 4);
    EXPECT_TRUE(isSigned(kUrlKey, "/api/v1/media/a/file/720p", exp, sig, 2000));
    EXPECT_FALSE(isSigned(kUrlKey, "/api/v1/media/a/file/720p", exp, sig, 2001)) << "expired";
    EXPECT_FALSE(isSigned(kUrlKey, "/api/v1/media/a/file/720p", u"3000"_s, sig, 2000)) << "prolonged";
    EXPECT_FALSE(isSigned(kUrlKey, "/api/v1/media/b/file/720p", exp, sig, 2000)) << "another file";
    EXPECT_FALSE(isSigned(QByteArray(32, 'x'), "/api/v1/media/a/file/720p", exp, sig, 2000)) << "another key";
    EXPECT_FALSE(isSigned(kUrlKey, "/api/v1/media/a/file/720p", exp, {}, 2000));
    EXPECT_FALSE(isSigned(kUrlKey, "/api/v1/media/a/file/720p", {}, sig, 2000));
}

TEST(UploadMetadata, ReadsPairs)
{
    const auto read = parseUploadMetadata("filename 2YXZhNmBLm1wNA==, is_confidential");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->value(u"filename"_s), u"ملف.mp4"_s);
    EXPECT_TRUE(read->contains(u"is_confidential"_s));
    for (const char *wrong : {"a !!", "a YQ==,a YQ==", ",", "a YQ==,,b YQ=="}) {
        EXPECT_FALSE(parseUploadMetadata(wrong).ok()) << wrong;
    }
}

TEST_F(MediaRoutesTest, ServesRangesOfAFile)
{
    const std::string bytes = someBytes(1000000);
    store(u"720p"_s, bytes);
    const std::string path = filePathOf(u"720p"_s);
    const std::string etag = '"' + sha256Of(bytes).toStdString() + '"';

    const RawReply whole = get(path);
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.body, bytes);
    EXPECT_EQ(whole.header("content-type"), "application/octet-stream");
    EXPECT_EQ(whole.header("accept-ranges"), "bytes");
    EXPECT_EQ(whole.header("etag"), etag);
    EXPECT_EQ(
        whole.header("content-disposition"),
        "attachment; filename=\"____ ________-720p\"; "
        "filename*=UTF-8''%D9%86%D8%B4%D8%B1%D8%A9%20%22%D8%A7%D9%84%D8%B5%D8%A8%D8%A7%D8%AD%22-720p");

    const RawReply middle = get(path, "Range: bytes=1000-1999\r\n");
    EXPECT_EQ(middle.status, 206);
    EXPECT_EQ(middle.body, bytes.substr(1000, 1000));
    EXPECT_EQ(middle.header("content-range"), "bytes 1000-1999/1000000");
    EXPECT_EQ(get(path, "Range: bytes=-500\r\n").body, bytes.substr(999500));
    EXPECT_EQ(get(path, "Range: bytes=999999-\r\n").body, bytes.substr(999999));
    EXPECT_EQ(get(path, "Range: bytes=0-1,5-6\r\n").body, bytes) << "several ranges: the whole";
    const RawReply beyond = get(path, "Range: bytes=1000000-\r\n");
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(beyond.header("content-range"), "bytes */1000000");

    EXPECT_EQ(get(path, "Range: bytes=0-9\r\nIf-Range: " + etag + "\r\n").status, 206);
    EXPECT_EQ(get(path, "Range: bytes=0-9\r\nIf-Range: \"other\"\r\n").body, bytes);
    EXPECT_EQ(get(path, "Range: bytes=0-9\r\nIf-Range: Sat, 21 Nov 2026 04:00:00 GMT\r\n").status, 200);
    EXPECT_EQ(get(path, "If-None-Match: " + etag + "\r\n").status, 304);

    const RawReply head = get(path, {}, "editor", "HEAD");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "1000000");
}

TEST_F(MediaRoutesTest, LetsInBySessionOrSignature)
{
    const std::string bytes = someBytes(1000);
    store(u"720p"_s, bytes);
    const QJsonArray items = json(get(assetPath() + "/variants", {}, "viewer")).value("items"_L1).toArray();
    ASSERT_EQ(items.size(), 1);
    const std::string url = items.at(0).toObject().value("url"_L1).toString().toStdString();
    EXPECT_EQ(get(url, {}, "").body, bytes) << "a player without headers";
    EXPECT_EQ(get(url, "Range: bytes=10-19\r\n", "").body, bytes.substr(10, 10));
    EXPECT_EQ(get(filePathOf(u"720p"_s), {}, "viewer").status, 200);
    EXPECT_EQ(get(filePathOf(u"720p"_s), {}, "").status, 401);
    EXPECT_EQ(get(url.substr(0, url.size() - 3) + "AAA", {}, "").status, 401);
    const QString late = signUrl(kUrlKey, QString::fromStdString(filePathOf(u"720p"_s)),
                                 QDateTime::currentSecsSinceEpoch() - 1);
    EXPECT_EQ(get(late.toStdString(), {}, "").status, 401);
}

TEST_F(MediaRoutesTest, SaysWhatIsNotThere)
{
    const QUuid pending = announce(u"360p"_s, someBytes(10));
    EXPECT_EQ(get(filePathOf(u"360p"_s)).status, 404) << "announced only";
    EXPECT_EQ(get(filePathOf(u"1080p"_s)).status, 404);
    EXPECT_EQ(get("/api/v1/media/" + uuidText(pending).toStdString() + "/variants").status, 404);
    EXPECT_EQ(get("/api/v1/media/nonsense").status, 404);
    const QJsonArray items = json(get(assetPath() + "/variants")).value("items"_L1).toArray();
    ASSERT_EQ(items.size(), 1);
    EXPECT_EQ(items.at(0).toObject().value("status"_L1).toString(), u"pending"_s);
    EXPECT_TRUE(items.at(0).toObject().value("url"_L1).isNull());
}

TEST_F(MediaRoutesTest, AnnouncesByRest)
{
    const QJsonObject body{{u"content_id"_s, uuidText(item)}, {u"original_filename"_s, u"second.mp4"_s}};
    const RawReply created = post("/api/v1/media/assets", body, "Idempotency-Key: once\r\n");
    ASSERT_EQ(created.status, 201) << created.body;
    const RawReply again = post("/api/v1/media/assets", body, "Idempotency-Key: once\r\n");
    EXPECT_EQ(json(again).value("id"_L1), json(created).value("id"_L1));
    const std::string path = created.header("location");
    EXPECT_EQ(json(get(path)).value("original_filename"_L1).toString(), u"second.mp4"_s);

    const QJsonObject variant{{u"type"_s, u"rendition"_s},
                              {u"name"_s, u"720p"_s},
                              {u"file_size"_s, 3},
                              {u"sha256"_s, sha256Of("abc")}};
    const RawReply announced = post(path + "/variants", variant);
    ASSERT_EQ(announced.status, 201) << announced.body;
    const QUuid id = uuidFromText(json(announced).value("id"_L1).toString());
    EXPECT_EQ(patch(createdUrl(id, 3), 0, "abc").status, 204);
    EXPECT_EQ(get(path + "/file/720p").body, "abc");

    EXPECT_EQ(post("/api/v1/media/assets", body, {}, "viewer").status, 403);
    EXPECT_EQ(post("/api/v1/media/assets", {{u"colour"_s, u"red"_s}}).status, 422);
    EXPECT_EQ(
        post("/api/v1/media/" + uuidText(QUuid::createUuid()).toStdString() + "/variants", variant).status,
        404);
}

} // namespace rawi::server
