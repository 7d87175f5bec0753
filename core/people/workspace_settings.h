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
            field("updated_at", &WorkspaceSettings::updatedAt),
        };
    }
};

} // namespace rawi
