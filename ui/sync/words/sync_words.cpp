#include "ui/sync/words/sync_words.h"
#include "ui/text/names_text.h"

#include <QCoreApplication>

namespace rawi {

namespace {

constexpr const char *kContext = "SyncWords";

QList<NamedWords> fieldWords()
{
    return translatedWords(kContext, {
        {"email", QT_TRANSLATE_NOOP("SyncWords", "E-mail")},
        {"password", QT_TRANSLATE_NOOP("SyncWords", "Password")},
        {"server", QT_TRANSLATE_NOOP("SyncWords", "Server")},
        {"name_ar", QT_TRANSLATE_NOOP("SyncWords", "Arabic name")},
        {"name_en", QT_TRANSLATE_NOOP("SyncWords", "English name")},
        {"role", QT_TRANSLATE_NOOP("SyncWords", "Role")},
        {"active", QT_TRANSLATE_NOOP("SyncWords", "Account in use")},
        {"record_type", QT_TRANSLATE_NOOP("SyncWords", "Kind of record")},
        {"record_id", QT_TRANSLATE_NOOP("SyncWords", "Record")},
        {"field", QT_TRANSLATE_NOOP("SyncWords", "Field")},
        {"base_text", QT_TRANSLATE_NOOP("SyncWords", "Text before both changes")},
        {"mine_text", QT_TRANSLATE_NOOP("SyncWords", "The later change")},
        {"theirs_text", QT_TRANSLATE_NOOP("SyncWords", "Current version")},
        {"person", QT_TRANSLATE_NOOP("SyncWords", "Person")},
        {"calendar", QT_TRANSLATE_NOOP("SyncWords", "Calendar")},
        {"digits", QT_TRANSLATE_NOOP("SyncWords", "Digits")},
        {"theme", QT_TRANSLATE_NOOP("SyncWords", "Theme")},
        {"week_start", QT_TRANSLATE_NOOP("SyncWords", "First day of the week")},
        {"made_by", QT_TRANSLATE_NOOP("SyncWords", "Author of the change")},
        {"made_at", QT_TRANSLATE_NOOP("SyncWords", "Time of the change")},
        {"settled", QT_TRANSLATE_NOOP("SyncWords", "Settled")},
        {"settled_text", QT_TRANSLATE_NOOP("SyncWords", "Text that was kept")},
        {"settled_by", QT_TRANSLATE_NOOP("SyncWords", "Who settled it")},
        {"settled_at", QT_TRANSLATE_NOOP("SyncWords", "Time of settling")},
        {"args", QT_TRANSLATE_NOOP("SyncWords", "Details of the change")},
        {"base", QT_TRANSLATE_NOOP("SyncWords", "State before the change")},
        {"new_password", QT_TRANSLATE_NOOP("SyncWords", "New password")},
        {"old_password", QT_TRANSLATE_NOOP("SyncWords", "Present password")},
        {"scope", QT_TRANSLATE_NOOP("SyncWords", "Reach")},
        {"url", QT_TRANSLATE_NOOP("SyncWords", "Address")},
        {"types", QT_TRANSLATE_NOOP("SyncWords", "Events")},
        {"description", QT_TRANSLATE_NOOP("SyncWords", "Description")},
        {"owner", QT_TRANSLATE_NOOP("SyncWords", "Owner")},
    });
}

QList<NamedWords> commandWords()
{
    return translatedWords(kContext, {
        {"conflict.settle", QT_TRANSLATE_NOOP("SyncWords", "Settling of two versions")},
        {"record.mend", QT_TRANSLATE_NOOP("SyncWords", "Mending of old texts")},
        {"preferences.set", QT_TRANSLATE_NOOP("SyncWords", "Change of one's own settings")},
        {"person.put", QT_TRANSLATE_NOOP("SyncWords", "Change of an account")},
        {"webhook.create", QT_TRANSLATE_NOOP("SyncWords", "New webhook")},
        {"webhook.update", QT_TRANSLATE_NOOP("SyncWords", "Change of a webhook")},
        {"webhook.remove", QT_TRANSLATE_NOOP("SyncWords", "Removal of a webhook")},
    });
}

} // namespace

FeatureWords syncWords()
{
    FeatureWords words;
    words.fields = fieldWords();
    words.commands = commandWords();
    words.events = translatedWords(kContext, {
        {"user.registered", QT_TRANSLATE_NOOP("SyncWords", "A person was added")},
        {"error.occurred", QT_TRANSLATE_NOOP("SyncWords", "An error occurred")},
        {"scheduled.task", QT_TRANSLATE_NOOP("SyncWords", "A scheduled task ran")},
    });
    words.values = translatedWords(kContext, {
        {"role.viewer", QT_TRANSLATE_NOOP("SyncWords", "viewer")},
        {"role.editor", QT_TRANSLATE_NOOP("SyncWords", "editor")},
        {"role.managing_editor", QT_TRANSLATE_NOOP("SyncWords", "managing editor")},
        {"role.admin", QT_TRANSLATE_NOOP("SyncWords", "administrator")},
        {"theme.light", QT_TRANSLATE_NOOP("SyncWords", "light")},
        {"theme.dark", QT_TRANSLATE_NOOP("SyncWords", "dark")},
        {"digits.arabic", QT_TRANSLATE_NOOP("SyncWords", "Arabic digits")},
        {"digits.latin", QT_TRANSLATE_NOOP("SyncWords", "Latin digits")},
        {"calendar.gregorian", QT_TRANSLATE_NOOP("SyncWords", "Gregorian")},
        {"calendar.hijri", QT_TRANSLATE_NOOP("SyncWords", "Hijri")},
        {"week_start.language", QT_TRANSLATE_NOOP("SyncWords", "as the language has it")},
        {"week_start.saturday", QT_TRANSLATE_NOOP("SyncWords", "Saturday")},
        {"week_start.sunday", QT_TRANSLATE_NOOP("SyncWords", "Sunday")},
        {"week_start.monday", QT_TRANSLATE_NOOP("SyncWords", "Monday")},
    });
    words.records = {
        {u"people"_s, translated(kContext, QT_TRANSLATE_NOOP("SyncWords", "the person")), [](const QJsonObject &row) { return inDeskLanguage(row.value("name_ar"_L1).toString(), row.value("name_en"_L1).toString()); }},
        {u"preferences"_s, translated(kContext, QT_TRANSLATE_NOOP("SyncWords", "one's own settings")), {}},
        {u"webhooks"_s, translated(kContext, QT_TRANSLATE_NOOP("SyncWords", "the webhook")), {}},
        {u"conflicts"_s, translated(kContext, QT_TRANSLATE_NOOP("SyncWords", "the pair of versions")), {}},
    };
    words.errors = {
        {ErrorCode::StateConflict, u"settled"_s,
         translated(kContext, QT_TRANSLATE_NOOP("SyncWords", "Somebody has settled this already; nothing is left to do."))},
    };
    return words;
}

} // namespace rawi
