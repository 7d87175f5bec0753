#include "core/content/content_workflow.h"

#include <algorithm>

namespace rawi {

namespace {

struct Edge {
    ContentState from;
    WorkflowStep step;
    ContentState to;
};

constexpr std::array kEdges{
    Edge{ContentState::Draft, WorkflowStep::Submit, ContentState::InReview},
    Edge{ContentState::Draft, WorkflowStep::Archive, ContentState::Archived},
    Edge{ContentState::InReview, WorkflowStep::Approve, ContentState::Approved},
    Edge{ContentState::InReview, WorkflowStep::Return, ContentState::Draft},
    Edge{ContentState::Approved, WorkflowStep::Publish, ContentState::Published},
    Edge{ContentState::Approved, WorkflowStep::Return, ContentState::Draft},
    Edge{ContentState::Approved, WorkflowStep::Archive, ContentState::Archived},
    Edge{ContentState::Published, WorkflowStep::Unpublish, ContentState::Draft},
    Edge{ContentState::Published, WorkflowStep::Archive, ContentState::Archived},
    Edge{ContentState::Archived, WorkflowStep::Restore, ContentState::Draft},
};

} // namespace

std::optional<ContentState> stateAfter(ContentState state, WorkflowStep step)
{
    for (const Edge &edge : kEdges) {
        if (edge.from == state && edge.step == step) {
            return edge.to;
        }
    }
    return std::nullopt;
}

QList<WorkflowStep> allowedSteps(ContentState state)
{
    QList<WorkflowStep> steps;
    for (const Edge &edge : kEdges) {
        if (edge.from == state) {
            steps.append(edge.step);
        }
    }
    return steps;
}

// The states are few: those reached with one step, then with two …
QList<WorkflowStep> stepsBetween(ContentState from, ContentState to)
{
    QList<std::pair<ContentState, QList<WorkflowStep>>> reached{{from, {}}};
    for (qsizetype i = 0; i < reached.size(); ++i) {
        const auto [state, way] = reached.at(i);
        if (state == to) {
            return way;
        }
        for (const Edge &edge : kEdges) {
            const bool known = std::any_of(reached.cbegin(), reached.cend(), [&](const auto &one) { return one.first == edge.to; });
            if (edge.from == state && !known) {
                reached.append({edge.to, way + QList<WorkflowStep>{edge.step}});
            }
        }
    }
    return {};
}

} // namespace rawi
