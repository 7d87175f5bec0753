#pragma once

#include "core/engine/encoder.h"

#include <QList>

namespace rawi {

// A finished segment: times in the rendition's time base.
struct SegmentRecord {
    qint64 frames = 0;
    qint64 firstPts = 0;
    qint64 lastPts = 0;
    qint64 bytes = 0;
};

// What an encode has finished, kept in FOLDER/NAME.work/job.json beside the segments. Every change is on
// disk (fsync) before it counts. Belongs to one encode.
class CheckpointStore {
public:
    // Takes over what an earlier run of the same source and rendition left, or starts empty.
    static Result<CheckpointStore> open(const SourceFile &source, const PlanRendition &rendition, const QString &folder);

    QString segmentPath(qsizetype index) const;
    QString audioPath() const;
    const QList<SegmentRecord> &segments() const { return m_segments; }
    bool audioDone() const { return m_audioDone; }
    bool hasAudio() const { return m_hasAudio; }
    bool videoDone() const { return m_videoDone; }
    qint64 lastDuration() const { return m_lastDuration; } // of the last frame, in the rendition's time base

    Result<void> addSegment(const SegmentRecord &segment);
    Result<void> finishAudio(bool hasAudio);
    Result<void> finishVideo(qint64 lastDuration);
    // Forgets everything: the next run starts anew.
    void drop();

private:
    bool load();
    Result<void> save() const;

    QString m_folder;
    QJsonObject m_identity;
    QList<SegmentRecord> m_segments;
    bool m_audioDone = false;
    bool m_hasAudio = false;
    bool m_videoDone = false;
    qint64 m_lastDuration = 0;
};

} // namespace rawi
