#pragma once

#include "core/engine/av/av_common.h"

#include <memory>
#include <vector>

namespace rawi {

class SourceFile;

// The packets of one stream as they come: whether its clock jumps between two of them. Belongs to one reader.
class StreamClock {
public:
    // Whether this packet's time goes back by more than a tenth of a second, or more than ten seconds ahead of where the one
    // before it ends.
    bool jumpsAt(const AVPacket *packet, AVRational timeBase);
    int jumps() const { return m_jumps; } // so far
    qint64 endUs() const { return m_endUs; } // where the newest packet ends; INT64_MIN before the first
    // Reading goes on elsewhere, behind so many jumps.
    void restart(int jumps);

private:
    int m_jumps = 0;
    qint64 m_lastUs = INT64_MIN;
    qint64 m_endUs = INT64_MIN;
};

// What brings the parts of a file that was joined out of several recordings (`cat`, a recorder that began its clock anew,
// chained Ogg or FLAC) onto one clock that all its streams share: each part begins where the longest stream of the one
// before ends, and within a part all streams move alike. Known once all packets were read; does not change.
class JoinedClock {
public:
    // Reads all packets of the file. Errors: as AvInput::open and read; Timeout after `budgetMs` (0 = no limit).
    static Result<std::shared_ptr<const JoinedClock>> measure(const SourceFile &source, qint64 budgetMs);

    int joins() const { return int(m_startsUs.size()); }
    // What is added to the times of a stream's packets behind its n-th jump.
    qint64 shiftUs(int stream, int jump) const;
    // How many jumps of a stream lie before the byte.
    int jumpsBefore(int stream, qint64 position) const;
    // Where the last packet ends.
    qint64 endUs() const { return m_endUs; }
    // Whether a part begins after the first moment and not after the second.
    bool beginsBetween(qint64 afterUs, qint64 untilUs) const;
    // The byte of the last key frame of the main picture that is not after the moment; -1 for none.
    qint64 keyBefore(qint64 us) const;

private:
    friend class ClockScan;
    struct Key {
        qint64 us = 0;
        qint64 position = 0;
    };
    struct Run { // of one stream, from one jump to the next
        qint64 position = 0; // where it begins
        qint64 shiftUs = 0;
    };
    std::vector<std::vector<Run>> m_streams;
    std::vector<qint64> m_startsUs; // of all parts but the first
    std::vector<Key> m_keys;
    qint64 m_endUs = 0;
};

// Whether a container's packets carry times of their own, which may begin anew in the middle of a file.
bool mayBeJoined(const AVInputFormat *format);
// Whether the clock of an MPEG stream, an Ogg or a FLAC goes back or jumps ahead between some of a few places of the file. Says
// yes too often rather than too seldom; what it does not see is seen while the file is read.
bool looksJoined(const SourceFile &source, const AVInputFormat *format);

} // namespace rawi
