#pragma once

#include "core/content/content_item.h"

namespace rawi {

// A step of the editorial workflow; its name is the command's ("content." + name).
enum class WorkflowStep { Submit, Return, Approve, Publish, Unpublish, Archive, Restore };

template <>
struct EnumNames<WorkflowStep> {
    static constexpr std::array names{"submit",    "return",  "approve", "publish",
                                      "unpublish", "archive", "restore"};
};

// Where the step leads from this state; nothing when it is not allowed there.
std::optional<ContentState> stateAfter(ContentState state, WorkflowStep step);
// The steps allowed in a state, in the order in which they are offered.
QList<WorkflowStep> allowedSteps(ContentState state);
// The shortest way from a state to another: none is longer than the number of states. Empty when there is none.
QList<WorkflowStep> stepsBetween(ContentState from, ContentState to);

} // namespace rawi
