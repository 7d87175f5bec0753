#pragma once

#include "core/rules/transaction.h"

#include <map>

namespace rawi {

// One command, described once: who may ask for it, what it takes, what it touches, what it does. Routes,
// schemas, locks, bases and words are derived from this.
struct Rule {
    QString name; // "series.rename"
    QString right = {}; // who holds it may ask; empty = the command's own name
    QList<FieldInfo> args = {}; // every argument it knows; anything else is UnknownField
    QStringList required = {}; // the arguments that must be there
    // Existing rows it will read and write, the one it is about first: the server locks them in order
    // beforehand.
    std::function<QList<RowKey>(const QJsonObject &args)> touches = {};
    // Pure over the transaction; returns what the caller is told (usually {"id": …}).
    std::function<Result<QJsonObject>(Transaction &, const Command &)> apply = {};
    // What the audit keeps instead of the arguments, when they hold what not everybody who reads it may know; `changes` is
    // empty when the command was refused.
    std::function<QJsonObject(const QJsonObject &args, const QList<RowChange> &changes)> audited = {};
    // Of a command that judges or destroys: the fields of the record it is about that whoever asks has looked at. A desk sends
    // what they said (judgedIn()) in the base, and where they say something else by then it is refused with RevisionConflict.
    QStringList judged = {};
    // Only rawi-server runs it, for itself or for whoever holds the right over REST: no desk can push it.
    bool serverOnly = false;

    const FieldInfo *arg(QStringView argument) const;
};

// {"judged": {field: hash}} of a row, for the base of a command of this rule; empty for a rule that judges nothing.
QJsonObject judgedIn(const Rule &rule, const RecordInfo &type, const QJsonObject &row);

// How a type's records hang together with others.
struct TypeRules {
    QString update = {}; // the command that sets fields of one record, by `id`; what settling a conflict runs
    // The field that names what a record hangs on, and of which type that is: it has its scope from there.
    QString parentField = {};
    QString parentType = {};
    // The same of records that hang on either of two things: the cover of a series, a file of an item.
    QString otherParentField = {};
    QString otherParentType = {};

    // Field and type of each.
    QList<std::pair<QString, QString>> parents() const;
};

// What a command did: its result, the rows it wrote and what it told.
struct Outcome {
    QJsonObject result;
    QList<RowChange> changes;
    QList<DomainEvent> events;
};

// Every record type, right and rule, filled once at start-up by registerXRules() of each feature (see
// core/protocol/workspace_rules.h), then read-only and safe to use from any thread.
class RuleBook {
public:
    void addType(const RecordInfo &type, const TypeRules &rules = {});
    // A right is listed before the rules that ask for it.
    void addRights(const QList<Right> &rights);
    // Ends the program, naming the mistake, when the right is not listed or a required argument not
    // described.
    void addRule(Rule rule);
    // What another feature asks of a command: runs after the rule, over what it wrote; an error refuses the command.
    void addCondition(const QString &command, std::function<Result<void>(Transaction &, const Command &)> condition);

    const RecordInfo *type(QStringView name) const;
    const QList<const RecordInfo *> &types() const { return m_types; }
    // Those whose rows desks hold: all but the Office's.
    const QList<const RecordInfo *> &deskTypes() const { return m_deskTypes; }
    TypeRules typeRules(QStringView type) const { return m_typeRules.value(type.toString()); }
    const Rule *rule(QStringView name) const;
    QStringList ruleNames() const;
    const QList<Right> &rights() const { return m_rights; }
    const Right *right(QStringView name) const;
    // A person with the rights of a system role.
    Actor actor(const Id<Person> &person, Role role) const;

    // The one gate: known command, held right, known and well-formed arguments, then the rule and its
    // conditions. Errors: UnknownCommand, UnknownField, FieldRequired, InvalidArgument, FieldTooLong,
    // PermissionDenied, and whatever the rule or a condition refuses with. Nothing is written on error.
    Result<Outcome> apply(RowReader &reader, const Actor &actor, qint64 nowMs, const Command &command) const;

private:
    friend class Transaction; // run(): a command inside another one
    Result<QJsonObject> runInside(Transaction &transaction, const Command &command) const;

    QList<const RecordInfo *> m_types;
    QList<const RecordInfo *> m_deskTypes;
    QHash<QString, TypeRules> m_typeRules;
    QList<Right> m_rights;
    std::map<QString, Rule> m_rules;
    std::multimap<QString, std::function<Result<void>(Transaction &, const Command &)>> m_conditions;
};

} // namespace rawi
