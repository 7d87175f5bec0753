#pragma once

#include "core/rules/actor.h"

namespace rawi {

enum class ThemeChoice { System, Light, Dark };
enum class DigitsChoice { Language, Latin, Arabic }; // Language: as the language of the interface writes them
enum class CalendarChoice { Gregorian, Hijri, Both }; // Hijri: Umm al-Qura

template <>
struct EnumNames<ThemeChoice> {
    static constexpr std::array names{"system", "light", "dark"};
};
template <>
struct EnumNames<DigitsChoice> {
    static constexpr std::array names{"language", "latin", "arabic"};
};
template <>
struct EnumNames<CalendarChoice> {
    static constexpr std::array names{"gregorian", "hijri", "both"};
};

// How one person likes to work, on whatever desk: one record a person, on nobody else's desk. Missing means
// the defaults.
struct Preferences {
    Id<Preferences> id;
    qint64 rev = 0;
    Id<Person> person;
    QString language; // of the interface, BCP 47; empty = as the machine says
    ThemeChoice theme = ThemeChoice::System;
    DigitsChoice digits = DigitsChoice::Language;
    CalendarChoice calendar = CalendarChoice::Gregorian;
    int weekStart = 0; // 1 = Monday … 7 = Sunday (ISO 8601); 0 = as the language has it
    Timestamp updatedAt;

    static Id<Preferences> idOf(const Id<Person> &person); // the same on every desk
};

template <>
struct Describe<Preferences> {
    static constexpr const char *name = "preferences";
    static constexpr Reach reach = Reach::Owner;
    static auto fields()
    {
        return std::tuple{
            field("person", &Preferences::person),
            field("language", &Preferences::language, MergePolicy::Fixed, 35),
            field("theme", &Preferences::theme),
            field("digits", &Preferences::digits),
            field("calendar", &Preferences::calendar),
            field("week_start", &Preferences::weekStart),
            field("updated_at", &Preferences::updatedAt),
        };
    }
};

} // namespace rawi
