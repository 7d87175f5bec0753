#include "core/engine/encode/checkpoint_store.h"

#include "core/engine/av/av_common.h"
#include "core/engine/av/output_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace rawi {

namespace {

QString workFolder(const QString &folder, const PlanRendition &rendition)
{
    return QDir(folder).absoluteFilePath(rendition.name + u".work"_s);
}

} // namespace

void dropCheckpoints(const QString &folder, const EncodePlan &plan)
{
    for (const PlanRendition &rendition : plan.renditions) {
        const QDir work(workFolder(folder, rendition));
        QFile::remove(work.filePath(u"job.json"_s)); // first: half a removal must not look like a job
        QDir(work).removeRecursively();
    }
}

Result<CheckpointStore> CheckpointStore::open(const SourceFile &source, const PlanRendition &rendition,
                                              const QJsonObject &circumstances, const QString &folder)
{
    CheckpointStore store;
    store.m_folder = workFolder(folder, rendition);
    store.m_identity = {{u"source_size"_s, source.size()},
                        {u"source_mtime_ms"_s, source.mtimeMs()},
                        {u"source_head_tail"_s, source.headTailHash()},
                        {u"name"_s, rendition.name},
                        {u"version"_s, rendition.version},
                        {u"settings"_s, rendition.settings.toJson()},
                        {u"circumstances"_s, circumstances},
                        {u"avcodec"_s, qint64(avcodec_version())}};
    if (!store.load()) {
        store.drop();
    }
    if (!QDir().mkpath(store.m_folder)) {
        return Error{ErrorCode::IoError, store.m_folder, u"the folder cannot be made"_s};
    }
    return store;
}

bool CheckpointStore::load()
{
    QFile file(m_folder + u"/job.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QJsonObject job = QJsonDocument::fromJson(file.readAll()).object();
    if (job.value(u"identity"_s).toObject() != m_identity) {
        return false;
    }
    for (const QJsonValue &value : job.value(u"segments"_s).toArray()) {
        const QJsonObject one = value.toObject();
        const SegmentRecord segment{one.value(u"frames"_s).toInteger(), one.value(u"first_pts"_s).toInteger(),
                                    one.value(u"last_pts"_s).toInteger(), one.value(u"bytes"_s).toInteger()};
        if (QFileInfo(segmentPath(m_segments.size())).size() != segment.bytes) {
            m_segments.clear();
            return false;
        }
        m_segments.append(segment);
    }
    for (const QJsonValue &value : job.value(u"audio"_s).toArray()) {
        const QJsonObject one = value.toObject();
        const AudioRecord record{one.value(u"any"_s).toBool(), one.value(u"loudness"_s).toObject()};
        if (record.any && !QFile::exists(audioPath(m_audio.size()))) {
            break;
        }
        m_audio.append(record);
    }
    m_videoDone = job.value(u"video_done"_s).toBool();
    m_lastDuration = job.value(u"last_duration"_s).toInteger();
    m_encoder = job.value(u"encoder"_s).toString();
    m_encoderNote = job.value(u"encoder_note"_s).toString();
    return true;
}

Result<void> CheckpointStore::save() const
{
    QJsonArray segments;
    for (const SegmentRecord &segment : m_segments) {
        segments.append(QJsonObject{{u"frames"_s, segment.frames},
                                    {u"first_pts"_s, segment.firstPts},
                                    {u"last_pts"_s, segment.lastPts},
                                    {u"bytes"_s, segment.bytes}});
    }
    QJsonArray audio;
    for (const AudioRecord &record : m_audio) {
        audio.append(QJsonObject{{u"any"_s, record.any}, {u"loudness"_s, record.loudness}});
    }
    const QJsonObject job{
        {u"identity"_s, m_identity},         {u"encoder"_s, m_encoder}, {u"encoder_note"_s, m_encoderNote},
        {u"segments"_s, segments},           {u"audio"_s, audio},       {u"video_done"_s, m_videoDone},
        {u"last_duration"_s, m_lastDuration}};
    return writeFileSafely(m_folder + u"/job.json"_s, QJsonDocument(job).toJson());
}

QString CheckpointStore::segmentPath(qsizetype index) const
{
    return m_folder + u"/seg-%1.mp4"_s.arg(index, 5, 10, QLatin1Char('0'));
}

QString CheckpointStore::audioPath(qsizetype track) const
{
    return m_folder + u"/audio-%1.mp4"_s.arg(track);
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
    m_encoderNote = u"%1 failed: %2"_s.arg(m_encoder, why);
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
    for (const QString &name : work.entryList({u"seg-*"_s}, QDir::Files)) {
        work.remove(name);
    }
}

void CheckpointStore::drop()
{
    m_encoder.clear();
    m_encoderNote.clear();
    QFile::remove(m_folder + u"/job.json"_s);
    QDir(m_folder).removeRecursively();
    m_segments.clear();
    m_audio.clear();
    m_videoDone = false;
    m_lastDuration = 0;
}

} // namespace rawi
