#include "core/engine/encode/checkpoint_store.h"

#include "core/engine/av/av_common.h"
#include "core/engine/av/output_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace rawi {

namespace {

struct CheckpointIdentity {
    qint64 sourceSize = 0;
    qint64 sourceMtimeMs = 0;
    QString sourceHeadTail;
    QString name;
    int version = 1;
    EncodeSettings settings;
    QJsonObject circumstances;
    qint64 avcodec = 0;
};

QString workFolder(const QString &folder, const PlanRendition &rendition)
{
    return QDir(folder).absoluteFilePath(rendition.name + u".work"_s);
}

} // namespace

template <>
struct Describe<CheckpointIdentity> {
    using Of = CheckpointIdentity;
    static auto members()
    {
        return std::tuple{member("source_size", &Of::sourceSize),
                          member("source_mtime_ms", &Of::sourceMtimeMs),
                          member("source_head_tail", &Of::sourceHeadTail),
                          member("name", &Of::name),
                          member("version", &Of::version),
                          member("settings", &Of::settings),
                          member("circumstances", &Of::circumstances),
                          member("avcodec", &Of::avcodec)};
    }
};
template <>
struct Describe<SegmentRecord> {
    using Of = SegmentRecord;
    static auto members()
    {
        return std::tuple{member("frames", &Of::frames), member("first_pts", &Of::firstPts), member("last_pts", &Of::lastPts),
                          member("bytes", &Of::bytes)};
    }
};
template <>
struct Describe<AudioRecord> {
    static auto members()
    {
        return std::tuple{member("any", &AudioRecord::any), member("loudness", &AudioRecord::loudness),
                          member("clipped", &AudioRecord::clipped)};
    }
};
template <>
struct Describe<CheckpointJob> {
    using Of = CheckpointJob;
    static auto members()
    {
        return std::tuple{member("identity", &Of::identity),
                          member("encoder", &Of::encoder),
                          member("encoder_note", &Of::encoderNote),
                          member("segments", &Of::segments),
                          member("audio", &Of::audio),
                          member("video_done", &Of::videoDone),
                          member("last_duration", &Of::lastDuration)};
    }
};

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
    store.m_job.identity = toJson(CheckpointIdentity{source.size(), source.mtimeMs(), source.headTailHash(), rendition.name,
                                                     rendition.version, rendition.settings, circumstances,
                                                     qint64(avcodec_version())});
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
    auto job = fromJson<CheckpointJob>(QJsonDocument::fromJson(file.readAll()).object());
    if (job.identity != m_job.identity) {
        return false;
    }
    for (qsizetype i = 0; i < job.segments.size(); ++i) {
        if (QFileInfo(segmentPath(i)).size() != job.segments[i].bytes) {
            return false;
        }
    }
    for (qsizetype i = 0; i < job.audio.size(); ++i) {
        if (job.audio[i].any && !QFile::exists(audioPath(i))) {
            job.audio.resize(i);
        }
    }
    m_job = job;
    return true;
}

Result<void> CheckpointStore::save() const
{
    return writeFileSafely(m_folder + u"/job.json"_s, QJsonDocument(toJson(m_job)).toJson());
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
    return m_job.videoDone ? INT64_MAX : m_job.segments.isEmpty() ? INT64_MIN : m_job.segments.last().lastPts;
}

Result<void> CheckpointStore::addSegment(const SegmentRecord &segment)
{
    const std::lock_guard lock(*m_writing);
    m_job.segments.append(segment);
    return save();
}

Result<void> CheckpointStore::addAudio(const AudioRecord &record)
{
    const std::lock_guard lock(*m_writing);
    m_job.audio.append(record);
    return save();
}

Result<void> CheckpointStore::finishVideo(const std::optional<SegmentRecord> &last, qint64 lastDuration)
{
    const std::lock_guard lock(*m_writing);
    if (last) {
        m_job.segments.append(*last);
    }
    m_job.videoDone = true;
    m_job.lastDuration = lastDuration;
    return save();
}

Result<void> CheckpointStore::useEncoder(const QString &encoder, const QString &note, const QString &software)
{
    const QString before = m_job.encoder.isEmpty() ? software : m_job.encoder;
    const bool drops = before != encoder && (!m_job.segments.isEmpty() || m_job.videoDone);
    if (drops) {
        dropPicture();
    }
    m_job.encoder = encoder;
    m_job.encoderNote = note;
    return drops ? save() : Result<void>(); // else it is written with the first part that is finished
}

void CheckpointStore::giveUpHardware(const QString &software, const QString &why)
{
    const std::lock_guard lock(*m_writing);
    m_job.encoderNote = u"%1 failed: %2"_s.arg(m_job.encoder, why);
    m_job.encoder = software;
    dropPicture();
    const Result<void> saved = save();
    Q_UNUSED(saved) // a disk that takes nothing is found out by the next segment
}

void CheckpointStore::dropPicture()
{
    m_job.segments.clear();
    m_job.videoDone = false;
    m_job.lastDuration = 0;
    QDir work(m_folder);
    for (const QString &name : work.entryList({u"seg-*"_s}, QDir::Files)) {
        work.remove(name);
    }
}

void CheckpointStore::drop()
{
    QFile::remove(m_folder + u"/job.json"_s);
    QDir(m_folder).removeRecursively();
    m_job = {m_job.identity, {}, {}, {}, {}};
}

} // namespace rawi
