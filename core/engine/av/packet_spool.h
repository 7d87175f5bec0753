#pragma once

#include "core/engine/av/av_common.h"

#include <QFile>

#include <vector>

namespace rawi {

// Coded packets of one stream on the disk, while it is not yet known how they are interleaved: only their times are held
// in memory. The file goes with the object. Belongs to one thread.
class PacketSpool {
public:
    struct Entry {
        qint64 pts = 0;
        qint64 duration = 0;
        qint64 offset = 0;
        int size = 0;
        bool key = false;
    };
    // Errors: DiskFull, IoError.
    static Result<std::unique_ptr<PacketSpool>> create(const QString &path);
    ~PacketSpool();

    Result<void> append(QByteArrayView data, qint64 pts, qint64 duration, bool key);
    // In the order of appending.
    const std::vector<Entry> &entries() const { return m_entries; }
    // Fills the packet with an entry's data and times; dts is left to the caller.
    Result<void> read(size_t index, AVPacket *packet);

private:
    explicit PacketSpool(const QString &path) : m_file(path) {}
    Error failed() const;

    QFile m_file;
    std::vector<Entry> m_entries;
    qint64 m_end = 0;
};

} // namespace rawi
