#pragma once

#include "core/engine/av/packet_spool.h"
#include "core/engine/cut/smart_cut_input.h"
#include "core/engine/picture/picture_filter.h"

namespace rawi {

// What the picture of a cut is: the first source's, or that one's upright when the sources differ and it is turned.
struct CutForm {
    PictureSize size;
    AVRational aspect{0, 1};
    AVRational timeBase{1, 90'000};
    AVRational frameRate{25, 1};
    AVPixelFormat pixels = AV_PIX_FMT_YUV420P;
    AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
    AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
    AVColorPrimaries primaries = AVCOL_PRI_UNSPECIFIED;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_UNSPECIFIED;
    AVChromaLocation chroma = AVCHROMA_LOC_UNSPECIFIED;
    QByteArray profile; // x264's name
    int level = 0;      // as in codecpar; 0 = x264 decides
    bool upright = false; // every source is turned and stretched to plain pixels, the first one, too
};

CutForm cutFormOf(const CutInput &first, bool upright);

// Encodes one run of frames as H.264 without reordering, beginning with an IDR frame and its parameter sets; fits foreign
// pictures into the form, with black beside them. Belongs to one run.
class PieceEncoder {
public:
    // `first`: the source the form is of.
    static Result<std::unique_ptr<PieceEncoder>> open(const CutForm &form, const CutInput &source, const CutInput &first,
                                                      PacketSpool &spool);
    // The frame with the time it gets, in the form's time base, rising.
    Result<void> add(AVFrame *frame, qint64 pts);
    Result<void> finish();
    qint64 frames() const { return m_written; }
    // The avcC box of what it made; empty before the first packet.
    const QByteArray &configuration() const { return m_configuration; }

private:
    PieceEncoder(const CutForm &form, const CutInput &source, PacketSpool &spool) :
        m_form(form), m_source(source), m_spool(spool)
    {
    }
    Result<void> openCodec();
    void prepareFilter(const CutInput &first);
    Result<void> drainFilter();
    Result<void> encode(AVFrame *frame);
    Result<void> drain();
    Result<FramePtr> padded(const AVFrame *picture) const;
    const QString &subject() const { return m_source.file().name(); }

    const CutForm &m_form;
    const CutInput &m_source;
    PacketSpool &m_spool;
    CodecPtr m_codec;
    std::unique_ptr<PictureFilter> m_filter;
    bool m_direct = false; // a frame of the form's pixels needs no filter
    FramePtr m_picture = makeFrame();
    PacketPtr m_packet = makePacket();
    QByteArray m_configuration;
    qint64 m_written = 0;
};

} // namespace rawi
