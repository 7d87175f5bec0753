#pragma once

#include "core/engine/av/mux_file.h"
#include "core/engine/sound/mixed_sound.h"
#include "core/media/encode_settings.h"

struct AVAudioFifo;

namespace rawi {

// The rate an encoder is fed with, for a source of `sourceRate` samples a second.
int encodedRate(AudioCodec codec, int sourceRate);

// Encodes samples into one intermediate file (MuxFile::Kind::AudioTrack) that begins at 0. Belongs to one thread.
class SoundEncoder {
public:
    // `sourceBits` decides FLAC's sample size: 24 for sources of more than 16 bits. Errors: MediaUnsupported when FFmpeg
    // lacks the encoder; DiskFull, IoError.
    static Result<std::unique_ptr<SoundEncoder>> open(const AudioSettings &settings, int rate, int sourceBits,
                                                      const QString &path);
    ~SoundEncoder();

    Result<void> add(const SoundPlanes &planes);
    // Encodes the rest and puts the file in its place.
    Result<void> finish();
    // Samples beyond full scale that a codec of whole numbers had to cut off.
    qint64 clipped() const { return m_clipped; }

private:
    SoundEncoder() = default;
    Error failed(int code) const;
    Result<void> openCodec(const AudioSettings &settings, int rate, int sourceBits);
    Result<void> openFile(const QString &path);
    Result<void> encodeWhole(bool rest);
    Result<FramePtr> frame(int samples);
    Result<void> send(AVFrame *frame);

    QString m_name;
    int m_channels = 2;
    CodecPtr m_codec;
    std::unique_ptr<MuxFile> m_file;
    PacketPtr m_packet = makePacket();
    AVAudioFifo *m_fifo = nullptr;
    SoundPlanes m_planes;
    qint64 m_sent = 0; // samples
    qint64 m_clipped = 0;
};

} // namespace rawi
