#pragma once

#include "core/rules/describe.h"
#include "sync-server/pg/pg.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

enum class JobState { Pending, Processing, Completed, Failed };

} // namespace rawi::server

template <>
struct rawi::EnumNames<rawi::server::JobState> {
    static constexpr std::array names{"pending", "processing", "completed", "failed"};
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
    QString retryKey;
    QString createdAt; // RFC 3339
    QString updatedAt;

    // What GET /media/job/{id}/status and the message job_status say.
    QJsonObject toJson() const;
};

// The rows of jobs, each call one statement. Thread-safe. Every call may also fail with what PgConnection::exec() does.
class JobStore {
public:
    explicit JobStore(PgPool &pool);

    // Inside the transaction that decides on the work. The same creator and retry key answer the first job.
    // Errors: StateConflict when that one asked for something else.
    static Result<Job> enqueue(PgConnection &connection, const Job &job);
    Result<Job> enqueue(const Job &job);
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
    // Drops jobs that ended over 90 days ago.
    Result<void> forgetEnded();

    static constexpr int kLeaseSeconds = 60;

private:
    PgPool &m_pool;
};

} // namespace rawi::server
