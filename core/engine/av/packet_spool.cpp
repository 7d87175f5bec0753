#include "core/engine/av/packet_spool.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace rawi {

Result<std::unique_ptr<PacketSpool>> PacketSpool::create(const QString &path)
{
    std::unique_ptr<PacketSpool> spool(new PacketSpool(path));
    errno = 0;
    if (!spool->m_file.open(QIODevice::ReadWrite | QIODevice::Truncate)) {
        return spool->failed();
    }
    return spool;
}

PacketSpool::~PacketSpool()
{
    m_file.close();
    m_file.remove();
}

Error PacketSpool::failed() const
{
    const int code = errno != 0 ? errno : EIO;
    return {code == ENOSPC || code == EDQUOT ? ErrorCode::DiskFull : ErrorCode::IoError, QFileInfo(m_file).fileName(),
            QString::fromLocal8Bit(std::strerror(code))};
}

Result<void> PacketSpool::append(QByteArrayView data, qint64 pts, qint64 duration, bool key)
{
    errno = 0;
    if (m_file.write(data.data(), data.size()) != data.size()) {
        return failed();
    }
    m_entries.push_back({pts, duration, m_end, int(data.size()), key});
    m_end += data.size();
    return {};
}

Result<void> PacketSpool::read(size_t index, AVPacket *packet)
{
    const Entry &entry = m_entries[index];
    av_packet_unref(packet);
    errno = 0;
    if (!m_file.flush()) {
        return failed();
    }
    if (av_new_packet(packet, entry.size) < 0) {
        return avError(AVERROR(ENOMEM), QFileInfo(m_file).fileName(), u"reading"_s);
    }
    const ssize_t got = ::pread(m_file.handle(), packet->data, size_t(entry.size), entry.offset);
    if (got != entry.size) {
        return failed();
    }
    packet->pts = entry.pts;
    packet->duration = entry.duration;
    packet->flags = entry.key ? AV_PKT_FLAG_KEY : 0;
    return {};
}

} // namespace rawi
