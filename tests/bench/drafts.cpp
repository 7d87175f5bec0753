// How long the window stands still for one key: DraftStore::put, which writes what is typed, on the GUI's thread.
//   bench_drafts [--folder DIR] [--keys 500]
#include "core/base/clock.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/draft_store.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>

#include <algorithm>

namespace rawi {

namespace {

int measure(const QString &parent, int keys)
{
    const SystemClock clock;
    const RuleBook rules = makeWorkspaceRules();
    const QTemporaryDir folder(QDir(parent).filePath(u"bench-drafts-XXXXXX"_s));
    LocalStores stores;
    stores.add(DraftStore::tables());
    const auto replica = Replica::open(folder.path(), rules, stores, clock);
    if (!replica.ok()) {
        QTextStream(stderr) << replica.error().toString() << Qt::endl;
        return 1;
    }
    DraftStore drafts(**replica, folder.path());
    if (const Result<void> loaded = drafts.load(); !loaded.ok()) {
        QTextStream(stderr) << loaded.error().toString() << Qt::endl;
        return 1;
    }
    for (const int bytes : {1'000, 50'000}) {
        Draft draft;
        draft.type = u"content_items"_s;
        draft.record = makeUuidV7(clock.nowMs());
        draft.field = u"body_ar"_s;
        draft.text = QString(bytes / 2, u'ب'); // two bytes each
        QList<double> took;
        for (int i = 0; i < keys; ++i) {
            draft.text.back() = QChar(u'ا' + i % 2);
            draft.typedMs = clock.nowMs();
            QElapsedTimer timer;
            timer.start();
            drafts.put(draft);
            took.append(double(timer.nsecsElapsed()) / 1e6);
            QThread::msleep(10);
        }
        std::sort(took.begin(), took.end());
        QTextStream(stdout) << u"%1 bytes, %2 keys: p50 %3 ms, p99 %4 ms, worst %5 ms%6\n"_s.arg(bytes)
                                   .arg(keys)
                                   .arg(took[keys / 2], 0, 'f', 2)
                                   .arg(took[keys * 99 / 100], 0, 'f', 2)
                                   .arg(took.last(), 0, 'f', 2)
                                   .arg(drafts.allWritten() ? QString() : u"; NOT WRITTEN"_s);
    }
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
    parser.addOptions({{u"folder"_s, u"on the disk that is asked about"_s, u"DIR"_s, QDir::tempPath()},
                       {u"keys"_s, u"how many of each size"_s, u"N"_s, u"500"_s}});
    parser.process(application);
    return measure(parser.value(u"folder"_s), std::max(1, parser.value(u"keys"_s).toInt()));
}
