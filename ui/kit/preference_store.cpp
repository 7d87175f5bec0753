#include "ui/kit/preference_store.h"

#include "core/people/preferences.h"
#include "ui/kit/language.h"
#include "ui/kit/theme.h"
#include "ui/text/format_text.h"

#include <QApplication>

#include <algorithm>

namespace rawi {

namespace {

constexpr std::array kAll{Preference::Language, Preference::Theme, Preference::Digits, Preference::Calendar, Preference::WeekStart};

// The fields of the record, and the names under which profiles kept language, digits and theme before there was one.
QString keyOf(Preference which)
{
    switch (which) {
    case Preference::Language:
        return u"language"_s;
    case Preference::Theme:
        return u"theme"_s;
    case Preference::Digits:
        return u"digits"_s;
    case Preference::Calendar:
        return u"calendar"_s;
    case Preference::WeekStart:
        return u"week_start"_s;
    }
    return {};
}

std::optional<Qt::DayOfWeek> dayOf(const QString &name)
{
    static const QHash<QString, Qt::DayOfWeek> days{
        {u"saturday"_s, Qt::Saturday}, {u"sunday"_s, Qt::Sunday}, {u"monday"_s, Qt::Monday}};
    const auto found = days.constFind(name);
    return found == days.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace

PreferenceStore::PreferenceStore(Replica &replica, QObject *parent) : QObject(parent), m_replica(replica)
{
    for (const Preference which : kAll) {
        m_known.insert(which, get(which));
    }
    connect(&replica, &Replica::rowsChanged, this, &PreferenceStore::takeRows);
}

void PreferenceStore::takeRows(const QSet<RowKey> &keys)
{
    const auto isOurs = [](const RowKey &key) { return key.type == recordInfo<Preferences>().name; };
    if (!keys.isEmpty() && std::none_of(keys.begin(), keys.end(), isOurs)) {
        return;
    }
    for (const Preference which : kAll) {
        const QString now = get(which);
        if (m_known.value(which) != now) {
            m_known.insert(which, now);
            Q_EMIT changed(which);
        }
    }
}

QString PreferenceStore::stored(Preference which) const
{
    const auto record = m_replica.find(Preferences::idOf(m_replica.actor().id));
    if (!record.ok() || !*record) {
        return m_replica.setting(keyOf(which));
    }
    const QString value = toJson(**record).value(keyOf(which)).toString();
    return which == Preference::WeekStart && value == enumText(WeekStartChoice::Language) ? QString() : value;
}

QStringList PreferenceStore::choices(Preference which)
{
    switch (which) {
    case Preference::Language:
        return {QString(), u"ar"_s, u"en"_s};
    case Preference::Theme:
        return {u"light"_s, u"dark"_s};
    case Preference::Digits:
        return {u"arabic"_s, u"latin"_s};
    case Preference::Calendar:
        return {u"gregorian"_s, u"hijri"_s};
    case Preference::WeekStart:
        return {QString(), u"saturday"_s, u"sunday"_s, u"monday"_s};
    }
    return {};
}

QString PreferenceStore::get(Preference which) const
{
    const QString kept = stored(which);
    const QStringList known = choices(which);
    return known.contains(kept) ? kept : known.first();
}

Result<void> PreferenceStore::set(Preference which, const QString &value)
{
    if (!choices(which).contains(value)) {
        return Error{ErrorCode::InvalidArgument, keyOf(which), u"not one of the choices"_s};
    }
    if (get(which) == value) {
        return {};
    }
    const auto record = m_replica.find(Preferences::idOf(m_replica.actor().id));
    QJsonObject args;
    for (const Preference one : record.ok() && *record ? QList<Preference>{which} : QList<Preference>(kAll.begin(), kAll.end())) {
        const QString choice = one == which ? value : get(one); // the first choice takes along what the profile kept
        args.insert(keyOf(one), one == Preference::WeekStart && choice.isEmpty() ? enumText(WeekStartChoice::Language) : choice);
    }
    RAWI_TRY(m_replica.execute(u"preferences.set"_s, args)); // takeRows() tells
    RAWI_TRY(m_replica.setSetting(keyOf(which), value));    // for who comes to this desk and has chosen nothing yet
    return {};
}

void applyPreference(Preference which, const PreferenceStore &preferences, LanguageSwitch &language)
{
    const QString value = preferences.get(which);
    const DigitShape digits = preferences.get(Preference::Digits) == "latin"_L1 ? DigitShape::Latin : DigitShape::ArabicIndic;
    switch (which) {
    case Preference::Language:
        language.setLanguage(value.isEmpty() ? LanguageSwitch::systemLanguage() : LanguageSwitch::fromCode(value), digits);
        break;
    case Preference::Theme:
        applyTheme(*qApp, value == "dark"_L1 ? ThemeMode::Dark : ThemeMode::Light);
        break;
    case Preference::Calendar:
        setDateCalendar(value == "hijri"_L1 ? DateCalendar::UmmAlQura : DateCalendar::Gregorian);
        [[fallthrough]];
    case Preference::WeekStart:
        setWeekStart(dayOf(preferences.get(Preference::WeekStart)));
        [[fallthrough]];
    case Preference::Digits:
        language.setLanguage(language.language(), digits); // told again, so that windows write their dates and numbers anew
        break;
    }
}

void applyPreferences(const PreferenceStore &preferences, LanguageSwitch &language)
{
    if (!preferences.get(Preference::Language).isEmpty()) {
        applyPreference(Preference::Language, preferences, language);
    }
    applyPreference(Preference::Calendar, preferences, language); // and with it week and digits
    applyPreference(Preference::Theme, preferences, language);
}

} // namespace rawi
