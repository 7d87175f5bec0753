#include "core/media/encode_plan.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi {

namespace {

const char *const kWhole = R"({"renditions":[
  {"name":"720p","version":3,"settings":{"form":"mp4","video":{"height":720,"crf":21},"audio":{"rate":128000,"loudness":-16}}},
  {"name":"square","settings":{"form":"mp4","video":{"shape":"square"}}}],
  "frame_centre":{"x":0.25,"y":0.5},
  "subtitles":[{"path":"/a/ar.vtt","language":"ar","burn":true}],
  "chapters":[{"start_ms":0,"title":"مقدمة"},{"start_ms":61000,"title":"Two"}],
  "audio_tracks":[{"language":"ar","role":"original"},{"path":"/a/en.wav","language":"en","role":"dub"}]})";

Error errorOf(const QByteArray &json)
{
    const Result<EncodePlan> plan = EncodePlan::fromJson(json);
    return plan.ok() ? Error{ErrorCode::Internal, u"accepted"_s, {}} : plan.error();
}

} // namespace

TEST(EncodePlan, ReadsEveryPartAndWritesItBack)
{
    const Result<EncodePlan> plan = EncodePlan::fromJson(kWhole);
    ASSERT_TRUE(plan.ok()) << plan.error().toString().toStdString();
    EXPECT_EQ(plan->renditions.size(), 2);
    EXPECT_EQ(plan->renditions[0].version, 3);
    EXPECT_EQ(plan->renditions[0].settings.video->crf, 21);
    EXPECT_EQ(plan->renditions[0].settings.audio->loudness, -16);
    EXPECT_EQ(plan->renditions[1].settings.video->shape, PictureShape::Square);
    EXPECT_EQ(plan->frameCentre.x, 0.25);
    EXPECT_TRUE(plan->subtitles[0].burn);
    EXPECT_EQ(plan->chapters[1].startMs, 61000);
    EXPECT_EQ(plan->audioTracks[1].role, AudioRole::Dub);
    EXPECT_EQ(plan->audioTracks[0].stream, -1);
    const QByteArray written = QJsonDocument(plan->toJson()).toJson();
    const Result<EncodePlan> again = EncodePlan::fromJson(written);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->toJson(), plan->toJson());
}

TEST(EncodePlan, NamesWhatIsWrong)
{
    EXPECT_EQ(errorOf("not json").code, ErrorCode::CorruptData);
    EXPECT_EQ(errorOf("{}").code, ErrorCode::FieldRequired);
    EXPECT_EQ(errorOf("{}").subject, u"renditions"_s);
    EXPECT_EQ(errorOf(QByteArray(2 << 20, ' ')).code, ErrorCode::TooLarge);
    const QByteArray settings = R"("settings":{"form":"mp4","video":{}})";
    EXPECT_EQ(errorOf(R"({"renditions":[{)" + settings + "}]}").subject, u"renditions[0].name"_s);
    EXPECT_EQ(errorOf(R"({"renditions":[{"name":"../up",)" + settings + "}]}").subject,
              u"renditions[0].name"_s);
    EXPECT_EQ(
        errorOf(R"({"renditions":[{"name":"a",)" + settings + R"(},{"name":"A",)" + settings + "}]}").subject,
        u"renditions"_s);
    EXPECT_EQ(
        errorOf(R"({"renditions":[{"name":"a","settings":{"form":"mp4","video":{"crf":99}}}]})").subject,
        u"renditions[0].settings.video.crf"_s);
    const QByteArray fine = R"({"renditions":[{"name":"a",)" + settings + "}],";
    EXPECT_EQ(errorOf(fine + R"("frame_centre":{"x":2}})").subject, u"frame_centre.x"_s);
    EXPECT_EQ(errorOf(fine + R"("chapters":[{"start_ms":5},{"start_ms":5}]})").subject, u"chapters"_s);
    EXPECT_EQ(errorOf(fine + R"("subtitles":[{"language":"ar"}]})").subject, u"subtitles[0].path"_s);
    EXPECT_EQ(errorOf(fine + R"("audio_tracks":[{"role":"singer"}]})").subject, u"audio_tracks[0].role"_s);
    EXPECT_EQ(errorOf(fine + R"("colour":1})").code, ErrorCode::UnknownField);
}

} // namespace rawi
