#include "core/content/content_workflow.h"

#include <algorithm>

namespace rawi {

namespace {

// What the audience has to read, or not to read, for a step to be allowed.
enum class Live { Either, Yes, No };

struct Edge {
    ContentState from;
    WorkflowStep step;
    ContentState to;
    Live live = Live::Either;
};

// What is live is taken back before it is put away while changes to it are open: the way back would have to publish them.
constexpr std::array kEdges{
    Edge{ContentState::Draft, WorkflowStep::Submit, ContentState::InReview},
    Edge{ContentState::Draft, WorkflowStep::Unpublish, ContentState::Draft, Live::Yes},
    Edge{ContentState::Draft, WorkflowStep::Archive, ContentState::Archived, Live::No},
    Edge{ContentState::InReview, WorkflowStep::Approve, ContentState::Approved},
    Edge{ContentState::InReview, WorkflowStep::Withdraw, ContentState::Draft}, // before Return: a way back asks no reviewer
    Edge{ContentState::InReview, WorkflowStep::Return, ContentState::Draft},
    Edge{ContentState::InReview, WorkflowStep::Unpublish, ContentState::InReview, Live::Yes},
    Edge{ContentState::Approved, WorkflowStep::Publish, ContentState::Published},
    Edge{ContentState::Approved, WorkflowStep::Return, ContentState::Draft},
    Edge{ContentState::Approved, WorkflowStep::Unpublish, ContentState::Approved, Live::Yes},
    Edge{ContentState::Approved, WorkflowStep::Archive, ContentState::Archived, Live::No},
    Edge{ContentState::Published, WorkflowStep::Unpublish, ContentState::Draft},
    Edge{ContentState::Published, WorkflowStep::Archive, ContentState::Archived},
    Edge{ContentState::Archived, WorkflowStep::Restore, ContentState::Draft},
};

bool startsAt(const Edge &edge, const Standing &standing)
{
    return edge.from == standing.state
        && (edge.live == Live::Either || (edge.live == Live::Yes) == standing.live);
}

bool isLiveAfter(WorkflowStep step, bool before)
{
    return step == WorkflowStep::Publish
        || (before && step != WorkflowStep::Unpublish && step != WorkflowStep::Archive);
}

} // namespace

Standing standingOf(const ContentItem &item)
{
    return {item.state, !item.liveRev.isNull()};
}

std::optional<Standing> standingAfter(const Standing &standing, WorkflowStep step)
{
    for (const Edge &edge : kEdges) {
        if (edge.step == step && startsAt(edge, standing)) {
            return Standing{edge.to, isLiveAfter(step, standing.live)};
        }
    }
    return std::nullopt;
}

QList<WorkflowStep> allowedSteps(const Standing &standing)
{
    QList<WorkflowStep> steps;
    for (const Edge &edge : kEdges) {
        if (startsAt(edge, standing)) {
            steps.append(edge.step);
        }
    }
    return steps;
}

// The standings are few: those reached with one step, then with two …
QList<WorkflowStep> stepsBetween(const Standing &from, const Standing &to)
{
    QList<std::pair<Standing, QList<WorkflowStep>>> reached{{from, {}}};
    for (qsizetype i = 0; i < reached.size(); ++i) {
        const auto [standing, way] = reached.at(i);
        if (standing == to) {
            return way;
        }
        const QList<WorkflowStep> steps = allowedSteps(standing);
        for (const WorkflowStep step : steps) {
            const Standing next = *standingAfter(standing, step);
            const bool known = std::any_of(reached.cbegin(), reached.cend(),
                                           [&](const auto &one) { return one.first == next; });
            if (!known) {
                reached.append({next, way + QList<WorkflowStep>{step}});
            }
        }
    }
    return {};
}

} // namespace rawi
