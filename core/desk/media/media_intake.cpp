#include "core/desk/media/media_intake.h"

#include "core/base/file_sha256.h"
#include "core/base/log.h"
#include "core/desk/media/file_hash.h"
#include "core/desk/media/known_files.h"
#include "core/desk/media/made_file.h"
#include "core/desk/media/poster_pictures.h"
#include "core/desk/media/ready_worker.h"
#include "core/desk/media/run_later.h"
#include "core/desk/media/unreadable_names.h"
#include "core/media/probe_report.h"
#include "core/rules/text_form.h"
#include "core/text/direction.h"
#include "core/text/truncate.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QQueue>
#include <QTemporaryDir>

#include <algorithm>
#include <utility>

namespace rawi {

namespace {

constexpr int kProbeTimeoutMs = 20'000;
constexpr qint64 kGlanceMs = 10'000;
constexpr int kPicturesAtOnce = 2; // of hundreds of files that were dropped together
constexpr int kPicturesTimeoutMs = 60'000; // specification: thumbnails within 30 s for any video; twice that is a hang

struct Waiting {
    QString path;
    Id<ContentItem> item;
    SameFile same = SameFile::Refuse;
};

// A file name as a first title: without its ending, separators as spaces.
QString titleFromFileName(const QString &path)
{
    QString title = QFileInfo(path).completeBaseName();
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return mended(*recordInfo<ContentItem>().field(u"title_en"), truncated(title.simplified(), 300)).toString();
}

ContentKind kindOf(const QString &contentType)
{
    return contentType.startsWith("audio/"_L1) ? ContentKind::Audio
        : contentType.startsWith("image/"_L1)  ? ContentKind::Image
                                               : ContentKind::Video;
}

QList<MadeVariant> variantsOf(const QList<ThumbPicture> &pictures)
{
    QList<MadeVariant> variants;
    for (const ThumbPicture &picture : pictures) {
        const bool poster = picture.name == "poster"_L1;
        variants.append({picture, poster ? VariantType::Poster : VariantType::Thumbnail, picture.width, picture.height});
    }
    return variants;
}

Result<void> checkFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return unreadableNameError(path).value_or(Error{ErrorCode::FileMissing, path, u"there is no such file"_s});
    }
    if (!info.isFile()) {
        return Error{ErrorCode::NotMedia, path, u"not a regular file"_s};
    }
    if (!info.isReadable()) {
        return Error{ErrorCode::IoError, path, u"may not be read by this user"_s};
    }
    if (info.size() == 0) {
        return Error{ErrorCode::NotMedia, path, u"the file is empty"_s};
    }
    return {};
}

} // namespace

struct MediaIntake::Private {
    Private(MediaIntake *intake, Replica &records, const QString &workerProgram, const QString &cache, const Clock &time)
        : q(intake), replica(records), localMedia(records), worker(workerProgram), cacheDirectory(cache), clock(time)
    {
    }

    MediaIntake *q;
    Replica &replica;
    LocalMediaStore localMedia;
    ReadyWorker worker;
    QString cacheDirectory;
    const Clock &clock;
    QQueue<Waiting> queue;
    std::optional<Waiting> current;
    // To be made of the file at `path` into `folder`; the poster at `atMs` when an editor chose it.
    struct Picturing {
        Id<MediaAsset> asset;
        QString path;
        QString folder;
        std::optional<qint64> atMs;
    };
    QQueue<Picturing> pictures;
    QTemporaryDir glances;
    int lastGlance = 0;
    int makingPictures = 0;
    bool busy = false;

    Result<QString> originalOf(const Id<MediaAsset> &asset) const; // Errors: FileMissing
    void next();
    void sayWhetherBusy();
    void nextPictures();
    void probed(const QJsonObject &report, const std::optional<Error> &error);
    void compared(const QJsonObject &report, const KnownFile &same);
    void answer(std::optional<Error> failure);
    Result<void> take(const QJsonObject &report, const QString &sha256 = {});
    Result<void> createItem(const Id<ContentItem> &item, const QString &contentType);
    void makePictures(const Picturing &what);
    QString folderOf(const Id<MediaAsset> &asset) const { return cacheDirectory + QLatin1Char('/') + asset.text(); }
    Result<void> keepPictures(const Id<MediaAsset> &asset, const QList<MadeVariant> &made, const QList<ThumbPicture> &offered);
    Result<void> keepCover(const QUuid &series, const Id<MediaAsset> &asset, const QString &path, const ThumbsResult &made);
    void hashOriginal(const Id<MediaAsset> &asset, const LocalFile &file);
    void keepHash(const Id<MediaAsset> &asset, const LocalFile &file);
};

MediaIntake::MediaIntake(Replica &replica, const QString &workerProgram, const QString &cacheDirectory,
                         const Clock &clock, QObject *parent)
    : QObject(parent),
      d(new Private(this, replica, workerProgram, cacheDirectory, clock))
{
}

MediaIntake::~MediaIntake() = default;

void MediaIntake::add(const QStringList &paths, const Id<ContentItem> &item, SameFile same)
{
    for (const QString &path : paths) {
        d->queue.enqueue({QFileInfo(path).absoluteFilePath(), item, same});
    }
    QMetaObject::invokeMethod(this, [this] { d->next(); }, Qt::QueuedConnection);
}

int MediaIntake::waiting() const
{
    return static_cast<int>(d->queue.size()) + (d->current ? 1 : 0);
}

void MediaIntake::glance(const QString &path, const Glanced &told)
{
    const QString folder = d->glances.filePath(QString::number(++d->lastGlance));
    d->worker.run({u"probe"_s, path, u"--json"_s}, kProbeTimeoutMs,
                  [this, path, folder, told](const QJsonObject &last, const std::optional<Error> &error) {
                      const Glance glance{error ? ProbeReport() : fromJson<ProbeReport>(last), {}};
                      told(glance, error);
                      if (error || !QDir().mkpath(folder)) {
                          return;
                      }
                      // Into the film: it often begins in black.
                      const QString at = QString::number(std::min<qint64>(glance.report.durationMs / 10, kGlanceMs));
                      d->worker.run({u"thumbs"_s, path, u"--out"_s, folder, u"--json"_s, u"--at"_s, at}, kPicturesTimeoutMs,
                                    [glance, told](const QJsonObject &made, const std::optional<Error> &failure) {
                                        const auto thumbs = failure ? ThumbsResult() : fromJson<ThumbsResult>(made);
                                        if (!thumbs.pictures.isEmpty()) {
                                            told({glance.report, thumbs.pictures.last().path}, {});
                                        }
                                    });
                  });
}

Result<QString> MediaIntake::Private::originalOf(const Id<MediaAsset> &asset) const
{
    RAWI_ASSIGN(const std::optional<LocalFile> original, localMedia.find(asset, u"original"_s));
    if (!original || !QFileInfo::exists(original->path)) {
        return Error{ErrorCode::FileMissing, original ? original->path : asset.text(),
                     u"the original is not on this desk"_s};
    }
    return original->path;
}

Result<void> MediaIntake::askPlace(const Id<MediaAsset> &asset, const PlaceTold &told)
{
    RAWI_ASSIGN(const QString path, d->originalOf(asset));
    d->worker.run({u"probe"_s, path, u"--place"_s, u"--json"_s}, kProbeTimeoutMs,
                  [told](const QJsonObject &last, const std::optional<Error> &error) { told(last.value("place"_L1).toObject(), error); });
    return {};
}

Result<void> MediaIntake::choosePoster(const Id<MediaAsset> &asset, qint64 atMs)
{
    RAWI_ASSIGN(const QString path, d->originalOf(asset));
    // A folder of its own for each choice: what was chosen before may still be on its way to the server.
    d->pictures.enqueue({asset, path, u"%1/at-%2"_s.arg(d->folderOf(asset)).arg(atMs), atMs});
    d->nextPictures();
    return {};
}

Result<void> MediaIntake::choosePosterPicture(const Id<MediaAsset> &asset, const QString &path)
{
    RAWI_ASSIGN(const QString hash, fileSha256(path));
    d->pictures.enqueue({asset, path, u"%1/of-%2"_s.arg(d->folderOf(asset), hash.first(16)), {}});
    d->nextPictures();
    return {};
}

void MediaIntake::addCover(const QUuid &series, const QString &path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    if (const auto checked = checkFile(file); !checked.ok()) {
        Q_EMIT coverReady(series, {}, checked.error());
        return;
    }
    const Id<MediaAsset> asset(makeUuidV7(d->clock.nowMs()));
    const QString folder = d->folderOf(asset);
    QDir().mkpath(folder);
    d->worker.run({u"thumbs"_s, file, u"--out"_s, folder, u"--json"_s}, kPicturesTimeoutMs,
                  [this, series, asset, file](const QJsonObject &last, const std::optional<Error> &error) {
                      const Result<void> kept = error ? Result<void>(*error)
                                                      : d->keepCover(series, asset, file, fromJson<ThumbsResult>(last));
                      if (!kept.ok()) {
                          QDir(d->folderOf(asset)).removeRecursively();
                      }
                      if (kept.ok()) {
                          Q_EMIT picturesReady(asset.uuid(), {}); // they go to the server as any other
                      }
                      Q_EMIT coverReady(series, kept.ok() ? asset.uuid() : QUuid(), kept.ok() ? Error{} : kept.error());
                  });
}

Result<void> MediaIntake::putPictures(const Id<MediaAsset> &asset, const QList<MadeVariant> &pictures)
{
    for (const MadeVariant &picture : pictures) {
        if (!QFileInfo::exists(picture.path)) {
            return Error{ErrorCode::FileMissing, picture.path, u"the picture is no longer in the cache"_s};
        }
    }
    RAWI_TRY(d->keepPictures(asset, pictures, {}));
    Q_EMIT picturesReady(asset.uuid(), {});
    return {};
}

void MediaIntake::Private::sayWhetherBusy()
{
    const bool now = q->waiting() > 0 || makingPictures > 0 || !pictures.isEmpty();
    if (std::exchange(busy, now) != now) {
        Q_EMIT q->busyChanged(now);
    }
}

void MediaIntake::Private::next()
{
    sayWhetherBusy();
    if (current || queue.isEmpty()) {
        return;
    }
    current = queue.dequeue();
    Q_EMIT q->started(current->path);
    if (const auto checked = checkFile(current->path); !checked.ok()) {
        probed({}, checked.error());
        return;
    }
    worker.run({u"probe"_s, current->path, u"--json"_s}, kProbeTimeoutMs,
               [this](const QJsonObject &last, const std::optional<Error> &error) { probed(last, error); });
}

void MediaIntake::Private::probed(const QJsonObject &report, const std::optional<Error> &error)
{
    if (error) {
        answer(*error);
        return;
    }
    const qint64 size = QFileInfo(current->path).size();
    const auto known = current->same == SameFile::Refuse ? filesOfSize(replica, localMedia, size) : Result<QList<KnownFile>>(QList<KnownFile>());
    if (!known.ok() || known->isEmpty()) {
        const Result<void> taken = known.ok() ? take(report) : Result<void>(known.error());
        answer(taken.ok() ? std::nullopt : std::optional(taken.error()));
        return;
    }
    runLater<KnownFile>(
        q, [path = current->path, files = *known] { return sameFile(path, files); },
        [this, report](const KnownFile &same) { compared(report, same); });
}

// `same`: the one with the same content, or none with this file's digest alone.
void MediaIntake::Private::compared(const QJsonObject &report, const KnownFile &same)
{
    if (same.asset.isNull()) {
        const Result<void> taken = take(report, same.sha256);
        answer(taken.ok() ? std::nullopt : std::optional(taken.error()));
        return;
    }
    Q_EMIT q->foundHere(current->path, same.item.uuid(), same.asset.uuid());
    answer(Error{ErrorCode::AlreadyHere, recordInfo<ContentItem>().name + QLatin1Char('/') + same.item.text(),
                 QFileInfo(current->path).fileName()});
}

void MediaIntake::Private::answer(std::optional<Error> failure)
{
    const QString path = std::exchange(current, std::nullopt)->path;
    if (failure) {
        if (failure->subject.isEmpty()) {
            failure->subject = QFileInfo(path).fileName();
        }
        qCInfo(lcDesk) << "not added:" << path << failure->toString();
        Q_EMIT q->failed(path, *failure);
    }
    QMetaObject::invokeMethod(q, [this] { next(); }, Qt::QueuedConnection);
}

Result<void> MediaIntake::Private::createItem(const Id<ContentItem> &item, const QString &contentType)
{
    const QString title = titleFromFileName(current->path);
    const bool arabic = baseDirection(title) == Direction::RightToLeft;
    RAWI_TRY(replica.execute(u"content.create"_s,
                             {{u"id"_s, item.text()},
                              {u"kind"_s, enumText(kindOf(contentType))},
                              {arabic ? u"title_ar"_s : u"title_en"_s, title}}));
    return {};
}

Result<void> MediaIntake::Private::take(const QJsonObject &report, const QString &sha256)
{
    const QFileInfo info(current->path);
    const auto probed = fromJson<ProbeReport>(report);
    const bool isNew = current->item.isNull();
    const Id<ContentItem> item = isNew ? Id<ContentItem>(makeUuidV7(clock.nowMs())) : current->item;
    const Id<MediaAsset> asset(makeUuidV7(clock.nowMs()));
    const LocalFile file{
        asset, u"original"_s, current->path, info.size(), info.lastModified().toMSecsSinceEpoch(), {}};
    RAWI_TRY(replica.together([&]() -> Result<void> {
        if (isNew) {
            RAWI_TRY(createItem(item, probed.contentType));
        }
        RAWI_TRY(replica.execute(u"media.add_asset"_s,
                                 {{u"id"_s, asset.text()},
                                  {u"content_id"_s, item.text()},
                                  {u"original_filename"_s,
                                   mended(*recordInfo<MediaAsset>().field(u"original_filename"), info.fileName())},
                                  {u"content_type"_s, probed.contentType},
                                  {u"file_size"_s, info.size()},
                                  {u"duration_ms"_s, probed.durationMs},
                                  {u"width"_s, probed.width},
                                  {u"height"_s, probed.height},
                                  {u"metadata"_s, report}}));
        return localMedia.put(file);
    }));
    Q_EMIT q->changed();
    Q_EMIT q->added(current->path, item.uuid(), asset.uuid());
    pictures.enqueue({asset, current->path, folderOf(asset), {}});
    nextPictures();
    if (sha256.isEmpty()) {
        hashOriginal(asset, file);
    } else {
        LocalFile hashed = file;
        hashed.sha256 = sha256;
        QMetaObject::invokeMethod(q, [this, asset, hashed] { keepHash(asset, hashed); }, Qt::QueuedConnection);
    }
    return {};
}

void MediaIntake::Private::nextPictures()
{
    while (makingPictures < kPicturesAtOnce && !pictures.isEmpty()) {
        const Picturing one = pictures.dequeue();
        ++makingPictures;
        makePictures(one);
    }
}

void MediaIntake::Private::makePictures(const Picturing &what)
{
    QDir().mkpath(what.folder);
    QStringList arguments{u"thumbs"_s, what.path, u"--out"_s, what.folder, u"--json"_s};
    if (what.atMs) {
        arguments << u"--at"_s << QString::number(*what.atMs);
    }
    worker.run(arguments, kPicturesTimeoutMs,
               [this, asset = what.asset](const QJsonObject &last, const std::optional<Error> &error) {
                   --makingPictures;
                   Error said = error.value_or(Error{});
                   if (!error) {
                       const auto made = fromJson<ThumbsResult>(last);
                       if (const auto kept = keepPictures(asset, variantsOf(made.pictures), made.candidates); !kept.ok()) {
                           said = kept.error();
                       }
                   }
                   Q_EMIT q->picturesReady(asset.uuid(), said);
                   nextPictures();
                   sayWhetherBusy();
               });
}

Result<void> MediaIntake::Private::keepPictures(const Id<MediaAsset> &asset, const QList<MadeVariant> &made,
                                                const QList<ThumbPicture> &offered)
{
    RAWI_TRY(keepMadeFiles(replica, localMedia, asset, made,
                           [&] { return keepOfferedPosters(localMedia, asset, offered); }));
    Q_EMIT q->changed();
    return {};
}

Result<void> MediaIntake::Private::keepCover(const QUuid &series, const Id<MediaAsset> &asset, const QString &path, const ThumbsResult &made)
{
    const auto poster = std::find_if(made.pictures.begin(), made.pictures.end(),
                                     [](const ThumbPicture &one) { return one.name == "poster"_L1; });
    const QString name = QFileInfo(path).fileName();
    if (made.source != "picture"_L1 || poster == made.pictures.end()) {
        return Error{ErrorCode::NotPicture, name, u"a cover is made of a picture file"_s};
    }
    const auto add = [&]() -> Result<void> {
        RAWI_TRY(replica.execute(u"series.add_cover"_s,
                                 {{u"id"_s, uuidText(series)},
                                  {u"asset_id"_s, asset.text()},
                                  {u"original_filename"_s, mended(*recordInfo<MediaAsset>().field(u"original_filename"), name)},
                                  {u"content_type"_s, poster->contentType},
                                  {u"width"_s, poster->width},
                                  {u"height"_s, poster->height}}));
        return {};
    };
    RAWI_TRY(keepMadeFiles(replica, localMedia, asset, variantsOf(made.pictures), [] { return Result<void>(); }, add));
    Q_EMIT q->changed();
    return {};
}

void MediaIntake::Private::hashOriginal(const Id<MediaAsset> &asset, const LocalFile &file)
{
    hashFileLater(file.path, q, [this, asset, file](const Result<QString> &hash) {
        if (!hash.ok()) {
            qCWarning(lcDesk) << "cannot hash" << file.path << hash.error().toString();
            return;
        }
        LocalFile hashed = file;
        hashed.sha256 = *hash;
        keepHash(asset, hashed);
    });
}

void MediaIntake::Private::keepHash(const Id<MediaAsset> &asset, const LocalFile &file)
{
    const auto kept = replica.together([&]() -> Result<void> {
        RAWI_TRY(replica.execute(u"media.set_hash"_s, {{u"id"_s, asset.text()}, {u"sha256"_s, file.sha256}}));
        return localMedia.put(file);
    });
    if (!kept.ok()) {
        qCWarning(lcDesk) << "hash of" << file.path << "was not kept:" << kept.error().toString();
    }
    Q_EMIT q->changed();
    Q_EMIT q->originalHashed(asset.uuid());
}

} // namespace rawi
