// How long a snapshot takes to become the desk's rows, and how long an editor's own write waits meanwhile.
//   bench_snapshot [--rows 100000]
#include "core/base/clock.h"
#include "core/content/content_item.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <thread>

namespace rawi {

namespace {

QList<FeedRow> page(int from, int count, const Clock &clock)
{
    QList<FeedRow> rows;
    for (int i = from; i < from + count; ++i) {
        ContentItem item;
        item.id = Id<ContentItem>(makeUuidV7(clock.nowMs()));
        item.rev = i + 1;
        item.titleAr = QStringLiteral("الحلقة %1 من أرشيف المدينة القديمة").arg(i);
        item.titleEn = QStringLiteral("Episode %1 of the old town's archive").arg(i);
        item.summaryAr = QStringLiteral("حديثٌ طويل عن البيوت والناس والأسواق كما يتذكّرها أهلها");
        item.summaryEn = QStringLiteral("A long talk about houses, people and markets as their people remember them");
        item.createdAt = item.updatedAt = Timestamp{clock.nowMs()};
        rows.append({recordInfo<ContentItem>().name, item.id.uuid(), item.rev, toJson(item)});
    }
    return rows;
}

int fail(const Error &error)
{
    QTextStream(stderr) << error.toString() << Qt::endl;
    return 1;
}

int run(int total)
{
    const SystemClock clock;
    const RuleBook rules = makeWorkspaceRules();
    QTemporaryDir folder;
    auto syncs = Replica::open(folder.path(), rules, clock);
    auto desk = Replica::open(folder.path(), rules, clock);
    if (!syncs.ok() || !desk.ok()) {
        return fail(syncs.ok() ? desk.error() : syncs.error());
    }
    constexpr int kPage = 1000;
    if (const auto begun = (*syncs)->beginSnapshot(); !begun.ok()) {
        return fail(begun.error());
    }
    for (int i = 0; i < total; i += kPage) {
        if (const auto staged = (*syncs)->stageSnapshot(page(i, std::min(kPage, total - i), clock)); !staged.ok()) {
            return fail(staged.error());
        }
    }
    std::atomic<bool> over = false;
    qint64 finishMs = 0;
    std::optional<Error> failure;
    std::thread sync([&] { // its own thread and connection, as the sync engine has
        const auto own = Replica::open(folder.path(), rules, clock);
        QElapsedTimer timer;
        timer.start();
        const Result<void> done = own.ok() ? (*own)->finishSnapshot({QStringLiteral("bench"), total, QStringLiteral("n")}, true)
                                           : Result<void>(own.error());
        finishMs = timer.elapsed();
        if (!done.ok()) {
            failure = done.error();
        }
        over = true;
    });
    QList<qint64> waits;
    int refused = 0;
    while (!over) {
        QElapsedTimer timer;
        timer.start();
        const auto made = (*desk)->execute(QStringLiteral("content.create"),
                                           {{QStringLiteral("kind"), QStringLiteral("video")},
                                            {QStringLiteral("title_en"), QStringLiteral("Written meanwhile")}});
        refused += made.ok() ? 0 : 1;
        waits.append(timer.elapsed());
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    sync.join();
    if (failure) {
        return fail(*failure);
    }
    std::sort(waits.begin(), waits.end());
    QTextStream(stdout) << total << " rows are shown after " << finishMs << " ms; an editor's write meanwhile: p50 "
                        << waits[waits.size() / 2] << " ms, worst " << waits.last() << " ms, refused " << refused << " of "
                        << waits.size() << "; " << std::thread::hardware_concurrency() << " cores" << Qt::endl;
    return 0;
}

} // namespace

} // namespace rawi

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({QStringLiteral("rows"), QStringLiteral("rows of the snapshot"), QStringLiteral("N"), QStringLiteral("100000")});
    parser.process(application);
    return rawi::run(parser.value(QStringLiteral("rows")).toInt());
}
