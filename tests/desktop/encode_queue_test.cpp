// The queue with the real worker on real media.
#include "core/desk/media/encode_extras.h"
#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/media/studio/encodes_model.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace rawi;
using namespace rawi::test;

namespace {

const QString k360 = u"360p"_s;
const QString k720 = u"720p"_s;

class EncodeQueueTest : public DeskFixture {
protected:
    EncodeQueue &queue() { return desk().encodes(); }

    Id<MediaAsset> makeAsset(const QString &path)
    {
        const Id<ContentItem> made = makeItem(u"مقطع"_s, u"Clip"_s);
        const QFileInfo info(path);
        const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                       {{u"content_id"_s, made.text()},
                                        {u"original_filename"_s, info.fileName()},
                                        {u"content_type"_s, u"video/mp4"_s},
                                        {u"file_size"_s, info.size()},
                                        {u"duration_ms"_s, 2000}}));
        EXPECT_TRUE(desk().localMedia().put({asset, u"original"_s, path, info.size(), 0, {}}).ok());
        return asset;
    }

    QUuid queued(const Id<MediaAsset> &asset, const QStringList &presets)
    {
        m_clock.advance(1);
        const auto ids = queue().enqueue(asset, presets);
        EXPECT_TRUE(ids.ok() && ids->size() == 1);
        return ids.ok() && !ids->isEmpty() ? ids->first() : QUuid();
    }

    QUuid cut(const Id<MediaAsset> &asset, const EditList &edit)
    {
        m_clock.advance(1);
        const auto id = queue().enqueueCut(asset, edit);
        EXPECT_TRUE(id.ok()) << (id.ok() ? "" : qUtf8Printable(id.error().toString()));
        return id.ok() ? *id : QUuid();
    }

    EncodeState stateOf(const QUuid &id) { return queue().job(id)->state; }
    bool becomes(const QUuid &id, EncodeState state, int ms = 120'000)
    {
        return waitFor([&] { return stateOf(id) == state; }, ms);
    }

    void setLimits(const std::function<void(EncodeLimits &)> &change)
    {
        EncodeLimits limits = queue().limits();
        change(limits);
        ASSERT_TRUE(queue().setLimits(limits).ok());
    }

    // Closes the desk and opens it again.
    void reopen()
    {
        m_desk.reset();
        SetUp();
    }

    void write(const QString &path, const QByteArray &text)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    void makeBattery(const char *status, const char *capacity)
    {
        const QString battery = m_directory.file(u"power/BAT0/"_s);
        write(battery + u"type"_s, "Battery\n");
        write(battery + u"status"_s, status);
        write(battery + u"capacity"_s, capacity);
        queue().setPowerSupplyFolder(m_directory.file(u"power"_s));
    }
};

// The letter of a process's state: 'T' stands still.
char processState(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return '-';
    }
    const QByteArray line = file.readAll();
    return line.at(line.lastIndexOf(')') + 2);
}

int framesIn(const QString &path)
{
    QProcess probe;
    probe.start(u"ffprobe"_s,
                {u"-v"_s, u"error"_s, u"-count_frames"_s, u"-select_streams"_s, u"v"_s, u"-show_entries"_s,
                 u"stream=nb_read_frames"_s, u"-of"_s, u"csv=p=0"_s, path});
    probe.waitForFinished(60'000);
    return probe.readAllStandardOutput().trimmed().split(',').first().toInt();
}

TEST_F(EncodeQueueTest, SeveralPresetsOfAFileAreOneJob)
{
    const Id<MediaAsset> asset = makeAsset(phoneVideo());
    const QUuid id = queued(asset, {k720});
    EXPECT_EQ(queued(asset, {k360, k720}), id) << "not begun yet: it takes the other preset over";
    EXPECT_EQ(queue().job(id)->presets(), (QStringList{k720, k360}));
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Done)) << qUtf8Printable(queue().job(id)->error.toString());
    const auto variants = desk().replica().where<MediaVariant>("asset_id", asset.text());
    ASSERT_TRUE(variants.ok());
    EXPECT_EQ(variants->size(), 2);
    const int frames = framesIn(phoneVideo());
    const QList<EncodeOutput> outputs = queue().job(id)->outputs;
    for (const EncodeOutput &output : outputs) {
        EXPECT_EQ(framesIn(output.path), frames) << qUtf8Printable(output.name);
        EXPECT_EQ((*desk().localMedia().find(asset, output.name))->path, output.path);
    }
    EXPECT_EQ(outputs.size(), 2);
    EXPECT_TRUE(queue().log(id).contains(u"done"_s));
}

TEST_F(EncodeQueueTest, AsManyRunAsTheLimitSaysHighPriorityFirst)
{
    queue().setPowerSupplyFolder(QString());
    const QUuid normal = queued(makeAsset(streetVideo()), {k360});
    const QUuid other = queued(makeAsset(streetVideo()), {k360});
    const QUuid high = queued(makeAsset(streetVideo()), {k360});
    queue().setPriority(high, EncodePriority::High);
    setLimits([](EncodeLimits &limits) { limits.jobsAtOnce = 2; });
    queue().start();
    ASSERT_TRUE(becomes(normal, EncodeState::Running));
    EXPECT_EQ(stateOf(high), EncodeState::Running);
    EXPECT_EQ(stateOf(other), EncodeState::Queued);
    EXPECT_NE(queue().runningPid(normal), queue().runningPid(high));
    queue().cancel(high);
    ASSERT_TRUE(becomes(other, EncodeState::Running)) << "a place became free";
    EXPECT_EQ(stateOf(high), EncodeState::Cancelled);
}

TEST_F(EncodeQueueTest, APausedJobStandsStillAndLetsTheNextOneRun)
{
    setLimits([](EncodeLimits &limits) { limits.jobsAtOnce = 1; });
    const QUuid first = queued(makeAsset(streetVideo()), {k360});
    const QUuid second = queued(makeAsset(phoneVideo()), {k360});
    queue().start();
    ASSERT_TRUE(becomes(first, EncodeState::Running));
    const qint64 pid = queue().runningPid(first);
    queue().pause(first);
    EXPECT_TRUE(waitFor([&] { return processState(pid) == 'T'; }));
    ASSERT_TRUE(becomes(second, EncodeState::Running));
    queue().resume(first);
    EXPECT_EQ(stateOf(first), EncodeState::Queued) << "the only place is taken";
    ASSERT_TRUE(becomes(second, EncodeState::Done));
    ASSERT_TRUE(becomes(first, EncodeState::Running));
    EXPECT_EQ(queue().runningPid(first), pid) << "the same worker goes on";
    EXPECT_TRUE(waitFor([&] { return processState(pid) != 'T'; }));
}

TEST_F(EncodeQueueTest, ALowBatteryStopsWhatRunsUntilThereIsPower)
{
    const QUuid id = queued(makeAsset(streetVideo()), {k360});
    makeBattery("Discharging\n", "80\n");
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Running));
    const qint64 pid = queue().runningPid(id);
    makeBattery("Discharging\n", "10\n");
    EXPECT_EQ(queue().hold(), EncodeHold::Battery);
    EXPECT_TRUE(waitFor([&] { return processState(pid) == 'T'; }));
    makeBattery("Charging\n", "10\n");
    EXPECT_EQ(queue().hold(), EncodeHold::None);
    EXPECT_TRUE(waitFor([&] { return processState(pid) != 'T'; }));
}

TEST_F(EncodeQueueTest, NothingStartsOnAFullDisk)
{
    const QUuid id = queued(makeAsset(phoneVideo()), {k360});
    setLimits([](EncodeLimits &limits) { limits.freeGigabytes = 1'000'000; });
    queue().start();
    wait(200);
    EXPECT_EQ(queue().hold(), EncodeHold::DiskSpace);
    EXPECT_EQ(stateOf(id), EncodeState::Queued);
    setLimits([](EncodeLimits &limits) { limits.freeGigabytes = 0; });
    ASSERT_TRUE(becomes(id, EncodeState::Done));
}

TEST_F(EncodeQueueTest, AClosedDeskGoesOnFromItsLastSegment)
{
    const Id<MediaAsset> asset = makeAsset(streetVideo());
    const QUuid id = queued(asset, {k360});
    queue().start();
    ASSERT_TRUE(waitFor([&] { return queue().job(id)->permille > 500; }, 120'000));
    setLimits([](EncodeLimits &limits) { limits.batteryFloor = 7; });
    reopen();
    EXPECT_EQ(stateOf(id), EncodeState::Queued);
    EXPECT_EQ(queue().limits().batteryFloor, 7);
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Done));
    EXPECT_GT(queue().job(id)->resumedSegments, 0);
    EXPECT_EQ(framesIn(queue().job(id)->outputs.first().path), 795);
}

TEST_F(EncodeQueueTest, TheOrderSurvivesTheDesk)
{
    const QUuid one = queued(makeAsset(phoneVideo()), {k360});
    const QUuid two = queued(makeAsset(phoneVideo()), {k360});
    const QUuid three = queued(makeAsset(phoneVideo()), {k360});
    queue().move({three}, one);
    const auto order = [&] {
        QList<QUuid> ids;
        for (const EncodeJob &job : queue().jobs()) {
            ids.append(job.id);
        }
        return ids;
    };
    EXPECT_EQ(order(), (QList<QUuid>{three, one, two}));
    reopen();
    EXPECT_EQ(order(), (QList<QUuid>{three, one, two}));
}

TEST_F(EncodeQueueTest, AFailedJobKeepsItsLogAndTheSameRequestTriesItAgain)
{
    const QString path = m_directory.file(u"clip.mp4"_s);
    write(path, "no film at all, and long enough to be looked at");
    const Id<MediaAsset> asset = makeAsset(path);
    const QUuid id = queued(asset, {k360});
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Failed));
    EXPECT_EQ(queue().job(id)->error.code, ErrorCode::NotMedia);
    EXPECT_TRUE(queue().log(id).contains(u"not_media"_s)) << qUtf8Printable(queue().log(id));
    QFile::remove(path);
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    EXPECT_EQ(queued(asset, {k360}), id);
    ASSERT_TRUE(becomes(id, EncodeState::Done));
    EXPECT_EQ(queue().job(id)->attempts, 2);
}

// However often and for whatever it is asked, what is wrong with a file is one row, which is tried again as a whole.
TEST_F(EncodeQueueTest, AFileThatFailsStandsOnceAmongTheJobs)
{
    const QString path = m_directory.file(u"clip.mp4"_s);
    write(path, "no film at all, and long enough to be looked at");
    const Id<MediaAsset> asset = makeAsset(path);
    EncodesModel model(desk());
    queue().start();
    const QUuid first = queued(asset, {k360});
    ASSERT_TRUE(becomes(first, EncodeState::Failed));
    const QUuid second = queued(asset, {k720});
    ASSERT_TRUE(waitFor([&] { return queue().job(second) && stateOf(second) == EncodeState::Failed; }, 120'000));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(queue().jobs().first().presets(), (QStringList{k720, k360}));
    const QUuid third = queued(asset, {k360, k720, u"480p"_s});
    ASSERT_TRUE(waitFor([&] { return queue().job(third) && stateOf(third) == EncodeState::Failed; }, 120'000));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(queue().totals().failed, 1);
    EXPECT_EQ(desk().attentionCount(), 0) << "it stands among the jobs";
    reopen();
    EXPECT_EQ(queue().jobs().size(), 1);
    QFile::remove(path);
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    queue().start();
    queue().retry(third);
    ASSERT_TRUE(becomes(third, EncodeState::Done));
    EXPECT_EQ(queue().job(third)->outputs.size(), 3);
    EXPECT_EQ(queue().jobs().size(), 1);
}

TEST_F(EncodeQueueTest, TheGraphicsCardIsAskedAndTheQueueSaysWhatEncoded)
{
    const QUuid plain = queued(makeAsset(phoneVideo()), {k360});
    queue().start();
    ASSERT_TRUE(becomes(plain, EncodeState::Done));
    EXPECT_EQ(queue().job(plain)->outputs.first().encoder, u"libx264"_s);
    EXPECT_EQ(queue().job(plain)->outputs.first().encoderNote, QString());
    setLimits([](EncodeLimits &limits) { limits.hardware = true; });
    const QUuid asked = queued(makeAsset(phoneVideo()), {k360});
    ASSERT_TRUE(becomes(asked, EncodeState::Done)) << qUtf8Printable(queue().job(asked)->error.toString());
    const EncodeOutput output = queue().job(asked)->outputs.first();
    EXPECT_FALSE(queue().job(asked)->plan.contains(u"hardware"_s))
        << "the card is this desk's, not the job's";
    // Here stands a card, or the reason why not: which one is up to the machine.
    EXPECT_EQ(output.encoder == u"libx264"_s, !output.encoderNote.isEmpty());
    EXPECT_TRUE(queue().log(asked).contains(u"360p: encoded by "_s + output.encoder))
        << qUtf8Printable(queue().log(asked));
    EncodesModel model(desk());
    const QModelIndex state = model.index(0, EncodesModel::StateColumn);
    EXPECT_TRUE(state.data().toString().contains(u"graphics card"_s))
        << qUtf8Printable(state.data().toString());
    EXPECT_TRUE(state.data(Qt::ToolTipRole).toString().contains(output.encoder));
}

TEST_F(EncodeQueueTest, AStreamOfOtherSizesKeepsTheFirstOnesMaster)
{
    const Id<MediaAsset> asset = makeAsset(phoneVideo());
    const QUuid both = queued(asset, {u"hls-480p"_s, u"hls-360p"_s});
    queue().start();
    ASSERT_TRUE(becomes(both, EncodeState::Done)) << qUtf8Printable(queue().job(both)->error.toString());
    const auto first = desk().localMedia().find(asset, u"hls-360p_hls-480p-master.m3u8"_s);
    ASSERT_TRUE(first.ok() && first->has_value());
    const QUuid alone = queued(asset, {u"hls-360p"_s});
    ASSERT_TRUE(becomes(alone, EncodeState::Done)) << qUtf8Printable(queue().job(alone)->error.toString());
    const auto second = desk().localMedia().find(asset, u"hls-360p-master.m3u8"_s);
    ASSERT_TRUE(second.ok() && second->has_value());
    const auto still = desk().localMedia().find(asset, u"hls-360p_hls-480p-master.m3u8"_s);
    ASSERT_TRUE(still.ok() && still->has_value());
    EXPECT_EQ((*still)->path, (*first)->path);
    EXPECT_TRUE(QFile::exists((*still)->path));
}

TEST_F(EncodeQueueTest, ACutWaitsItsTurnAndItsFileIsOneOfTheItem)
{
    const Id<MediaAsset> asset = makeAsset(phoneVideo());
    const QUuid other = queued(makeAsset(streetVideo()), {k360});
    setLimits([](EncodeLimits &limits) { limits.jobsAtOnce = 1; });
    const EditList edit({{0, 800'000, {}}});
    const QUuid id = cut(asset, edit);
    EXPECT_EQ(cut(asset, edit), id) << "it is on its way";
    EXPECT_EQ(queue().job(id)->durationMs, 800);
    queue().setPriority(other, EncodePriority::Low);
    EXPECT_EQ(queue().jobs().first().id, id) << "it has its place by priority like any other";
    setLimits([](EncodeLimits &limits) { limits.stopped = true; });
    queue().start();
    wait(300);
    EXPECT_EQ(stateOf(id), EncodeState::Queued);
    QUuid made;
    QObject::connect(&queue(), &EncodeQueue::cutMade, &desk(), [&](const QUuid &, const QUuid &now) { made = now; });
    setLimits([](EncodeLimits &limits) { limits.stopped = false; });
    ASSERT_TRUE(becomes(id, EncodeState::Done)) << qUtf8Printable(queue().job(id)->error.toString());
    const auto record = desk().replica().find(Id<MediaAsset>(made));
    ASSERT_TRUE(record.ok() && *record);
    EXPECT_EQ((*record)->contentId, (*desk().replica().find(asset))->contentId);
    const EncodeJob job = *queue().job(id);
    EXPECT_EQ(framesIn(job.outputs.first().path), job.copiedFrames + job.encodedFrames);
    EXPECT_EQ((*desk().localMedia().find(Id<MediaAsset>(made), u"original"_s))->path,
              job.outputs.first().path);
    EXPECT_TRUE(queue().log(id).contains(u"frames copied"_s)) << qUtf8Printable(queue().log(id));
    queue().remove(id);
    EXPECT_TRUE(QFile::exists(job.outputs.first().path)) << "the file is the library's now";
}

TEST_F(EncodeQueueTest, ACutIsPausedAndStartsOverAfterTheDeskWasClosed)
{
    const QUuid id = cut(makeAsset(streetVideo()), EditList({{0, 8'000'000, {}}}));
    const qsizetype before = desk().replica().rows(recordInfo<MediaAsset>())->size();
    queue().start();
    ASSERT_TRUE(waitFor([&] { return queue().job(id)->permille > 50; }, 120'000));
    const qint64 pid = queue().runningPid(id);
    queue().pause(id);
    EXPECT_TRUE(waitFor([&] { return processState(pid) == 'T'; }));
    EXPECT_EQ(stateOf(id), EncodeState::Paused);
    queue().resume(id);
    ASSERT_TRUE(becomes(id, EncodeState::Running));
    reopen();
    EXPECT_EQ(stateOf(id), EncodeState::Queued);
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Done)) << qUtf8Printable(queue().job(id)->error.toString());
    EXPECT_EQ(queue().job(id)->attempts, 2);
    EXPECT_EQ(framesIn(queue().job(id)->outputs.first().path), 80);
    EXPECT_EQ(desk().replica().rows(recordInfo<MediaAsset>())->size(), before + 1);
}

TEST_F(EncodeQueueTest, ACutThatWasMadeButNotTakenInIsNotMadeAgain)
{
    const Id<MediaAsset> asset = makeAsset(phoneVideo());
    const QUuid id = cut(asset, EditList({{0, 800'000, {}}}));
    EncodeJob job = *queue().job(id);
    const QString path = m_directory.file(u"cuts/"_s + uuidText(id) + u"/made.mp4"_s);
    QDir().mkpath(QFileInfo(path).path());
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    job.state = EncodeState::Running;
    job.attempts = 1;
    job.outputs = {{u"cut"_s, path}};
    ASSERT_TRUE(EncodeJobStore(desk().replica()).put(job).ok());
    for (int start = 0; start < 2; ++start) { // and when it died between taking it in and noting that
        reopen();
        queue().start();
        ASSERT_TRUE(becomes(id, EncodeState::Done));
        EXPECT_EQ(queue().job(id)->attempts, 1);
        EXPECT_EQ(desk().localMedia().originalsAt(path)->size(), 1);
        job.state = EncodeState::Running;
        ASSERT_TRUE(EncodeJobStore(desk().replica()).put(job).ok());
    }
}

TEST_F(EncodeQueueTest, ACutThatCannotBeMadeSaysWhyAndLeavesNothing)
{
    const QString path = m_directory.file(u"clip.mp4"_s);
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    const Id<MediaAsset> asset = makeAsset(path);
    EXPECT_EQ(queue().enqueueCut(asset, EditList()).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(queue().enqueueCut(asset, EditList({{0, 500'000, Id<MediaAsset>(QUuid::createUuid())}})).error().code,
              ErrorCode::FileMissing);
    const QUuid id = cut(asset, EditList({{0, 800'000, {}}}));
    QFile::remove(path);
    queue().start();
    ASSERT_TRUE(becomes(id, EncodeState::Failed));
    EXPECT_EQ(queue().job(id)->error.code, ErrorCode::FileMissing);
    EXPECT_FALSE(QDir(m_directory.file(u"cuts/"_s + uuidText(id))).exists());
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    EXPECT_EQ(cut(asset, EditList({{0, 800'000, {}}})), id) << "the same cut tries it again";
    ASSERT_TRUE(becomes(id, EncodeState::Done));
}

TEST_F(EncodeQueueTest, WordsChaptersAndTheCutGoIntoTheRendition)
{
    const Id<MediaAsset> asset = makeAsset(streetVideo());
    const QString folder = m_directory.file(u"texts"_s);
    EXPECT_EQ(extrasFor(desk().replica(), asset, {}, folder)->size(), 0) << "nothing is written about it";
    EXPECT_EQ(extrasFor(desk().replica(), asset, {true, {}, true}, folder).error().code, ErrorCode::NotFound);
    EXPECT_EQ(extrasFor(desk().replica(), asset, {true, u"ar"_s, false}, folder).error().code,
              ErrorCode::NotFound);
    const auto put = [&](const char *kind, const QString &body) {
        const auto done = desk().execute(u"subtitles.put"_s,
                                         {{u"asset_id"_s, asset.text()},
                                          {u"language"_s, u"ar"_s},
                                          {u"kind"_s, QLatin1StringView(kind)},
                                          {u"body"_s, body}});
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    };
    put("subtitles",
        u"WEBVTT\n\n1\n00:00:01.000 --> 00:00:05.000\nيُحذف\n\n2\n00:00:11.000 --> 00:00:31.000\nمرحبًا بكم\n"_s);
    put("chapters",
        u"WEBVTT\n\n1\n00:00:00.000 --> 00:00:30.000\nالبداية\n\n2\n00:00:30.000 --> 00:01:19.000\nالساحة\n"_s);
    const EditList edit({{10'000'000, 12'000'000, {}}, {30'000'000, 33'000'000, {}}});
    const auto kept = desk().execute(
        u"edit.create"_s, {{u"asset_id"_s, asset.text()}, {u"name"_s, u"أ"_s}, {u"edits"_s, edit.toJson()}});
    ASSERT_TRUE(kept.ok()) << qUtf8Printable(kept.error().toString());
    EncodeRequest request;
    request.asset = asset;
    request.presets = {k360};
    request.extras = *extrasFor(desk().replica(), asset, {true, {}, true}, folder);
    const auto ids = queue().enqueue(request);
    ASSERT_TRUE(ids.ok());
    queue().start();
    ASSERT_TRUE(becomes(ids->first(), EncodeState::Done)) << qUtf8Printable(queue().job(ids->first())->error.toString());
    const QString made = queue().job(ids->first())->outputs.first().path;
    EXPECT_EQ(framesIn(made), 50);
    QProcess probe;
    probe.start(u"ffprobe"_s,
                {u"-v"_s, u"error"_s, u"-show_chapters"_s, u"-show_streams"_s, u"-of"_s, u"json"_s, made});
    probe.waitForFinished(60'000);
    const QJsonObject said = QJsonDocument::fromJson(probe.readAllStandardOutput()).object();
    const QJsonArray chapters = said.value("chapters"_L1).toArray();
    ASSERT_EQ(chapters.size(), 2);
    EXPECT_EQ(chapters[1]["start_time"_L1].toString().toDouble(), 2.0) << "where the cut plays it";
    EXPECT_EQ(chapters[1]["tags"_L1]["title"_L1].toString(), u"الساحة"_s);
    QProcess words;
    words.start(u"ffmpeg"_s,
                {u"-v"_s, u"error"_s, u"-i"_s, made, u"-map"_s, u"0:s"_s, u"-f"_s, u"srt"_s, u"-"_s});
    words.waitForFinished(60'000);
    const QString srt = QString::fromUtf8(words.readAllStandardOutput());
    EXPECT_TRUE(srt.contains(u"00:00:01,000 --> 00:00:03,000"_s)) << qUtf8Printable(srt);
    EXPECT_TRUE(srt.contains(u"مرحبًا بكم"_s)) << qUtf8Printable(srt);
    EXPECT_FALSE(srt.contains(u"يُحذف"_s));
    const QJsonObject burnt = *extrasFor(desk().replica(), asset, {false, u"ar"_s, false}, folder);
    EXPECT_TRUE(burnt.value("subtitles"_L1)[0]["burn"_L1].toBool());
    EXPECT_FALSE(burnt.contains(u"chapters"_s));
}

TEST_F(EncodeQueueTest, ARenditionMadeAgainReplacesTheFile)
{
    const Id<MediaAsset> asset = makeAsset(phoneVideo());
    const QUuid first = queued(asset, {k360});
    queue().start();
    ASSERT_TRUE(becomes(first, EncodeState::Done));
    const QUuid second = queued(asset, {k360});
    ASSERT_NE(first, second);
    ASSERT_TRUE(becomes(second, EncodeState::Done));
    EXPECT_FALSE(QFile::exists(queue().job(first)->outputs.first().path));
    EXPECT_TRUE(QFile::exists(queue().job(second)->outputs.first().path));
}

} // namespace
