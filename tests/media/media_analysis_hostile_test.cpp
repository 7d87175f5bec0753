#include "core/base/literals.h"
#include "tests/media/hostile_files.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

// What hurts a probe must not hurt what comes after it either: a cause or nothing made, in time and in bounds.
TEST(MediaHostile, AnalysesBearWhatIsMadeToHurt)
{
    const QTemporaryDir folder;
    QStringList files;
    for (const HostileFile &hostile : makeHostileFiles(folder.path())) {
        files.append(hostile.path);
    }
    files.append(cutCopy(phoneVideo(), 0.6, folder.path()));
    files.append(cutCopy(streetVideo(), 0.3, folder.path()));
    for (const QString &file : files) {
        for (const char *verb : {"storyboard", "waveform", "analyze"}) {
            SCOPED_TRACE(qPrintable(file + QLatin1Char(' ') + QLatin1StringView(verb)));
            const RunResult run = runWorker(
                {QString::fromLatin1(verb), file, u"--out"_s, folder.filePath(u"out"_s), u"--json"_s},
                20'000);
            EXPECT_EQ(run.exitCode, 2) << run.output.constData();
            EXPECT_FALSE(run.errorCode().isEmpty());
            EXPECT_LT(run.maxRssKb, 700 * 1024);
        }
    }
}

} // namespace rawi::test
