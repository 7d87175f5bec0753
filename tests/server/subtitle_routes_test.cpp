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

const QString kSrt = u"1\n00:00:01,000 --> 00:00:02,500\nمرحبا، كيف الحال؟\n\n"_s;

} // namespace

TEST_F(SubtitleRoutesTest, PutsListsAndServesTracks)
{
    const QJsonObject body{{u"language"_s, u"ar"_s}, {u"body"_s, kSrt}};
    EXPECT_EQ(post(body, "viewer").status, 403);
    const server::RawReply made = post(body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("location"), tracks() + '/' + json(made).value(u"id"_s).toString().toStdString());

    const QJsonArray items = json(get(tracks(), {}, "viewer")).value(u"items"_s).toArray();
    ASSERT_EQ(items.size(), 1);
    EXPECT_FALSE(items[0].toObject().contains(u"body"_s));
    const server::RawReply vtt =
        get(items[0].toObject().value(u"vtt"_s).toString().toStdString(), {}, "viewer");
    EXPECT_EQ(vtt.header("content-type"), "text/vtt; charset=utf-8");
    EXPECT_EQ(vtt.header("etag"), "\"1\"");
    EXPECT_EQ(QString::fromStdString(vtt.body),
              u"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nمرحبا، كيف الحال؟\n\n"_s);
    const server::RawReply srt =
        get(items[0].toObject().value(u"srt"_s).toString().toStdString(), {}, "viewer");
    EXPECT_EQ(QString::fromStdString(srt.body), kSrt);
    EXPECT_EQ(get(tracks() + "/" + uuidText(QUuid::createUuid()).toStdString() + ".vtt").status, 404);
    EXPECT_EQ(get(tracks() + "/x.srt").status, 404);

    ASSERT_EQ(post(body).status, 201) << "again is no second track";
    EXPECT_EQ(json(get(tracks())).value(u"items"_s).toArray().size(), 1);
    const server::RawReply refused =
        post({{u"language"_s, u"ar"_s}, {u"body"_s, u"1\n00:00:99x --> 2\na"_s}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(json(refused).value(u"subject"_s).toString(), u"body: line 2"_s);
}

// Captions beside subtitles, and languages beyond Arabic and English, are tracks of their own; each is forgotten alone.
TEST_F(SubtitleRoutesTest, ForgetsOneTrackOfSeveral)
{
    const auto put = [&](const char *language, const char *kind) {
        const server::RawReply made = post({{u"language"_s, QLatin1StringView(language)},
                                            {u"kind"_s, QLatin1StringView(kind)},
                                            {u"body"_s, kSrt}});
        EXPECT_EQ(made.status, 201) << made.body;
        return tracks() + '/' + json(made).value(u"id"_s).toString().toStdString();
    };
    const std::string subtitles = put("ar", "subtitles");
    const std::string captions = put("ar", "captions");
    const std::string french = put("fr-CA", "subtitles");
    const auto count = [&] { return json(get(tracks())).value(u"items"_s).toArray().size(); };
    EXPECT_EQ(count(), 3);
    const auto forget = [&](const std::string &path, const char *token, const char *match = "") {
        server::RawClient client(edge->port());
        return client.ask(server::jsonRequest("DELETE", path, token, "", match)).status;
    };
    EXPECT_EQ(forget(captions, "viewer"), 403);
    EXPECT_EQ(forget(captions, "editor", "If-Match: \"7\"\r\n"), 412);
    EXPECT_EQ(count(), 3);
    EXPECT_EQ(forget(captions, "editor"), 204);
    EXPECT_EQ(forget(captions, "editor"), 404) << "it is gone";
    EXPECT_EQ(forget(french + ".vtt", "editor"), 204);
    EXPECT_EQ(forget(tracks() + "/nonsense", "editor"), 404);
    const std::string elsewhere = "/api/v1/media/" + uuidText(QUuid::createUuid()).toStdString() + subtitles.substr(subtitles.rfind('/'));
    EXPECT_EQ(forget(elsewhere, "editor"), 404) << "not under another file";
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(get(subtitles + ".srt").status, 200);
}

} // namespace rawi::test
