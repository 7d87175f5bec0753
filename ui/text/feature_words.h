#pragma once

#include "core/base/error.h"
#include "core/rules/describe.h" // before the alias Words, which its enumerator would shadow

#include <QJsonObject>
#include <QString>
#include <QUuid>

#include <functional>
#include <optional>

namespace rawi {

// Words in the language of the desk, asked for each time they are shown, so that they follow a switch of language.
using Words = std::function<QString()>;

// Words out of the catalogues: translated("FieldText", QT_TRANSLATE_NOOP("FieldText", "Arabic title")).
Words translated(const char *context, const char *english);
// Words that stand in the source in both languages, for a feature without a catalogue of its own.
Words bothLanguages(const QString &arabic, const QString &english);

struct NamedWords {
    QString name;
    Words words;
};

// {"title_ar", QT_TRANSLATE_NOOP("FieldText", "Arabic title")} … as NamedWords of one context.
QList<NamedWords> translatedWords(const char *context, std::initializer_list<std::pair<const char *, const char *>> table);

// How a record is named to an editor.
struct RecordWords {
    QString type;                                          // "content_items"
    Words noun;                                            // "the item", for one that is not here or has no title
    std::function<QString(const QJsonObject &row)> title;  // empty: title_ar or title_en, by the desk's language
};

// A sentence of a feature's own, for an error code with a certain subject ("state_conflict" of "episodes"), with a record
// of a type ("content_items"), or, without a subject, for a code of its own whatever it is about, whose words stand for "%1".
struct ErrorWords {
    ErrorCode code = ErrorCode::Internal;
    QString subject;
    Words sentence;
};

// What a feature calls its things.
struct FeatureWords {
    QList<NamedWords> fields;   // of records and arguments, also with a path: "settings.video.crf"
    QList<NamedWords> commands; // what is done, as a noun: "content.publish" is "Publishing"
    QList<NamedWords> values;   // states and other names that errors and arguments carry: "archived", "poster", of one field "theme.dark"
    QList<NamedWords> events;   // "content.published"
    QList<NamedWords> rights;   // where nothing is called so yet: a command's right is called as the command
    QList<RecordWords> records;
    QList<ErrorWords> errors;
};

// Makes the words known to the whole program, as an installed translator is; at start-up, on the GUI thread. A name
// that is known already is called anew.
void addWords(const FeatureWords &words);

// The words of a name; empty when nobody has named it.
QString knownField(const QString &name); // a path is called by itself, else by its last or its first part
QString knownCommand(const QString &name);
QString knownValue(const QString &name);
QString knownEvent(const QString &name);
const RecordWords *knownRecord(const QString &type);
QString knownSentence(ErrorCode code, const QString &subject);

// The same, with the name itself when there are no words.
QString fieldText(const QString &name);
QString commandText(const QString &name);
QString eventText(const QString &name);

// Where a record's row is looked up, to call it by its title: an open desk. `owner` takes it away again.
using RowLookup = std::function<std::optional<QJsonObject>(const QString &type, const QUuid &id)>;
void addRowLookup(const void *owner, RowLookup lookup);
void removeRowLookup(const void *owner);
// The title of a record on this desk; empty when it is not here or has none. Not isolated.
QString recordTitleText(const QString &type, const QUuid &id);
// The same of whatever record on this desk has the id.
QString recordTitleText(const QUuid &id);
// The same, else the noun of its type, else empty.
QString recordText(const QString &type, const QUuid &id);

} // namespace rawi
