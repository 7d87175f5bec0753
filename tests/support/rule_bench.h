#pragma once

#include "core/protocol/workspace_rules.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_reader.h"

#include <gtest/gtest.h>

namespace rawi::test {

// Runs commands one by one through the real rule book on a store in memory.
class RuleBench {
public:
    RuleBench() : m_rules(makeWorkspaceRules()) { actAs(Role::Admin); }

    void actAs(Role role) { m_actor = m_rules.actor(Id<Person>(makeUuidV7(clock.nowMs())), role); }
    const Actor &actor() const { return m_actor; }

    Result<QJsonObject> run(const QString &name, const QJsonObject &args, const QJsonObject &base = {})
    {
        clock.advance(1);
        return runAgain(commandOf(QUuid::createUuid(), name, args, base));
    }

    // What rawi-server runs by itself: no desk sent it.
    Result<QJsonObject> runByServer(const QString &name, const QJsonObject &args)
    {
        const Actor person = std::exchange(m_actor, Actor::server());
        const Result<QJsonObject> result = runAgain(commandOf({}, name, args, {}));
        m_actor = person;
        return result;
    }

    Result<QJsonObject> runAgain(const Command &command)
    {
        RAWI_ASSIGN(Outcome outcome, m_rules.apply(store, m_actor, clock.nowMs(), command));
        store.take(outcome.changes);
        lastChanges = outcome.changes;
        lastEvents = outcome.events;
        return outcome.result;
    }

    // Runs what must succeed; answers the id in its result.
    QString make(const QString &name, const QJsonObject &args, const QJsonObject &base = {})
    {
        return idOf(name, run(name, args, base));
    }
    QString makeByServer(const QString &name, const QJsonObject &args)
    {
        return idOf(name, runByServer(name, args));
    }

    static QString idOf(const QString &name, const Result<QJsonObject> &result)
    {
        EXPECT_TRUE(result.ok()) << qUtf8Printable(name) << ": "
                                 << (result.ok() ? "" : qUtf8Printable(result.error().toString()));
        return result.ok() ? result->value("id"_L1).toString() : QString();
    }

    template <typename R>
    R get(const QString &id)
    {
        const auto row = store.row(recordInfo<R>(), uuidFromText(id));
        EXPECT_TRUE(row.ok() && row->has_value()) << Describe<R>::name << " " << qUtf8Printable(id);
        return row.ok() && row->has_value() ? fromJson<R>(**row) : R{};
    }

    template <typename R>
    QList<R> all()
    {
        QList<R> records;
        for (const auto &[key, row] : store.rows()) {
            if (key.type == recordInfo<R>().name) {
                records.append(fromJson<R>(row));
            }
        }
        return records;
    }

    const RuleBook &rules() const { return m_rules; }

    ManualClock clock;
    MemoryReader store;
    QList<RowChange> lastChanges;
    QList<DomainEvent> lastEvents;

private:
    Command commandOf(const QUuid &client, const QString &name, const QJsonObject &args,
                      const QJsonObject &base)
    {
        return {makeUuidV7(clock.nowMs()), client, 1, name, args, base, clock.nowMs(), 1};
    }

    RuleBook m_rules;
    Actor m_actor;
};

} // namespace rawi::test
