#include "core/media/probe_report.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

// As it stands in assets that earlier builds have added.
constexpr const char *kFilm = R"({"schema":1,"kind":"video","content_type":"video/mp4","file_size":5000000000,
  "container":{"format":"mp4","description":"QuickTime / MOV"},"duration_ms":60000,"bit_rate":800000,"width":1080,"height":1920,
  "main_video":1,"main_audio":0,"chapters":[{"start_ms":0,"end_ms":5000,"title":"one"}],"tags":{"title":"t"},
  "has_location":true,"verdict":{"plays_everywhere":false,"reasons":["hdr","variable_frame_rate"]},
  "streams":[
    {"index":0,"type":"audio","codec":"aac","profile":"LC","language":"ara","title":"","disposition":["default"],
     "duration_ms":60000,"bit_rate":96000,"sample_rate":48000,"channels":2,"channel_layout":"stereo","sample_format":"fltp"},
    {"index":1,"type":"video","codec":"hevc","profile":"Main 10","language":"","title":"","disposition":["forced","default"],
     "duration_ms":60000,"bit_rate":700000,"coded_width":1920,"coded_height":1080,"width":1080,"height":1920,"rotation":90,
     "mirrored":false,"sample_aspect":"1:1","frame_rate":{"num":30000,"den":1001},"variable_frame_rate":true,
     "pixel_format":"yuv420p10le","bit_depth":10,"color_space":"bt2020nc","color_primaries":"bt2020",
     "color_transfer":"smpte2084","color_range":"tv","hdr":true,"hdr_format":"pq","interlaced":false,
     "brightness":{"screen_min":0.005,"screen_max":1000,"max_cll":400,"max_fall":100}},
    {"index":2,"type":"subtitle","codec":"mov_text","profile":"","language":"eng","title":"","disposition":[],
     "duration_ms":0,"bit_rate":0}]})";

QJsonObject report(const char *json)
{
    const QJsonObject read = QJsonDocument::fromJson(json).object();
    EXPECT_FALSE(read.isEmpty());
    return read;
}

} // namespace

TEST(ProbeReport, IsWrittenAsItIsRead)
{
    const QJsonObject json = report(kFilm);
    const auto film = fromJson<ProbeReport>(json);
    EXPECT_EQ(toJson(film), json);
    EXPECT_EQ(film.fileSize, 5'000'000'000);
    EXPECT_EQ(film.kind, ProbeKind::Video);
    ASSERT_EQ(film.streams.size(), 3);
    EXPECT_TRUE(film.streams[0].isSound());
    EXPECT_EQ(film.streams[1].disposition, (QStringList{u"forced"_s, u"default"_s})) << "their order is the file's";
    ASSERT_NE(film.mainPicture(), nullptr);
    EXPECT_EQ(film.mainPicture()->frameRate.den, 1001);
    ASSERT_TRUE(film.mainPicture()->brightness);
    EXPECT_EQ(film.mainPicture()->brightness->maxCll, 400);
    ASSERT_TRUE(film.verdict);
    EXPECT_EQ(film.verdict->reasons.size(), 2);
    EXPECT_FALSE(film.exif);
}

TEST(ProbeReport, HoldsOfACameraWhatItWrote)
{
    ProbeReport picture;
    picture.kind = ProbeKind::Picture;
    picture.exif = ProbeCamera();
    picture.exif->iso = u"100"_s;
    const QJsonObject json = toJson(picture);
    EXPECT_EQ(json.value("exif"_L1).toObject(), (QJsonObject{{u"iso"_s, u"100"_s}}));
    EXPECT_FALSE(json.contains("verdict"_L1));
    ASSERT_TRUE(fromJson<ProbeReport>(json).exif);
    EXPECT_EQ(fromJson<ProbeReport>(json).exif->iso, u"100"_s);
}

TEST(ProbeReport, OfAnotherVersionIsReadAsFarAsItIsKnown)
{
    const auto newer = fromJson<ProbeReport>(report(
        R"({"schema":9,"kind":"hologram","width":"wide","smell":1,"streams":[{"index":0,"type":"video","depth":[]},7]})"));
    EXPECT_EQ(newer.schema, 9);
    EXPECT_EQ(newer.kind, ProbeKind::Video);
    EXPECT_EQ(newer.width, 0);
    ASSERT_EQ(newer.streams.size(), 2);
    EXPECT_TRUE(newer.streams[0].isPicture());
    EXPECT_EQ(newer.mainPicture(), nullptr) << "it does not say which";
    const auto none = fromJson<ProbeReport>({});
    EXPECT_EQ(none.mainVideo, -1);
    EXPECT_EQ(none.mainAudio, -1);
    EXPECT_FALSE(none.verdict);
}

TEST(ProbeReport, IsSharedWithoutPlaces)
{
    const QJsonObject clean = withoutPlaces(report(
        R"({"tags":{"title":"Aden","location-eng":"+12.78+045.01/","GPSLatitude":"12","LOCATION":"a","note":"+12.7855+045.0187+006/"}})"));
    EXPECT_EQ(clean, report(R"({"tags":{"title":"Aden"},"has_location":true})"));
    const QJsonObject plain = report(R"({"tags":{"title":"+20 percent","comment":"+1-2"},"has_location":false})");
    EXPECT_EQ(withoutPlaces(plain), plain);
    EXPECT_EQ(withoutPlaces({}), QJsonObject());
}

} // namespace rawi::test
