#include "core/desk/media/encode_run.h"

#include "core/media/encode_plan.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr qint64 kMostLog = 256 * 1024; // of a job, over all its attempts

QString planPath(const QString &folder)
{
    return folder + u"/plan.json"_s;
}

// What the file at planPath() says: a cut's worker reads the edit alone.
QJsonObject planFor(const EncodeJob &job)
{
    return job.kind == EncodeKind::Cut ? CutPlan::fromJson(job.plan).edit : job.plan;
}

QStringList argumentsFor(const EncodeJob &job, const QString &folder)
{
    const QStringList output{u"--out"_s, folder, u"--progress"_s, u"json"_s};
    if (job.kind == EncodeKind::Encode) {
        return QStringList{u"encode"_s, job.sourcePath, u"--plan"_s, planPath(folder)} + output;
    }
    QStringList arguments{u"cut"_s, u"--edit"_s, planPath(folder)};
    const CutPlan plan = CutPlan::fromJson(job.plan);
    for (const PlanFilm &join : plan.joins) {
        arguments << u"--join"_s << join.asset.text() + QLatin1Char('=') + join.path;
    }
    return arguments + output + QStringList{u"--"_s, job.sourcePath};
}

} // namespace

EncodeRun::EncodeRun(const QString &program, const EncodeJob &job, const QString &folder, const QString &logPath,
                     QObject *parent)
    : QObject(parent),
      m_program(program),
      m_job(job),
      m_folder(folder),
      m_logPath(logPath),
      m_process(program, argumentsFor(job, folder), 0)
{
    connect(&m_process, &WorkerProcess::line, this, &EncodeRun::take);
    connect(&m_process, &WorkerProcess::ended, this, &EncodeRun::finish);
}

Result<void> EncodeRun::prepare() const
{
    if (m_job.kind == EncodeKind::Cut) {
        QDir(m_folder).removeRecursively(); // a cut has no checkpoint: it starts over
    }
    if (!QDir().mkpath(m_folder)) {
        return Error{ErrorCode::IoError, m_folder, u"the folder cannot be made"_s};
    }
    QSaveFile file(planPath(m_folder));
    const QByteArray plan = QJsonDocument(planFor(m_job)).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(plan) != plan.size() || !file.commit()) {
        return Error{file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::IoError,
                     file.fileName(), file.errorString()};
    }
    return {};
}

void EncodeRun::start()
{
    const QString what = m_job.kind == EncodeKind::Cut ? QString() : u": "_s + m_job.presets().join(u", "_s);
    log(u"%1 %2 %3%4"_s.arg(QFileInfo(m_program).fileName(), enumText(m_job.kind), m_job.sourcePath, what));
    if (const auto prepared = prepare(); !prepared.ok()) {
        QMetaObject::invokeMethod(this, [this, error = prepared.error()] { finish({}, error); }, Qt::QueuedConnection);
        return;
    }
    m_process.start();
}

void EncodeRun::suspend()
{
    m_process.suspend();
}

void EncodeRun::resume()
{
    m_process.resume();
}

void EncodeRun::stop()
{
    m_process.kill();
}

qint64 EncodeRun::pid() const
{
    return m_process.pid();
}

void EncodeRun::take(const QJsonObject &line)
{
    if (const std::optional<EncodeProgress> progress = workerProgress(line)) {
        Q_EMIT progressed(*progress);
    }
}

void EncodeRun::finish(const QJsonObject &last, const std::optional<Error> &error)
{
    const QString complaints = m_process.complaints();
    if (!complaints.isEmpty()) {
        log(complaints);
    }
    if (m_job.kind == EncodeKind::Cut) {
        const auto cut = fromJson<CutResult>(last);
        log(error ? error->toString()
                  : u"done, %1 frames copied, %2 encoded"_s.arg(cut.copiedFrames).arg(cut.encodedFrames));
        Q_EMIT ended(cut, error);
        return;
    }
    const auto made = fromJson<EncodeResult>(last);
    for (const RenditionResult &rendition : made.renditions) {
        if (!rendition.encoder.isEmpty()) {
            log(u"%1: encoded by %2"_s.arg(rendition.name, rendition.encoder)
                + (rendition.encoderNote.isEmpty() ? QString() : u"; "_s + rendition.encoderNote));
        }
        if (rendition.clippedSamples > 0) {
            log(u"%1: %2 samples of the sound were beyond full scale and were cut off"_s.arg(rendition.name).arg(rendition.clippedSamples));
        }
        if (!rendition.leftOut.isEmpty()) {
            log(u"%1: without what the film has besides: %2"_s.arg(rendition.name, rendition.leftOut.join(u", "_s)));
        }
        if (!rendition.incomplete.isEmpty()) {
            log(u"%1: incomplete: %2"_s.arg(rendition.name, rendition.incomplete));
        }
    }
    log(error ? error->toString() : u"done, %1 segments taken over"_s.arg(made.resumedSegments));
    Q_EMIT ended(made, error);
}

void EncodeRun::log(const QString &text)
{
    QDir().mkpath(QFileInfo(m_logPath).path());
    if (QFileInfo(m_logPath).size() > kMostLog) {
        const QByteArray kept = readLogTail(m_logPath, kMostLog / 2).toUtf8();
        QFile file(m_logPath);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(kept);
        }
    }
    QFile file(m_logPath);
    if (file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        const QString time = QDateTime::currentDateTime().toString(Qt::ISODate);
        file.write((time + QLatin1Char(' ') + text + QLatin1Char('\n')).toUtf8());
    }
}

QString readLogTail(const QString &logPath, qint64 bytes)
{
    QFile file(logPath);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const bool cut = file.size() > bytes;
    file.seek(cut ? file.size() - bytes : 0);
    QByteArray tail = file.read(bytes);
    if (cut) {
        tail.remove(0, tail.indexOf('\n') + 1); // a line begins anew, and so does a character
    }
    return QString::fromUtf8(tail);
}

} // namespace rawi
