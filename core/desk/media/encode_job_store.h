#pragma once

#include "core/media/media_asset.h"
#include "core/replica/replica.h"

namespace rawi {

enum class EncodeState { Queued, Running, Paused, Done, Failed, Cancelled };
enum class EncodeKind { Encode, Cut };
enum class EncodePriority { Low, Normal, High };

template <>
struct EnumNames<EncodeState> {
    static constexpr std::array names{"queued", "running", "paused", "done", "failed", "cancelled"};
};
template <>
struct EnumNames<EncodeKind> {
    static constexpr std::array names{"encode", "cut"};
};
template <>
struct EnumNames<EncodePriority> {
    static constexpr std::array names{"low", "normal", "high"};
};

// A finished rendition of a job.
struct EncodeOutput {
    QString name; // of the variant: "720p"
    QString path;
    QString encoder = {}; // of its picture, as FFmpeg calls it: "libx264"; empty when none was encoded
    QString encoderNote = {}; // why it is not the graphics card's, when that was wished for
    bool operator==(const EncodeOutput &) const = default;
};

// One local job on one asset: every rendition of it is made in one run of the worker, or one cut. Survives the desk; a
// Running one found at start was killed and goes back to Queued.
struct EncodeJob {
    QUuid id;
    Id<MediaAsset> assetId;
    EncodeKind kind = EncodeKind::Encode;
    QString sourcePath;
    // What the worker is given, as it was when the job was queued. Encode: {"renditions": [{"name", …}], …}. Cut: {"edit":
    // EditList, "joins": [{"asset", "path"}]}.
    QJsonObject plan;
    EncodePriority priority = EncodePriority::Normal;
    OrderKey order; // among jobs of one priority, ascending
    QList<EncodeOutput> outputs; // of a cut: its file, from when it is whole
    EncodeState state = EncodeState::Queued;
    int permille = 0;
    qint64 etaMs = -1;     // -1 = unknown
    double rate = 0;       // frames a second, of a running one
    double speed = 0;      // seconds of media a second, of a running one
    qint64 durationMs = 0; // of the source, as far as it is known
    int attempts = 0;
    int resumedSegments = 0; // taken over from an interrupted run, by the last one
    qint64 copiedFrames = 0; // of a cut that was made: as they were
    qint64 encodedFrames = 0;
    Error error;             // of a Failed one
    qint64 createdMs = 0;
    qint64 endedMs = 0;

    QStringList presets() const; // the names of the renditions
    bool isOpen() const;         // queued, running or paused
};

class EncodeJobStore {
public:
    static LocalStore tables();

    explicit EncodeJobStore(Replica &replica);
    Result<void> put(const EncodeJob &job);
    Result<void> putAll(const QList<EncodeJob> &jobs); // all or none
    Result<std::optional<EncodeJob>> find(const QUuid &id) const;
    Result<QList<EncodeJob>> jobs() const; // oldest first
    Result<void> remove(const QUuid &id);

private:
    Replica &m_replica;
};

} // namespace rawi
