#include "core/engine/av/text_track.h"

#include "core/subtitles/cue_markup.h"
#include "core/text/truncate.h"

#include <QMap>
#include <QtEndian>

#include <algorithm>

namespace rawi {

QList<Cue> withoutOverlaps(const QList<Cue> &cues)
{
    constexpr int kAtOnce = 8; // more cannot be read, and a file of lies would grow without bound
    QList<qint64> edges;
    QList<Cue> rising;
    for (const Cue &cue : cues) {
        if (cue.endMs > cue.startMs && cue.startMs >= 0) {
            rising.append(cue);
            edges << cue.startMs << cue.endMs;
        }
    }
    std::stable_sort(rising.begin(), rising.end(), [](const Cue &a, const Cue &b) { return a.startMs < b.startMs; });
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    QList<Cue> out;
    QList<Cue> shown;
    qsizetype next = 0;
    for (qsizetype i = 0; i + 1 < edges.size(); ++i) {
        shown.removeIf([&](const Cue &cue) { return cue.endMs <= edges[i]; });
        for (; next < rising.size() && rising[next].startMs <= edges[i]; ++next) {
            if (shown.size() < kAtOnce) {
                shown.append(rising[next]);
            }
        }
        QStringList texts;
        for (const Cue &cue : shown) {
            texts.append(cue.text);
        }
        const QString text = texts.join(QLatin1Char('\n'));
        if (!out.isEmpty() && out.last().endMs == edges[i] && out.last().text == text) {
            out.last().endMs = edges[i + 1];
        } else if (!text.isEmpty()) {
            Cue cue;
            cue.startMs = edges[i];
            cue.endMs = edges[i + 1];
            cue.text = text;
            out.append(cue);
        }
    }
    return out;
}

AVCodecID textCodec(OutputForm form)
{
    return form == OutputForm::Mp4 || form == OutputForm::M4a ? AV_CODEC_ID_MOV_TEXT : AV_CODEC_ID_WEBVTT;
}

QByteArray textPacket(OutputForm form, const Cue &cue)
{
    if (textCodec(form) == AV_CODEC_ID_WEBVTT) {
        return encodeReferences(cue.text).toUtf8();
    }
    const QByteArray text = truncated(withoutTags(cue.text), 20'000).toUtf8();
    QByteArray packet(2, '\0');
    qToBigEndian(quint16(text.size()), packet.data());
    return packet + text;
}

QByteArray textHeader(OutputForm form)
{
    if (textCodec(form) == AV_CODEC_ID_WEBVTT) {
        return {};
    }
    // TextSampleEntry (3GPP TS 26.245 §5.16) after its SampleEntry part: centred at the bottom, white on nothing.
    static constexpr unsigned char kEntry[] = {
        0, 0, 0, 0,                   // display flags
        1, 0xff,                      // justification: centre, bottom
        0, 0, 0, 0,                   // background, transparent
        0, 0, 0, 0, 0, 0, 0, 0,       // text box: the player's choice
        0, 0, 0, 0, 0, 1, 0, 18, 0xff, 0xff, 0xff, 0xff, // style: font 1, 18, white
        0, 0, 0, 18, 'f', 't', 'a', 'b', 0, 1, 0, 1, 5, 'S', 'e', 'r', 'i', 'f',
    };
    return {reinterpret_cast<const char *>(kEntry), sizeof kEntry};
}

} // namespace rawi
