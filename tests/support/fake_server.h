#pragma once

#include "core/people/person.h"
#include "core/replica/replica_feed.h"
#include "tests/support/memory_reader.h"

#include <map>

namespace rawi::test {

// The server's side of sync, in memory: the same rule book, a feed, and the memory of what each desk pushed.
class FakeServer {
public:
    FakeServer(const RuleBook &rules, const Clock &clock) : m_rules(rules), m_clock(clock) { }

    // Applies one command, or answers one whose id it knows from memory. Errors: as CommandService::push().
    Result<PushResult> push(const Actor &actor, const Command &command);
    bool knows(const QUuid &command) const { return m_results.contains(command); }
    ClientMemory memoryOf(const Actor &actor, const QUuid &client) const;
    // Changes one row behind everybody's back, as an administrator's command would.
    Result<QJsonObject> run(const Actor &actor, const QString &name, const QJsonObject &args);

    struct Page {
        QList<FeedRow> rows;
        FeedCursor cursor;
        bool more = false;
    };
    // Each row that changed after the cursor, once, its newest.
    Page pull(const FeedCursor &cursor, int limit = 1000) const;
    QList<FeedRow> everything() const;
    FeedCursor head() const { return cursorAt(m_head); }

    const MemoryReader &store() const { return m_store; }
    // How often each command was applied.
    const std::map<QUuid, int> &applied() const { return m_applied; }

private:
    FeedCursor cursorAt(qint64 seq) const;
    Result<QJsonObject> apply(const Actor &actor, const Command &command);
    FeedRow feedRow(const RowKey &key) const;

    const RuleBook &m_rules;
    const Clock &m_clock;
    MemoryReader m_store;
    qint64 m_head = 0;
    std::map<RowKey, qint64> m_seqOf;
    std::map<qint64, RowKey> m_feed;
    struct Client {
        Id<Person> person;
        qint64 last = 0;
        QUuid lastCommand;
    };
    std::map<QUuid, Client> m_clients;
    std::map<QUuid, PushResult> m_results; // by the command's id
    std::map<QUuid, int> m_applied;
};

// Says hello, pushes what the desk holds, in pushes of `batch`, then pulls until there is no more. Fails the test on an
// error.
void syncOnce(Replica &desk, FakeServer &server, int batch = 200, int pageRows = 1000);

// What the desk shows of every type equals what the server holds.
void expectSameRows(const Replica &desk, const FakeServer &server, const RuleBook &rules);

} // namespace rawi::test
