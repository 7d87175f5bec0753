#pragma once

#include "core/content/content_item.h"

namespace rawi {

// A step of the editorial workflow; its name is the command's ("content." + name).
enum class WorkflowStep { Submit, Withdraw, Return, Approve, Publish, Unpublish, Archive, Restore };

template <>
struct EnumNames<WorkflowStep> {
    static constexpr std::array names{"submit",  "withdraw",  "return",  "approve",
                                      "publish", "unpublish", "archive", "restore"};
};

// Where an item stands: the state of its working copy, and whether the audience reads a revision of it.
struct Standing {
    ContentState state = ContentState::Draft;
    bool live = false;
    bool operator==(const Standing &) const = default;
};
Standing standingOf(const ContentItem &item);

// Where the step leads from here; nothing when it is not allowed here.
std::optional<Standing> standingAfter(const Standing &standing, WorkflowStep step);
// The steps allowed here, in the order in which they are offered.
QList<WorkflowStep> allowedSteps(const Standing &standing);
// The shortest way from one to another: none is longer than there are standings. Empty when there is none.
QList<WorkflowStep> stepsBetween(const Standing &from, const Standing &to);

} // namespace rawi
