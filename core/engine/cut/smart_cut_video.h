#pragma once

#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/progress_meter.h"
#include "core/engine/cut/smart_cut_encoder.h"
#include "core/media/edit_list.h"

#include <map>

namespace rawi {

// Where a range of the edit lies in its source, after its bounds went to the frames, and in the result.
struct CutSpan {
    CutInput *source = nullptr;
    qint64 base = 0;     // source time at its beginning …
    AVRational clock{1, 1'000'000}; // … in this time base
    qint64 outStart = 0; // in the result's time base
    qint64 outEnd = 0;
};

// Makes the picture of a cut: copies what it can, encodes the rest. Belongs to one cut.
class CutVideo {
public:
    CutVideo(const CutInput &first, const CutForm &form, PacketSpool &spool, ProgressMeter &meter) :
        m_first(first), m_form(form), m_spool(spool), m_meter(meter)
    {
    }

    // Appends one range behind the ones before. `index` names it in errors.
    Result<CutSpan> add(CutInput &source, const EditRange &range, qsizetype index);

    qint64 copiedFrames() const { return m_copied; }
    qint64 encodedFrames() const { return m_encoded; }
    // The avcC box for the sample entry.
    const QByteArray &configuration() const { return m_copied > 0 ? m_copiedConfiguration : m_encodedConfiguration; }

private:
    // A source, opened once more to be decoded.
    struct Decoding {
        std::unique_ptr<AvInput> input;
        std::unique_ptr<FrameDecoder> decoder;
    };
    // What a range asks for, in the source's time base.
    struct Wanted {
        qint64 fromPts = 0;  // thresholds: ticksAt()
        qint64 untilPts = 0;
        qint64 toPts = 0;    // the range's end as it was given
        qint64 earliest = 0; // its beginning as it was given
    };

    Wanted wantedOf(const CutInput &source, const EditRange &range) const;
    Result<CutSpan> addPlanned(CutInput &source, const Wanted &wanted, const std::vector<CutFrame> &frames,
                               qsizetype index);
    Result<CutSpan> addDecoded(CutInput &source, const Wanted &wanted, qsizetype index);
    Result<void> copy(CutInput &source, const std::vector<CutFrame> &frames, const CutPiece &piece);
    Result<void> encode(CutInput &source, const CutPiece &piece, qint64 startDts);
    Result<void> encodeHeld(CutInput &source, const std::vector<CutFrame> &frames, qint64 pts);
    Result<Decoding *> decodingOf(const CutInput &source);
    Result<bool> firstFrame(Decoding &decoding, const QList<qint64> &targets, qint64 fromPts, AVFrame *frame);
    void begin(CutInput &source, const Wanted &wanted, qint64 firstPts);
    bool isHeld(qint64 fromPts, qint64 untilPts) const;
    void beginHeld(CutInput &source, const Wanted &wanted);
    CutSpan end(const Wanted &wanted, qint64 nextPts, qint64 lastPts, qint64 lastEnd);
    qint64 outTime(qint64 pts) const;
    void reached(qint64 outPts);
    void note(const PieceEncoder &encoder);

    const CutInput &m_first;
    const CutForm &m_form;
    PacketSpool &m_spool;
    ProgressMeter &m_meter;
    std::map<const CutInput *, Decoding> m_decodings;
    CutSpan m_span;           // of the range at work
    qint64 m_firstPts = 0;    // of its frames
    qint64 m_copied = 0;
    qint64 m_encoded = 0;
    QByteArray m_copiedConfiguration;
    QByteArray m_encodedConfiguration;
};

} // namespace rawi
