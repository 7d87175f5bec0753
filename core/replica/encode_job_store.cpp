#include "core/replica/encode_job_store.h"

#include "core/replica/journal_table.h"

namespace rawi {

namespace {

constexpr const char *kTable = "encode_jobs";

QJsonArray outputsEntry(const EncodeJob &job)
{
    QJsonArray outputs;
    for (const EncodeOutput &output : job.outputs) {
        outputs.append(QJsonObject{{QStringLiteral("name"), output.name},
                                   {QStringLiteral("path"), output.path},
                                   {QStringLiteral("encoder"), output.encoder},
                                   {QStringLiteral("encoder_note"), output.encoderNote}});
    }
    return outputs;
}

QJsonObject entryOf(const EncodeJob &job)
{
    return {
        {QStringLiteral("id"), uuidText(job.id)},        {QStringLiteral("asset_id"), job.assetId.text()},
        {QStringLiteral("kind"), enumText(job.kind)},    {QStringLiteral("source_path"), job.sourcePath},
        {QStringLiteral("plan"), job.plan},              {QStringLiteral("priority"), enumText(job.priority)},
        {QStringLiteral("order"), job.order.text},       {QStringLiteral("outputs"), outputsEntry(job)},
        {QStringLiteral("state"), enumText(job.state)},  {QStringLiteral("permille"), job.permille},
        {QStringLiteral("attempts"), job.attempts},      {QStringLiteral("resumed_segments"), job.resumedSegments},
        {QStringLiteral("copied_frames"), job.copiedFrames}, {QStringLiteral("encoded_frames"), job.encodedFrames},
        {QStringLiteral("error"), errorToJson(job.error)}, {QStringLiteral("duration_ms"), job.durationMs},
        {QStringLiteral("created_ms"), job.createdMs},   {QStringLiteral("ended_ms"), job.endedMs}};
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
    job.plan = entry.value(QLatin1StringView("plan")).toObject();
    job.order.text = text("order");
    const QJsonArray outputs = entry.value(QLatin1StringView("outputs")).toArray();
    for (const QJsonValue &output : outputs) {
        job.outputs.append({output[QLatin1StringView("name")].toString(), output[QLatin1StringView("path")].toString(),
                            output[QLatin1StringView("encoder")].toString(),
                            output[QLatin1StringView("encoder_note")].toString()});
    }
    job.permille = static_cast<int>(number("permille"));
    job.attempts = static_cast<int>(number("attempts"));
    job.resumedSegments = static_cast<int>(number("resumed_segments"));
    job.copiedFrames = number("copied_frames");
    job.encodedFrames = number("encoded_frames");
    job.error = errorFromJson(entry.value(QLatin1StringView("error")).toObject());
    job.durationMs = number("duration_ms");
    job.createdMs = number("created_ms");
    job.endedMs = number("ended_ms");
    return job;
}

// Entries of before the ladder named one preset and one file.
QJsonObject brought(QJsonObject entry)
{
    if (entry.contains(QLatin1StringView("preset"))) {
        const QString name = entry.take(QLatin1StringView("preset")).toString();
        const QString path = entry.take(QLatin1StringView("output_path")).toString();
        entry.insert(QStringLiteral("kind"), enumText(EncodeKind::Encode));
        entry.insert(QStringLiteral("priority"), enumText(EncodePriority::Normal));
        entry.insert(QStringLiteral("plan"),
                     QJsonObject{{QStringLiteral("renditions"), QJsonArray{QJsonObject{{QStringLiteral("name"), name}}}}});
        entry.insert(QStringLiteral("outputs"),
                     QJsonArray{QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("path"), path}}});
    }
    return entry;
}

} // namespace

QStringList EncodeJob::presets() const
{
    QStringList names;
    const QJsonArray renditions = plan.value(QLatin1StringView("renditions")).toArray();
    for (const QJsonValue &rendition : renditions) {
        names.append(rendition[QLatin1StringView("name")].toString());
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
    return JournalTable(m_replica.database(), kTable).put(job.id, entryOf(job));
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
    RAWI_ASSIGN(const std::optional<QJsonObject> entry, JournalTable(m_replica.database(), kTable).find(id));
    if (!entry) {
        return std::optional<EncodeJob>();
    }
    RAWI_ASSIGN(EncodeJob job, jobOf(brought(*entry)));
    return std::optional<EncodeJob>(std::move(job));
}

Result<QList<EncodeJob>> EncodeJobStore::jobs() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kTable).entries());
    QList<EncodeJob> jobs;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(EncodeJob job, jobOf(brought(entry)));
        jobs.append(std::move(job));
    }
    return jobs;
}

Result<void> EncodeJobStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kTable).remove(id);
}

} // namespace rawi
