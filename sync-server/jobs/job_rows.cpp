#include "sync-server/jobs/job_rows.h"

#include "core/protocol/messages.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

Timestamp timeOf(const PgRows &rows, int row, int column)
{
    return {rows.isNull(row, column) ? 0 : rows.integer(row, column)};
}

QJsonValue idOrNull(const QUuid &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(uuidText(id));
}

QJsonValue timeOrNull(Timestamp time)
{
    return time.isSet() ? QJsonValue(timestampText(time)) : QJsonValue();
}

} // namespace

const std::string kJobColumns = " id, workspace, kind, subject, needs, args, state, permille, result, error, attempts, fence,"
                                " created_by, cancelled_by, replayed_by, retry_key, (extract(epoch FROM run_after) * 1000)::bigint,"
                                " (extract(epoch FROM created_at) * 1000)::bigint, (extract(epoch FROM updated_at) * 1000)::bigint ";

Job jobOf(const PgRows &rows, int row)
{
    Job job;
    job.id = uuidFromText(rows.string(row, 0));
    job.workspace = uuidFromText(rows.string(row, 1));
    job.kind = rows.string(row, 2);
    job.subject = uuidFromText(rows.string(row, 3));
    job.needs = rows.string(row, 4);
    job.args = pgObject(rows, row, 5);
    if (const auto state = enumFromText<JobState>(rows.string(row, 6)); state.ok()) {
        job.state = *state;
    }
    job.permille = static_cast<int>(rows.integer(row, 7));
    job.result = pgObject(rows, row, 8);
    if (!rows.isNull(row, 9)) {
        job.error = errorFromProblem(pgObject(rows, row, 9));
    }
    job.attempts = static_cast<int>(rows.integer(row, 10));
    job.fence = rows.integer(row, 11);
    job.createdBy = uuidFromText(rows.string(row, 12));
    job.cancelledBy = uuidFromText(rows.string(row, 13));
    job.replayedBy = uuidFromText(rows.string(row, 14));
    job.retryKey = rows.string(row, 15);
    job.runAfter = timeOf(rows, row, 16);
    job.createdAt = timeOf(rows, row, 17);
    job.updatedAt = timeOf(rows, row, 18);
    return job;
}

QJsonObject Job::toJson() const
{
    return {{u"id"_s, uuidText(id)},
            {u"kind"_s, kind},
            {u"state"_s, enumText(state)},
            {u"progress"_s, permille / 10.0}, // per cent
            {u"subject"_s, idOrNull(subject)},
            {u"args"_s, args},
            {u"attempts"_s, attempts},
            {u"result"_s, state == JobState::Completed ? QJsonValue(result) : QJsonValue()},
            {u"error"_s, error ? QJsonValue(problemFromError(*error)) : QJsonValue()},
            {u"created_by"_s, idOrNull(createdBy)},
            {u"cancelled_by"_s, idOrNull(cancelledBy)},
            {u"replayed_by"_s, idOrNull(replayedBy)},
            {u"run_after"_s, timeOrNull(runAfter)},
            {u"created_at"_s, timeOrNull(createdAt)},
            {u"updated_at"_s, timeOrNull(updatedAt)}};
}

QJsonObject pgObject(const PgRows &rows, int row, int column)
{
    return QJsonDocument::fromJson(rows.string(row, column).toUtf8()).object();
}

std::string pgArray(const QStringList &words)
{
    QStringList quoted;
    for (QString word : words) {
        quoted.append(u'"' + word.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"');
    }
    return '{' + quoted.join(u',').toStdString() + '}';
}

std::string pgSeconds(qint64 ms)
{
    return QByteArray::number(ms / 1000).toStdString() + '.' + QByteArray::number(1000 + ms % 1000).mid(1).toStdString();
}

Error jobNotFound(const QUuid &id)
{
    return {ErrorCode::NotFound, u"job/"_s + uuidText(id), u"there is no such job"_s};
}

Error jobLost(const Job &job)
{
    return {ErrorCode::Locked, uuidText(job.id), u"it was cancelled, or another server took this job over"_s, SubjectKind::Code};
}

} // namespace rawi::server
