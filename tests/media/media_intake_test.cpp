#include "core/media/quality_report.h"
#include "core/media/storyboard.h"
#include "core/media/waveform.h"
#include "tests/desktop/desk_fixture.h"
#include "tests/media/process_tree.h"
#include "tests/support/media_files.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <csignal>

namespace rawi::test {

namespace {

constexpr int kPatienceMs = 60'000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

// This program's `rawi-media serve`; 0 = there is none.
qint64 servingProcess()
{
    for (const qint64 process : childrenOf(QCoreApplication::applicationPid())) {
        QFile words(u"/proc/%1/cmdline"_s.arg(process));
        if (words.open(QIODevice::ReadOnly) && words.readAll().split('\0').contains("serve")) {
            return process;
        }
    }
    return 0;
}

} // namespace

class MediaIntakeTest : public DeskFixture {
protected:
    // Brings a file in and waits until all is made of it.
    Id<MediaAsset> bring(const QString &path)
    {
        QUuid asset;
        const auto added = QObject::connect(&desk().intake(), &MediaIntake::added, &desk(),
                                            [&](const QString &, const QUuid &, const QUuid &id) { asset = id; });
        bool whole = false;
        const auto ready = QObject::connect(&desk().analyses(), &AnalysisQueue::ready, &desk(),
                                            [&](const QUuid &id, bool all) { whole = whole || (all && id == asset); });
        m_clock.advance(1);
        desk().intake().add({path}, {}, SameFile::Take);
        EXPECT_TRUE(waitFor([&] { return whole; }, kPatienceMs)) << qPrintable(path);
        QObject::disconnect(added);
        QObject::disconnect(ready);
        return Id<MediaAsset>(asset);
    }

    QString pathOf(const Id<MediaAsset> &asset, const char *variant)
    {
        const auto file = desk().localMedia().find(asset, QString::fromLatin1(variant));
        return file.ok() && *file ? (*file)->path : QString();
    }

    std::optional<MediaVariant> variant(const Id<MediaAsset> &asset, const char *name)
    {
        const auto all = desk().replica().where<MediaVariant>("asset_id", asset.text());
        for (const MediaVariant &one : all.ok() ? *all : QList<MediaVariant>()) {
            if (one.name == QLatin1StringView(name)) {
                return one;
            }
        }
        return {};
    }
};

TEST_F(MediaIntakeTest, MakesAndAnnouncesEverythingOnce)
{
    const Id<MediaAsset> first = bring(phoneVideo());
    const auto board = readStoryboard(contents(pathOf(first, "storyboard.vtt")));
    ASSERT_TRUE(board.ok() && !board->tiles.isEmpty());
    EXPECT_TRUE(QFileInfo::exists(pathOf(first, qPrintable(board->tiles.first().variant()))));
    const auto wave = readWaveform(contents(pathOf(first, "waveform")));
    ASSERT_TRUE(wave.ok());
    EXPECT_NEAR(double(wave->durationMs()), 1600, 200);
    const auto report = QualityReport::fromJson(QJsonDocument::fromJson(contents(pathOf(first, "report"))).object());
    ASSERT_TRUE(report.ok() && report->loudness);
    const std::pair<const char *, VariantType> announced[] = {{"storyboard-0", VariantType::Storyboard},
                                                              {"storyboard.vtt", VariantType::Storyboard},
                                                              {"waveform", VariantType::Waveform},
                                                              {"report", VariantType::Report}};
    for (const auto &[name, type] : announced) {
        const auto found = variant(first, name);
        ASSERT_TRUE(found) << name;
        EXPECT_EQ(found->type, type) << name;
        EXPECT_EQ(found->fileSize, QFileInfo(pathOf(first, name)).size()) << name;
        EXPECT_EQ(found->sha256.size(), 64) << name;
    }
    const QString wavePath = pathOf(first, "waveform");
    const QDateTime made = QFileInfo(wavePath).lastModified();

    // A copy under another name has the same content: it refers to what is there.
    const QString copy = m_directory.path() + u"/copy.mp4"_s;
    ASSERT_TRUE(QFile::copy(phoneVideo(), copy));
    const Id<MediaAsset> second = bring(copy);
    EXPECT_NE(second, first);
    EXPECT_EQ(pathOf(second, "waveform"), wavePath);
    EXPECT_EQ(QFileInfo(wavePath).lastModified(), made);
    EXPECT_TRUE(variant(second, "report") && variant(second, "storyboard.vtt"));
}

TEST_F(MediaIntakeTest, CorrectsALengthThatTheFileDoesNotSayOnceItWasRead)
{
    const QTemporaryDir folder;
    const QString sound = folder.filePath(u"sound.aac"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"12"_s, u"-vn"_s, u"-c:a"_s, u"copy"_s, u"-f"_s, u"adts"_s, sound});
    qint64 atFirst = -1;
    const auto added = QObject::connect(&desk().intake(), &MediaIntake::added, &desk(), [&](const QString &, const QUuid &, const QUuid &id) {
        atFirst = desk().replica().find(Id<MediaAsset>(id)).value()->durationMs;
    });
    const Id<MediaAsset> asset = bring(sound);
    QObject::disconnect(added);
    EXPECT_EQ(atFirst, 0) << "unknown";
    const auto row = desk().replica().find(asset);
    ASSERT_TRUE(row.ok() && *row);
    EXPECT_NEAR(double((*row)->durationMs), 12'000, 100);
    EXPECT_EQ((*row)->metadata.value("duration_ms"_L1).toInteger(), (*row)->durationMs);
}

TEST_F(MediaIntakeTest, TellsAPlaceWhenAskedAndKeepsItNowhere)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"placed.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata"_s, u"location=+12.7855+045.0187/"_s, film});
    const Id<MediaAsset> asset = bring(film);
    std::optional<QJsonObject> told;
    ASSERT_TRUE(desk().intake().askPlace(asset, [&](const QJsonObject &place, const auto &error) {
        EXPECT_FALSE(error);
        told = place;
    }).ok());
    ASSERT_TRUE(waitFor([&] { return told.has_value(); }, kPatienceMs));
    EXPECT_TRUE(told->value("location"_L1).toString().startsWith("+12.78"_L1));
    const auto row = desk().replica().find(asset);
    ASSERT_TRUE(row.ok() && *row);
    EXPECT_TRUE((*row)->metadata.value("has_location"_L1).toBool());
    EXPECT_FALSE(QJsonDocument((*row)->metadata).toJson().contains("+12.78"));
}

TEST_F(MediaIntakeTest, TakesUpWhatAClosedDeskLeftUndone)
{
    QUuid asset;
    QObject::connect(&desk().intake(), &MediaIntake::originalHashed, &desk(), [&](const QUuid &id) { asset = id; });
    desk().intake().add({spokenLetter()});
    ASSERT_TRUE(waitFor([&] { return !asset.isNull(); }, kPatienceMs));
    m_desk.reset();
    SetUp();
    EXPECT_TRUE(pathOf(Id<MediaAsset>(asset), "report").isEmpty());
    desk().analyses().addMissing();
    ASSERT_TRUE(waitFor([&] { return desk().analyses().waiting() == 0; }, kPatienceMs));
    EXPECT_TRUE(QFileInfo::exists(pathOf(Id<MediaAsset>(asset), "report")));
    EXPECT_TRUE(pathOf(Id<MediaAsset>(asset), "storyboard.vtt").isEmpty()); // of sound there is none
}

TEST_F(MediaIntakeTest, ChangesThePosterToAnotherFrame)
{
    const Id<MediaAsset> asset = bring(streetVideo());
    EXPECT_TRUE(QFileInfo::exists(pathOf(asset, "candidate-1")));
    EXPECT_TRUE(QFileInfo::exists(pathOf(asset, "candidate-4")));
    EXPECT_FALSE(variant(asset, "candidate-1")); // only for the one who chooses
    const QString before = variant(asset, "poster")->sha256;
    bool done = false;
    QObject::connect(&desk().intake(), &MediaIntake::picturesReady, &desk(), [&] { done = true; });
    ASSERT_TRUE(desk().intake().choosePoster(asset, 61'234).ok());
    ASSERT_TRUE(waitFor([&] { return done; }, kPatienceMs));
    const auto poster = variant(asset, "poster");
    ASSERT_TRUE(poster);
    EXPECT_NE(poster->sha256, before);
    EXPECT_EQ(poster->status, VariantStatus::Pending); // to be uploaded anew
    EXPECT_TRUE(QFileInfo::exists(pathOf(asset, "candidate-1")));
    EXPECT_EQ(desk().intake().choosePoster(Id<MediaAsset>(QUuid::createUuid()), 0).error().code, ErrorCode::FileMissing);
}

// The process that probes and makes the pictures is killed while it does: each file is taken in or said to have failed, and
// those that came after are taken in by another one.
TEST_F(MediaIntakeTest, LosesNoFileWhenTheServingProcessIsKilled)
{
    constexpr int kFiles = 12;
    QStringList paths;
    for (int i = 0; i < kFiles; ++i) {
        const QString source = i < 3 ? phoneVideo() : spokenLetter();
        paths.append(u"%1/%2-%3"_s.arg(m_directory.path()).arg(i).arg(QFileInfo(source).fileName()));
        ASSERT_TRUE(QFile::copy(source, paths.last()));
    }
    QStringList answered;
    int added = 0;
    int pictured = 0;
    int crashed = 0;
    QObject::connect(&desk().intake(), &MediaIntake::added, &desk(), [&](const QString &path) {
        answered.append(path);
        ++added;
    });
    QObject::connect(&desk().intake(), &MediaIntake::failed, &desk(), [&](const QString &path, const Error &error) {
        answered.append(path);
        EXPECT_EQ(error.code, ErrorCode::WorkerCrashed);
        EXPECT_EQ(error.subject, QFileInfo(path).fileName());
        EXPECT_FALSE(error.detail.isEmpty());
    });
    QObject::connect(&desk().intake(), &MediaIntake::picturesReady, &desk(), [&](const QUuid &, const Error &error) {
        error.code == ErrorCode::WorkerCrashed && !error.detail.isEmpty() ? ++crashed : ++pictured;
    });
    desk().intake().add(paths, {}, SameFile::Take); // they are two recordings
    ASSERT_TRUE(waitFor([&] { return added == 3; }, kPatienceMs));
    const qint64 first = servingProcess();
    ASSERT_NE(first, 0);
    ::kill(pid_t(first), SIGKILL);
    ASSERT_TRUE(waitFor([&] { return answered.size() == kFiles && pictured + crashed == added; }, kPatienceMs));
    answered.sort();
    paths.sort();
    EXPECT_EQ(answered, paths);
    EXPECT_GE(added, kFiles - 1); // one probe at once
    EXPECT_LE(crashed, 2);        // and two that make pictures
    EXPECT_NE(servingProcess(), first);
}

} // namespace rawi::test
