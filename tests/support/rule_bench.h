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

    void actAs(Role role) { m_actor = {Id<Person>(makeUuidV7(clock.nowMs())), role}; }
    const Actor &actor() const { return m_actor; }

    Result<QJsonObject> run(const QString &name, const QJsonObject &args, const QJsonObject &base = {})
    {
        clock.advance(1);
        Command command{
            makeUuidV7(clock.nowMs()), QUuid::createUuid(), 1, name, args, base, clock.nowMs(), 1};
        return runAgain(command);
    }

    Result<QJsonObject> runAgain(const Command &command)
    {
        RAWI_ASSIGN(Outcome outcome, m_rules.apply(store, m_actor, clock.nowMs(), command));
        store.take(outcome.changes);
        lastChanges = outcome.changes;
        return outcome.result;
    }

    // Runs what must succeed; answers the id in its result.
    QString make(const QString &name, const QJsonObject &args, const QJsonObject &base = {})
    {
        const Result<QJsonObject> result = run(name, args, base);
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

private:
    RuleBook m_rules;
    Actor m_actor;
};

} // namespace rawi::test
