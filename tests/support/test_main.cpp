// The main() of every test program: an application object, and a listener that fails a test on any Qt warning
// it did not expect. (Not named main.cpp: this one belongs to the library.)
#include "core/base/literals.h"
#include "tests/support/test_application.h"
#include "tests/support/warnings.h"

#include <QMutex>
#include <QStringList>

#include <gtest/gtest.h>

#include <cstdio>

namespace rawi::test {

namespace {

// Messages come from any thread.
struct Warnings {
    QMutex mutex;
    QStringList unexpected;
    QStringList expected;
    QStringList ignored;
};

Warnings &warnings()
{
    static Warnings all;
    return all;
}

void takeMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtDebugMsg || type == QtInfoMsg) {
        return;
    }
    const QString line = u"%1: %2"_s.arg(QLatin1StringView(context.category), text);
    if (type == QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(line));
        return;
    }
    Warnings &all = warnings();
    const QMutexLocker lock(&all.mutex);
    for (const QString &part : std::as_const(all.ignored)) {
        if (line.contains(part)) {
            return;
        }
    }
    for (qsizetype i = 0; i < all.expected.size(); ++i) {
        if (line.contains(all.expected[i])) {
            all.expected.removeAt(i);
            return;
        }
    }
    all.unexpected.append(line);
}

class WarningListener final : public testing::EmptyTestEventListener {
    void OnTestStart(const testing::TestInfo &) override
    {
        const QMutexLocker lock(&warnings().mutex);
        warnings().unexpected.clear();
        warnings().expected.clear();
    }

    void OnTestEnd(const testing::TestInfo &) override
    {
        const QMutexLocker lock(&warnings().mutex);
        for (const QString &line : std::as_const(warnings().unexpected)) {
            ADD_FAILURE() << "unexpected warning: " << qUtf8Printable(line);
        }
        for (const QString &part : std::as_const(warnings().expected)) {
            ADD_FAILURE() << "expected warning did not come: " << qUtf8Printable(part);
        }
    }
};

} // namespace

void expectWarning(const QString &part)
{
    const QMutexLocker lock(&warnings().mutex);
    warnings().expected.append(part);
}

void ignoreWarnings(const QString &part)
{
    const QMutexLocker lock(&warnings().mutex);
    warnings().ignored.append(part);
}

} // namespace rawi::test

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    qInstallMessageHandler(rawi::test::takeMessage);
    const auto application = rawi::test::makeApplication(argc, argv);
    testing::UnitTest::GetInstance()->listeners().Append(new rawi::test::WarningListener);
    return RUN_ALL_TESTS();
}
