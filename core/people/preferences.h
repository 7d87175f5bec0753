#pragma once

#include "core/rules/actor.h"

namespace rawi {

enum class ThemeChoice { Light, Dark };
enum class DigitsChoice { Arabic, Latin }; // of an Arabic interface
enum class CalendarChoice { Gregorian, Hijri }; // Hijri: Umm al-Qura
enum class WeekStartChoice { Language, Saturday, Sunday, Monday }; // Language: as the interface's language has it

template <>
struct EnumNames<ThemeChoice> {
    static constexpr std::array names{"light", "dark"};
};
template <>
struct EnumNames<DigitsChoice> {
    static constexpr std::array names{"arabic", "latin"};
};
template <>
struct EnumNames<CalendarChoice> {
    static constexpr std::array names{"gregorian", "hijri"};
};
template <>
struct EnumNames<WeekStartChoice> {
    static constexpr std::array names{"language", "saturday", "sunday", "monday"};
};

// How one person likes to work, on whatever desk: one record a person, on nobody else's desk. Missing means
// the defaults.
struct Preferences {
    Id<Preferences> id;
    qint64 rev = 0;
    Id<Person> person;
    QString language; // of the interface, BCP 47; empty = as the machine says
    ThemeChoice theme = ThemeChoice::Light;
    DigitsChoice digits = DigitsChoice::Arabic;
    CalendarChoice calendar = CalendarChoice::Gregorian;
    WeekStartChoice weekStart = WeekStartChoice::Language;
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
            field("language", &Preferences::language, MergePolicy::Fixed, 35, TextForm::Line),
            field("theme", &Preferences::theme),
            field("digits", &Preferences::digits),
            field("calendar", &Preferences::calendar),
            field("week_start", &Preferences::weekStart),
            field("updated_at", &Preferences::updatedAt),
        };
    }
};

} // namespace rawi
