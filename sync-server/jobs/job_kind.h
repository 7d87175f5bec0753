#pragma once

#include "sync-server/feed/audience.h"
#include "sync-server/jobs/job.h"
#include "sync-server/pg/pg.h"

#include <functional>
#include <map>

namespace rawi::server {

class JobLease;

// Does one job; sequential code on a thread of its lane. Its answer becomes the job's result.
using JobHandler = std::function<Result<QJsonObject>(JobLease &)>;

// How often a job that met an error of this code is tried altogether, at most as often as its kind allows; an error that is
// not here is about the work itself, and another try would end the same.
using JobTries = std::map<ErrorCode, int>;

inline constexpr int kJobAttempts = 12;

// Errors that a later try may mend by itself.
inline JobTries temporaryErrors()
{
    JobTries tries;
    for (const ErrorCode code : {ErrorCode::DatabaseError, ErrorCode::ServerUnavailable, ErrorCode::IoError, ErrorCode::DiskFull,
                                 ErrorCode::MissingProgram, ErrorCode::NetworkUnreachable, ErrorCode::Timeout,
                                 ErrorCode::RateLimited, ErrorCode::WorkerCrashed}) {
        tries[code] = kJobAttempts;
    }
    return tries;
}

// A kind of job: who does it and by what rules.
struct JobKind {
    QString name; // "verify", "webhook.deliver": the feature, a dot, what is done
    QString lane; // kinds of one lane share its threads
    JobHandler run;
    // Whether what a job needs is on this server; nothing = any server does it. What is not here is left to the neighbours.
    std::function<Result<bool>(const Job &)> isHere;
    int attempts = kJobAttempts; // then it is dead; also one that ends its server each time
    JobTries tries = temporaryErrors();
    bool canBeCancelled = true; // by an administrator in the Office
    int keptDays = 90;          // after its end
    // What sockets hear of its progress; nothing = it is nobody's but the Office's.
    std::function<QJsonObject(const Job &)> told;
    // Who of them may hear of this job now; nothing = everybody.
    std::function<Result<Audience>(PgConnection &, const Job &)> heardBy;
};

// How many jobs of a lane run at once.
struct JobLane {
    int atOnce = 1;       // threads on this server
    int perWorkspace = 0; // of one workspace on all servers; 0 = any number
};

struct Firing;

// The one place where the queue and the scheduler tell what happened: each is called inside the transaction that makes it
// so, and what it refuses does not happen. Domain events (job.completed, error.occurred, scheduled.task) are written here.
struct JobEvents {
    // A job is completed, failed or dead.
    std::function<Result<void>(PgConnection &, const Job &)> jobEnded;
    // A slot of a schedule became a job.
    std::function<Result<void>(PgConnection &, const Firing &)> scheduleFired;
};

} // namespace rawi::server
