#include "core/rules/rule_book.h"

#include <algorithm>

namespace rawi {

namespace {

Result<void> checkArgs(const Rule &rule, const QJsonObject &args)
{
    for (auto it = args.begin(); it != args.end(); ++it) {
        const auto field = std::find_if(rule.args.begin(), rule.args.end(),
                                        [&](const FieldInfo &one) { return one.name == it.key(); });
        if (field == rule.args.end()) {
            return Error{ErrorCode::UnknownField, it.key(), u"%1 takes no such argument"_s.arg(rule.name)};
        }
        RAWI_TRY(field->check(it.value()));
    }
    for (const QString &name : rule.required) {
        const QJsonValue value = args.value(name);
        if (value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty())) {
            return Error{ErrorCode::FieldRequired, name, u"%1 needs it"_s.arg(rule.name)};
        }
    }
    return {};
}

} // namespace

void RuleBook::addType(const RecordInfo &type)
{
    m_types.append(&type);
}

void RuleBook::addRule(Rule rule)
{
    const QString name = rule.name;
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

Result<Outcome> RuleBook::apply(RowReader &reader, const Actor &actor, qint64 nowMs, const Command &command) const
{
    const Rule *found = rule(command.name);
    if (!found) {
        return Error{ErrorCode::UnknownCommand, command.name, u"there is no such command"_s};
    }
    RAWI_TRY(checkArgs(*found, command.args));
    if (actor.role < found->minimumRole) {
        return Error{ErrorCode::PermissionDenied, command.name,
                     u"needs the role %1"_s.arg(enumText(found->minimumRole))};
    }
    Transaction transaction(reader, actor, nowMs, command.id);
    RAWI_ASSIGN(QJsonObject result, found->apply(transaction, command));
    const auto [from, to] = m_conditions.equal_range(command.name);
    for (auto one = from; one != to; ++one) {
        RAWI_TRY(one->second(transaction, command));
    }
    return Outcome{std::move(result), transaction.changes()};
}

} // namespace rawi
