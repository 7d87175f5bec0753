#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/pg/pg.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

enum class JobState { Pending, Processing, Completed, Failed, Cancelled };

} // namespace rawi::server

template <>
struct rawi::EnumNames<rawi::server::JobState> {
    static constexpr std::array names{"pending", "processing", "completed", "failed", "cancelled"};
};

namespace rawi::server {

// One piece of work as its row says.
struct Job {
    QUuid id;
    QString kind;      // who does it: "verify", "transcode" …
    QUuid assetId;     // may be null
    QString sha256;    // the blob it needs; may be empty
    QJsonObject args;
    JobState state = JobState::Pending;
    int permille = 0;
    QJsonObject result; // of a completed one
    std::optional<Error> error; // of a failed one, or why it is tried again
    int attempts = 0;
    qint64 fence = 0;
    QUuid createdBy; // null = the server
    QUuid cancelledBy; // of a cancelled one
    QString retryKey;
    QString createdAt; // RFC 3339
    QString updatedAt;

    // What GET /media/job/{id}/status and the message job_status say.
    QJsonObject toJson() const;
};

// Which jobs a list shows, newest first.
struct JobFilter {
    std::optional<JobState> state;
    QString kind;   // empty = any
    QUuid media;    // null = any
    QUuid before;   // those older than this one; null = from the newest
    int limit = 0;
};

// The rows of jobs, each call one statement. Thread-safe. Every call may also fail with what PgConnection::exec() does.
class JobStore {
public:
    explicit JobStore(PgPool &pool);

    // Inside the transaction that decides on the work. The same creator and retry key answer the first job.
    // Errors: StateConflict when that one asked for something else.
    static Result<Job> enqueue(PgConnection &connection, const Job &job);
    // What a person asks for. Errors: also RateLimited when `mostOpen` of people's jobs wait or run already.
    Result<Job> enqueue(const Job &job, int mostOpen);
    // Errors: RateLimited, as enqueue().
    Result<void> checkQueue(int mostOpen);
    Result<QList<Job>> list(const JobFilter &filter);
    // For good: whoever holds the job has lost it. Only who asked for it, while they may still edit, or somebody who
    // manages; both are read anew here. One that is cancelled already is answered as it is. Errors: NotFound,
    // PermissionDenied, StateConflict (it has ended, its files are being published, or the server needs it).
    Result<Job> cancel(const QUuid &id, const QUuid &person, const RuleBook &rules);
    // Inside the transaction that makes the job's work seen: from here on it cannot be cancelled. Errors: Locked.
    static Result<void> beginPublishing(PgConnection &connection, const Job &job);
    // Errors: NotFound.
    Result<Job> find(const QUuid &id);

    // The next due job of these kinds, leased to `owner` for kLeaseSeconds; also one whose lease ran out.
    Result<std::optional<Job>> claim(const QString &owner, const QStringList &kinds);
    // Writes progress down and renews the lease. Errors: Locked (the job was lost).
    Result<void> renew(const Job &job, int permille);
    // Ends the lease. Errors: Locked.
    Result<Job> complete(const Job &job, const QJsonObject &result);
    Result<Job> fail(const Job &job, const Error &error);
    Result<Job> retryLater(const Job &job, const Error &error, int delayMs);
    // Gives the job back untried: the server stops.
    Result<void> giveBack(const Job &job);
    // What a killed server of this name held is due at once.
    Result<void> releaseLeasesOf(const QString &owner);
    // Whether an unfinished job needs this blob.
    Result<bool> someJobNeeds(const QString &sha256);
    // Whether it waits or runs.
    Result<bool> isOpen(const QUuid &id);
    // Drops jobs that ended over 90 days ago.
    Result<void> forgetEnded();

    static constexpr int kLeaseSeconds = 60;

private:
    PgPool &m_pool;
};

} // namespace rawi::server
