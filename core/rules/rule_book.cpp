#include "core/rules/rule_book.h"

#include "core/rules/field_merge.h"
#include "core/rules/text_form.h"
#include "core/text/truncate.h"
#include "core/text/visible.h"
#include "core/text/well_formed.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace rawi {

QList<std::pair<QString, QString>> TypeRules::parents() const
{
    QList<std::pair<QString, QString>> all{{parentField, parentType}, {otherParentField, otherParentType}};
    all.removeIf([](const auto &one) { return one.second.isEmpty(); });
    return all;
}

namespace {

Result<void> checkArgs(const Rule &rule, const QJsonObject &args)
{
    for (auto it = args.begin(); it != args.end(); ++it) {
        const FieldInfo *field = rule.arg(it.key());
        if (!field) {
            return Error{ErrorCode::UnknownField, truncated(it.key(), 64), u"%1 takes no such argument"_s.arg(rule.name)};
        }
        RAWI_TRY(field->check(it.value()));
    }
    for (const QString &name : rule.required) {
        const QJsonValue value = args.value(name);
        if (value.isUndefined() || value.isNull() || (value.isString() && !hasVisible(value.toString()))) {
            return Error{ErrorCode::FieldRequired, name, u"%1 needs it"_s.arg(rule.name)};
        }
    }
    return {};
}

const QString kJudged = u"judged"_s;

// Whoever judges or destroys a record does so with what was seen of it. An older desk does not say.
Result<void> checkJudged(Transaction &transaction, const Rule &rule, const Command &command)
{
    const QJsonObject seen = command.base.value(kJudged).toObject();
    const QList<RowKey> touched = seen.isEmpty() || !rule.touches ? QList<RowKey>() : rule.touches(command.args);
    const RecordInfo *type = touched.isEmpty() ? nullptr : transaction.rules().type(touched.first().type);
    if (type == nullptr) {
        return {};
    }
    RAWI_ASSIGN(const std::optional<QJsonObject> row, transaction.row(*type, touched.first().id));
    const QJsonObject now = row ? judgedIn(rule, *type, *row).value(kJudged).toObject() : seen; // gone: for the rule to say
    for (auto it = seen.begin(); it != seen.end(); ++it) {
        if (now.contains(it.key()) && now.value(it.key()) != *it) { // a field that one side does not know is not compared
            return Error{ErrorCode::RevisionConflict, type->name + u'/' + uuidText(touched.first().id),
                         u"%1 is no longer what was looked at"_s.arg(truncated(it.key(), 64))};
        }
    }
    return {};
}

// A base may be of any older form, but a conflict would keep its text.
Result<void> checkBase(const QJsonObject &base)
{
    for (auto it = base.begin(); it != base.end(); ++it) {
        RAWI_TRY(checkWellFormedJson(it.value(), truncated(it.key(), 64)));
    }
    return {};
}

} // namespace

const FieldInfo *Rule::arg(QStringView argument) const
{
    const auto found =
        std::find_if(args.begin(), args.end(), [&](const FieldInfo &one) { return one.name == argument; });
    return found == args.end() ? nullptr : &*found;
}

QJsonObject judgedIn(const Rule &rule, const RecordInfo &type, const QJsonObject &row)
{
    constexpr qsizetype kHashDigits = 32;
    QJsonObject judged;
    for (const QString &name : rule.judged) {
        if (const FieldInfo *field = type.field(name)) {
            const QJsonArray value{canonicalValue(*field, row.value(name))};
            const QByteArray text = QJsonDocument(value).toJson(QJsonDocument::Compact);
            judged.insert(name, QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(kHashDigits)));
        }
    }
    return judged.isEmpty() ? QJsonObject() : QJsonObject{{kJudged, judged}};
}

void RuleBook::addType(const RecordInfo &type, const TypeRules &rules)
{
    m_types.append(&type);
    if (type.reach != Reach::Office) {
        m_deskTypes.append(&type);
    }
    m_typeRules.insert(type.name, rules);
}

void RuleBook::addRights(const QList<Right> &rights)
{
    for (const Right &one : rights) {
        if (right(one.name)) {
            qFatal("the right %s is listed twice", qUtf8Printable(one.name));
        }
        m_rights.append(one);
    }
}

void RuleBook::addRule(Rule rule)
{
    const QString name = rule.name;
    if (rule.right.isEmpty()) {
        rule.right = name;
    }
    if (!right(rule.right)) {
        qFatal("%s asks for the right %s, which no feature lists", qUtf8Printable(name),
               qUtf8Printable(rule.right));
    }
    for (const QString &needed : std::as_const(rule.required)) {
        if (!rule.arg(needed)) {
            qFatal("%s requires %s, which is not among its arguments", qUtf8Printable(name),
                   qUtf8Printable(needed));
        }
    }
    m_rules.insert_or_assign(name, std::move(rule));
}

void RuleBook::addCondition(const QString &command,
                            std::function<Result<void>(Transaction &, const Command &)> condition)
{
    m_conditions.emplace(command, std::move(condition));
}

const RecordInfo *RuleBook::type(QStringView name) const
{
    for (const RecordInfo *one : m_types) {
        if (one->name == name) {
            return one;
        }
    }
    return nullptr;
}

const Rule *RuleBook::rule(QStringView name) const
{
    const auto it = m_rules.find(name.toString());
    return it == m_rules.end() ? nullptr : &it->second;
}

QStringList RuleBook::ruleNames() const
{
    QStringList names;
    for (const auto &[name, rule] : m_rules) {
        names.append(name);
    }
    return names;
}

const Right *RuleBook::right(QStringView name) const
{
    const auto found =
        std::find_if(m_rights.begin(), m_rights.end(), [&](const Right &one) { return one.name == name; });
    return found == m_rights.end() ? nullptr : &*found;
}

Actor RuleBook::actor(const Id<Person> &person, Role role) const
{
    RightSet held;
    for (const Right &one : m_rights) {
        if (one.heldBy.contains(role)) {
            held.add(one.name);
        }
    }
    const bool seesAll = held.has(QString(kSeeRestricted));
    Actor actor(person, role, std::move(held));
    if (seesAll) {
        actor.setAllScopes();
    }
    return actor;
}

Result<QJsonObject> RuleBook::runInside(Transaction &transaction, const Command &command) const
{
    const Rule *found = rule(command.name);
    if (!found) {
        return Error{ErrorCode::UnknownCommand, truncated(command.name, 64), u"there is no such command"_s};
    }
    if (!transaction.actor().may(found->right)) {
        return Error{ErrorCode::PermissionDenied, command.name, u"needs the right %1"_s.arg(found->right)};
    }
    RAWI_TRY(checkArgs(*found, command.args));
    RAWI_TRY(checkBase(command.base));
    Command kept = command;
    kept.args = inForm(found->args, command.args);
    kept.base = mended(found->args, command.base);
    RAWI_TRY(checkJudged(transaction, *found, kept));
    RAWI_ASSIGN(QJsonObject result, found->apply(transaction, kept));
    const auto [from, to] = m_conditions.equal_range(command.name);
    for (auto one = from; one != to; ++one) {
        RAWI_TRY(one->second(transaction, kept));
    }
    return result;
}

Result<Outcome> RuleBook::apply(RowReader &reader, const Actor &actor, qint64 nowMs,
                                const Command &command) const
{
    const Rule *found = rule(command.name);
    if (found && found->serverOnly && !command.client.isNull()) {
        return Error{ErrorCode::PermissionDenied, command.name, u"only the server does this by itself"_s};
    }
    Transaction transaction(*this, reader, actor, nowMs, command.id);
    RAWI_ASSIGN(QJsonObject result, runInside(transaction, command));
    return Outcome{std::move(result), transaction.changes(), transaction.events()};
}

} // namespace rawi
