#include "core/desk/media/analysis_queue.h"

#include "core/base/log.h"
#include "core/desk/media/made_file.h"
#include "core/desk/media/worker_process.h"
#include "core/media/quality_report.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QQueue>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace rawi {

namespace {

constexpr int kStandStillMs = 60'000; // held longer, a worker is ended and called again later
constexpr int kTimeoutMs = 3'700'000; // the worker gives up by itself before that
constexpr int kCacheVersion = 1;      // raised when a verb makes something else of the same file

// What the verbs made of a content; nothing: they have not run yet.
struct MadeFiles {
    std::optional<QList<MadeVariant>> storyboard;
    std::optional<QList<MadeVariant>> waveform;
    std::optional<QList<MadeVariant>> analyze;
};

// Beside the files.
struct MadeNotes {
    int version = 0;
    MadeFiles made;
};

struct AnalysisVerb {
    QString name;
    std::optional<QList<MadeVariant>> MadeFiles::*files;
};

// In the order in which an editor misses them.
const std::array kVerbs{AnalysisVerb{u"storyboard"_s, &MadeFiles::storyboard}, AnalysisVerb{u"waveform"_s, &MadeFiles::waveform},
                        AnalysisVerb{u"analyze"_s, &MadeFiles::analyze}};

} // namespace

template <>
struct Describe<MadeFiles> {
    static auto members()
    {
        return std::tuple{member("storyboard", &MadeFiles::storyboard), member("waveform", &MadeFiles::waveform),
                          member("analyze", &MadeFiles::analyze)};
    }
};
template <>
struct Describe<MadeNotes> {
    static auto members()
    {
        return std::tuple{member("version", &MadeNotes::version), member("made", &MadeNotes::made)};
    }
};

namespace {

QString notesPath(const QString &folder)
{
    return folder + u"/done.json"_s;
}

// What was made of a content before; nothing of a verb when files of it are gone.
MadeFiles readNotes(const QString &folder)
{
    QFile file(notesPath(folder));
    if (!file.open(QIODevice::ReadOnly) || file.size() > (1 << 20)) {
        return {};
    }
    auto notes = fromJson<MadeNotes>(QJsonDocument::fromJson(file.readAll()).object());
    if (notes.version != kCacheVersion) {
        return {};
    }
    for (const AnalysisVerb &verb : kVerbs) {
        std::optional<QList<MadeVariant>> &files = notes.made.*(verb.files);
        const bool whole = !files || std::all_of(files->cbegin(), files->cend(), [](const MadeVariant &one) {
            return QFileInfo(one.path).size() == one.size;
        });
        if (!whole) {
            files.reset();
        }
    }
    return notes.made;
}

void writeNotes(const QString &folder, const MadeFiles &made)
{
    QSaveFile file(notesPath(folder));
    const QByteArray text = QJsonDocument(toJson(MadeNotes{kCacheVersion, made})).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        qCWarning(lcDesk) << "cannot note what was made in" << folder << file.errorString();
    }
}

} // namespace

struct AnalysisQueue::Private {
    AnalysisQueue *q;
    Replica &replica;
    LocalMediaStore localMedia;
    QString program;
    QString directory;
    QTimer *standStill;
    QQueue<Id<MediaAsset>> queue; // the first is the one at work
    WorkerProcess *worker = nullptr;
    bool held = false;
    bool scheduled = false;

    void later();
    void next();
    void run(const LocalFile &original, const AnalysisVerb &verb, const QString &folder, const MadeFiles &made);
    void ended(const AnalysisVerb &verb, const QString &folder, MadeFiles made, const QJsonObject &last,
               const std::optional<Error> &error);
    Result<void> keep(const Id<MediaAsset> &asset, const QList<MadeVariant> &files);
    Result<void> correctLength(const MediaAsset &asset, const QList<MadeVariant> &measured);
    void finish(bool whole);
};

AnalysisQueue::AnalysisQueue(Replica &replica, const QString &workerProgram, const QString &cacheDirectory,
                             QObject *parent)
    : QObject(parent),
      d(new Private{this,
                    replica,
                    LocalMediaStore(replica),
                    workerProgram,
                    cacheDirectory + u"/analysis"_s,
                    new QTimer(this),
                    {}})
{
    d->standStill->setSingleShot(true);
    d->standStill->setInterval(kStandStillMs);
    connect(d->standStill, &QTimer::timeout, this, [this] {
        delete std::exchange(d->worker, nullptr); // its asset stays the first of the queue
    });
}

AnalysisQueue::~AnalysisQueue() = default;

void AnalysisQueue::add(const Id<MediaAsset> &asset)
{
    if (!d->queue.contains(asset)) {
        d->queue.enqueue(asset);
        d->later();
    }
}

void AnalysisQueue::addMissing()
{
    const auto assets = d->localMedia.originalsWithout(u"report"_s);
    for (const Id<MediaAsset> &asset : assets.ok() ? *assets : QList<Id<MediaAsset>>()) {
        add(asset);
    }
}

void AnalysisQueue::hold()
{
    d->held = true;
    if (d->worker != nullptr && !d->standStill->isActive()) {
        d->worker->suspend();
        d->standStill->start();
    }
}

void AnalysisQueue::release()
{
    d->held = false;
    d->standStill->stop();
    if (d->worker != nullptr) {
        d->worker->resume();
    }
    d->later();
}

int AnalysisQueue::waiting() const
{
    return int(d->queue.size());
}

void AnalysisQueue::Private::later()
{
    if (!std::exchange(scheduled, true)) {
        QMetaObject::invokeMethod(q, [this] {
            scheduled = false;
            next();
        }, Qt::QueuedConnection);
    }
}

// Takes over what is there for the first asset, and starts the first verb that is missing.
void AnalysisQueue::Private::next()
{
    if (held || worker != nullptr || queue.isEmpty()) {
        return;
    }
    const auto row = replica.find(queue.head());
    const bool film = row.ok() && *row && !(*row)->contentType.startsWith("image/"_L1);
    const auto original = localMedia.find(queue.head(), u"original"_s);
    if (!film || !original.ok() || !*original || (*original)->sha256.isEmpty() || !QFileInfo::exists((*original)->path)) {
        finish(false);
        return;
    }
    const QString folder = directory + QLatin1Char('/') + (*original)->sha256;
    const MadeFiles made = readNotes(folder);
    for (const AnalysisVerb &verb : kVerbs) {
        if (!(made.*(verb.files))) {
            run(**original, verb, folder, made);
            return;
        }
    }
    for (const AnalysisVerb &verb : kVerbs) {
        if (const auto kept = keep(queue.head(), *(made.*(verb.files))); !kept.ok()) {
            qCWarning(lcDesk) << "analysis not kept:" << kept.error().toString();
        }
    }
    if (const auto corrected = correctLength(**row, *made.analyze); !corrected.ok()) {
        qCWarning(lcDesk) << "length not corrected:" << corrected.error().toString();
    }
    finish(true);
}

void AnalysisQueue::Private::run(const LocalFile &original, const AnalysisVerb &verb, const QString &folder,
                                 const MadeFiles &made)
{
    QDir().mkpath(folder);
    worker =
        new WorkerProcess(program, {verb.name, original.path, u"--out"_s, folder, u"--json"_s}, kTimeoutMs, q);
    QObject::connect(worker, &WorkerProcess::ended, q, [this, verb, folder, made](const auto &last, const auto &error) {
        std::exchange(worker, nullptr)->deleteLater();
        ended(verb, folder, made, last, error);
    });
    worker->start();
}

void AnalysisQueue::Private::ended(const AnalysisVerb &verb, const QString &folder, MadeFiles made,
                                   const QJsonObject &last, const std::optional<Error> &error)
{
    standStill->stop();
    if (error) { // noted as nothing made: the same file would fail again
        qCInfo(lcDesk) << verb.name << "of" << queue.head().text() << "failed:" << error->toString();
        if (error->code == ErrorCode::MissingProgram || error->code == ErrorCode::DiskFull) {
            finish(false);
            return;
        }
    }
    const QList<MadeVariant> files = error ? QList<MadeVariant>() : fromJson<AnalysisResult>(last).files;
    made.*(verb.files) = files;
    writeNotes(folder, made);
    if (verb.files != kVerbs.back().files) { // the last one's come with finish()
        if (const auto kept = keep(queue.head(), files); !kept.ok()) {
            qCWarning(lcDesk) << "analysis not kept:" << kept.error().toString();
        } else if (!files.isEmpty()) {
            Q_EMIT q->ready(queue.head().uuid(), false);
        }
    }
    later();
}

Result<void> AnalysisQueue::Private::keep(const Id<MediaAsset> &asset, const QList<MadeVariant> &files)
{
    RAWI_TRY(keepMadeFiles(replica, localMedia, asset, files));
    if (!files.isEmpty()) {
        Q_EMIT q->changed();
    }
    return {};
}

// The container did not say how long it is; the report, for which all of it was read, does.
Result<void> AnalysisQueue::Private::correctLength(const MediaAsset &asset, const QList<MadeVariant> &measured)
{
    if (asset.durationMs > 0 || measured.isEmpty()) {
        return {};
    }
    QFile file(measured.first().path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::IoError, file.fileName(), file.errorString()};
    }
    RAWI_ASSIGN(const QualityReport report, QualityReport::fromJson(QJsonDocument::fromJson(file.readAll()).object()));
    if (report.durationMs > 0) {
        RAWI_TRY(replica.execute(u"media.set_duration"_s, {{u"id"_s, asset.id.text()}, {u"duration_ms"_s, report.durationMs}}));
        Q_EMIT q->changed();
    }
    return {};
}

void AnalysisQueue::Private::finish(bool whole)
{
    const Id<MediaAsset> asset = queue.dequeue();
    if (whole) {
        Q_EMIT q->ready(asset.uuid(), true);
    }
    later();
}

} // namespace rawi
