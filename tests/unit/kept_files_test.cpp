#include "tests/support/kept_files.h"

#include "core/base/literals.h"

#include <QFile>
#include <QUuid>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace rawi {

using test::keptOf;

namespace {

bool writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

TEST(KeptFiles, AreMadeOnceForARecipeHoweverManyAsk)
{
    const QByteArray recipe = QUuid::createUuid().toByteArray();
    std::atomic<int> made = 0;
    const auto ask = [&] {
        return keptOf(u"once.txt"_s, recipe, [&](const QString &path) {
            ++made;
            return writeTo(path, "one");
        });
    };
    std::vector<QString> answers(6);
    std::vector<std::thread> threads;
    for (QString &answer : answers) {
        threads.emplace_back([&] { answer = ask(); });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    EXPECT_EQ(made, 1);
    for (const QString &answer : answers) {
        EXPECT_EQ(answer, answers.front());
    }
    QFile kept(answers.front());
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), "one");
    EXPECT_TRUE(kept.remove());
}

TEST(KeptFiles, AnotherRecipeIsAnotherFileAndWhatFailedIsNotKept)
{
    const QByteArray recipe = QUuid::createUuid().toByteArray();
    const QString failed = keptOf(u"part.txt"_s, recipe, [](const QString &path) {
        EXPECT_TRUE(writeTo(path, "half"));
        return false;
    });
    EXPECT_TRUE(failed.isEmpty());
    const QString first = keptOf(u"part.txt"_s, recipe, [](const QString &path) {
        EXPECT_FALSE(QFile::exists(path)) << "what a killed process left is out of the way";
        return writeTo(path, "whole");
    });
    const QString second =
        keptOf(u"part.txt"_s, recipe + " with more", [](const QString &path) { return writeTo(path, "other"); });
    EXPECT_NE(first, second);
    EXPECT_TRUE(QFile::remove(first));
    EXPECT_TRUE(QFile::remove(second));
}

} // namespace rawi
