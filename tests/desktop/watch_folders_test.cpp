// Watch folders with real files that are written slowly, by another process where that matters.
#include "core/desk/content/content_lists.h"
#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/kit/file_drag.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>
#include <QProcess>
#include <QUrl>

#include <filesystem>

using namespace rawi;
using namespace rawi::test;

namespace {

class WatchFoldersTest : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_folder = m_directory.file(u"وارد"_s);
        QDir().mkpath(m_folder);
        watching().setSteadyMs(300);
    }

    WatchFolders &watching() { return desk().watchFolders(); }

    QUuid watch(const QStringList &presets = {})
    {
        const auto added = watching().add(m_folder, presets);
        EXPECT_TRUE(added.ok());
        watching().start();
        return added.ok() ? *added : QUuid();
    }

    void copyIn(const QString &source, const QString &name)
    {
        ASSERT_TRUE(QFile::copy(source, m_folder + QLatin1Char('/') + name));
    }

    qsizetype items() { return ContentLists(desk().replica()).ids({})->size(); }

    QList<WatchedFile> filesIn(const QUuid &id, WatchedState state)
    {
        QList<WatchedFile> files = watching().files(id);
        files.removeIf([&](const WatchedFile &file) { return file.state != state; });
        return files;
    }

    QString m_folder;
};

TEST_F(WatchFoldersTest, AFileIsTakenAndItsPresetsAreQueued)
{
    const QUuid id = watch({u"360p"_s, u"720p"_s});
    copyIn(phoneVideo(), u"مقابلة.mp4"_s);
    copyIn(phoneVideo(), u".hidden.mp4"_s);
    copyIn(phoneVideo(), u"half.mp4.part"_s);
    ASSERT_TRUE(waitFor([&] { return !desk().encodes().jobs().isEmpty(); }, 30'000));
    ASSERT_EQ(desk().encodes().jobs().size(), 1);
    EXPECT_EQ(desk().encodes().jobs().first().presets(), (QStringList{u"360p"_s, u"720p"_s}));
    wait(1200);
    EXPECT_EQ(items(), 1);
    EXPECT_EQ(filesIn(id, WatchedState::Taken).size(), 1);
    EXPECT_EQ(watching().waiting(id), 0);
}

TEST_F(WatchFoldersTest, SubfoldersAreTakenWhenAskedForAndNoLinkLeadsOut)
{
    const QString outside = m_directory.file(u"outside"_s);
    QDir().mkpath(outside);
    QDir().mkpath(m_folder + u"/يوم/كاميرا"_s);
    QDir().mkpath(m_folder + u"/its own"_s);
    ASSERT_TRUE(QFile::copy(phoneVideo(), outside + u"/film.mp4"_s));
    ASSERT_TRUE(QFile::link(outside, m_folder + u"/away"_s));
    ASSERT_TRUE(QFile::link(m_folder, m_folder + u"/يوم/round"_s));
    ASSERT_TRUE(QFile::link(outside + u"/film.mp4"_s, m_folder + u"/film.mp4"_s));
    copyIn(spokenLetter(), u"يوم/كاميرا/letter.ogg"_s);
    const auto own = watching().add(m_folder + u"/its own"_s, {});
    ASSERT_TRUE(own.ok());
    const QUuid id = watch();
    wait(1500);
    EXPECT_EQ(items(), 0) << "nobody asked for subfolders";
    ASSERT_TRUE(watching().setSubfolders(id, true).ok());
    ASSERT_TRUE(waitFor([&] { return items() == 1; }, 30'000));
    QDir().mkpath(m_folder + u"/later"_s);
    copyIn(test::narratedVideo(), u"later/film.mp4"_s);
    copyIn(phoneVideo(), u"its own/mine.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return items() == 3; }, 30'000));
    wait(1000);
    EXPECT_EQ(items(), 3);
    EXPECT_EQ(filesIn(*own, WatchedState::Taken).size(), 1) << "a folder that is watched by itself is left to itself";
    EXPECT_EQ(filesIn(id, WatchedState::Taken).size(), 2);
    m_desk.reset();
    DeskFixture::SetUp();
    EXPECT_TRUE(watching().folders().last().subfolders);
}

TEST_F(WatchFoldersTest, ALookIntoSubfoldersIsBounded)
{
    QString deep = m_folder;
    for (int level = 0; level < 12; ++level) {
        deep += u"/d"_s;
        QDir().mkpath(deep);
        copyIn(spokenLetter(), deep.mid(m_folder.size() + 1) + u"/letter.ogg"_s);
    }
    const auto deepest = scanFolder(m_folder, true);
    ASSERT_TRUE(deepest.ok());
    EXPECT_EQ(deepest->folders.size(), 8);
    EXPECT_EQ(deepest->files.size(), 7);
    ASSERT_TRUE(deepest->left.has_value());
    EXPECT_EQ(deepest->left->code, ErrorCode::TooLarge);
    for (int i = 0; i < 1100; ++i) {
        QDir().mkpath(m_folder + u"/many %1"_s.arg(i));
    }
    const auto many = scanFolder(m_folder, true);
    ASSERT_TRUE(many.ok());
    EXPECT_EQ(many->folders.size(), 1000);
    EXPECT_TRUE(many->left.has_value());
    const auto flat = scanFolder(m_folder);
    EXPECT_EQ(flat->folders.size(), 1);
    EXPECT_FALSE(flat->left.has_value());
}

TEST_F(WatchFoldersTest, AFileThatIsStillBeingWrittenIsLeftAlone)
{
    watch();
    QFile source(phoneVideo());
    ASSERT_TRUE(source.open(QIODevice::ReadOnly));
    const QByteArray bytes = source.readAll();
    // Another process writes it with pauses that are longer than the time after which a file counts as steady.
    QProcess writer;
    writer.start(
        u"python3"_s,
        {u"-c"_s,
         u"import sys,time\ndata=open(sys.argv[1],'rb').read()\nwith open(sys.argv[2],'wb') as out:\n"
         " for part in range(4):\n"
         "  out.write(data[part*len(data)//4:(part+1)*len(data)//4]); out.flush(); time.sleep(1)\n"_s,
         phoneVideo(), m_folder + u"/slow.mp4"_s});
    ASSERT_TRUE(writer.waitForStarted());
    qsizetype early = 0;
    ASSERT_TRUE(waitFor(
        [&] {
            early += writer.state() == QProcess::Running ? items() : 0;
            return items() > 0;
        },
        30'000));
    EXPECT_EQ(early, 0) << "it was taken while it was open for writing";
    const auto rows = desk().replica().rows(recordInfo<MediaAsset>());
    ASSERT_EQ(rows->size(), 1);
    EXPECT_EQ(rows->first().value("file_size"_L1).toInteger(), bytes.size());
    writer.waitForFinished();
}

TEST_F(WatchFoldersTest, OneContentIsTakenOnceWhateverItIsCalled)
{
    const QUuid id = watch();
    copyIn(phoneVideo(), u"one.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return items() == 1; }, 30'000));
    copyIn(phoneVideo(), u"copy.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Asked).size() == 1; }, 30'000)) << "a copy: an editor says what becomes of it";
    QFile::rename(m_folder + u"/one.mp4"_s, m_folder + u"/renamed.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Known).size() == 1; }, 30'000)) << "the same file: nobody is asked";
    EXPECT_EQ(items(), 1);
}

TEST_F(WatchFoldersTest, WhatTheLibraryHasIsAskedAboutUntilItIsAnsweredAndNotAfterItIsGone)
{
    const QUuid id = watch({u"360p"_s});
    copyIn(phoneVideo(), u"one.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return items() == 1; }, 30'000));
    for (const QString &name : {u"a.mp4"_s, u"b.mp4"_s, u"c.mp4"_s}) {
        copyIn(phoneVideo(), name);
    }
    ASSERT_TRUE(waitFor([&] { return watching().asked().size() == 3; }, 30'000));
    EXPECT_EQ(desk().attentionCount(), 1) << "one matter, however many they are";
    const WatchedFile first = watching().asked().first();
    EXPECT_EQ(first.error.code, ErrorCode::AlreadyHere);
    EXPECT_EQ(desk().encodes().jobs().size(), 1);

    m_desk.reset(); // the question survives the desk
    DeskFixture::SetUp();
    watching().setSteadyMs(300);
    ASSERT_EQ(watching().asked().size(), 3);
    watching().start();
    watching().takeAsked({first});
    EXPECT_EQ(watching().asked().size(), 2) << "it is answered";
    ASSERT_TRUE(waitFor([&] { return items() == 2 && filesIn(id, WatchedState::Taken).size() == 2; }, 30'000));
    EXPECT_EQ(desk().encodes().jobs().size(), 2) << "with the presets of its folder";
    watching().leaveAsked({watching().asked().first()});
    EXPECT_EQ(watching().asked().size(), 1);
    ASSERT_TRUE(QFile::remove(watching().asked().first().path));
    ASSERT_TRUE(waitFor([&] { return watching().asked().isEmpty(); }, 30'000)) << "there is nothing to decide any more";
    wait(1000);
    EXPECT_EQ(items(), 2);
    EXPECT_EQ(desk().attentionCount(), 0);
}

TEST_F(WatchFoldersTest, WhatWasTakenIsKnownAfterARestart)
{
    const QUuid id = watch();
    copyIn(phoneVideo(), u"one.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Taken).size() == 1; }, 30'000));
    m_desk.reset();
    copyIn(spokenLetter(), u"two.ogg"_s); // while the desk was closed
    DeskFixture::SetUp();
    watching().setSteadyMs(300);
    ASSERT_EQ(watching().folders().size(), 1);
    watching().start();
    ASSERT_TRUE(waitFor([&] { return items() == 2; }, 30'000));
    wait(1000);
    EXPECT_EQ(items(), 2);
}

TEST_F(WatchFoldersTest, WhatCannotBeTakenIsListedAndTriedAgainWhenItChanges)
{
    const QUuid id = watch();
    const QString path = m_folder + u"/note.mp4"_s;
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("these are words and no film, whatever the name says");
    file.close();
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Failed).size() == 1; }, 30'000));
    EXPECT_EQ(filesIn(id, WatchedState::Failed).first().error.code, ErrorCode::NotMedia);
    QFile::remove(path);
    copyIn(phoneVideo(), u"note.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Taken).size() == 1; }, 30'000));
    EXPECT_TRUE(filesIn(id, WatchedState::Failed).isEmpty());
}

// Dropped alone, dropped among others, twice in one drop, with presets, and lying in a watch folder: nothing of it is made, and it is
// named once where it was given.
TEST_F(WatchFoldersTest, AFileThatCannotBeImportedIsNamedOnceWhereItWasGiven)
{
    const QString path = m_folder + u"/note.mp4"_s;
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("these are words and no film, whatever the name says");
    file.close();
    int told = 0, ended = 0;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::failed, &context, [&] { ++told; });
    QObject::connect(&desk().batch(), &BatchAddJob::ended, &context, [&] { ++ended; });
    desk().intake().add({path}, {}, SameFile::Refuse);
    ASSERT_TRUE(waitFor([&] { return told == 1; }, 30'000));
    for (int again = 1; again <= 2; ++again) {
        desk().batch().add({path, m_folder, path}, {u"360p"_s, u"archive-audio"_s}, EncodePriority::Normal, {}, SameFile::Refuse);
        ASSERT_TRUE(waitFor([&] { return ended == again; }, 30'000));
        ASSERT_EQ(desk().batch().refused().size(), 1);
        EXPECT_EQ(desk().batch().refused().first().second.code, ErrorCode::NotMedia);
    }
    const QUuid id = watch({u"360p"_s});
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Failed).size() == 1; }, 30'000));
    EXPECT_EQ(items(), 0);
    EXPECT_TRUE(desk().encodes().jobs().isEmpty());
    EXPECT_TRUE(desk().uploads().uploads()->isEmpty());
    EXPECT_EQ(desk().attentionCount(), 0);
    EXPECT_EQ(desk().replica().waitingCount(), 0) << "nothing of it goes to the server";
}

// In a watch folder, in a folder that was added, in a drop, in a command line.
TEST_F(WatchFoldersTest, AFileWhoseNameIsNoTextIsNamedWhereverItWasGiven)
{
    const std::string folder = m_folder.toStdString();
    std::filesystem::copy_file(phoneVideo().toStdString(), folder + "/\xDA\xE3 caf\xE9.mp4");
    std::filesystem::copy_file(phoneVideo().toStdString(), folder + "/half \xE9.mp4.part");
    const QString shown = m_folder + u"/\\xDA\\xE3 caf\\xE9.mp4"_s;
    QList<Error> told;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::failed, &context, [&](const QString &, const Error &error) { told.append(error); });
    const auto toldLast = [&](qsizetype count) {
        return waitFor([&] { return told.size() == count; }, 30'000) && told.last().code == ErrorCode::NameUnreadable
            && told.last().subject == shown;
    };
    const QUuid id = watch();
    ASSERT_TRUE(toldLast(1));
    ASSERT_EQ(filesIn(id, WatchedState::Failed).size(), 1);
    EXPECT_EQ(filesIn(id, WatchedState::Failed).first().error, told.last());
    QMimeData dropped;
    dropped.setData(u"text/uri-list"_s, QUrl::fromLocalFile(m_folder).toEncoded() + "/%DA%E3%20caf%E9.mp4\r\n");
    ASSERT_EQ(localFiles(dropped).size(), 1);
    desk().intake().add(localFiles(dropped));
    ASSERT_TRUE(toldLast(2)) << qUtf8Printable(localFiles(dropped).first()) << " " << qUtf8Printable(told.last().toString());
    desk().intake().add({QString::fromUtf8(folder + "/\xDA\xE3 caf\xE9.mp4")});
    ASSERT_TRUE(toldLast(3));
    desk().batch().add({m_folder}, {});
    ASSERT_TRUE(toldLast(4));
    wait(1500);
    EXPECT_EQ(told.size(), 4) << "once each";
    EXPECT_EQ(items(), 0);
    std::filesystem::rename(folder + "/\xDA\xE3 caf\xE9.mp4", folder + "/عم café.mp4");
    ASSERT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Taken).size() == 1; }, 30'000));
    EXPECT_TRUE(waitFor([&] { return filesIn(id, WatchedState::Failed).isEmpty(); })) << "nothing is wrong any more";
    std::filesystem::remove(folder + "/half \xE9.mp4.part"); // Qt would leave it
}

TEST_F(WatchFoldersTest, WhatTheLibraryHasIsAnsweredOnTheCommandLine)
{
    const QUuid id = watch();
    copyIn(phoneVideo(), u"one.mp4"_s);
    ASSERT_TRUE(waitFor([&] { return items() == 1; }, 30'000));
    for (const QString &name : {u"a.mp4"_s, u"b.mp4"_s, u"c.mp4"_s}) {
        copyIn(phoneVideo(), name);
    }
    ASSERT_TRUE(waitFor([&] { return watching().asked().size() == 3; }, 30'000));
    m_desk.reset();
    const auto ctl = [this](const QStringList &words, int exitCode) {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + u"/rawictl"_s,
                      QStringList{u"--profile"_s, m_directory.path(), u"--json"_s, u"watch"_s} + words);
        EXPECT_TRUE(process.waitForFinished());
        EXPECT_EQ(process.exitCode(), exitCode) << process.readAllStandardError().constData();
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    };
    const auto asked = [](const QJsonObject &answer) { return answer["folders"_L1][0]["in_library"_L1].toArray().size(); };
    EXPECT_EQ(asked(ctl({u"list"_s}, 0)), 3);
    EXPECT_EQ(ctl({u"take"_s, m_folder + u"/one.mp4"_s}, 1)["error"_L1]["code"_L1].toString(), u"not_found"_s) << "nothing is asked about it";
    EXPECT_EQ(ctl({u"leave"_s, m_folder + u"/d.mp4"_s}, 1)["error"_L1]["subject"_L1].toString(), m_folder + u"/d.mp4"_s);
    const QJsonObject taken = ctl({u"take"_s, m_folder + u"/a.mp4"_s}, 0);
    EXPECT_EQ(asked(taken), 2);
    EXPECT_EQ(taken["folders"_L1][0]["taken"_L1].toInt(), 2);
    EXPECT_EQ(asked(ctl({u"leave"_s, m_folder + u"/b.mp4"_s}, 0)), 1);
    EXPECT_EQ(asked(ctl({u"leave"_s}, 0)), 0) << "without a file: all of them";
    EXPECT_EQ(asked(ctl({u"take"_s}, 0)), 0) << "nothing is left to take";
    DeskFixture::SetUp();
    EXPECT_EQ(items(), 2);
    EXPECT_EQ(filesIn(id, WatchedState::Known).size(), 2);
    EXPECT_EQ(desk().attentionCount(), 0);
}

TEST_F(WatchFoldersTest, APausedFolderIsLeftAloneAndAMissingOneSaysSo)
{
    const QUuid id = watch();
    ASSERT_TRUE(watching().setPaused(id, true).ok());
    copyIn(spokenLetter(), u"one.ogg"_s);
    wait(1500);
    EXPECT_EQ(items(), 0);
    bool hashed = false; // it is read to its end after it was added
    QObject::connect(&desk().intake(), &MediaIntake::originalHashed, &desk(), [&] { hashed = true; });
    ASSERT_TRUE(watching().setPaused(id, false).ok());
    ASSERT_TRUE(waitFor([&] { return items() == 1 && hashed; }, 30'000));
    ASSERT_TRUE(QDir(m_folder).removeRecursively());
    ASSERT_TRUE(waitFor([&] { return watching().problem(id).has_value(); }, 30'000));
    EXPECT_EQ(watching().problem(id)->code, ErrorCode::FileMissing);
    EXPECT_EQ(watching().add(m_folder, {}).error().code, ErrorCode::FileMissing);
}

TEST_F(WatchFoldersTest, APresetThatIsNoneIsRefused)
{
    EXPECT_FALSE(watching().add(m_folder, {u"no-such-preset"_s}).ok());
    ASSERT_TRUE(watching().add(m_folder, {}).ok());
    EXPECT_EQ(watching().add(m_folder, {}).error().code, ErrorCode::AlreadyExists);
}

TEST_F(WatchFoldersTest, ABatchThatIsPendingSurvivesTheDesk)
{
    QDir().mkpath(m_folder + u"/deep"_s);
    for (int i = 0; i < 4; ++i) {
        copyIn(spokenLetter(), u"deep/letter %1.ogg"_s.arg(i));
    }
    const QString key = u"podcast-opus-mono"_s;
    desk().batch().add({m_folder}, {key}, EncodePriority::High, {}, SameFile::Take); // they are one recording
    ASSERT_TRUE(waitFor([&] { return items() == 1; }, 30'000));
    m_desk.reset();
    DeskFixture::SetUp();
    EXPECT_LT(items(), 4);
    int added = -1;
    QObject::connect(&desk().batch(), &BatchAddJob::ended, &desk(), [&](int good, int) { added = good; });
    desk().batch().start();
    ASSERT_TRUE(waitFor([&] { return added >= 0; }, 60'000));
    EXPECT_EQ(added, 4);
    EXPECT_EQ(items(), 4);
    ASSERT_EQ(desk().encodes().jobs().size(), 4);
    EXPECT_EQ(desk().encodes().jobs().first().priority, EncodePriority::High);
    m_desk.reset();
    DeskFixture::SetUp();
    desk().batch().start();
    EXPECT_FALSE(desk().batch().isBusy()) << "nothing is pending any more";
}

TEST_F(WatchFoldersTest, ABatchOfFoldersAndFilesIsTakenWithItsPresets)
{
    QDir().mkpath(m_folder + u"/deep/er"_s);
    copyIn(spokenLetter(), u"deep/er/letter.ogg"_s);
    copyIn(phoneVideo(), u"deep/film.mp4"_s);
    QFile bad(m_folder + u"/deep/bad.mp4"_s);
    ASSERT_TRUE(bad.open(QIODevice::WriteOnly));
    bad.write("no film");
    bad.close();
    int added = -1;
    int refused = -1;
    QObject::connect(&desk().batch(), &BatchAddJob::ended, &desk(), [&](int good, int notGood) {
        added = good;
        refused = notGood;
    });
    desk().batch().add({m_folder}, {u"360p"_s}, EncodePriority::Low);
    EXPECT_TRUE(desk().batch().isBusy());
    ASSERT_TRUE(waitFor([&] { return added >= 0; }, 60'000));
    EXPECT_EQ(added, 2);
    EXPECT_EQ(refused, 1);
    EXPECT_TRUE(desk().batch().refused().first().first.endsWith(u"bad.mp4"_s));
    ASSERT_EQ(desk().encodes().jobs().size(), 2);
    EXPECT_EQ(desk().encodes().jobs().first().priority, EncodePriority::Low);
}

} // namespace
