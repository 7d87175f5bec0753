#include "core/people/people_rules.h"

#include "core/people/person.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

Result<QJsonObject> putPerson(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<Person>(command.args);
    RAWI_ASSIGN(const std::optional<Person> known, transaction.find(id));
    Person person = known.value_or(Person{});
    person.id = id;
    person = withArgs(person, command.args);
    if (person.email.trimmed().isEmpty()) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("email"),
                     QStringLiteral("a person needs an address")};
    }
    RAWI_TRY(transaction.put(person));
    return idResult(id.uuid());
}

} // namespace

void registerPeopleRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Person>();
    book.addType(type);
    book.addRule({QStringLiteral("person.put"),
                  Role::Admin,
                  argsFrom(type, {"id", "email", "name_ar", "name_en", "role", "active"}),
                  {QStringLiteral("id")},
                  touchesOne(type),
                  putPerson});
}

} // namespace rawi
