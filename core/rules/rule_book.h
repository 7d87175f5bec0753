#pragma once

#include "core/rules/transaction.h"

#include <map>

namespace rawi {

// A row by type name and id.
struct RowKey {
    QString type;
    QUuid id;
    auto operator<=>(const RowKey &other) const
    {
        if (const int order = type.compare(other.type)) {
            return order <=> 0;
        }
        return id < other.id ? std::strong_ordering::less
            : other.id < id  ? std::strong_ordering::greater
                             : std::strong_ordering::equal;
    }
    bool operator==(const RowKey &) const = default;
    friend size_t qHash(const RowKey &key, size_t seed = 0) { return qHashMulti(seed, key.type, key.id); }
};

// One command's rule: who may ask for it, what it takes, what it touches, what it does.
struct Rule {
    QString name;                     // "series.rename"
    Role minimumRole = Role::Editor;
    QList<FieldInfo> args;            // every argument it knows; anything else is UnknownField
    QStringList required;             // the arguments that must be there
    // Existing rows it will read and write, so that the server can lock them in order beforehand.
    std::function<QList<RowKey>(const QJsonObject &args)> touches;
    // Pure over the transaction; returns what the caller is told (usually {"id": …}).
    std::function<Result<QJsonObject>(Transaction &, const Command &)> apply;
};

// What a command did: its result and the rows it wrote.
struct Outcome {
    QJsonObject result;
    QList<RowChange> changes;
};

// Every record type and every rule, filled once at start-up by registerXRules() of each feature
// (see core/protocol/workspace_rules.h), then read-only and safe to use from any thread.
class RuleBook {
public:
    void addType(const RecordInfo &type);
    void addRule(Rule rule);
    // What another feature asks of a command: runs after the rule, over what it wrote; an error refuses the command.
    void addCondition(const QString &command, std::function<Result<void>(Transaction &, const Command &)> condition);

    const RecordInfo *type(QStringView name) const;
    const QList<const RecordInfo *> &types() const { return m_types; }
    const Rule *rule(QStringView name) const;
    QStringList ruleNames() const;

    // The one gate: known command, known and well-formed arguments, sufficient role, then the rule and its conditions.
    // Errors: UnknownCommand, UnknownField, FieldRequired, InvalidArgument, FieldTooLong, PermissionDenied,
    // and whatever the rule or a condition refuses with. Nothing is written on error.
    Result<Outcome> apply(RowReader &reader, const Actor &actor, qint64 nowMs, const Command &command) const;

private:
    QList<const RecordInfo *> m_types;
    std::map<QString, Rule> m_rules;
    std::multimap<QString, std::function<Result<void>(Transaction &, const Command &)>> m_conditions;
};

} // namespace rawi
