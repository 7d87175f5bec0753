// The queue's cuts: what they are made of, and how their files come into the library.
#include "core/base/log.h"
#include "core/desk/media/encode_extras.h"
#include "core/desk/media/encode_queue_private.h"
#include "core/text/truncate.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace rawi {

Result<QUuid> EncodeQueue::enqueueCut(const Id<MediaAsset> &asset, const EditList &edit, EncodePriority priority)
{
    RAWI_TRY(edit.check());
    RAWI_ASSIGN(const std::optional<MediaAsset> record, d->replica.find(asset));
    if (!record) {
        return Error{ErrorCode::NotFound, asset.text(), u"there is no such media file"_s};
    }
    RAWI_ASSIGN(const QJsonObject plan, d->cutPlan(edit));
    RAWI_ASSIGN(EncodeJob job, d->made(EncodeKind::Cut, asset, plan, priority));
    job.durationMs = edit.lengthUs() / 1000;
    const auto open = std::find_if(d->jobs.cbegin(), d->jobs.cend(), [&](const EncodeJob &one) {
        return one.isOpen() && one.kind == EncodeKind::Cut && one.assetId == asset && one.plan == plan;
    });
    if (open != d->jobs.cend()) {
        return open->id;
    }
    if (const EncodeJob *again = d->sameToTryAgain(job)) {
        const QUuid id = again->id;
        retry(id);
        return id;
    }
    return d->append(job);
}

Result<QJsonObject> EncodeQueue::Private::cutPlan(const EditList &edit) const
{
    RAWI_ASSIGN(const QJsonArray joins, filmsOf(replica, edit));
    return QJsonObject{{u"edit"_s, edit.toJson()}, {u"joins"_s, joins}};
}

// Gives the finished file the name it is to have in the library.
Result<void> EncodeQueue::Private::keepCut(EncodeJob &job, const QJsonObject &made)
{
    const QString path = made.value("path"_L1).toString();
    QString name = truncated(QFileInfo(job.sourcePath).completeBaseName(), 200, TextUnit::Utf8) + u" (cut)"_s;
    name = folderOf(job) + QLatin1Char('/') + name + QLatin1Char('.') + QFileInfo(path).suffix();
    if (QFileInfo(path).size() != made.value("size"_L1).toInteger()) {
        return Error{ErrorCode::WorkerCrashed, path, u"the finished file is not as reported"_s};
    }
    if (!QFile::rename(path, name)) {
        return Error{ErrorCode::IoError, name, u"the finished cut cannot be given its name"_s};
    }
    job.copiedFrames = made.value("copied_frames"_L1).toInteger();
    job.encodedFrames = made.value("encoded_frames"_L1).toInteger();
    job.permille = 1000;
    job.etaMs = -1;
    job.outputs = {{enumText(EncodeKind::Cut), name}};
    keep(job);
    return {};
}

// The job stays Running until the library has the file; a desk that dies before finds the file when it comes back.
void EncodeQueue::Private::takeIn(const QUuid &id)
{
    EncodeJob *job = find(id);
    if (!job || job->outputs.isEmpty()) {
        return;
    }
    const QString path = job->outputs.first().path;
    const auto there = localMedia.originalsAt(path);
    if (there.ok() && !there->isEmpty()) {
        settle(*job, std::nullopt, there->first().assetId.uuid()); // it died before it could note that
        return;
    }
    const auto source = replica.find(job->assetId);
    if (!source.ok() || !*source) {
        settle(*job,
               source.ok() ? Error{ErrorCode::NotFound, job->sourcePath, u"its item is gone"_s}
                           : source.error());
        return;
    }
    takingIn.insert(path, id);
    intake.add({path}, (*source)->contentId);
}

void EncodeQueue::Private::listenToIntake()
{
    connect(&intake, &MediaIntake::added, q, [this](const QString &path, const QUuid &, const QUuid &asset) {
        if (EncodeJob *job = find(takingIn.take(path))) {
            settle(*job, std::nullopt, asset);
        }
    });
    connect(&intake, &MediaIntake::failed, q, [this](const QString &path, const Error &error) {
        if (EncodeJob *job = find(takingIn.take(path))) {
            settle(*job, error);
        }
    });
}

} // namespace rawi
