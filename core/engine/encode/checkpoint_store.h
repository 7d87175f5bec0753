#pragma once

#include "core/engine/encode/encoder.h"

#include <memory>
#include <mutex>
#include <optional>

namespace rawi {

// A finished segment: times in the rendition's time base.
struct SegmentRecord {
    qint64 frames = 0;
    qint64 firstPts = 0;
    qint64 lastPts = 0;
    qint64 bytes = 0;
};

// A finished sound track; `any` is false, and there is no file, when it holds nothing.
struct AudioRecord {
    bool any = false;
    QJsonObject loudness; // a LoudnessReport, empty when none was asked for
    qint64 clipped = 0;   // samples beyond full scale that were cut off
};

// What job.json holds.
struct CheckpointJob {
    QJsonObject identity; // what the parts were made of, and how: parts of another are not taken over
    QString encoder;
    QString encoderNote;
    QList<SegmentRecord> segments;
    QList<AudioRecord> audio;
    bool videoDone = false;
    qint64 lastDuration = 0;
};

// What an encode has finished, kept in FOLDER/NAME.work/job.json beside the segments. Every change is on
// disk (fsync) before it counts. Belongs to one encode, where one thread adds segments and one adds sounds.
class CheckpointStore {
public:
    // Takes over what an earlier run left, or starts empty: only when the source, the rendition and `circumstances`
    // (whatever else decides how frames look and when they are shown) are the same.
    static Result<CheckpointStore> open(const SourceFile &source, const PlanRendition &rendition,
                                        const QJsonObject &circumstances, const QString &folder);

    QString segmentPath(qsizetype index) const;
    // Sound tracks are finished in order, from 0.
    QString audioPath(qsizetype track) const;
    const QList<AudioRecord> &audio() const { return m_job.audio; }
    const QList<SegmentRecord> &segments() const { return m_job.segments; }
    bool videoDone() const { return m_job.videoDone; }
    // The time of the last frame that need not come again, in the rendition's time base: INT64_MIN = all must come.
    qint64 resumeAfter() const;
    qint64 lastDuration() const { return m_job.lastDuration; } // of the last frame, in the rendition's time base

    Result<void> addSegment(const SegmentRecord &segment);
    Result<void> addAudio(const AudioRecord &record);
    // Behind the last segment, which is added unless an earlier run has added it.
    Result<void> finishVideo(const std::optional<SegmentRecord> &last, qint64 lastDuration);
    // What encodes the picture, and why it is not the one that was wished for; empty before the first useEncoder().
    const QString &encoder() const { return m_job.encoder; }
    const QString &encoderNote() const { return m_job.encoderNote; }
    // Segments of another encoder are forgotten: all of one picture come from one. (Those of older versions, which did not
    // note it, are of the processor's: `software`.)
    Result<void> useEncoder(const QString &encoder, const QString &note, const QString &software);
    // The graphics card failed: the picture begins anew with `software`, and stays with it whenever the job goes on.
    void giveUpHardware(const QString &software, const QString &why);
    // Forgets everything: the next run starts anew.
    void drop();

private:
    bool load();
    Result<void> save() const;
    void dropPicture();

    std::unique_ptr<std::mutex> m_writing = std::make_unique<std::mutex>();
    QString m_folder;
    CheckpointJob m_job;
};

} // namespace rawi
