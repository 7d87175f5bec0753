#pragma once

#include "core/replica/replica.h"

#include <QHash>
#include <QObject>

namespace rawi {

class LanguageSwitch;

// What a person chooses once, for every window of theirs.
enum class Preference { Language, Theme, Digits, Calendar, WeekStart };

// The choices of the person at this desk: one record of theirs (core/people/preferences.h) that follows them to every desk
// and over restarts. Until they chose anything, what a profile kept of older versions counts. GUI thread.
class PreferenceStore : public QObject {
    Q_OBJECT

public:
    explicit PreferenceStore(Replica &replica, QObject *parent = nullptr);

    // The values a preference can have, its default first:
    //   Language   "" (the machine's), "ar", "en"      Theme     "light", "dark"
    //   Digits     "arabic", "latin" (in Arabic)       Calendar  "gregorian", "hijri" (Umm al-Qura)
    //   WeekStart  "" (the language's), "saturday", "sunday", "monday"
    static QStringList choices(Preference which);

    // The choice, or the default when nothing (or nothing known) was chosen.
    QString get(Preference which) const;
    // Errors: InvalidArgument for what is no choice; as Replica::execute.
    Result<void> set(Preference which, const QString &value);

Q_SIGNALS:
    // Here, or on another desk of the same person.
    void changed(rawi::Preference which);

private:
    void takeRows(const QSet<RowKey> &keys);
    QString stored(Preference which) const;

    Replica &m_replica;
    QHash<Preference, QString> m_known; // as last told
};

// Brings one choice to the application: language and digits, calendar and week of ui/text, or theme. What is shown is
// drawn anew. A language that was never chosen is the machine's.
void applyPreference(Preference which, const PreferenceStore &preferences, LanguageSwitch &language);
// All of them, at start-up; a language that was never chosen stays as it is.
void applyPreferences(const PreferenceStore &preferences, LanguageSwitch &language);

} // namespace rawi
