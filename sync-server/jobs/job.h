#pragma once

#include "core/rules/describe.h"
#include "sync-server/pg/pg.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

// Failed: the work itself is refused, another try would end the same. Dead: tried as often as its kind allows; it may be
// replayed.
enum class JobState { Pending, Processing, Completed, Failed, Cancelled, Dead };

} // namespace rawi::server

template <>
struct rawi::EnumNames<rawi::server::JobState> {
    static constexpr std::array names{"pending", "processing", "completed", "failed", "cancelled", "dead"};
};

namespace rawi::server {

// One piece of work as its row says.
struct Job {
    QUuid id;       // null when enqueued = a new one
    QUuid workspace; // null when enqueued = the database's
    QString kind;   // who does it: "verify", "webhook.deliver" …
    QUuid subject;  // the record it is about; may be null
    QString needs;  // what no sweep may take before the job has ended (a blob's SHA-256); may be empty
    QJsonObject args; // administrators read them: no secret belongs here
    JobState state = JobState::Pending;
    int permille = 0;
    QJsonObject result; // of a completed one
    std::optional<Error> error; // of a failed or dead one, or why it is tried again
    int attempts = 0;
    qint64 fence = 0;
    QUuid createdBy; // null = the server
    QUuid cancelledBy; // of a cancelled one
    QUuid replayedBy; // who replayed a dead one last
    QString retryKey; // with `createdBy`: the same again is the same job
    Timestamp runAfter; // not before; not set = at once
    Timestamp createdAt;
    Timestamp updatedAt;

    // What GET /api/v1/jobs/{id} says.
    QJsonObject toJson() const;
};

// Which jobs a list shows, newest first.
struct JobFilter {
    QList<JobState> states; // empty = any
    QStringList kinds; // empty = any
    QUuid subject;  // null = any
    QUuid before;   // those older than this one; null = from the newest
    // SQL that a row of `jobs` must meet to be shown, which adds its own parameters; nothing = all are.
    std::function<std::string(PgParams &)> shown;
    int limit = 0;
};

// How many jobs of people, of some kinds, may wait or run in a workspace.
struct JobBound {
    int open = 0;
    QStringList kinds;
    QString list; // where they can be seen and cancelled, for who is refused
};

} // namespace rawi::server
