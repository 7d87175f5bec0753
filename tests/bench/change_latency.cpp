// How long until a change made on one desk is readable on another: two desks (replica and sync engine each) in this
// process, one real rawi-server, COUNT changes one after the other.
//   bench_change_latency --server URL --email E --password-file F [--count 1000]
// The clock runs from before Replica::execute on desk A until desk B's replica shows the new title.

#include "core/content/content_item.h"
#include "core/desk/house/desk_stores.h"
#include "core/protocol/workspace_rules.h"
#include "core/sync/sync_engine.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace rawi;

namespace {

struct BenchDesk {
    QTemporaryDir directory;
    std::unique_ptr<Replica> replica;
    std::unique_ptr<SyncEngine> sync;
};

// One measurement after another, driven by desk B's signals.
class ChangeLatencyJob : public QObject {
public:
    ChangeLatencyJob(BenchDesk &a, BenchDesk &b, int count) : m_a(a), m_b(b), m_count(count)
    {
        connect(m_b.replica.get(), &Replica::rowsChanged, this, [this] { look(); });
        m_limit.setSingleShot(true);
        m_limit.setInterval(10'000);
        connect(&m_limit, &QTimer::timeout, this, [this] {
            QTextStream(stderr) << "a change did not arrive within 10 s after " << m_ms.size() << " changes\n";
            QCoreApplication::exit(1);
        });
    }

    void start()
    {
        const auto made = m_a.replica->execute(u"content.create"_s,
                                               {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"latency"_s}});
        if (!made.ok()) {
            QTextStream(stderr) << made.error().toString() << '\n';
            QCoreApplication::exit(1);
            return;
        }
        m_item = Id<ContentItem>::fromText(made->result.value("id"_L1).toString());
        change();
    }

private:
    void change()
    {
        m_wanted = u"خبر رقم %1"_s.arg(m_ms.size());
        m_limit.start();
        m_watch.start();
        const auto receipt =
            m_a.replica->execute(u"content.update"_s, {{u"id"_s, m_item.text()}, {u"title_ar"_s, m_wanted}});
        if (!receipt.ok()) {
            QTextStream(stderr) << receipt.error().toString() << '\n';
            QCoreApplication::exit(1);
            return;
        }
        m_a.sync->kick();
    }

    void look()
    {
        const auto item = m_b.replica->find(m_item);
        if (m_wanted.isEmpty() || !item.ok() || !*item || (*item)->titleAr != m_wanted) {
            return;
        }
        m_ms.append(static_cast<double>(m_watch.nsecsElapsed()) / 1e6);
        m_wanted.clear();
        if (m_ms.size() == m_count) {
            report();
            QCoreApplication::exit(0);
            return;
        }
        QTimer::singleShot(0, this, [this] { change(); });
    }

    void report()
    {
        std::sort(m_ms.begin(), m_ms.end());
        const auto at = [this](double part) { return m_ms.at(static_cast<qsizetype>(part * static_cast<double>(m_ms.size() - 1))); };
        QTextStream(stdout) << u"changes %1  cores %2  p50 %3 ms  p90 %4 ms  p99 %5 ms  max %6 ms\n"_s
                                   .arg(m_ms.size())
                                   .arg(QThread::idealThreadCount())
                                   .arg(at(0.5), 0, 'f', 1)
                                   .arg(at(0.9), 0, 'f', 1)
                                   .arg(at(0.99), 0, 'f', 1)
                                   .arg(m_ms.last(), 0, 'f', 1);
    }

    BenchDesk &m_a;
    BenchDesk &m_b;
    qsizetype m_count;
    Id<ContentItem> m_item;
    QString m_wanted;
    QElapsedTimer m_watch;
    QTimer m_limit;
    QList<double> m_ms;
};

bool open(BenchDesk &desk, const RuleBook &rules, const Clock &clock)
{
    auto replica = Replica::open(desk.directory.path(), rules, makeDeskStores(), clock);
    if (!replica.ok()) {
        QTextStream(stderr) << replica.error().toString() << '\n';
        return false;
    }
    desk.replica = std::move(*replica);
    desk.sync = std::make_unique<SyncEngine>(*desk.replica, desk.directory.path(), clock);
    desk.sync->start();
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"server"_s, u"URL of a running rawi-server"_s, u"url"_s},
                       {u"email"_s, u"who signs in on both desks"_s, u"email"_s},
                       {u"password-file"_s, u"their password"_s, u"file"_s},
                       {u"count"_s, u"changes"_s, u"n"_s, u"1000"_s}});
    parser.process(app);
    QFile secret(parser.value(u"password-file"_s));
    if (!secret.open(QIODevice::ReadOnly)) {
        QTextStream(stderr) << "cannot read the password file: " << secret.errorString() << '\n';
        return 2;
    }
    const QString password = QString::fromUtf8(secret.readAll()).trimmed();

    const SystemClock clock;
    const RuleBook rules = makeWorkspaceRules();
    BenchDesk a;
    BenchDesk b;
    if (!open(a, rules, clock) || !open(b, rules, clock)) {
        return 1;
    }
    ChangeLatencyJob job(a, b, parser.value(u"count"_s).toInt());
    int online = 0;
    for (BenchDesk *desk : {&a, &b}) {
        QObject::connect(desk->sync.get(), &SyncEngine::signInFailed, &app, [](const Error &error) {
            QTextStream(stderr) << error.toString() << '\n';
            QCoreApplication::exit(1);
        });
        QObject::connect(desk->sync.get(), &SyncEngine::statusChanged, &app,
                         [&online, &job, reached = false](const SyncStatus &status) mutable {
                             if (!reached && status.state == SyncState::Online) {
                                 reached = true;
                                 if (++online == 2) {
                                     job.start();
                                 }
                             }
                         });
        desk->sync->signIn(QUrl(parser.value(u"server"_s)), parser.value(u"email"_s), password);
    }
    const int code = QCoreApplication::exec();
    a.sync->stop();
    b.sync->stop();
    return code;
}
