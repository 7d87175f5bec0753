#pragma once

#include "core/media/media_asset.h"

#include <optional>

namespace rawi {

// A stretch of one source: every frame that starts at or after fromUs and before toUs, and the sound of that time.
// Times are microseconds of the source's own timeline, whose 0 is the start of its picture or sound, whichever is first.
struct EditRange {
    qint64 fromUs = 0;
    qint64 toUs = 0;      // after fromUs
    Id<MediaAsset> asset; // null = the asset that is edited; another one for a join

    qint64 lengthUs() const { return toUs - fromUs; }
    bool operator==(const EditRange &) const = default;
};

// Frames a second as a fraction: 30000/1001.
struct FrameRate {
    qint64 num = 25;
    qint64 den = 1;
    bool operator==(const FrameRate &) const = default;
};

constexpr qsizetype kMaxEditRanges = 1000;
constexpr qint64 kMaxEditUs = 100LL * 3600 * 1'000'000; // of a source, and of the whole
// Containers round a frame's time to whole milliseconds (Matroska, FLV). A frame this little before a cut is behind it.
constexpr qint64 kFrameSlackUs = 600;
// A range that begins this long before its first frame begins with the frame that is on screen then (slides, screen
// recordings); where frames come closer together it begins with its first frame.
constexpr qint64 kHeldFrameUs = 50'000;

// What is played of one or more sources, in order: the edit of a media file. A value: each operation gives a new list, so
// undo is keeping the old one. Times are "source" (EditRange) or "edited" (0 = the edit's first moment), microseconds.
class EditList {
public:
    // Where an edited time lies.
    struct Place {
        qsizetype range = 0;
        qint64 sourceUs = 0;
    };

    EditList() = default;
    explicit EditList(QList<EditRange> ranges) : m_ranges(std::move(ranges)) {}
    // All of a source of that length.
    static EditList whole(qint64 durationUs);

    // {"ranges": [{"from_us", "to_us", "asset"?}]}, `asset` a UUID.
    QJsonObject toJson() const;
    // Errors: FieldRequired, UnknownField, InvalidArgument, TooLarge, naming the member ("ranges[3].to_us"). Never gives an
    // empty list.
    static Result<EditList> fromJson(const QJsonObject &object);
    // The bounds fromJson() keeps, for a list that was put together otherwise.
    Result<void> check() const;

    const QList<EditRange> &ranges() const { return m_ranges; }
    bool isEmpty() const { return m_ranges.isEmpty(); }
    qint64 lengthUs() const;
    // Edited time at which a range begins; the total length for one past the last.
    qint64 startOf(qsizetype range) const;

    // None outside [0, lengthUs()).
    std::optional<Place> placeAt(qint64 editedUs) const;
    // Every edited time at which that moment of the source is played, rising.
    QList<qint64> editedTimesOf(qint64 sourceUs, Id<MediaAsset> asset = {}) const;

    // Other bounds for one range, in source time; the others keep theirs. Unchanged when nothing would be left of it.
    EditList trimmed(qsizetype range, qint64 fromUs, qint64 toUs) const;
    // Two ranges instead of one; unchanged on a cut and outside.
    EditList splitAt(qint64 editedUs) const;
    // What follows moves up ("ripple"). May be empty.
    EditList without(qint64 fromEditedUs, qint64 toEditedUs) const;
    EditList keptOnly(qint64 fromEditedUs, qint64 toEditedUs) const;
    // One range to another place; `to` counts without it: 0 = first.
    EditList moved(qsizetype range, qsizetype to) const;
    // Puts ranges in at that time, splitting what is there.
    EditList inserted(qint64 editedUs, const QList<EditRange> &ranges) const;
    // Neighbours that go on where the one before ends become one: the same film, with the fewest cuts.
    EditList merged() const;

    bool operator==(const EditList &) const = default;

private:
    QList<EditRange> m_ranges;
};

// The start of the frame nearest to `us`. `frameTimes`: rising starts of all frames and, last, the end of the film.
// `us` itself when there are none.
qint64 nearestFrame(qint64 us, const QList<qint64> &frameTimes);
// The same for a constant rate; `us` itself when the rate is not positive.
qint64 nearestFrame(qint64 us, FrameRate rate);

} // namespace rawi
