#include "core/desk/house/refused_changes.h"

#include "core/desk/house/desk.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi {

namespace {

const QString kAnnounce = u"media.add_variant"_s;

// The file that a command is about: the id of its asset; null for what is about no file alone.
QUuid fileOf(const Command &command)
{
    static const QStringList kOfFile{u"media.add_asset"_s, u"media.set_hash"_s, u"media.set_duration"_s};
    if (kOfFile.contains(command.name)) {
        return uuidFromText(command.args.value("id"_L1).toString());
    }
    return command.name == kAnnounce ? uuidFromText(command.args.value("asset_id"_L1).toString()) : QUuid();
}

QString matterOf(const OutboxEntry &entry)
{
    if (entry.state == OutboxState::Quarantined) {
        return QString::number(entry.command.n); // each was typed, and is taken out by itself
    }
    const QUuid file = fileOf(entry.command);
    return file.isNull() ? entry.command.name + QString::fromUtf8(QJsonDocument(entry.command.args).toJson(QJsonDocument::Compact))
                         : uuidText(file);
}

// Whether this command announces these bytes of a file.
bool announces(const Command &command, const Id<MediaAsset> &asset, const QString &sha256)
{
    return command.name == kAnnounce && uuidFromText(command.args.value("asset_id"_L1).toString()) == asset.uuid()
        && command.args.value("sha256"_L1).toString() == sha256;
}

bool isAmongTransfers(const Command &command, const QList<Upload> &uploads)
{
    return std::any_of(uploads.cbegin(), uploads.cend(), [&](const Upload &one) {
        return one.state != UploadState::Cancelled && one.state != UploadState::Done && announces(command, one.assetId, one.sha256);
    });
}

// The refused announcements of these bytes, in n order.
Result<QList<OutboxEntry>> refusalsOf(const Replica &replica, const Id<MediaAsset> &asset, const QString &sha256)
{
    RAWI_ASSIGN(QList<OutboxEntry> refused, replica.outbox(OutboxState::Refused));
    refused.removeIf([&](const OutboxEntry &one) { return !announces(one.command, asset, sha256); });
    return refused;
}

RefusedChange changeOf(const QList<OutboxEntry> &entries)
{
    RefusedChange change{entries.value(0), {}};
    for (const OutboxEntry &one : entries) {
        change.numbers.append(one.command.n);
    }
    return change;
}

} // namespace

Result<QList<RefusedChange>> refusedChanges(const Replica &replica, const UploadStore &uploads)
{
    RAWI_ASSIGN(QList<OutboxEntry> refused, replica.outbox(OutboxState::Refused));
    RAWI_ASSIGN(const QList<OutboxEntry> quarantined, replica.outbox(OutboxState::Quarantined));
    RAWI_ASSIGN(const QList<Upload> sent, uploads.uploads());
    refused += quarantined;
    QList<RefusedChange> changes;
    QHash<QString, qsizetype> places;
    for (const OutboxEntry &entry : std::as_const(refused)) {
        const QString matter = matterOf(entry);
        if (const auto place = places.constFind(matter); place != places.cend()) {
            changes[*place].numbers.append(entry.command.n);
        } else if (entry.state != OutboxState::Refused || !isAmongTransfers(entry.command, sent)) {
            places.insert(matter, changes.size());
            changes.append({entry, {entry.command.n}});
        }
    }
    return changes;
}

Result<void> retryChange(Desk &desk, const RefusedChange &change)
{
    RAWI_ASSIGN(const QList<OutboxEntry> refused, desk.replica().outbox(OutboxState::Refused));
    QList<Command> asked;
    QSet<QUuid> files;
    for (const OutboxEntry &entry : refused) {
        const Command &command = entry.command;
        if (!change.numbers.contains(command.n)) {
            continue;
        }
        const bool again = std::any_of(asked.cbegin(), asked.cend(), [&](const Command &one) {
            return one.name == command.name && one.args == command.args;
        });
        if (again) {
            RAWI_TRY(desk.replica().discardRefused(command.n));
        } else {
            RAWI_TRY(desk.replica().retryRefused(command.n));
            asked.append(command);
        }
        files.insert(fileOf(command));
    }
    desk.sync().kick();
    RAWI_ASSIGN(const QList<Upload> uploads, desk.uploads().uploads());
    for (const Upload &one : uploads) {
        if (one.state == UploadState::Failed && files.contains(one.assetId.uuid())) {
            desk.sync().retryUpload(one.id);
        }
    }
    return {};
}

Result<void> discardChange(Desk &desk, const RefusedChange &change)
{
    for (const qint64 n : change.numbers) {
        RAWI_TRY(desk.replica().discardRefused(n));
    }
    return {};
}

Result<void> forgetRefusals(Replica &replica, const Id<MediaAsset> &asset, const QString &sha256)
{
    RAWI_ASSIGN(const QList<OutboxEntry> refusals, refusalsOf(replica, asset, sha256));
    for (const OutboxEntry &one : refusals) {
        RAWI_TRY(replica.discardRefused(one.command.n));
    }
    return {};
}

Result<void> retryUpload(Desk &desk, const QUuid &upload)
{
    RAWI_ASSIGN(const std::optional<Upload> found, desk.uploads().find(upload));
    if (found) {
        RAWI_ASSIGN(const QList<OutboxEntry> refusals, refusalsOf(desk.replica(), found->assetId, found->sha256));
        if (!refusals.isEmpty()) {
            RAWI_TRY(retryChange(desk, changeOf(refusals)));
        }
    }
    desk.sync().retryUpload(upload);
    return {};
}

Result<void> cancelUpload(Desk &desk, const QUuid &upload)
{
    RAWI_ASSIGN(const std::optional<Upload> found, desk.uploads().find(upload));
    desk.sync().cancelUpload(upload);
    if (found) {
        return forgetRefusals(desk.replica(), found->assetId, found->sha256);
    }
    return {};
}

} // namespace rawi
