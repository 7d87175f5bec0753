#pragma once

#include "core/rules/describe.h"

namespace rawi {

struct Person; // core/people

// What a person may do in a workspace, weakest first; a role includes the weaker ones.
enum class Role { Viewer, Editor, ManagingEditor, Admin };

template <>
struct EnumNames<Role> {
    static constexpr std::array names{"viewer", "editor", "managing_editor", "admin"};
};

// Who runs a command: the signed-in person on a desk, the session's person on the server.
struct Actor {
    Id<Person> id;
    Role role = Role::Viewer;
};

} // namespace rawi
