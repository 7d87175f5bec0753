#include "core/desk/media/encode_job_store.h"

#include "core/replica/journal_table.h"
#include "core/rules/plain.h"

namespace rawi {

template <>
struct Describe<EncodeOutput> {
    using Of = EncodeOutput;
    static auto members()
    {
        return std::tuple{member("name", &Of::name), member("path", &Of::path), member("encoder", &Of::encoder),
                          member("encoder_note", &Of::encoderNote)};
    }
};
template <>
struct Describe<EncodeJob> {
    using Of = EncodeJob;
    static auto members()
    {
        return std::tuple{member("id", &Of::id),
                          member("asset_id", &Of::assetId),
                          member("kind", &Of::kind),
                          member("source_path", &Of::sourcePath),
                          member("plan", &Of::plan),
                          member("priority", &Of::priority),
                          member("order", &Of::order),
                          member("outputs", &Of::outputs),
                          member("state", &Of::state),
                          member("permille", &Of::permille),
                          member("attempts", &Of::attempts),
                          member("resumed_segments", &Of::resumedSegments),
                          member("copied_frames", &Of::copiedFrames),
                          member("encoded_frames", &Of::encodedFrames),
                          member("error", &Of::error),
                          member("duration_ms", &Of::durationMs),
                          member("created_ms", &Of::createdMs),
                          member("ended_ms", &Of::endedMs)};
    }
};

namespace {

constexpr const char *kEncodeJobs = "encode_jobs";

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

// A state of a newer version is nothing to guess about.
Result<EncodeJob> jobOf(const QJsonObject &stored)
{
    const QJsonObject entry = brought(stored);
    RAWI_TRY(enumFromText<EncodeState>(entry.value("state"_L1).toString()));
    RAWI_TRY(enumFromText<EncodeKind>(entry.value("kind"_L1).toString()));
    return fromJson<EncodeJob>(entry);
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

LocalStore EncodeJobStore::tables()
{
    return {.name = QLatin1StringView(kEncodeJobs), .steps = {JournalTable::make(kEncodeJobs)}};
}

EncodeJobStore::EncodeJobStore(Replica &replica) : m_replica(replica) { }

Result<void> EncodeJobStore::put(const EncodeJob &job)
{
    return JournalTable(m_replica.database(), kEncodeJobs).put(job.id, toJson(job));
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
    RAWI_ASSIGN(EncodeJob job, jobOf(*entry));
    return std::optional<EncodeJob>(std::move(job));
}

Result<QList<EncodeJob>> EncodeJobStore::jobs() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kEncodeJobs).entries());
    QList<EncodeJob> jobs;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(EncodeJob job, jobOf(entry));
        jobs.append(std::move(job));
    }
    return jobs;
}

Result<void> EncodeJobStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kEncodeJobs).remove(id);
}

} // namespace rawi
