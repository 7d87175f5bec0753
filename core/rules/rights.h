#pragma once

#include "core/base/literals.h"
#include "core/rules/describe.h"

#include <QSet>

namespace rawi {

// The system roles: names of sets of rights. Nothing compares them; what a role may do stands beside each right.
enum class Role { Viewer, Editor, ManagingEditor, Admin };

template <>
struct EnumNames<Role> {
    static constexpr std::array names{"viewer", "editor", "managing_editor", "admin"};
};

// Who holds a right from the beginning. An administrator holds every right that anybody can hold.
inline const QList<Role> kEverybody{Role::Viewer, Role::Editor, Role::ManagingEditor, Role::Admin};
inline const QList<Role> kEditors{Role::Editor, Role::ManagingEditor, Role::Admin};
inline const QList<Role> kManagingEditors{Role::ManagingEditor, Role::Admin};
inline const QList<Role> kAdministrators{Role::Admin};
inline const QList<Role> kNobody{}; // only the server itself

// The name of what is done: a command's name ("content.publish"), or of what is read where not every member may
// ("audit.read"). Listed once, by its feature, with its words for an administrator who gives it away.
struct Right {
    QString name;
    QString arabic;
    QString english;
    QList<Role> heldBy;
};

// Whoever holds it sees what is restricted to others.
inline constexpr QLatin1StringView kSeeRestricted("restricted.see");

// A set of rights by name; "content.*" in it stands for all of a family.
class RightSet {
public:
    void add(const QString &right);
    bool has(QStringView right) const;
    // Sorted.
    QStringList names() const;
    bool operator==(const RightSet &) const = default;

private:
    QSet<QString> m_names;
};

} // namespace rawi
