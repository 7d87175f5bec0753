#include "core/replica/journal_table.h"
#include "core/replica/local_media_store.h"

namespace rawi {

namespace {

constexpr const char *kUploads = "uploads";

QJsonObject entryOf(const Upload &upload)
{
    return {{u"id"_s, uuidText(upload.id)},
            {u"variant_id"_s, upload.variantId.text()},
            {u"asset_id"_s, upload.assetId.text()},
            {u"path"_s, upload.path},
            {u"size"_s, upload.size},
            {u"mtime_ms"_s, upload.mtimeMs},
            {u"inode"_s, QString::number(upload.inode)}, // 64 bits do not fit a JSON number
            {u"sha256"_s, upload.sha256},
            {u"head_tail"_s, upload.headTail},
            {u"url"_s, upload.url},
            {u"offset"_s, upload.offset},
            {u"state"_s, enumText(upload.state)},
            {u"error"_s, errorToJson(upload.error)},
            {u"attempts"_s, upload.attempts}};
}

Result<Upload> uploadOf(const QJsonObject &entry)
{
    const auto text = [&](const char *name) { return entry.value(QLatin1StringView(name)).toString(); };
    const auto number = [&](const char *name) { return entry.value(QLatin1StringView(name)).toInteger(); };
    Upload upload;
    RAWI_ASSIGN(upload.state, enumFromText<UploadState>(text("state")));
    upload.id = uuidFromText(text("id"));
    upload.variantId = Id<MediaVariant>::fromText(text("variant_id"));
    upload.assetId = Id<MediaAsset>::fromText(text("asset_id"));
    upload.path = text("path");
    upload.size = number("size");
    upload.mtimeMs = number("mtime_ms");
    upload.inode = text("inode").toULongLong();
    upload.sha256 = text("sha256");
    upload.headTail = text("head_tail");
    upload.url = text("url");
    upload.offset = number("offset");
    upload.error = errorFromJson(entry.value("error"_L1).toObject());
    upload.attempts = static_cast<int>(number("attempts"));
    return upload;
}

} // namespace

UploadStore::UploadStore(Replica &replica) : m_replica(replica) { }

Result<void> UploadStore::put(const Upload &upload)
{
    return JournalTable(m_replica.database(), kUploads).put(upload.id, entryOf(upload));
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

Result<void> UploadStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kUploads).remove(id);
}

} // namespace rawi
