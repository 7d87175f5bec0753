#include "ui/text/feature_words.h"

#include "ui/text/names_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace rawi {

namespace {

// The words of all features. As translators are, so these are the program's: filled at start-up, read from then on.
struct Vocabulary {
    QHash<QString, Words> fields;
    QHash<QString, Words> commands;
    QHash<QString, Words> values;
    QHash<QString, Words> events;
    QHash<QString, RecordWords> records;
    QHash<std::pair<QByteArray, QString>, Words> errors; // by the name of the code
    QList<std::pair<const void *, RowLookup>> lookups;
};

Vocabulary &vocabulary()
{
    static Vocabulary all;
    return all;
}

QString said(const QHash<QString, Words> &table, const QString &name)
{
    const auto found = table.constFind(name);
    return found == table.constEnd() ? QString() : (*found)();
}

void take(QHash<QString, Words> &table, const QList<NamedWords> &named)
{
    for (const NamedWords &one : named) {
        table.insert(one.name, one.words);
    }
}

QString orName(const QString &words, const QString &name)
{
    return words.isEmpty() ? name : words;
}

// "ranges[3].from_us" → "ranges.from_us".
QString withoutPlaces(QString path)
{
    for (qsizetype open = path.indexOf(u'['); open >= 0; open = path.indexOf(u'[', open)) {
        const qsizetype close = path.indexOf(u']', open);
        path.remove(open, (close < 0 ? path.size() : close + 1) - open);
    }
    return path;
}

} // namespace

Words translated(const char *context, const char *english)
{
    return [context, english] { return QCoreApplication::translate(context, english); };
}

Words bothLanguages(const QString &arabic, const QString &english)
{
    return [arabic, english] { return QLocale().language() == QLocale::Arabic ? arabic : english; };
}

QList<NamedWords> translatedWords(const char *context, std::initializer_list<std::pair<const char *, const char *>> table)
{
    QList<NamedWords> words;
    words.reserve(static_cast<qsizetype>(table.size()));
    for (const auto &[name, english] : table) {
        words.append({QLatin1StringView(name), translated(context, english)});
    }
    return words;
}

void addWords(const FeatureWords &words)
{
    Vocabulary &all = vocabulary();
    take(all.fields, words.fields);
    take(all.commands, words.commands);
    for (const NamedWords &right : words.rights) {
        if (!all.commands.contains(right.name)) { // a command is called by what it does
            all.commands.insert(right.name, right.words);
        }
    }
    take(all.values, words.values);
    take(all.events, words.events);
    for (const RecordWords &one : words.records) {
        all.records.insert(one.type, one);
    }
    for (const ErrorWords &one : words.errors) {
        all.errors.insert({one.code.name(), one.subject}, one.sentence);
    }
}

QString knownField(const QString &name)
{
    const QString path = withoutPlaces(name);
    for (const QString &part : {path, path.section(u'.', -1), path.section(u'.', 0, 0)}) {
        if (const QString words = said(vocabulary().fields, part); !words.isEmpty()) {
            return words;
        }
    }
    return {};
}

QString knownCommand(const QString &name)
{
    return said(vocabulary().commands, name);
}

QString knownValue(const QString &name)
{
    return said(vocabulary().values, name);
}

QString knownEvent(const QString &name)
{
    return said(vocabulary().events, name);
}

const RecordWords *knownRecord(const QString &type)
{
    const auto found = vocabulary().records.constFind(type);
    return found == vocabulary().records.constEnd() ? nullptr : &*found;
}

QString knownSentence(ErrorCode code, const QString &subject)
{
    const auto found = vocabulary().errors.constFind({code.name(), subject});
    return found == vocabulary().errors.constEnd() ? QString() : (*found)();
}

QString fieldText(const QString &name)
{
    return orName(knownField(name), name);
}

QString commandText(const QString &name)
{
    return orName(knownCommand(name), name);
}

QString eventText(const QString &name)
{
    return orName(knownEvent(name), name);
}

void addRowLookup(const void *owner, RowLookup lookup)
{
    vocabulary().lookups.append({owner, std::move(lookup)});
}

void removeRowLookup(const void *owner)
{
    vocabulary().lookups.removeIf([owner](const auto &one) { return one.first == owner; });
}

QString recordTitleText(const QString &type, const QUuid &id)
{
    const RecordWords *words = knownRecord(type);
    for (const auto &[owner, lookup] : std::as_const(vocabulary().lookups)) {
        const auto row = lookup(type, id);
        if (!row) {
            continue;
        }
        const QString title = words && words->title
            ? words->title(*row)
            : inDeskLanguage(row->value("title_ar"_L1).toString(), row->value("title_en"_L1).toString());
        if (!title.trimmed().isEmpty()) {
            return title;
        }
    }
    return {};
}

QString recordTitleText(const QUuid &id)
{
    const QStringList types = vocabulary().records.keys();
    for (const QString &type : types) {
        if (const QString title = recordTitleText(type, id); !title.isEmpty()) {
            return title;
        }
    }
    return {};
}

QString recordText(const QString &type, const QUuid &id)
{
    const RecordWords *words = knownRecord(type);
    const QString title = recordTitleText(type, id);
    return title.isEmpty() && words && words->noun ? words->noun() : title;
}

} // namespace rawi
