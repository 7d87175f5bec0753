#include "app/ctl/media_commands.h"

#include "core/content/content_item.h"
#include "core/desk/media/encode_extras.h"
#include "core/desk/media/preset_list.h"
#include "core/protocol/messages.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <memory>

namespace rawi::ctl {

namespace {

Result<QStringList> presetsOf(CtlSession &session, const QString &words)
{
    return words.isEmpty() ? webLadder(session.desk().replica(), OutputForm::Mp4)
                           : Result<QStringList>(words.split(QLatin1Char(','), Qt::SkipEmptyParts));
}

QJsonArray outputsOf(const EncodeJob &job)
{
    QJsonArray outputs;
    for (const EncodeOutput &output : job.outputs) {
        outputs.append(QJsonObject{{u"job"_s, uuidText(job.id)},
                                   {u"preset"_s, output.name},
                                   {u"path"_s, output.path},
                                   {u"encoder"_s, output.encoder},
                                   {u"resumed_segments"_s, job.resumedSegments}});
    }
    return outputs;
}

void tellProgress(CtlSession &session, const EncodeJob &job)
{
    session.progress({{u"job"_s, uuidText(job.id)},
                      {u"presets"_s, QJsonArray::fromStringList(job.presets())},
                      {u"permille"_s, job.permille},
                      {u"eta_ms"_s, job.etaMs},
                      {u"rate"_s, job.rate},
                      {u"speed"_s, job.speed},
                      {u"pid"_s, session.desk().encodes().runningPid(job.id)}});
}

// Queues the presets of --encode or --preset for assets; waits unless --later.
Result<void> encodeAll(CtlSession &session, const QList<Id<MediaAsset>> &assets, const QString &presets,
                       QJsonObject reply)
{
    EncodeRequest request;
    RAWI_ASSIGN(request.presets, presetsOf(session, presets));
    RAWI_ASSIGN(request.priority, priorityOf(session));
    const EncodeExtras extras{!session.args().flag("without-texts"), session.args().option("burn"), session.args().flag("edited"),
                              session.args().flag("incomplete")};
    QList<QUuid> jobs;
    for (const Id<MediaAsset> &asset : assets) {
        request.asset = asset;
        RAWI_ASSIGN(request.extras,
                    extrasFor(session.desk().replica(), asset, extras,
                              session.desk().cacheDirectory() + u"/texts"_s));
        RAWI_ASSIGN(const QList<QUuid> queued, session.desk().encodes().enqueue(request));
        jobs += queued;
    }
    if (session.args().flag("later")) {
        QJsonArray ids;
        for (const QUuid &job : std::as_const(jobs)) {
            ids.append(uuidText(job));
        }
        reply.insert(u"queued"_s, ids);
        session.done(reply);
        return {};
    }
    awaitEncodes(session, jobs, reply);
    return {};
}

// What `add` has heard of its files.
struct Added {
    bool answered = false; // every file
    QJsonArray items;
    QJsonArray refused;
    QList<Id<MediaAsset>> assets;
    std::optional<Error> firstError;
    qsizetype pictures = 0;

    bool isComplete() const { return answered && pictures == items.size(); }
};

void finishAdd(CtlSession &session, const Added &added)
{
    if (added.items.isEmpty()) {
        session.fail(added.firstError.value_or(
            Error{ErrorCode::FileMissing, session.args().words.value(0), u"there is no file in it"_s}));
        return;
    }
    QJsonObject reply{{u"items"_s, added.items}};
    if (!added.refused.isEmpty()) {
        reply.insert(u"refused"_s, added.refused);
    }
    if (!session.args().flag("encode")) {
        session.done(reply);
    } else if (const auto begun = encodeAll(session, added.assets, session.args().option("encode"), reply); !begun.ok()) {
        session.fail(begun.error());
    }
}

Result<EditList> readEdit(const QString &path)
{
    constexpr qint64 kMostBytes = 1 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, path, file.errorString()};
    }
    if (file.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, path, u"an edit has at most 1 MiB"_s};
    }
    QJsonParseError wrong;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &wrong);
    if (!json.isObject()) {
        return Error{ErrorCode::CorruptData, path, u"not a JSON object: %1"_s.arg(wrong.errorString())};
    }
    return EditList::fromJson(json.object());
}

// Lets the queue work until the cut is a file of the item with its pictures.
void awaitCut(CtlSession &session, const QUuid &id)
{
    EncodeQueue &queue = session.desk().encodes();
    QObject::connect(&queue, &EncodeQueue::jobChanged, &session, [&session, &queue, id](const QUuid &changed) {
        const auto job = queue.job(id);
        if (changed == id && job && job->state == EncodeState::Running) {
            tellProgress(session, *job);
        } else if (changed == id && job && (job->state == EncodeState::Failed || job->state == EncodeState::Cancelled)) {
            session.fail(job->error);
        }
    });
    const auto made = std::make_shared<QUuid>();
    QObject::connect(&queue, &EncodeQueue::cutMade, &session, [id, made](const QUuid &job, const QUuid &asset) {
        if (job == id) {
            *made = asset;
        }
    });
    QObject::connect(&session.desk().intake(), &MediaIntake::picturesReady, &session,
                     [&session, &queue, id, made](const QUuid &asset) {
                         const auto job = queue.job(id);
                         if (asset == *made && job && !job->outputs.isEmpty()) {
                             session.done({{u"job"_s, uuidText(id)},
                                           {u"asset_id"_s, uuidText(asset)},
                                           {u"path"_s, job->outputs.first().path},
                                           {u"copied_frames"_s, job->copiedFrames},
                                           {u"encoded_frames"_s, job->encodedFrames}});
                         }
                     });
    queue.start();
}

} // namespace

Result<Id<MediaAsset>> assetOf(CtlSession &session, const QString &word)
{
    const auto item = session.desk().replica().find(Id<ContentItem>::fromText(word));
    RAWI_TRY(item.ok() ? Result<void>() : Result<void>(item.error()));
    if (*item) {
        if ((*item)->mainAsset.isNull()) {
            return Error{ErrorCode::NotFound, word, u"the item has no media"_s, SubjectKind::Name};
        }
        return (*item)->mainAsset;
    }
    RAWI_ASSIGN(const std::optional<MediaAsset> asset,
                session.desk().replica().find(Id<MediaAsset>::fromText(word)));
    if (!asset) {
        return Error{ErrorCode::NotFound, word, u"neither an item nor an asset"_s, SubjectKind::Name};
    }
    return asset->id;
}

Result<EncodePriority> priorityOf(CtlSession &session)
{
    return session.args().flag("priority") ? enumFromText<EncodePriority>(session.args().option("priority"))
                                           : Result<EncodePriority>(EncodePriority::Normal);
}

void awaitEncodes(CtlSession &session, const QList<QUuid> &jobs, const QJsonObject &reply)
{
    EncodeQueue &queue = session.desk().encodes();
    const auto look = [&session, &queue, jobs, reply](const QUuid &changed) {
        QJsonArray ended;
        qsizetype done = 0;
        for (const QUuid &id : jobs) {
            const auto job = queue.job(id);
            if (!job) {
                continue;
            }
            if (id == changed && job->state == EncodeState::Running) {
                tellProgress(session, *job);
            }
            if (job->state == EncodeState::Failed || job->state == EncodeState::Cancelled) {
                session.fail(job->error);
                return;
            }
            done += job->state == EncodeState::Done ? 1 : 0;
            const QJsonArray outputs = outputsOf(*job);
            for (const QJsonValue &output : outputs) {
                ended.append(output);
            }
        }
        if (done == jobs.size()) {
            QJsonObject whole = reply;
            whole.insert(u"encodes"_s, ended);
            session.done(whole);
        }
    };
    QObject::connect(&queue, &EncodeQueue::jobChanged, &session, look);
    queue.start();
    look({});
}

Result<void> addCommand(CtlSession &session)
{
    MediaIntake &intake = session.desk().intake();
    const auto added = std::make_shared<Added>();
    const auto look = [&session, added] {
        if (added->isComplete()) {
            finishAdd(session, *added);
        }
    };
    QObject::connect(&intake, &MediaIntake::added, &session,
                     [added](const QString &path, const QUuid &content, const QUuid &asset) {
                         added->assets.append(Id<MediaAsset>(asset));
                         added->items.append(QJsonObject{{u"path"_s, path},
                                                         {u"content_id"_s, uuidText(content)},
                                                         {u"asset_id"_s, uuidText(asset)}});
                     });
    QObject::connect(&intake, &MediaIntake::picturesReady, &session, [added, look] {
        ++added->pictures;
        look();
    });
    // They are kept until they are in: should this process die, the next one goes on.
    BatchAddJob &batch = session.desk().batch();
    QObject::connect(&batch, &BatchAddJob::ended, &session, [added, look, &batch] {
        added->answered = true;
        for (const auto &[path, error] : batch.refused()) {
            added->firstError = added->firstError.value_or(error);
            added->refused.append(QJsonObject{{u"path"_s, path}, {u"error"_s, problemFromError(error)}});
        }
        look();
    });
    RAWI_ASSIGN(const EncodePriority priority, priorityOf(session));
    const bool encodes = session.args().flag("encode");
    RAWI_ASSIGN(const QStringList presets, encodes ? presetsOf(session, session.args().option("encode")) : Result<QStringList>(QStringList()));
    batch.add(session.args().words, presets, priority, Id<ContentItem>::fromText(session.args().option("item")));
    return {};
}

Result<void> encodeCommand(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.first()));
    return encodeAll(session, {asset}, session.args().option("preset"), {});
}

Result<void> cutCommand(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.first()));
    RAWI_ASSIGN(const EditList edit, readEdit(session.args().option("edit")));
    RAWI_ASSIGN(const EncodePriority priority, priorityOf(session));
    RAWI_ASSIGN(const QUuid job, session.desk().encodes().enqueueCut(asset, edit, priority));
    if (session.args().flag("later")) {
        session.done({{u"queued"_s, QJsonArray{uuidText(job)}}});
    } else {
        awaitCut(session, job);
    }
    return {};
}

Result<void> placeCommand(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.first()));
    return session.desk().intake().askPlace(asset, [&session](const QJsonObject &place, const std::optional<Error> &error) {
        if (error) {
            session.fail(*error);
        } else {
            session.done({{u"place"_s, place}});
        }
    });
}

Result<void> uploadCommand(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.first()));
    RAWI_TRY(session.desk().uploadAsset(asset, session.args().flag("original")));
    session.whenSynced(true, *session.args().timeoutMs(), [&session, asset] {
        QJsonArray uploads;
        const auto failed = session.desk().uploads().failed();
        for (const Upload &one : failed.ok() ? *failed : QList<Upload>()) {
            if (one.assetId == asset) {
                session.fail(one.error);
                return;
            }
        }
        const auto all = session.desk().uploads().uploads();
        for (const Upload &one : all.ok() ? *all : QList<Upload>()) {
            if (one.assetId == asset) {
                uploads.append(QJsonObject{
                    {u"path"_s, one.path}, {u"sha256"_s, one.sha256}, {u"state"_s, enumText(one.state)}});
            }
        }
        session.done({{u"uploads"_s, uploads}});
    });
    return {};
}

Result<QJsonArray> failedUploads(CtlSession &session)
{
    QJsonArray uploads;
    RAWI_ASSIGN(const QList<Upload> failed, session.desk().uploads().failed());
    for (const Upload &one : failed) {
        uploads.append(QJsonObject{{u"path"_s, one.path}, {u"asset_id"_s, one.assetId.text()}, {u"error"_s, problemFromError(one.error)}});
    }
    return uploads;
}

} // namespace rawi::ctl
