#include "ui/admin/people_page.h"

#include "core/people/person.h"
#include "core/text/direction.h"
#include "ui/kit/language_sides.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QHeaderView>
#include <QTableView>

namespace rawi {

namespace {

const QString &peoplePath()
{
    static const QString text = u"/api/v1/users"_s;
    return text;
}

QString personPath(const QJsonObject &person)
{
    return peoplePath() + QLatin1Char('/') + person.value("id"_L1).toString();
}

QString roleName(const QString &value)
{
    const auto role = enumFromText<Role>(value);
    return role ? roleText(*role) : value;
}

// As a person is called in a sentence.
QString nameOf(const QJsonObject &person)
{
    const QString arabic = person.value("name_ar"_L1).toString();
    const QString english = person.value("name_en"_L1).toString();
    const bool named = !arabic.trimmed().isEmpty() || !english.trimmed().isEmpty();
    return isolate(named ? titleText(arabic, english) : person.value("email"_L1).toString());
}

Tone roleTone(const QJsonObject &person)
{
    const QString role = person.value("role"_L1).toString();
    return role == "admin"_L1 ? Tone::Accent : role == "managing_editor"_L1 ? Tone::Info : Tone::Neutral;
}

} // namespace

QList<OfficeColumn> PeoplePage::columns()
{
    return {{u"name_ar"_s, [] { return tr("Arabic name"); }, {}, u"name_ar"_s, 190},
            {u"name_en"_s, [] { return tr("English name"); }, {}, u"name_en"_s, 190},
            {u"email"_s, [] { return tr("E-mail"); }, {}, u"email"_s, 0},
            {u"role"_s, [] { return tr("Role"); },
             [](const QJsonObject &row) { return roleName(row.value("role"_L1).toString()); }, u"role"_s, 150, TextSide::Start,
             roleTone},
            {u"active"_s, [] { return tr("Account"); },
             [](const QJsonObject &row) { return isActive(row) ? tr("Active") : tr("Switched off"); }, {}, 130, TextSide::Start,
             [](const QJsonObject &row) { return isActive(row) ? Tone::Ok : Tone::Warn; }}};
}

OfficeTableView::Texts PeoplePage::texts()
{
    return {[] { return tr("People"); }, [] { return tr("Search by name or e-mail"); }, [] { return tr("Nobody is here yet"); },
            [] { return tr("Add the members of the newsroom; each signs in with an e-mail address and a password."); }, Icon::Users};
}

PeoplePage::PeoplePage(Desk &desk, QWidget *parent) : AdminListPage(desk, peoplePath(), columns(), texts(), parent)
{
    keepLanguageSides(*view().table().horizontalHeader(), 1, 0);
    view().addFilter({u"role"_s, [] { return tr("Every role"); }, [] {
                          QList<std::pair<QString, QString>> roles;
                          for (const char *name : EnumNames<Role>::names) {
                              roles.append({QLatin1StringView(name), roleName(QLatin1StringView(name))});
                          }
                          return roles;
                      }});
    view().addFilter({u"active"_s, [] { return tr("Every account"); }, [] {
                          return QList<std::pair<QString, QString>>{{u"true"_s, tr("Active")}, {u"false"_s, tr("Switched off")}};
                      }});
    addActions();
}

void PeoplePage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"edit"_s, Icon::Pencil, [] { return tr("Change…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { edit(rows.first()); }});
    view().addAction({u"password"_s, Icon::User, [] { return tr("Change the password…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { resetPassword(rows.first()); }});
    view().addAction({u"off"_s, Icon::XCircle, [] { return tr("Switch off…"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, false); }, isActive,
                      [](const QList<QJsonObject> &rows) {
                          return rows.size() == 1
                              ? tr("%1 is signed out everywhere and cannot sign in again until the account is switched on. "
                                   "What the person wrote stays.")
                                    .arg(nameOf(rows.first()))
                              : tr("%n people are signed out everywhere and cannot sign in again until their accounts are "
                                   "switched on. What they wrote stays.",
                                   nullptr, static_cast<int>(rows.size()));
                      },
                      QKeySequence(Qt::Key_Delete)});
    view().addAction({u"on"_s, Icon::CheckCircle, [] { return tr("Switch on"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, true); },
                      [](const QJsonObject &row) { return !isActive(row); }});
    view().addAction({u"add"_s, Icon::Plus, [] { return tr("Add a person…"); }, Needs::Nothing,
                      [this](const QList<QJsonObject> &) { add(); }, {}, {}, QKeySequence(Qt::CTRL | Qt::Key_N), true});
}

namespace {

FormField nameField(const char *name, Words label, Direction direction)
{
    FormField field = formField(recordInfo<Person>(), QString::fromLatin1(name), std::move(label));
    field.direction = direction;
    return field;
}

FormField roleField(Words label)
{
    FormField field = formField(recordInfo<Person>(), u"role", std::move(label));
    field.names = roleName;
    return field;
}

FormField passwordField(Words label, Words hint)
{
    FormField field{{u"password"_s, FieldKind::Text, MergePolicy::Fixed, 0, {}}, std::move(label)};
    field.look = FormField::Look::Secret;
    field.hint = std::move(hint);
    field.isRequired = true;
    field.direction = Direction::LeftToRight;
    return field;
}

} // namespace

void PeoplePage::add()
{
    FormField email = formField(recordInfo<Person>(), u"email", [] { return tr("E-mail"); });
    email.direction = Direction::LeftToRight;
    email.isRequired = true;
    const QList<FormField> fields{
        nameField("name_ar", [] { return tr("Arabic name"); }, Direction::RightToLeft),
        nameField("name_en", [] { return tr("English name"); }, Direction::LeftToRight),
        email,
        roleField([] { return tr("Role"); }),
        passwordField([] { return tr("First password"); },
                      [] { return tr("At least 8 characters, with letters and digits or signs.") ; }),
    };
    RecordDialog *form = openForm(
        fields, {[] { return tr("Add a person"); }, [] { return tr("Add"); }}, recordInfo<Person>().name, {{u"role"_s, u"editor"_s}},
        [this](RecordDialog *dialog) {
            office().create(dialog, peoplePath(), dialog->form().values(),
                            saved(dialog, [] { return tr("The person was added and can sign in now."); }));
        });
    form->setMayBeUnchanged(true); // whatever is missing is said beside it
}

void PeoplePage::edit(const QJsonObject &person)
{
    FormField email = formField(recordInfo<Person>(), u"email", [] { return tr("E-mail"); });
    email.look = FormField::Look::ReadOnly;
    const QList<FormField> fields{
        email,
        nameField("name_ar", [] { return tr("Arabic name"); }, Direction::RightToLeft),
        nameField("name_en", [] { return tr("English name"); }, Direction::LeftToRight),
        roleField([] { return tr("Role"); }),
        formField(recordInfo<Person>(), u"active", [] { return tr("May sign in"); }),
    };
    openForm(fields, {[] { return tr("Change a person"); }, [] { return tr("Save"); }}, recordInfo<Person>().name, person,
             [this, person](RecordDialog *dialog) {
                 office().change(dialog, personPath(person), dialog->form().changes(), {},
                                 saved(dialog, [] { return tr("The change was saved."); }));
             });
}

void PeoplePage::resetPassword(const QJsonObject &person)
{
    const QList<FormField> fields{passwordField(
        [] { return tr("New password"); },
        [] { return tr("The person is signed out everywhere and signs in with this one. At least 8 characters, with letters and "
                       "digits or signs."); })};
    RecordDialog *dialog = openForm(
        fields, {[] { return tr("Another password"); }, [] { return tr("Set the password"); }}, {}, {},
        [this, person](RecordDialog *sent) {
            office().create(sent, personPath(person) + u"/password"_s, sent->form().values(),
                            saved(sent, [name = nameOf(person)] { return tr("The password of %1 was changed.").arg(name); }));
        });
    dialog->setMayBeUnchanged(true);
}

void PeoplePage::setActive(const QList<QJsonObject> &people, bool active)
{
    doToEach(
        people,
        [this, active](const QJsonObject &person, const Done &done) {
            office().change(this, personPath(person), {{u"active"_s, active}}, {}, answerTo(done));
        },
        [active](int count) {
            return active ? tr("%n accounts were switched on.", nullptr, count)
                          : tr("%n accounts were switched off.", nullptr, count);
        });
}

} // namespace rawi
