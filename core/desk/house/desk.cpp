#include "core/desk/house/desk.h"

#include "core/base/folder_lock.h"
#include "core/base/log.h"
#include "core/desk/house/desk_stores.h"
#include "core/desk/house/refused_changes.h"
#include "core/desk/media/file_hash.h"
#include "core/desk/media/picture_fetch_job.h"
#include "core/desk/media/preset_list.h"
#include "core/office/office_client.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/kept_commands.h"
#include "core/rules/conflict.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace rawi {

struct Desk::Private {
    QString directory;
    QString cacheDirectory;
    const Clock *clock = nullptr;
    RuleBook rules;
    std::optional<FolderLock> lock;
    std::unique_ptr<Replica> replica;
    std::unique_ptr<SyncEngine> sync;
    std::unique_ptr<OfficeClient> office;
    std::unique_ptr<LocalMediaStore> localMedia;
    std::unique_ptr<UploadStore> uploads;
    std::unique_ptr<DraftStore> drafts;
    std::unique_ptr<MediaIntake> intake;
    std::unique_ptr<EncodeQueue> encodes;
    std::unique_ptr<AnalysisQueue> analyses;
    std::unique_ptr<AfterEncodesJob> afterEncodes;
    std::unique_ptr<BatchAddJob> batch;
    std::unique_ptr<WatchFolders> watchFolders;
    std::unique_ptr<PictureFetchJob> pictures;
    std::unique_ptr<FileFinder> files;
    int preparing = 0;

    Result<void> queueUpload(const MediaVariant &variant, const LocalFile &file, UploadCause cause);
};

namespace {

Result<FolderLock> lockProfile(const QString &directory)
{
    Result<FolderLock> lock = FolderLock::take(directory + u"/desk.lock"_s);
    if (lock) {
        return lock;
    }
    const Error &error = lock.error();
    return error.code == ErrorCode::Locked ? Error{ErrorCode::Locked, directory, u"open in "_s + error.detail}
                                           : Error{ErrorCode::IoError, directory, u"the profile folder may not be written"_s};
}

} // namespace

Desk::Desk(std::unique_ptr<Private> priv, QObject *parent) : QObject(parent), d(std::move(priv)) {}

Desk::~Desk()
{
    d->sync->stop();
}

Result<std::unique_ptr<Desk>> Desk::open(const QString &directory, const QString &workerProgram, const Clock &clock,
                                         QObject *parent)
{
    auto d = std::make_unique<Private>();
    d->directory = QFileInfo(directory).absoluteFilePath();
    d->cacheDirectory = d->directory + u"/cache"_s;
    d->clock = &clock;
    if (!QDir().mkpath(d->cacheDirectory)) {
        return Error{ErrorCode::IoError, d->directory, u"the profile folder cannot be made"_s};
    }
    RAWI_ASSIGN(d->lock, lockProfile(d->directory));
    d->rules = makeWorkspaceRules();
    RAWI_ASSIGN(d->replica, Replica::open(d->directory, d->rules, makeDeskStores(), clock));
    d->localMedia = std::make_unique<LocalMediaStore>(*d->replica);
    d->uploads = std::make_unique<UploadStore>(*d->replica);
    d->drafts = std::make_unique<DraftStore>(*d->replica, d->directory);
    RAWI_TRY(d->drafts->load());
    d->sync = std::make_unique<SyncEngine>(*d->replica, d->directory, clock);
    d->office = std::make_unique<OfficeClient>(*d->sync);
    d->intake = std::make_unique<MediaIntake>(*d->replica, workerProgram, d->cacheDirectory, clock);
    d->encodes = std::make_unique<EncodeQueue>(*d->replica, *d->intake, workerProgram, d->directory, clock);
    d->analyses = std::make_unique<AnalysisQueue>(*d->replica, workerProgram, d->cacheDirectory);
    d->afterEncodes = std::make_unique<AfterEncodesJob>(*d->encodes);
    d->batch = std::make_unique<BatchAddJob>(*d->replica, *d->intake, *d->encodes, clock);
    d->watchFolders = std::make_unique<WatchFolders>(*d->replica, *d->intake, *d->encodes, clock);
    d->pictures = std::make_unique<PictureFetchJob>(*d->replica, *d->sync, d->cacheDirectory);
    d->files = std::make_unique<FileFinder>(*d->replica, *d->localMedia);

    std::unique_ptr<Desk> desk(new Desk(std::move(d), parent));
    SyncEngine &sync = *desk->d->sync;
    connect(desk->d->intake.get(), &MediaIntake::changed, &sync, &SyncEngine::kick);
    connect(desk->d->encodes.get(), &EncodeQueue::changed, &sync, &SyncEngine::kick);
    connect(&sync, &SyncEngine::statusChanged, desk->d->pictures.get(), [raw = desk.get(), was = SyncState::Local](
                                                                            const SyncStatus &status) mutable {
        if (status.state == SyncState::Online && was != SyncState::Online) {
            raw->d->pictures->look({});
        }
        was = status.state;
    });
    connect(desk->d->encodes.get(), &EncodeQueue::finished, desk.get(), [raw = desk.get()](const QUuid &, const QUuid &asset) {
        if (const auto queued = raw->uploadAsset(Id<MediaAsset>(asset), false); !queued.ok()) {
            qCWarning(lcDesk) << "upload not queued:" << queued.error().toString();
        }
    });
    connect(desk->d->intake.get(), &MediaIntake::picturesReady, desk.get(), [raw = desk.get()](const QUuid &asset, const Error &) {
        if (const auto queued = raw->uploadAsset(Id<MediaAsset>(asset), false); !queued.ok()) {
            qCWarning(lcDesk) << "pictures not queued for upload:" << queued.error().toString();
        }
    });
    desk->connectMedia();
    connect(desk->d->pictures.get(), &PictureFetchJob::fetched, desk.get(), [raw = desk.get()](const QUuid &asset) {
        raw->d->replica->announce({RowKey{recordInfo<MediaAsset>().name, asset}});
        Q_EMIT raw->picturesChanged(asset);
    });
    connect(desk->d->replica.get(), &Replica::rowsLost, desk.get(), &Desk::keepLostDrafts);
    desk->forgetSavedDrafts();
    desk->forgetLostFiles(); // of a loss that a crash interrupted
    sync.start();
    return desk;
}

// Pictures and texts that were fetched or made of files whose records are gone. An editor's own files are
// never touched.
void Desk::forgetLostFiles()
{
    const auto files = d->localMedia->allBelow(d->cacheDirectory);
    if (!files.ok()) {
        qCWarning(lcDesk) << "cached files:" << files.error().toString();
        return;
    }
    for (const LocalFile &file : *files) {
        const auto asset = d->replica->find(file.assetId);
        if (!asset.ok() || *asset) {
            continue;
        }
        QFile::remove(file.path);
        if (const Result<void> gone = d->localMedia->remove(file.assetId, file.variant); !gone.ok()) {
            qCWarning(lcDesk) << "cached file:" << gone.error().toString();
        }
    }
}

// What failed because the file was gone goes on from where it is now.
void Desk::sendFound(const QUuid &asset)
{
    const auto original = d->localMedia->find(Id<MediaAsset>(asset), u"original"_s);
    const auto all = d->uploads->uploads();
    for (Upload upload : all.ok() && original.ok() && *original ? *all : QList<Upload>()) {
        const bool missed = upload.error.code == ErrorCode::FileMissing || upload.error.code == ErrorCode::FileChanged;
        if (upload.assetId.uuid() != asset || upload.state != UploadState::Failed || !missed
            || upload.sha256 != (*original)->sha256) {
            continue;
        }
        upload.path = (*original)->path;
        upload.state = UploadState::Waiting;
        upload.error = {};
        upload.attempts = 0;
        if (const Result<void> queued = d->sync->enqueueUpload(upload); !queued.ok()) {
            qCWarning(lcDesk) << "found file not queued for upload:" << queued.error().toString();
        }
    }
}

void Desk::connectMedia()
{
    connect(d->files.get(), &FileFinder::found, this, &Desk::sendFound);
    connect(d->intake.get(), &MediaIntake::picturesReady, this, &Desk::picturesChanged);
    AnalysisQueue *analyses = d->analyses.get();
    connect(d->intake.get(), &MediaIntake::originalHashed, analyses,
            [analyses](const QUuid &asset) { analyses->add(Id<MediaAsset>(asset)); });
    connect(d->intake.get(), &MediaIntake::busyChanged, analyses,
            [analyses](bool busy) { busy ? analyses->hold() : analyses->release(); });
    connect(analyses, &AnalysisQueue::changed, d->sync.get(), &SyncEngine::kick);
    connect(analyses, &AnalysisQueue::ready, this, [this](const QUuid &asset) {
        if (const auto queued = uploadAsset(Id<MediaAsset>(asset), false); !queued.ok()) {
            qCWarning(lcDesk) << "analysis not queued for upload:" << queued.error().toString();
        }
        Q_EMIT analysisReady(asset);
    });
}

Replica &Desk::replica() { return *d->replica; }
SyncEngine &Desk::sync() { return *d->sync; }
OfficeClient &Desk::office() { return *d->office; }
MediaIntake &Desk::intake() { return *d->intake; }
EncodeQueue &Desk::encodes() { return *d->encodes; }
AnalysisQueue &Desk::analyses() { return *d->analyses; }
AfterEncodesJob &Desk::afterEncodes() { return *d->afterEncodes; }
BatchAddJob &Desk::batch() { return *d->batch; }
WatchFolders &Desk::watchFolders() { return *d->watchFolders; }
LocalMediaStore &Desk::localMedia() { return *d->localMedia; }
FileFinder &Desk::files() { return *d->files; }
UploadStore &Desk::uploads() { return *d->uploads; }
DraftStore &Desk::drafts() { return *d->drafts; }
const RuleBook &Desk::rules() const { return d->rules; }
const Clock &Desk::clock() const { return *d->clock; }
QString Desk::directory() const { return d->directory; }
QString Desk::cacheDirectory() const { return d->cacheDirectory; }

Result<Receipt> Desk::execute(const QString &command, const QJsonObject &args, const QJsonObject &base)
{
    auto receipt = d->replica->execute(command, args, base);
    if (receipt.ok()) {
        d->sync->kick();
    }
    return receipt;
}

int Desk::attentionCount() const
{
    const auto conflicts = d->replica->where<Conflict>("settled", false);
    const auto refused = refusedChanges(*d->replica, *d->uploads);
    const auto asked = requestsToThisDesk(*d->replica, *d->localMedia, *d->uploads);
    const auto failed = d->uploads->failed();
    const auto count = [](const auto &list) { return list.ok() ? list->size() : 0; };
    const int again = d->watchFolders->asked().isEmpty() ? 0 : 1;
    QList<QUuid> left = d->drafts->leftRecords();
    left.removeIf([&](const QUuid &record) { // half settled: the conflict counts
        return conflicts.ok() && std::any_of(conflicts->cbegin(), conflicts->cend(), [&](const Conflict &one) { return one.id.uuid() == record; });
    });
    return static_cast<int>(count(conflicts) + count(refused) + count(asked) + count(failed) + left.size()) + again;
}

// Rawi may have ended between the saving of a text and the forgetting of its draft.
void Desk::forgetSavedDrafts()
{
    const QList<QUuid> records = d->drafts->leftRecords();
    for (const QUuid &record : records) {
        const QList<Draft> drafts = d->drafts->of(record);
        for (const Draft &draft : drafts) {
            const RecordInfo *type = d->rules.type(draft.type);
            const auto row = type ? d->replica->row(*type, record) : Result<std::optional<QJsonObject>>(std::nullopt);
            if (row.ok() && *row && (*row)->value(draft.field).toString() == draft.text) {
                d->drafts->remove(record, draft.field);
            }
        }
    }
}

// Texts that were being typed into records that the person may no longer see: kept as they were typed, in quarantine, with
// what was saved here and not sent yet. What they were based on is not this person's to keep, and neither are cached files.
void Desk::keepLostDrafts(const QSet<RowKey> &lost)
{
    for (const RowKey &key : lost) {
        QJsonObject typed{{u"id"_s, uuidText(key.id)}};
        const QList<Draft> drafts = d->drafts->of(key.id);
        for (const Draft &draft : drafts) {
            typed.insert(draft.field, draft.text);
        }
        if (drafts.isEmpty()) {
            continue;
        }
        const Result<void> kept =
            keepTyped(*d->replica, key.id, d->rules.typeRules(key.type).update, typed, d->clock->nowMs());
        for (Draft draft : drafts) {
            if (kept.ok()) {
                d->drafts->remove(draft.record, draft.field);
            } else {
                draft.base.clear();
                draft.left = true;
                draft.reason = kept.error();
                d->drafts->put(draft);
            }
        }
        d->sync->kick();
    }
    forgetLostFiles();
}

QString Desk::posterPath(const Id<MediaAsset> &asset) const
{
    const auto poster = d->localMedia->find(asset, u"poster"_s);
    return poster.ok() && *poster && QFileInfo::exists((*poster)->path) ? (*poster)->path : QString();
}

void Desk::lookAt(const Id<MediaAsset> &asset)
{
    d->pictures->lookAt(asset);
}

QString Desk::playablePath(const Id<MediaAsset> &asset) const
{
    QStringList wanted{u"original"_s};
    if (const auto presets = knownPresets(*d->replica); presets.ok()) {
        for (const EncodePreset &preset : *presets) {
            const auto settings = preset.encodeSettings();
            if (settings.ok() && !settings->picture && settings->form != OutputForm::Hls) {
                wanted.append(preset.key);
            }
        }
    }
    for (const QString &variant : wanted) {
        const auto file = d->localMedia->find(asset, variant);
        if (file.ok() && *file && QFileInfo::exists((*file)->path)) {
            return (*file)->path;
        }
    }
    return {};
}

Result<void> Desk::Private::queueUpload(const MediaVariant &variant, const LocalFile &file, UploadCause cause)
{
    RAWI_ASSIGN(const QList<Upload> known, uploads->uploads());
    for (const Upload &upload : known) {
        if (upload.sha256 != file.sha256 || upload.assetId != variant.assetId) {
            continue;
        }
        RAWI_ASSIGN(const std::optional<MediaVariant> its, replica->find(upload.variantId));
        const bool stands = !its && upload.state != UploadState::Done; // its announcement was refused, and this is it again
        if (upload.variantId == variant.id || stands) {
            const bool again = upload.state == UploadState::Cancelled && cause == UploadCause::Asked;
            if (upload.state == UploadState::Failed || again) {
                sync->retryUpload(upload.id);
            }
            return {};
        }
    }
    Upload upload;
    upload.id = makeUuidV7(clock->nowMs());
    upload.variantId = variant.id;
    upload.assetId = variant.assetId;
    upload.path = file.path;
    upload.size = file.size;
    upload.mtimeMs = file.mtimeMs;
    upload.sha256 = file.sha256;
    return sync->enqueueUpload(upload);
}

bool Desk::preparingUploads() const
{
    return d->preparing > 0;
}

Result<void> Desk::uploadAsset(const Id<MediaAsset> &asset, bool withOriginal, UploadCause cause)
{
    RAWI_ASSIGN(const QList<LocalFile> files, d->localMedia->files(asset));
    for (const LocalFile &file : files) {
        const bool original = file.variant == "original"_L1;
        if (!original || !withOriginal) {
            continue;
        }
        if (file.sha256.isEmpty()) {
            ++d->preparing;
            hashFileLater(file.path, this, [this, asset, file, cause](const Result<QString> &hash) {
                --d->preparing;
                LocalFile hashed = file;
                if (hash.ok()) {
                    hashed.sha256 = *hash;
                }
                if (!hash.ok() || !d->localMedia->put(hashed).ok() || !uploadAsset(asset, true, cause).ok()) {
                    qCWarning(lcDesk) << "the original was not queued for upload:" << file.path;
                }
            });
            continue;
        }
        RAWI_ASSIGN(const std::optional<MediaAsset> row, d->replica->find(asset));
        RAWI_TRY(forgetRefusals(*d->replica, asset, file.sha256)); // it is asked anew
        RAWI_TRY(d->replica->execute(u"media.add_variant"_s,
                                     {{u"asset_id"_s, asset.text()},
                                      {u"type"_s, enumText(VariantType::Original)},
                                      {u"name"_s, u"original"_s},
                                      {u"content_type"_s, row ? row->contentType : QString()},
                                      {u"file_size"_s, file.size},
                                      {u"sha256"_s, file.sha256},
                                      {u"width"_s, row ? row->width : 0},
                                      {u"height"_s, row ? row->height : 0},
                                      {u"duration_ms"_s, row ? row->durationMs : 0}}));
        d->sync->kick();
    }
    RAWI_ASSIGN(const QList<MediaVariant> variants, d->replica->where<MediaVariant>("asset_id", asset.text()));
    for (const MediaVariant &variant : variants) {
        if (variant.status == VariantStatus::Completed
            || (variant.type == VariantType::Original && !withOriginal)) {
            continue;
        }
        for (const LocalFile &file : files) {
            if (file.variant == variant.name && file.sha256 == variant.sha256) {
                RAWI_TRY(d->queueUpload(variant, file, cause));
            }
        }
    }
    return {};
}

} // namespace rawi
