#include "core/desk/cut_queue.h"

#include "core/desk/worker_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QQueue>

#include <algorithm>

namespace rawi {

namespace {

struct Cut {
    QUuid id;
    Id<ContentItem> item;
    QString folder;
    QString name; // of the file, without its ending
    QStringList arguments;
    EditList edit;
};

Error notWritten(const QString &path, const QString &why)
{
    return {ErrorCode::IoError, path, why};
}

} // namespace

struct CutQueue::Private {
    CutQueue *q;
    Replica &replica;
    MediaIntake &intake;
    QString worker;
    QString directory;
    QQueue<Cut> waiting;
    std::optional<Cut> current;
    WorkerProcess *process = nullptr;
    QHash<QString, QUuid> takenIn; // files on their way into the library

    Result<QString> localPath(const Id<MediaAsset> &asset) const;
    void next();
    Result<void> writeEdit(const Cut &cut) const;
    void ended(const QJsonObject &last, const std::optional<Error> &error);
    Result<QString> keep(const QJsonObject &last) const;
    void fail(const Error &error);
};

CutQueue::CutQueue(Replica &replica, MediaIntake &intake, const QString &workerProgram, const QString &outputDirectory,
                   QObject *parent)
    : QObject(parent), d(new Private{this, replica, intake, workerProgram, outputDirectory, {}, {}, nullptr, {}})
{
    connect(&intake, &MediaIntake::added, this, [this](const QString &path, const QUuid &, const QUuid &asset) {
        if (const QUuid job = d->takenIn.take(path); !job.isNull()) {
            Q_EMIT added(job, asset);
        }
    });
    connect(&intake, &MediaIntake::failed, this, [this](const QString &path, const Error &error) {
        if (const QUuid job = d->takenIn.take(path); !job.isNull()) {
            Q_EMIT failed(job, error);
        }
    });
}

CutQueue::~CutQueue() = default;

Result<QString> CutQueue::Private::localPath(const Id<MediaAsset> &asset) const
{
    RAWI_ASSIGN(const std::optional<LocalFile> file, LocalMediaStore(replica).find(asset, QStringLiteral("original")));
    if (!file || !QFileInfo::exists(file->path)) {
        RAWI_ASSIGN(const std::optional<MediaAsset> known, replica.find(asset));
        return Error{ErrorCode::FileMissing, known ? known->originalFilename : asset.text(),
                     QStringLiteral("the original is not on this desk")};
    }
    return file->path;
}

Result<QUuid> CutQueue::add(const Id<MediaAsset> &asset, const EditList &edit)
{
    RAWI_TRY(edit.check());
    RAWI_ASSIGN(const std::optional<MediaAsset> record, d->replica.find(asset));
    if (!record) {
        return Error{ErrorCode::NotFound, asset.text(), QStringLiteral("there is no such media file")};
    }
    RAWI_ASSIGN(const QString path, d->localPath(asset));
    Cut cut;
    cut.id = QUuid::createUuid();
    cut.item = record->contentId;
    cut.folder = d->directory + QLatin1Char('/') + uuidText(cut.id);
    cut.name = QFileInfo(record->originalFilename).completeBaseName().left(100) + QStringLiteral(" (cut)");
    cut.edit = edit;
    cut.arguments = {QStringLiteral("cut"),   QStringLiteral("--edit"), cut.folder + QStringLiteral("/edit.json"),
                     QStringLiteral("--out"), cut.folder, QStringLiteral("--progress"), QStringLiteral("json")};
    QList<Id<MediaAsset>> joined{Id<MediaAsset>()};
    for (const EditRange &range : edit.ranges()) {
        if (!joined.contains(range.asset)) {
            joined.append(range.asset);
            RAWI_ASSIGN(const QString other, d->localPath(range.asset));
            cut.arguments << QStringLiteral("--join") << range.asset.text() + QLatin1Char('=') + other;
        }
    }
    cut.arguments << QStringLiteral("--") << path;
    d->waiting.enqueue(cut);
    QMetaObject::invokeMethod(this, [this] { d->next(); }, Qt::QueuedConnection);
    return cut.id;
}

void CutQueue::cancel(const QUuid &job)
{
    if (d->current && d->current->id == job && d->process) {
        d->process->kill();
        return;
    }
    d->waiting.removeIf([&](const Cut &cut) { return cut.id == job; });
}

bool CutQueue::contains(const QUuid &job) const
{
    const bool waits = std::any_of(d->waiting.begin(), d->waiting.end(), [&](const Cut &cut) { return cut.id == job; });
    return waits || (d->current && d->current->id == job) || d->takenIn.values().contains(job);
}

Result<void> CutQueue::Private::writeEdit(const Cut &cut) const
{
    if (!QDir().mkpath(cut.folder)) {
        return notWritten(cut.folder, QStringLiteral("the folder cannot be made"));
    }
    QFile file(cut.folder + QStringLiteral("/edit.json"));
    const QByteArray json = QJsonDocument(cut.edit.toJson()).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size()) {
        return notWritten(file.fileName(), file.errorString());
    }
    return {};
}

void CutQueue::Private::next()
{
    if (current || waiting.isEmpty()) {
        return;
    }
    current = waiting.dequeue();
    if (const auto written = writeEdit(*current); !written.ok()) {
        fail(written.error());
        return;
    }
    process = new WorkerProcess(worker, current->arguments, 0, q);
    QObject::connect(process, &WorkerProcess::line, q, [this](const QJsonObject &line) {
        if (line.value(QLatin1StringView("type")).toString() == QLatin1StringView("progress")) {
            Q_EMIT q->progressed(current->id, line.value(QLatin1StringView("permille")).toInt(),
                                 line.value(QLatin1StringView("eta_ms")).toInteger(-1));
        }
    });
    QObject::connect(process, &WorkerProcess::ended, q, [this](const auto &last, const auto &error) { ended(last, error); });
    process->start();
}

// The finished file under the name it is to have in the library.
Result<QString> CutQueue::Private::keep(const QJsonObject &last) const
{
    const QString made = last.value(QLatin1StringView("path")).toString();
    QString name = current->name;
    name.replace(QLatin1Char('/'), QLatin1Char('_'));
    const QString path = current->folder + QLatin1Char('/') + name + QLatin1Char('.') + QFileInfo(made).suffix();
    if (!QFile::rename(made, path)) {
        return notWritten(path, QStringLiteral("the finished cut cannot be given its name"));
    }
    return path;
}

void CutQueue::Private::ended(const QJsonObject &last, const std::optional<Error> &error)
{
    process->deleteLater();
    process = nullptr;
    if (error) {
        fail(*error);
        return;
    }
    const Result<QString> path = keep(last);
    if (!path.ok()) {
        fail(path.error());
        return;
    }
    const Cut cut = *std::exchange(current, std::nullopt);
    takenIn.insert(*path, cut.id);
    Q_EMIT q->made(cut.id, *path, last.value(QLatin1StringView("copied_frames")).toInteger(),
                   last.value(QLatin1StringView("encoded_frames")).toInteger());
    intake.add({*path}, cut.item);
    next();
}

void CutQueue::Private::fail(const Error &error)
{
    const Cut cut = *std::exchange(current, std::nullopt);
    QDir(cut.folder).removeRecursively(); // only what this cut has made lies there
    Q_EMIT q->failed(cut.id, error);
    next();
}

} // namespace rawi
