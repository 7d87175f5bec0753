#include "core/people/people_rules.h"

#include "core/people/person.h"
#include "core/people/preferences.h"
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
    if (!known) {
        tellOf(transaction, u"user.registered"_s, person, {{u"role"_s, enumText(person.role)}});
    }
    return idResult(id.uuid());
}

// A switch is no text to merge: the last word counts, and the history says whose it was.
Result<QJsonObject> setWorkspace(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const std::optional<WorkspaceSettings> known, transaction.find(WorkspaceSettings::theId()));
    const WorkspaceSettings before = known.value_or(WorkspaceSettings{});
    WorkspaceSettings settings = withArgs(before, command.args);
    if (!settings.publicAddress.isEmpty()) {
        RAWI_ASSIGN(settings.publicAddress, publicAddressFrom(settings.publicAddress));
    }
    if (settings.publicAddress != before.publicAddress && !transaction.actor().may(QString(kManageServer))) {
        return Error{ErrorCode::PermissionDenied, u"public_address"_s, u"whoever looks after the server says where it is found"_s,
                     SubjectKind::Field};
    }
    if (!known || toJson(settings) != toJson(before)) {
        settings.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(settings));
    }
    return idResult(settings.id.uuid());
}

// The last word counts, as with every switch.
Result<QJsonObject> setPreferences(Transaction &transaction, const Command &command)
{
    const Id<Person> person = transaction.actor().id;
    const Id<Preferences> id = Preferences::idOf(person);
    RAWI_ASSIGN(const std::optional<Preferences> known, transaction.find(id));
    const Preferences before = known.value_or(Preferences{});
    Preferences wanted = withArgs(before, command.args);
    wanted.id = id;
    wanted.person = person;
    if (!known || toJson(wanted) != toJson(before)) {
        wanted.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(wanted));
    }
    return idResult(id.uuid());
}

// One's own, so it needs no id.
void addPreferences(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Preferences>();
    book.addType(type);
    book.addRights(
        {{u"preferences.set"_s, u"تغيير تفضيلاته"_s, u"Change one's own preferences"_s, kEverybody}});
    book.addRule({.name = u"preferences.set"_s,
                  .args = argsFrom(type, {"language", "theme", "digits", "calendar", "week_start"}),
                  .touches = [](const QJsonObject &) { return QList<RowKey>(); },
                  .apply = setPreferences});
}

} // namespace

Id<Preferences> Preferences::idOf(const Id<Person> &person)
{
    return Id<Preferences>(QUuid::createUuidV5(person.uuid(), u"preferences"_s));
}

void registerPeopleRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Person>();
    book.addType(type);
    book.addRights(
        {{u"people.manage"_s, u"إدارة الأشخاص وأدوارهم"_s, u"Manage people and their roles"_s,
          kAdministrators},
         {u"jobs.manage"_s, u"إدارة مهام الخادم ومواعيدها"_s, u"Manage the server's jobs and schedules"_s,
          kAdministrators},
         {kManageServer, u"متابعة الخادم وضبطه"_s, u"Look after the server"_s, kAdministrators},
         {kSeeRestricted, u"رؤية كل ما هو محصور"_s, u"See everything that is restricted"_s, kAdministrators},
         {u"workspace.set"_s, u"تغيير إعدادات غرفة التحرير"_s, u"Change the newsroom's settings"_s,
          kManagingEditors}});
    book.addRule({.name = u"person.put"_s,
                  .right = u"people.manage"_s,
                  .args = argsFrom(type, {"id", "email", "name_ar", "name_en", "role", "active"}),
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = putPerson,
                  .serverOnly = true});
    const RecordInfo &settings = recordInfo<WorkspaceSettings>();
    book.addType(settings);
    book.addRule({.name = u"workspace.set"_s,
                  .args = argsFrom(settings, {"loudness_gate", "public_address"}),
                  .touches =
                      [](const QJsonObject &) {
                          return QList<RowKey>{
                              {recordInfo<WorkspaceSettings>().name, WorkspaceSettings::theId().uuid()}};
                      },
                  .apply = setWorkspace});
    addPreferences(book);
}

} // namespace rawi
