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

} // namespace

EncodeRun::EncodeRun(const QString &program, const EncodeJob &job, const QString &folder, const QString &logPath,
                     QObject *parent)
    : QObject(parent),
      m_program(program),
      m_job(job),
      m_folder(folder),
      m_logPath(logPath),
      m_process(program,
                {QStringLiteral("encode"), job.sourcePath, QStringLiteral("--plan"), planPath(folder),
                 QStringLiteral("--out"), folder, QStringLiteral("--progress"), QStringLiteral("json")},
                0)
{
    connect(&m_process, &WorkerProcess::line, this, &EncodeRun::take);
    connect(&m_process, &WorkerProcess::ended, this, &EncodeRun::finish);
}

Result<void> EncodeRun::prepare() const
{
    if (!QDir().mkpath(m_folder)) {
        return Error{ErrorCode::IoError, m_folder, QStringLiteral("the folder cannot be made")};
    }
    QSaveFile file(planPath(m_folder));
    const QByteArray plan = QJsonDocument(m_job.plan).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(plan) != plan.size() || !file.commit()) {
        return Error{file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::IoError,
                     file.fileName(), file.errorString()};
    }
    return {};
}

void EncodeRun::start()
{
    log(QStringLiteral("%1 encode %2: %3").arg(QFileInfo(m_program).fileName(), m_job.sourcePath,
                                               m_job.presets().join(QStringLiteral(", "))));
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
