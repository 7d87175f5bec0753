#include "core/people/people_rules.h"

#include "core/people/person.h"
#include "core/people/workspace_settings.h"
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
        return Error{ErrorCode::FieldRequired, u"email"_s, u"a person needs an address"_s};
    }
    RAWI_TRY(transaction.put(person));
    return idResult(id.uuid());
}

// A switch is no text to merge: the last word counts, and the history says whose it was.
Result<QJsonObject> setWorkspace(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const std::optional<WorkspaceSettings> known, transaction.find(WorkspaceSettings::theId()));
    const WorkspaceSettings before = known.value_or(WorkspaceSettings{});
    WorkspaceSettings settings = withArgs(before, command.args);
    if (!known || toJson(settings) != toJson(before)) {
        settings.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(settings));
    }
    return idResult(settings.id.uuid());
}

} // namespace

Id<WorkspaceSettings> WorkspaceSettings::theId()
{
    static const QUuid kId(u"{0197ac00-0000-7000-8000-000000000001}"_s);
    return Id<WorkspaceSettings>(kId);
}

void registerPeopleRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Person>();
    book.addType(type);
    book.addRule({u"person.put"_s,
                  Role::Admin,
                  argsFrom(type, {"id", "email", "name_ar", "name_en", "role", "active"}),
                  {u"id"_s},
                  touchesOne(type),
                  putPerson});
    const RecordInfo &settings = recordInfo<WorkspaceSettings>();
    book.addType(settings);
    book.addRule({u"workspace.set"_s,
                  Role::ManagingEditor,
                  argsFrom(settings, {"loudness_gate"}),
                  {},
                  [](const QJsonObject &) {
                      return QList<RowKey>{{recordInfo<WorkspaceSettings>().name, WorkspaceSettings::theId().uuid()}};
                  },
                  setWorkspace});
}

} // namespace rawi
