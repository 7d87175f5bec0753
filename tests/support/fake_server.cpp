#include "tests/support/fake_server.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace rawi::test {

FeedCursor FakeServer::cursorAt(qint64 seq) const
{
    return {u"epoch-1"_s, seq, u"nonce-%1"_s.arg(seq)};
}

Result<QJsonObject> FakeServer::apply(const Actor &actor, const Command &command)
{
    RAWI_ASSIGN(const Outcome outcome, m_rules.apply(m_store, actor, m_clock.nowMs(), command));
    m_store.take(outcome.changes);
    for (const RowChange &change : outcome.changes) {
        if (change.type->reach == Reach::Office) {
            continue; // no desk holds it
        }
        const RowKey key{change.type->name, change.id};
        if (const auto known = m_seqOf.find(key); known != m_seqOf.end()) {
            m_feed.erase(known->second);
        }
        m_seqOf[key] = ++m_head;
        m_feed[m_head] = key;
    }
    ++m_applied[command.id];
    return outcome.result;
}

Result<PushResult> FakeServer::push(const Actor &actor, const Command &command)
{
    Client &client = m_clients.try_emplace(command.client, Client{actor.id, 0, {}}).first->second;
    if (!(client.person == actor.id)) {
        return Error{ErrorCode::PermissionDenied, u"client"_s, u"another person's"_s};
    }
    const auto known = m_results.find(command.id);
    if (known == m_results.end() && command.n <= client.last) {
        return Error{ErrorCode::StateConflict, u"n"_s, u"%1 was another command"_s.arg(command.n)};
    }
    if (command.n > client.last + 1) {
        return Error{ErrorCode::SequenceGap, QString::number(client.last + 1), u"got %1"_s.arg(command.n)};
    }
    if (command.n > client.last) {
        client.last = command.n;
        client.lastCommand = command.id;
    }
    if (known != m_results.end()) {
        PushResult again = known->second;
        again.n = command.n;
        return again;
    }
    const Result<QJsonObject> outcome = apply(actor, command);
    PushResult result{command.n, outcome.ok(), {}, {}};
    if (outcome.ok()) {
        result.result = *outcome;
    } else {
        result.reason = outcome.error();
    }
    m_results[command.id] = result;
    return result;
}

ClientMemory FakeServer::memoryOf(const Actor &actor, const QUuid &client) const
{
    const auto known = m_clients.find(client);
    if (known == m_clients.end()) {
        return {};
    }
    const bool isTheirs = known->second.person == actor.id;
    return {true, isTheirs, isTheirs ? known->second.last : 0, isTheirs ? known->second.lastCommand : QUuid()};
}

Result<QJsonObject> FakeServer::run(const Actor &actor, const QString &name, const QJsonObject &args)
{
    Command command;
    command.id = makeUuidV7(m_clock.nowMs());
    command.name = name;
    command.args = args;
    return apply(actor, command);
}

FeedRow FakeServer::feedRow(const RowKey &key) const
{
    const auto row = m_store.rows().find(key);
    if (row == m_store.rows().end()) {
        return {key.type, key.id, 0, {}};
    }
    return {key.type, key.id, row->second.value("rev"_L1).toInteger(), row->second};
}

FakeServer::Page FakeServer::pull(const FeedCursor &cursor, int limit) const
{
    Page page{{}, head(), false};
    for (auto it = m_feed.upper_bound(cursor.seq); it != m_feed.end(); ++it) {
        if (page.rows.size() == limit) {
            page.more = true;
            page.cursor = cursorAt(std::prev(it)->first);
            break;
        }
        page.rows.append(feedRow(it->second));
    }
    return page;
}

QList<FeedRow> FakeServer::everything() const
{
    QList<FeedRow> rows;
    for (const auto &[key, row] : m_store.rows()) {
        if (m_rules.type(key.type)->reach != Reach::Office) {
            rows.append(feedRow(key));
        }
    }
    return rows;
}

void syncOnce(Replica &desk, FakeServer &server, int batch, int pageRows)
{
    ReplicaFeed feed(desk);
    const auto settled = feed.settlePlace(server.memoryOf(desk.actor(), feed.place()->client), false);
    ASSERT_TRUE(settled.ok()) << qUtf8Printable(settled.error().toString());
    const auto commands = feed.nextToPush(batch);
    const auto place = feed.place();
    ASSERT_TRUE(commands.ok() && place.ok());
    QList<PushResult> results;
    for (Command command : *commands) {
        const qint64 n = command.n;
        command.client = place->client;
        command.n = place->last + results.size() + 1;
        auto result = server.push(desk.actor(), command);
        ASSERT_TRUE(result.ok()) << qUtf8Printable(result.error().toString());
        result->n = n;
        results.append(*result);
    }
    const auto kept = feed.applyPushResults(results, server.head(), place->last + results.size());
    ASSERT_TRUE(kept.ok()) << qUtf8Printable(kept.error().toString());
    for (bool more = true; more;) {
        const FakeServer::Page page = server.pull(feed.cursor(), pageRows);
        const auto pulled = feed.applyPull(page.rows, page.cursor);
        ASSERT_TRUE(pulled.ok()) << qUtf8Printable(pulled.error().toString());
        more = page.more;
    }
}

void expectSameRows(const Replica &desk, const FakeServer &server, const RuleBook &rules)
{
    std::map<RowKey, QJsonObject> held;
    for (const auto &[key, row] : server.store().rows()) {
        if (rules.type(key.type)->reach != Reach::Office) {
            held.emplace(key, row);
        }
    }
    std::map<RowKey, QJsonObject> shown;
    for (const RecordInfo *type : rules.deskTypes()) {
        const auto rows = desk.rows(*type);
        ASSERT_TRUE(rows.ok()) << qUtf8Printable(rows.error().toString());
        for (const QJsonObject &row : *rows) {
            shown[{type->name, uuidFromText(row.value("id"_L1).toString())}] = row;
        }
    }
    const auto text = [](const QJsonObject &row) {
        return QJsonDocument(row).toJson(QJsonDocument::Compact).toStdString();
    };
    for (const auto &[key, row] : held) {
        EXPECT_EQ(text(row), text(shown[key])) << qUtf8Printable(key.type);
    }
    EXPECT_EQ(held.size(), shown.size());
}

} // namespace rawi::test
