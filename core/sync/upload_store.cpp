#include "core/sync/upload_store.h"

#include "core/replica/journal_table.h"
#include "core/rules/plain.h"

namespace rawi {

template <>
struct Describe<Upload> {
    using Of = Upload;
    static auto members()
    {
        return std::tuple{member("id", &Of::id),
                          member("variant_id", &Of::variantId),
                          member("asset_id", &Of::assetId),
                          member("path", &Of::path),
                          member("size", &Of::size),
                          member("mtime_ms", &Of::mtimeMs),
                          member("inode", &Of::inode),
                          member("sha256", &Of::sha256),
                          member("head_tail", &Of::headTail),
                          member("url", &Of::url),
                          member("offset", &Of::offset),
                          member("state", &Of::state),
                          member("error", &Of::error),
                          member("attempts", &Of::attempts)};
    }
};

namespace {

constexpr const char *kUploads = "uploads";

// A state of a newer version is nothing to guess about.
Result<Upload> uploadOf(const QJsonObject &entry)
{
    RAWI_TRY(enumFromText<UploadState>(entry.value("state"_L1).toString()));
    return fromJson<Upload>(entry);
}

} // namespace

LocalStore UploadStore::tables()
{
    return {.name = QLatin1StringView(kUploads), .steps = {JournalTable::make(kUploads)}};
}

UploadStore::UploadStore(Replica &replica) : m_replica(replica) { }

Result<void> UploadStore::put(const Upload &upload)
{
    return JournalTable(m_replica.database(), kUploads).put(upload.id, toJson(upload));
}

Result<std::optional<Upload>> UploadStore::find(const QUuid &id) const
{
    RAWI_ASSIGN(const std::optional<QJsonObject> entry, JournalTable(m_replica.database(), kUploads).find(id));
    if (!entry) {
        return std::optional<Upload>();
    }
    RAWI_ASSIGN(Upload upload, uploadOf(*entry));
    return std::optional<Upload>(std::move(upload));
}

Result<QList<Upload>> UploadStore::uploads() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kUploads).entries());
    QList<Upload> uploads;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(Upload upload, uploadOf(entry));
        uploads.append(std::move(upload));
    }
    return uploads;
}

Result<QList<Upload>> UploadStore::failed() const
{
    RAWI_ASSIGN(const QList<Upload> all, uploads());
    QList<Upload> failed;
    for (const Upload &upload : all) {
        const auto isSame = [&upload](const Upload &other) { return other.variantId == upload.variantId && other.path == upload.path; };
        failed.removeIf(isSame); // the newest attempt counts, and none when that one is under way or done
        if (upload.state == UploadState::Failed) {
            failed.append(upload);
        }
    }
    return failed;
}

Result<void> UploadStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kUploads).remove(id);
}

Result<std::optional<MediaVariant>> UploadStore::variantOf(Upload &upload)
{
    RAWI_ASSIGN(const std::optional<MediaVariant> known, m_replica.find(upload.variantId));
    if (known) {
        return known;
    }
    RAWI_ASSIGN(const QList<MediaVariant> all, m_replica.where<MediaVariant>("asset_id", upload.assetId.text()));
    for (const MediaVariant &one : all) {
        if (!one.sha256.isEmpty() && one.sha256 == upload.sha256) {
            upload.variantId = one.id;
            RAWI_TRY(put(upload));
            return std::optional(one);
        }
    }
    return known;
}

} // namespace rawi
