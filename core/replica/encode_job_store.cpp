#include "core/replica/encode_job_store.h"

#include "core/replica/journal_table.h"

namespace rawi {

namespace {

constexpr const char *kEncodeJobs = "encode_jobs";

QJsonArray outputsEntry(const EncodeJob &job)
{
    QJsonArray outputs;
    for (const EncodeOutput &output : job.outputs) {
        outputs.append(QJsonObject{{u"name"_s, output.name},
                                   {u"path"_s, output.path},
                                   {u"encoder"_s, output.encoder},
                                   {u"encoder_note"_s, output.encoderNote}});
    }
    return outputs;
}

QJsonObject entryOf(const EncodeJob &job)
{
    return {{u"id"_s, uuidText(job.id)},
            {u"asset_id"_s, job.assetId.text()},
            {u"kind"_s, enumText(job.kind)},
            {u"source_path"_s, job.sourcePath},
            {u"plan"_s, job.plan},
            {u"priority"_s, enumText(job.priority)},
            {u"order"_s, job.order.text},
            {u"outputs"_s, outputsEntry(job)},
            {u"state"_s, enumText(job.state)},
            {u"permille"_s, job.permille},
            {u"attempts"_s, job.attempts},
            {u"resumed_segments"_s, job.resumedSegments},
            {u"copied_frames"_s, job.copiedFrames},
            {u"encoded_frames"_s, job.encodedFrames},
            {u"error"_s, errorToJson(job.error)},
            {u"duration_ms"_s, job.durationMs},
            {u"created_ms"_s, job.createdMs},
            {u"ended_ms"_s, job.endedMs}};
}

Result<EncodeJob> jobOf(const QJsonObject &entry)
{
    const auto text = [&](const char *name) { return entry.value(QLatin1StringView(name)).toString(); };
    const auto number = [&](const char *name) { return entry.value(QLatin1StringView(name)).toInteger(); };
    EncodeJob job;
    RAWI_ASSIGN(job.state, enumFromText<EncodeState>(text("state")));
    RAWI_ASSIGN(job.kind, enumFromText<EncodeKind>(text("kind")));
    RAWI_ASSIGN(job.priority, enumFromText<EncodePriority>(text("priority")));
    job.id = uuidFromText(text("id"));
    job.assetId = Id<MediaAsset>::fromText(text("asset_id"));
    job.sourcePath = text("source_path");
    job.plan = entry.value("plan"_L1).toObject();
    job.order.text = text("order");
    const QJsonArray outputs = entry.value("outputs"_L1).toArray();
    for (const QJsonValue &output : outputs) {
        job.outputs.append({output["name"_L1].toString(), output["path"_L1].toString(),
                            output["encoder"_L1].toString(), output["encoder_note"_L1].toString()});
    }
    job.permille = static_cast<int>(number("permille"));
    job.attempts = static_cast<int>(number("attempts"));
    job.resumedSegments = static_cast<int>(number("resumed_segments"));
    job.copiedFrames = number("copied_frames");
    job.encodedFrames = number("encoded_frames");
    job.error = errorFromJson(entry.value("error"_L1).toObject());
    job.durationMs = number("duration_ms");
    job.createdMs = number("created_ms");
    job.endedMs = number("ended_ms");
    return job;
}

// Entries of before the ladder named one preset and one file.
QJsonObject brought(QJsonObject entry)
{
    if (entry.contains("preset"_L1)) {
        const QString name = entry.take("preset"_L1).toString();
        const QString path = entry.take("output_path"_L1).toString();
        entry.insert(u"kind"_s, enumText(EncodeKind::Encode));
        entry.insert(u"priority"_s, enumText(EncodePriority::Normal));
        entry.insert(u"plan"_s, QJsonObject{{u"renditions"_s, QJsonArray{QJsonObject{{u"name"_s, name}}}}});
        entry.insert(u"outputs"_s, QJsonArray{QJsonObject{{u"name"_s, name}, {u"path"_s, path}}});
    }
    return entry;
}

} // namespace

QStringList EncodeJob::presets() const
{
    QStringList names;
    const QJsonArray renditions = plan.value("renditions"_L1).toArray();
    for (const QJsonValue &rendition : renditions) {
        names.append(rendition["name"_L1].toString());
    }
    return names;
}

bool EncodeJob::isOpen() const
{
    return state == EncodeState::Queued || state == EncodeState::Running || state == EncodeState::Paused;
}

EncodeJobStore::EncodeJobStore(Replica &replica) : m_replica(replica) { }

Result<void> EncodeJobStore::put(const EncodeJob &job)
{
    return JournalTable(m_replica.database(), kEncodeJobs).put(job.id, entryOf(job));
}

Result<void> EncodeJobStore::putAll(const QList<EncodeJob> &jobs)
{
    return m_replica.database().write([&]() -> Result<void> {
        for (const EncodeJob &job : jobs) {
            RAWI_TRY(put(job));
        }
        return {};
    });
}

Result<std::optional<EncodeJob>> EncodeJobStore::find(const QUuid &id) const
{
    RAWI_ASSIGN(const std::optional<QJsonObject> entry, JournalTable(m_replica.database(), kEncodeJobs).find(id));
    if (!entry) {
        return std::optional<EncodeJob>();
    }
    RAWI_ASSIGN(EncodeJob job, jobOf(brought(*entry)));
    return std::optional<EncodeJob>(std::move(job));
}

Result<QList<EncodeJob>> EncodeJobStore::jobs() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kEncodeJobs).entries());
    QList<EncodeJob> jobs;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(EncodeJob job, jobOf(brought(entry)));
        jobs.append(std::move(job));
    }
    return jobs;
}

Result<void> EncodeJobStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kEncodeJobs).remove(id);
}

} // namespace rawi
