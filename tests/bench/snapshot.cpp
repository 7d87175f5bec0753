// How long a snapshot takes to become the desk's rows, and how long an editor's own write waits meanwhile.
//   bench_snapshot [--rows 100000]
#include "core/base/clock.h"
#include "core/content/content_item.h"
#include "core/desk/house/desk_stores.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica.h"
#include "core/replica/replica_feed.h"

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
        item.titleAr = u"الحلقة %1 من أرشيف المدينة القديمة"_s.arg(i);
        item.titleEn = u"Episode %1 of the old town's archive"_s.arg(i);
        item.summaryAr = u"حديثٌ طويل عن البيوت والناس والأسواق كما يتذكّرها أهلها"_s;
        item.summaryEn = u"A long talk about houses, people and markets as their people remember them"_s;
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
    auto syncs = Replica::open(folder.path(), rules, makeDeskStores(), clock);
    auto desk = Replica::open(folder.path(), rules, makeDeskStores(), clock);
    if (!syncs.ok() || !desk.ok()) {
        return fail(syncs.ok() ? desk.error() : syncs.error());
    }
    constexpr int kPage = 1000;
    if (const auto begun = ReplicaFeed(**syncs).beginSnapshot(); !begun.ok()) {
        return fail(begun.error());
    }
    for (int i = 0; i < total; i += kPage) {
        if (const auto staged = ReplicaFeed(**syncs).stageSnapshot(page(i, std::min(kPage, total - i), clock)); !staged.ok()) {
            return fail(staged.error());
        }
    }
    std::atomic<bool> over = false;
    qint64 finishMs = 0;
    std::optional<Error> failure;
    std::thread sync([&] { // its own thread and connection, as the sync engine has
        const auto own = Replica::open(folder.path(), rules, makeDeskStores(), clock);
        QElapsedTimer timer;
        timer.start();
        const Result<void> done =
            own.ok() ? ReplicaFeed(**own).finishSnapshot({u"bench"_s, total, u"n"_s}, true) : Result<void>(own.error());
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
        const auto made = (*desk)->execute(
            u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_en"_s, u"Written meanwhile"_s}});
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

using namespace rawi;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"rows"_s, u"rows of the snapshot"_s, u"N"_s, u"100000"_s});
    parser.process(application);
    return rawi::run(parser.value(u"rows"_s).toInt());
}
