#pragma once

#include "core/rules/actor.h"

namespace rawi {

constexpr int kMaxConflictText = 1'000'000; // UTF-16 units: no field that can clash is longer

// Two edits of one field that could not be merged. Both versions are kept until an editor settles it with
// the command `conflict.settle` (shared/design/sync.md).
struct Conflict {
    Id<Conflict> id;
    qint64 rev = 0;
    QString recordType;  // "content_items"
    QString recordId;    // uuid text
    QString field;       // "title_ar"
    QString baseText;    // what the later edit was based on
    QString mineText;    // the later edit, which was not taken
    QString theirsText;  // what was there already, and stays until settled
    Id<Person> madeBy;
    Timestamp madeAt;
    bool settled = false;
    QString settledText;
    Id<Person> settledBy;
    Timestamp settledAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<Conflict> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "conflicts";
    static auto fields()
    {
        return std::tuple{
            field("record_type", &Conflict::recordType, MergePolicy::Fixed, 64),
            field("record_id", &Conflict::recordId, MergePolicy::Fixed, 36),
            field("field", &Conflict::field, MergePolicy::Fixed, 64),
            field("base_text", &Conflict::baseText, MergePolicy::Fixed, kMaxConflictText),
            field("mine_text", &Conflict::mineText, MergePolicy::Fixed, kMaxConflictText),
            field("theirs_text", &Conflict::theirsText, MergePolicy::Fixed, kMaxConflictText),
            field("made_by", &Conflict::madeBy),
            field("made_at", &Conflict::madeAt),
            field("settled", &Conflict::settled),
            field("settled_text", &Conflict::settledText, MergePolicy::Fixed, kMaxConflictText),
            field("settled_by", &Conflict::settledBy),
            field("settled_at", &Conflict::settledAt),
            field("scope", &Conflict::scope),
        };
    }
};

} // namespace rawi
