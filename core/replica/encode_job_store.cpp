#include "core/replica/journal_table.h"
#include "core/replica/local_media_store.h"

namespace rawi {

namespace {

constexpr const char *kTable = "encode_jobs";

QJsonObject entryOf(const EncodeJob &job)
{
    return {
        {QStringLiteral("id"), uuidText(job.id)},        {QStringLiteral("asset_id"), job.assetId.text()},
        {QStringLiteral("source_path"), job.sourcePath}, {QStringLiteral("preset"), job.preset},
        {QStringLiteral("output_path"), job.outputPath}, {QStringLiteral("state"), enumText(job.state)},
        {QStringLiteral("permille"), job.permille},      {QStringLiteral("eta_ms"), job.etaMs},
        {QStringLiteral("attempts"), job.attempts},      {QStringLiteral("error"), errorToJson(job.error)},
        {QStringLiteral("created_ms"), job.createdMs}};
}

Result<EncodeJob> jobOf(const QJsonObject &entry)
{
    const auto text = [&](const char *name) { return entry.value(QLatin1StringView(name)).toString(); };
    EncodeJob job;
    RAWI_ASSIGN(job.state, enumFromText<EncodeState>(text("state")));
    job.id = uuidFromText(text("id"));
    job.assetId = Id<MediaAsset>::fromText(text("asset_id"));
    job.sourcePath = text("source_path");
    job.preset = text("preset");
    job.outputPath = text("output_path");
    job.permille = entry.value(QLatin1StringView("permille")).toInt();
    job.etaMs = entry.value(QLatin1StringView("eta_ms")).toInteger(-1);
    job.attempts = entry.value(QLatin1StringView("attempts")).toInt();
    job.error = errorFromJson(entry.value(QLatin1StringView("error")).toObject());
    job.createdMs = entry.value(QLatin1StringView("created_ms")).toInteger();
    return job;
}

} // namespace

EncodeJobStore::EncodeJobStore(Replica &replica) : m_replica(replica) { }

Result<void> EncodeJobStore::put(const EncodeJob &job)
{
    return JournalTable(m_replica.database(), kTable).put(job.id, entryOf(job));
}

Result<std::optional<EncodeJob>> EncodeJobStore::find(const QUuid &id) const
{
    RAWI_ASSIGN(const std::optional<QJsonObject> entry, JournalTable(m_replica.database(), kTable).find(id));
    if (!entry) {
        return std::optional<EncodeJob>();
    }
    RAWI_ASSIGN(EncodeJob job, jobOf(*entry));
    return std::optional<EncodeJob>(std::move(job));
}

Result<QList<EncodeJob>> EncodeJobStore::jobs() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kTable).entries());
    QList<EncodeJob> jobs;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(EncodeJob job, jobOf(entry));
        jobs.append(std::move(job));
    }
    return jobs;
}

Result<void> EncodeJobStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kTable).remove(id);
}

} // namespace rawi
