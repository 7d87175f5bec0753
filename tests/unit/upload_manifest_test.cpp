#include "core/media/hls_playlist.h"
#include "core/media/upload_manifest.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace rawi {

namespace {

QJsonObject sound()
{
    return {
        {u"type"_s, u"rendition"_s},
        {u"name"_s, u"podcast-mp3"_s},
        {u"content_type"_s, u"audio/mpeg"_s},
        {u"size"_s, 48'000},
        {u"sha256"_s, QString(64, u'a')},
        {u"duration_ms"_s, 3000},
        {u"loudness"_s, QJsonObject{{u"integrated"_s, -16.02}, {u"range"_s, 4.5}, {u"true_peak"_s, -1.3}}}};
}

QJsonObject manifest(const QJsonArray &files)
{
    return {{u"version"_s, 1},
            {u"asset_id"_s, u"01890000-0000-7000-8000-000000000001"_s},
            {u"source_sha256"_s, QString(64, u'b')},
            {u"files"_s, files}};
}

Error refusal(const QJsonObject &object)
{
    const auto read = parseUploadManifest(QJsonDocument(object).toJson());
    EXPECT_FALSE(read.ok());
    return read.ok() ? Error{} : read.error();
}

Error refusalOf(const char *member, const QJsonValue &value)
{
    QJsonObject file = sound();
    file.insert(QLatin1StringView(member), value);
    const Error error = refusal(manifest({file}));
    EXPECT_TRUE(error.subject.startsWith(u"files[0]."_s + QLatin1StringView(member)))
        << qUtf8Printable(error.toString());
    return error;
}

} // namespace

TEST(UploadManifest, ReadsWhatItWrites)
{
    const auto read = parseUploadManifest(QJsonDocument(manifest({sound()})).toJson());
    ASSERT_TRUE(read.ok()) << qUtf8Printable(read.error().toString());
    EXPECT_EQ(read->files.at(0).loudness->integrated, -16.02);
    EXPECT_EQ(read->file(u"podcast-mp3")->size, 48'000);
    EXPECT_EQ(read->file(u"other"), nullptr);
    const auto again = uploadManifestFrom(read->toJson());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, *read);
}

TEST(UploadManifest, NamesWhatIsWrong)
{
    for (const char *name : {"", "../etc", "a/b", ".hidden", "مطر", "a b", "a%2f"}) {
        refusalOf("name", QString::fromUtf8(name));
    }
    refusalOf("sha256", QString(64, u'A'));
    refusalOf("sha256", QString(63, u'a'));
    refusalOf("size", -1);
    refusalOf("size", 1e18);
    refusalOf("size", 1.5);
    refusalOf("width", 65'536);
    refusalOf("content_type", u"video/mp4; codecs=x"_s);
    refusalOf("content_type", u"Video"_s);
    refusalOf("type", u"virus"_s);
    refusalOf("loudness", QJsonObject{{u"integrated"_s, 1000}});
    EXPECT_EQ(refusalOf("colour", 1).code, ErrorCode::UnknownField);
    EXPECT_EQ(refusal(manifest({sound(), sound()})).subject, u"files[1].name"_s);
    EXPECT_EQ(refusal(manifest({})).subject, u"files"_s);
    QJsonObject later = manifest({sound()});
    later.insert(u"version"_s, 2);
    EXPECT_EQ(refusal(later).subject, u"version"_s);
    QJsonArray many;
    for (int i = 0; i <= kMaxManifestFiles; ++i) {
        many.append(QJsonObject());
    }
    EXPECT_EQ(refusal(manifest(many)).subject, u"files"_s);
}

TEST(UploadManifest, RefusesWhatIsNoManifest)
{
    const QByteArray whole = QJsonDocument(manifest({sound()})).toJson(QJsonDocument::Compact);
    for (qsizetype length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(parseUploadManifest(whole.left(length)).ok()) << length;
    }
    EXPECT_EQ(parseUploadManifest(QByteArray(kMaxManifestBytes + 1, ' ')).error().code, ErrorCode::TooLarge);
    EXPECT_FALSE(parseUploadManifest(QByteArray(1'000'000, '[')).ok()) << "depth";
    EXPECT_FALSE(parseUploadManifest("[]").ok());
}

TEST(HlsPlaylist, CallsOnlyFilesBesideIt)
{
    const QByteArray text = "#EXTM3U\r\n#EXT-X-MAP:URI=\"init-720p.mp4\",BYTERANGE=\"800@0\"\r\n#EXTINF:6,\r\n720p-1.m4s\r\n"
                            "#EXTINF:6,\r\n720p-1.m4s\r\n#EXT-X-ENDLIST\r\n";
    const auto names = playlistNames(text);
    ASSERT_TRUE(names.ok()) << qUtf8Printable(names.error().toString());
    EXPECT_EQ(*names, (QStringList{u"init-720p.mp4"_s, u"720p-1.m4s"_s}));
    const auto rewritten = rewrittenPlaylist(text, [](const QString &name) { return name + u"?sig=1"_s; });
    ASSERT_TRUE(rewritten.ok());
    EXPECT_TRUE(rewritten->contains("URI=\"init-720p.mp4?sig=1\",BYTERANGE=\"800@0\"\n#EXTINF:6,\n720p-1.m4s?sig=1\n"));
    for (const char *uri : {"http://evil.example/a.ts", "file:///etc/passwd", "../a.ts", "/a.ts", "a.ts?x", "data:x", "a\\b", " a"}) {
        EXPECT_FALSE(playlistNames(QByteArray("#EXTM3U\n#EXTINF:1,\n") + uri + '\n').ok()) << uri;
        EXPECT_FALSE(playlistNames(QByteArray("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"") + uri + "\"\n").ok()) << uri;
    }
    EXPECT_FALSE(playlistNames("#EXTM3U\n#EXT-X-MAP:URI=\"open").ok());
    EXPECT_FALSE(playlistNames("just a text\n").ok());
    EXPECT_EQ(playlistNames("#EXTM3U\n" + QByteArray(200'000, '\n')).error().code, ErrorCode::TooLarge);
}

} // namespace rawi
