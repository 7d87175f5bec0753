#include "core/desk/encode_run.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr qint64 kMostLog = 256 * 1024; // of a job, over all its attempts

QString planPath(const QString &folder)
{
    return folder + QStringLiteral("/plan.json");
}

// What the file at planPath() says: a cut's worker reads the edit alone.
QJsonObject planFor(const EncodeJob &job)
{
    return job.kind == EncodeKind::Cut ? job.plan.value(QLatin1StringView("edit")).toObject() : job.plan;
}

QStringList argumentsFor(const EncodeJob &job, const QString &folder)
{
    const QStringList output{QStringLiteral("--out"), folder, QStringLiteral("--progress"), QStringLiteral("json")};
    if (job.kind == EncodeKind::Encode) {
        return QStringList{QStringLiteral("encode"), job.sourcePath, QStringLiteral("--plan"), planPath(folder)} + output;
    }
    QStringList arguments{QStringLiteral("cut"), QStringLiteral("--edit"), planPath(folder)};
    const QJsonArray joins = job.plan.value(QLatin1StringView("joins")).toArray();
    for (const QJsonValue &join : joins) {
        arguments << QStringLiteral("--join")
                  << join[QLatin1StringView("asset")].toString() + QLatin1Char('=') + join[QLatin1StringView("path")].toString();
    }
    return arguments + output + QStringList{QStringLiteral("--"), job.sourcePath};
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
        return Error{ErrorCode::IoError, m_folder, QStringLiteral("the folder cannot be made")};
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
    const QString what = m_job.kind == EncodeKind::Cut ? QString() : QStringLiteral(": ") + m_job.presets().join(QStringLiteral(", "));
    log(QStringLiteral("%1 %2 %3%4").arg(QFileInfo(m_program).fileName(), enumText(m_job.kind), m_job.sourcePath, what));
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
    if (line.value(QLatin1StringView("type")).toString() == QLatin1StringView("progress")) {
        Q_EMIT progressed({line.value(QLatin1StringView("permille")).toInt(),
                           line.value(QLatin1StringView("eta_ms")).toInteger(-1),
                           line.value(QLatin1StringView("rate")).toDouble(),
                           line.value(QLatin1StringView("speed")).toDouble()});
    }
}

void EncodeRun::finish(const QJsonObject &last, const std::optional<Error> &error)
{
    const QString complaints = m_process.complaints();
    if (!complaints.isEmpty()) {
        log(complaints);
    }
    if (m_job.kind == EncodeKind::Cut) {
        const auto frames = [&last](const char *name) { return last.value(QLatin1StringView(name)).toInteger(); };
        log(error ? error->toString() : QStringLiteral("done, %1 frames copied, %2 encoded")
                                            .arg(frames("copied_frames")).arg(frames("encoded_frames")));
        Q_EMIT ended({last}, 0, error);
        return;
    }
    QList<QJsonObject> renditions;
    const QJsonArray made = last.value(QLatin1StringView("renditions")).toArray();
    const QJsonValue master = last.value(QLatin1StringView("master")); // the playlist over all sizes of a stream
    for (const QJsonValue &one : made) {
        QJsonObject rendition = one.toObject();
        if (renditions.isEmpty() && master.isObject()) {
            QJsonArray files = rendition.value(QLatin1StringView("files")).toArray();
            files.append(master);
            rendition.insert(QStringLiteral("files"), files);
        }
        renditions.append(rendition);
        const QString encoder = rendition.value(QLatin1StringView("encoder")).toString();
        if (!encoder.isEmpty()) {
            const QString note = rendition.value(QLatin1StringView("encoder_note")).toString();
            log(QStringLiteral("%1: encoded by %2").arg(rendition.value(QLatin1StringView("name")).toString(), encoder)
                + (note.isEmpty() ? QString() : QStringLiteral("; ") + note));
        }
    }
    const int resumed = last.value(QLatin1StringView("resumed_segments")).toInt();
    log(error ? error->toString() : QStringLiteral("done, %1 segments taken over").arg(resumed));
    Q_EMIT ended(renditions, resumed, error);
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
