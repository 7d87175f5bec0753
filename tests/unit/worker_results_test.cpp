#include "core/media/serve_lines.h"
#include "core/media/worker_lines.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

// Lines as workers of earlier builds print them, and desks of earlier builds read them.
constexpr const char *kEncoded = R"({"type":"done","resumed_segments":3,
  "master":{"name":"m-master.m3u8","path":"/o/m-master.m3u8","content_type":"application/vnd.apple.mpegurl","size":90,"sha256":"aa"},
  "renditions":[
    {"name":"720p","path":"/o/720p.mp4","content_type":"video/mp4","size":5000000000,"sha256":"bb","width":1280,"height":720,
     "duration_ms":60000,"frames":1500,"encoder":"libx264","encoder_note":"no card","copied":true,"copied_why":"as wanted",
     "loudness":{"integrated":-16.02,"range":3,"gain_db":2,"limited":false,"ceiling":-1}},
    {"name":"hls","path":"/o/hls.m3u8","content_type":"application/vnd.apple.mpegurl","size":70,"sha256":"cc","width":0,"height":0,
     "duration_ms":60000,"frames":0,
     "files":[{"name":"hls.m3u8","path":"/o/hls.m3u8","content_type":"application/vnd.apple.mpegurl","size":70,"sha256":"cc"}]}]})";

QJsonObject object(const char *json)
{
    const QJsonObject read = QJsonDocument::fromJson(json).object();
    EXPECT_FALSE(read.isEmpty()) << json;
    return read;
}

// What is read of a line is written as the same line.
template <typename T>
T survives(const char *json)
{
    const QJsonObject line = object(json);
    const T read = fromJson<T>(line);
    EXPECT_EQ(toJson(read), line);
    return read;
}

} // namespace

TEST(WorkerResults, AnEncodesLineIsWrittenAsItIsRead)
{
    const QJsonObject line = object(kEncoded);
    const auto result = fromJson<EncodeResult>(line);
    EXPECT_EQ(workerLine(WorkerLine::Done, toJson(result)), line);
    EXPECT_EQ(result.resumedSegments, 3);
    ASSERT_TRUE(result.master);
    EXPECT_EQ(result.master->name, u"m-master.m3u8"_s);
    ASSERT_EQ(result.renditions.size(), 2);
    EXPECT_EQ(result.renditions[0].size, 5'000'000'000);
    EXPECT_EQ(result.renditions[0].durationMs, 60'000);
    EXPECT_EQ(result.renditions[0].encoderNote, u"no card"_s);
    EXPECT_EQ(result.renditions[0].loudness.value("integrated"_L1).toDouble(), -16.02);
    ASSERT_EQ(result.renditions[1].files.size(), 1);
    EXPECT_EQ(result.renditions[1].files[0].sha256, u"cc"_s);
    EXPECT_FALSE(result.renditions[1].copied);
}

TEST(WorkerResults, ALineOfAnotherVersionIsReadAsFarAsItIsKnown)
{
    const auto result = fromJson<EncodeResult>(object(
        R"({"type":"done","colour":1,"renditions":[{"name":"720p","smell":[1],"size":7,"width":"wide","frames":null}]})"));
    ASSERT_EQ(result.renditions.size(), 1);
    EXPECT_EQ(result.renditions[0].name, u"720p"_s);
    EXPECT_EQ(result.renditions[0].size, 7);
    EXPECT_EQ(result.renditions[0].width, 0);
    EXPECT_FALSE(result.master);
    EXPECT_TRUE(fromJson<EncodeResult>({}).renditions.isEmpty());
}

TEST(WorkerResults, WhatTheOtherVerbsMadeSurvivesItsJson)
{
    const auto thumbs = survives<ThumbsResult>(R"({"source":"frame","at_ms":4000,"candidates":[],
      "pictures":[{"name":"poster","path":"/o/poster.jpg","content_type":"image/jpeg","size":9,"sha256":"aa","width":1280,
                   "height":720,"at_ms":4000}]})");
    ASSERT_EQ(thumbs.pictures.size(), 1);
    EXPECT_EQ(thumbs.pictures[0].atMs, 4000);
    const auto board = survives<StoryboardResult>(R"({"tiles":12,"files":[{"type":"storyboard","name":"storyboard-0",
      "path":"/o/storyboard-0.jpg","content_type":"image/jpeg","size":9,"sha256":"aa","width":1600,"height":900}]})");
    ASSERT_EQ(board.files.size(), 1);
    EXPECT_EQ(board.files[0].type, VariantType::Storyboard);
    EXPECT_EQ(board.files[0].height, 900);
    const auto cut = survives<CutResult>(R"_({"name":"cut.mp4","path":"/o/cut.mp4","content_type":"video/mp4","size":9,
      "sha256":"aa","width":640,"height":360,"duration_ms":4000,"frames":100,"copied_frames":90,"encoded_frames":10,
      "sound":"copied","reasons":["b","a"],"left_out":["audio 2 (eng)"]})_");
    EXPECT_EQ(cut.sound, CutSound::Copied);
    EXPECT_EQ(cut.reasons, (QStringList{u"b"_s, u"a"_s}));
}

TEST(WorkerResults, ProgressIsReadOfItsLinesAlone)
{
    const QJsonObject line = workerLine(WorkerLine::Progress, toJson(EncodeProgress{u"video"_s, 250, 31.26, 1.254, 60'000}));
    EXPECT_EQ(line, object(R"({"type":"progress","pass":"video","permille":250,"fps":31.3,"rate":31.3,"speed":1.25,"eta_ms":60000})"));
    const auto read = workerProgress(line);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->permille, 250);
    EXPECT_EQ(read->fps, 31.3);
    const auto early = workerProgress(object(R"({"type":"progress","permille":1})"));
    ASSERT_TRUE(early);
    EXPECT_EQ(early->etaMs, -1) << "not known yet";
    EXPECT_FALSE(workerProgress(object(kEncoded)));
    EXPECT_FALSE(workerProgress({{u"permille"_s, 5}}));
}

TEST(WorkerResults, WhatAServingWorkerIsAskedAndAnswersSurvivesItsJson)
{
    survives<ServeRequest>(R"({"id":7,"arguments":["probe","/b","/a","--json"]})");
    EXPECT_TRUE(survives<ServeRequest>(R"({"id":7,"kill":true})").kill);
    EXPECT_EQ(survives<ServeAnswer>(R"({"id":7,"line":{"kind":"video"}})").line->size(), 1);
    const auto ended = survives<ServeAnswer>(R"({"id":7,"exit":0,"complaints":"a word"})");
    EXPECT_FALSE(ended.line || ended.signal);
    EXPECT_EQ(ended.exit, 0);
    EXPECT_EQ(survives<ServeAnswer>(R"({"id":7,"signal":9})").signal, 9);
    EXPECT_EQ(fromJson<ServeAnswer>({{u"error"_s, QJsonObject()}}).id, -1) << "of nobody's request";
}

TEST(WorkerResults, AnErrorIsFoundInBothFormsOfIt)
{
    const Error error{ErrorCode::DiskFull, u"/o"_s, u"no room"_s};
    EXPECT_EQ(workerError({{u"error"_s, toJson(error)}}), error);
    EXPECT_EQ(workerError(workerLine(WorkerLine::Error, {{u"error"_s, toJson(error)}})), error);
    EXPECT_EQ(workerError(workerLine(WorkerLine::Error, toJson(error))), error);
    EXPECT_FALSE(workerError(object(kEncoded)));
}

} // namespace rawi::test
