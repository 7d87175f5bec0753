#include "core/engine/checkpoint_store.h"

#include "core/engine/av_common.h"
#include "core/engine/output_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace rawi {

namespace {

QString workFolder(const QString &folder, const PlanRendition &rendition)
{
    return QDir(folder).absoluteFilePath(rendition.name + QStringLiteral(".work"));
}

} // namespace

void dropCheckpoints(const QString &folder, const EncodePlan &plan)
{
    for (const PlanRendition &rendition : plan.renditions) {
        const QDir work(workFolder(folder, rendition));
        QFile::remove(work.filePath(QStringLiteral("job.json"))); // first: half a removal must not look like a job
        QDir(work).removeRecursively();
    }
}

Result<CheckpointStore> CheckpointStore::open(const SourceFile &source, const PlanRendition &rendition,
                                              const QJsonObject &circumstances, const QString &folder)
{
    CheckpointStore store;
    store.m_folder = workFolder(folder, rendition);
    store.m_identity = {{QStringLiteral("source_size"), source.size()},
                        {QStringLiteral("source_mtime_ms"), source.mtimeMs()},
                        {QStringLiteral("source_head_tail"), source.headTailHash()},
                        {QStringLiteral("name"), rendition.name},
                        {QStringLiteral("version"), rendition.version},
                        {QStringLiteral("settings"), rendition.settings.toJson()},
                        {QStringLiteral("circumstances"), circumstances},
                        {QStringLiteral("avcodec"), qint64(avcodec_version())}};
    if (!store.load()) {
        store.drop();
    }
    if (!QDir().mkpath(store.m_folder)) {
        return Error{ErrorCode::IoError, store.m_folder, QStringLiteral("the folder cannot be made")};
    }
    return store;
}

bool CheckpointStore::load()
{
    QFile file(m_folder + QStringLiteral("/job.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QJsonObject job = QJsonDocument::fromJson(file.readAll()).object();
    if (job.value(QStringLiteral("identity")).toObject() != m_identity) {
        return false;
    }
    for (const QJsonValue &value : job.value(QStringLiteral("segments")).toArray()) {
        const QJsonObject one = value.toObject();
        const SegmentRecord segment{one.value(QStringLiteral("frames")).toInteger(),
                                    one.value(QStringLiteral("first_pts")).toInteger(),
                                    one.value(QStringLiteral("last_pts")).toInteger(),
                                    one.value(QStringLiteral("bytes")).toInteger()};
        if (QFileInfo(segmentPath(m_segments.size())).size() != segment.bytes) {
            m_segments.clear();
            return false;
        }
        m_segments.append(segment);
    }
    for (const QJsonValue &value : job.value(QStringLiteral("audio")).toArray()) {
        const QJsonObject one = value.toObject();
        const AudioRecord record{one.value(QStringLiteral("any")).toBool(),
                                 one.value(QStringLiteral("loudness")).toObject()};
        if (record.any && !QFile::exists(audioPath(m_audio.size()))) {
            break;
        }
        m_audio.append(record);
    }
    m_videoDone = job.value(QStringLiteral("video_done")).toBool();
    m_lastDuration = job.value(QStringLiteral("last_duration")).toInteger();
    m_encoder = job.value(QStringLiteral("encoder")).toString();
    m_encoderNote = job.value(QStringLiteral("encoder_note")).toString();
    return true;
}

Result<void> CheckpointStore::save() const
{
    QJsonArray segments;
    for (const SegmentRecord &segment : m_segments) {
        segments.append(QJsonObject{{QStringLiteral("frames"), segment.frames},
                                    {QStringLiteral("first_pts"), segment.firstPts},
                                    {QStringLiteral("last_pts"), segment.lastPts},
                                    {QStringLiteral("bytes"), segment.bytes}});
    }
    QJsonArray audio;
    for (const AudioRecord &record : m_audio) {
        audio.append(QJsonObject{{QStringLiteral("any"), record.any}, {QStringLiteral("loudness"), record.loudness}});
    }
    const QJsonObject job{{QStringLiteral("identity"), m_identity},
                          {QStringLiteral("encoder"), m_encoder},
                          {QStringLiteral("encoder_note"), m_encoderNote},
                          {QStringLiteral("segments"), segments},
                          {QStringLiteral("audio"), audio},
                          {QStringLiteral("video_done"), m_videoDone},
                          {QStringLiteral("last_duration"), m_lastDuration}};
    return writeFileSafely(m_folder + QStringLiteral("/job.json"), QJsonDocument(job).toJson());
}

QString CheckpointStore::segmentPath(qsizetype index) const
{
    return m_folder + QStringLiteral("/seg-%1.mp4").arg(index, 5, 10, QLatin1Char('0'));
}

QString CheckpointStore::audioPath(qsizetype track) const
{
    return m_folder + QStringLiteral("/audio-%1.mp4").arg(track);
}

qint64 CheckpointStore::resumeAfter() const
{
    return m_videoDone ? INT64_MAX : m_segments.isEmpty() ? INT64_MIN : m_segments.last().lastPts;
}

Result<void> CheckpointStore::addSegment(const SegmentRecord &segment)
{
    const std::lock_guard lock(*m_writing);
    m_segments.append(segment);
    return save();
}

Result<void> CheckpointStore::addAudio(const AudioRecord &record)
{
    const std::lock_guard lock(*m_writing);
    m_audio.append(record);
    return save();
}

Result<void> CheckpointStore::finishVideo(qint64 lastDuration)
{
    const std::lock_guard lock(*m_writing);
    m_videoDone = true;
    m_lastDuration = lastDuration;
    return save();
}

Result<void> CheckpointStore::useEncoder(const QString &encoder, const QString &note, const QString &software)
{
    const QString before = m_encoder.isEmpty() ? software : m_encoder;
    if (before != encoder && (!m_segments.isEmpty() || m_videoDone)) {
        dropPicture();
    }
    m_encoder = encoder;
    m_encoderNote = note;
    return save();
}

void CheckpointStore::giveUpHardware(const QString &software, const QString &why)
{
    const std::lock_guard lock(*m_writing);
    m_encoderNote = QStringLiteral("%1 failed: %2").arg(m_encoder, why);
    m_encoder = software;
    dropPicture();
    const Result<void> saved = save();
    Q_UNUSED(saved) // a disk that takes nothing is found out by the next segment
}

void CheckpointStore::dropPicture()
{
    m_segments.clear();
    m_videoDone = false;
    m_lastDuration = 0;
    QDir work(m_folder);
    for (const QString &name : work.entryList({QStringLiteral("seg-*")}, QDir::Files)) {
        work.remove(name);
    }
}

void CheckpointStore::drop()
{
    m_encoder.clear();
    m_encoderNote.clear();
    QFile::remove(m_folder + QStringLiteral("/job.json"));
    QDir(m_folder).removeRecursively();
    m_segments.clear();
    m_audio.clear();
    m_videoDone = false;
    m_lastDuration = 0;
}

} // namespace rawi
