#include "core/replica/journal_table.h"
#include "core/replica/local_media_store.h"

namespace rawi {

namespace {

constexpr const char *kTable = "uploads";

QJsonObject entryOf(const Upload &upload)
{
    return {{QStringLiteral("id"), uuidText(upload.id)},
            {QStringLiteral("variant_id"), upload.variantId.text()},
            {QStringLiteral("asset_id"), upload.assetId.text()},
            {QStringLiteral("path"), upload.path},
            {QStringLiteral("size"), upload.size},
            {QStringLiteral("mtime_ms"), upload.mtimeMs},
            {QStringLiteral("inode"), QString::number(upload.inode)}, // 64 bits do not fit a JSON number
            {QStringLiteral("sha256"), upload.sha256},
            {QStringLiteral("head_tail"), upload.headTail},
            {QStringLiteral("url"), upload.url},
            {QStringLiteral("offset"), upload.offset},
            {QStringLiteral("state"), enumText(upload.state)},
            {QStringLiteral("error"), errorToJson(upload.error)},
            {QStringLiteral("attempts"), upload.attempts}};
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
    upload.error = errorFromJson(entry.value(QLatin1StringView("error")).toObject());
    upload.attempts = static_cast<int>(number("attempts"));
    return upload;
}

} // namespace

UploadStore::UploadStore(Replica &replica) : m_replica(replica) { }

Result<void> UploadStore::put(const Upload &upload)
{
    return JournalTable(m_replica.database(), kTable).put(upload.id, entryOf(upload));
}

Result<std::optional<Upload>> UploadStore::find(const QUuid &id) const
{
    RAWI_ASSIGN(const std::optional<QJsonObject> entry, JournalTable(m_replica.database(), kTable).find(id));
    if (!entry) {
        return std::optional<Upload>();
    }
    RAWI_ASSIGN(Upload upload, uploadOf(*entry));
    return std::optional<Upload>(std::move(upload));
}

Result<QList<Upload>> UploadStore::uploads() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kTable).entries());
    QList<Upload> uploads;
    for (const QJsonObject &entry : entries) {
        RAWI_ASSIGN(Upload upload, uploadOf(entry));
        uploads.append(std::move(upload));
    }
    return uploads;
}

Result<void> UploadStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kTable).remove(id);
}

} // namespace rawi
