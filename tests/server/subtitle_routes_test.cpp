#include "core/media/subtitle_track.h"
#include "tests/server/media_bench.h"

#include <QJsonDocument>

namespace rawi::test {

namespace {

class SubtitleRoutesTest : public MediaBench {
protected:
    std::string tracks() const { return "/api/v1/media/" + uuidText(asset).toStdString() + "/subtitles"; }
    server::RawReply post(const QJsonObject &body, const std::string &token = "editor")
    {
        const std::string text = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
        return server::RawClient(edge->port()).ask(server::jsonRequest("POST", tracks(), token, text));
    }
};

QJsonObject json(const server::RawReply &reply)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
}

const QString kSrt = QStringLiteral("1\n00:00:01,000 --> 00:00:02,500\nمرحبا، كيف الحال؟\n\n");

} // namespace

TEST_F(SubtitleRoutesTest, PutsListsAndServesTracks)
{
    const QJsonObject body{{QStringLiteral("language"), QStringLiteral("ar")}, {QStringLiteral("body"), kSrt}};
    EXPECT_EQ(post(body, "viewer").status, 403);
    const server::RawReply made = post(body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("location"), tracks() + '/' + json(made).value(QStringLiteral("id")).toString().toStdString());

    const QJsonArray items = json(get(tracks(), {}, "viewer")).value(QStringLiteral("items")).toArray();
    ASSERT_EQ(items.size(), 1);
    EXPECT_FALSE(items[0].toObject().contains(QStringLiteral("body")));
    const server::RawReply vtt = get(items[0].toObject().value(QStringLiteral("vtt")).toString().toStdString(), {}, "viewer");
    EXPECT_EQ(vtt.header("content-type"), "text/vtt; charset=utf-8");
    EXPECT_EQ(vtt.header("etag"), "\"1\"");
    EXPECT_EQ(QString::fromStdString(vtt.body),
              QStringLiteral("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nمرحبا، كيف الحال؟\n\n"));
    const server::RawReply srt = get(items[0].toObject().value(QStringLiteral("srt")).toString().toStdString(), {}, "viewer");
    EXPECT_EQ(QString::fromStdString(srt.body), kSrt);
    EXPECT_EQ(get(tracks() + "/" + uuidText(QUuid::createUuid()).toStdString() + ".vtt").status, 404);
    EXPECT_EQ(get(tracks() + "/x.srt").status, 404);

    ASSERT_EQ(post(body).status, 201) << "again is no second track";
    EXPECT_EQ(json(get(tracks())).value(QStringLiteral("items")).toArray().size(), 1);
    const server::RawReply refused = post({{QStringLiteral("language"), QStringLiteral("ar")},
                                           {QStringLiteral("body"), QStringLiteral("1\n00:00:99x --> 2\na")}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(json(refused).value(QStringLiteral("subject")).toString(), QStringLiteral("body: line 2"));
}

} // namespace rawi::test
