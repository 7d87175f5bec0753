#pragma once

#include "core/rules/actor.h"

namespace rawi {

// What a rendition's sound must be before its item may be published. Own: what each rendition's preset asked for.
enum class LoudnessGate { Off, Own, R128, Podcast, Web };

template <>
struct EnumNames<LoudnessGate> {
    static constexpr std::array names{"off", "own", "r128", "podcast", "web"};
};

// What the newsroom agreed on, for everybody in it. One record a workspace; missing means the defaults here.
struct WorkspaceSettings {
    Id<WorkspaceSettings> id = theId();
    qint64 rev = 0;
    LoudnessGate loudnessGate = LoudnessGate::Off;
    QString publicAddress; // at which people reach the server; every link begins with it. Empty = as the server was started
    Timestamp updatedAt;

    static Id<WorkspaceSettings> theId(); // the same in every workspace
};

template <>
struct Describe<WorkspaceSettings> {
    static constexpr const char *name = "workspace_settings";
    static auto fields()
    {
        return std::tuple{
            field("loudness_gate", &WorkspaceSettings::loudnessGate),
            field("public_address", &WorkspaceSettings::publicAddress, MergePolicy::Replace, 500, TextForm::Line),
            field("updated_at", &WorkspaceSettings::updatedAt),
        };
    }
};

// Who may change where the newsroom is found.
inline constexpr QLatin1StringView kManageServer("server.manage");

// A web address without query, fragment, password and slash at its end. Errors: InvalidArgument (public_address).
Result<QString> publicAddressFrom(const QString &text);

} // namespace rawi
