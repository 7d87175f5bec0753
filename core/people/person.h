#pragma once

#include "core/rules/actor.h"

namespace rawi {

// A member of the workspace as every desk knows them (names beside changes, who may do what). Passwords,
// sessions and MFA stay on the server. Written only by the server's administration, never by a desk.
struct Person {
    Id<Person> id;
    qint64 rev = 0;
    QString email;
    QString nameAr;
    QString nameEn;
    Role role = Role::Viewer;
    bool active = true;
};

template <>
struct Describe<Person> {
    static constexpr const char *name = "people";
    static Listing listing() { return {.ordered = {u"name"_s}, .found = {u"email"_s, u"name_ar"_s, u"name_en"_s}}; }
    static auto fields()
    {
        return std::tuple{
            field("email", &Person::email, MergePolicy::Fixed, 254, TextForm::Line),
            field("name_ar", &Person::nameAr, MergePolicy::Replace, 120, TextForm::Name),
            field("name_en", &Person::nameEn, MergePolicy::Replace, 120, TextForm::Name),
            field("role", &Person::role),
            field("active", &Person::active),
        };
    }
};

} // namespace rawi
