// Kind: a lock never outlives its holder.
#include "core/base/folder_lock.h"
#include "core/base/literals.h"
#include "tests/support/temporary_directory.h"

#include <QFile>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace rawi::test {

namespace {

void writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

class FolderLockTest : public testing::Test {
protected:
    TemporaryDirectory folder;
    QString path = folder.file(u"desk.lock"_s);
};

} // namespace

TEST_F(FolderLockTest, WhatIsLeftOfALockHoldsNobodyOff)
{
    // Empty (killed between making and writing it), cut, nonsense, another machine's, a living process's that has it no more.
    for (const QByteArray &left : {QByteArray(), QByteArray("12"), QByteArray("\0\0\0\0", 4), QByteArray("not a number\n\n"),
                                   QByteArray("4711\nrawi\nanother-machine\n"), QByteArray("1\nrawi\n") + "localhost\n"}) {
        writeText(path, left);
        const Result<FolderLock> taken = FolderLock::take(path);
        EXPECT_TRUE(taken.ok()) << left.constData();
    }
}

TEST_F(FolderLockTest, ALivingHolderIsNamedAndNobodyElseHasIt)
{
    Result<FolderLock> first = FolderLock::take(path);
    ASSERT_TRUE(first.ok());
    const Result<FolderLock> second = FolderLock::take(path);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::Locked);
    EXPECT_TRUE(second.error().detail.contains(QString::number(::getpid()))) << qUtf8Printable(second.error().detail);
    writeText(path, {}); // what stands in the file is for people
    EXPECT_FALSE(FolderLock::take(path).ok());
    first = Error{};
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_TRUE(FolderLock::take(path).ok());
}

TEST_F(FolderLockTest, AKilledHolderLetsGo)
{
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const Result<FolderLock> held = FolderLock::take(path);
        static_cast<void>(!::write(ready[1], held.ok() ? "y" : "n", 1));
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    ASSERT_EQ(::read(ready[0], &answer, 1), 1);
    ASSERT_EQ(answer, 'y');
    EXPECT_FALSE(FolderLock::take(path).ok());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(QFile::exists(path)) << "it had no time to take it away";
    EXPECT_TRUE(FolderLock::take(path).ok());
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_F(FolderLockTest, AFolderThatMayNotBeWrittenIsNoLock)
{
    const Result<FolderLock> taken = FolderLock::take(folder.file(u"no/such/folder"_s));
    ASSERT_FALSE(taken.ok());
    EXPECT_EQ(taken.error().code, ErrorCode::IoError);
}

} // namespace rawi::test
