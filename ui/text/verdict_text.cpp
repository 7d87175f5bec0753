#include "ui/text/verdict_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

namespace rawi {

namespace {

struct Verdicts {
    Q_DECLARE_TR_FUNCTIONS(rawi::Verdicts)
};

// The reasons of ProbeVerdict; a newer worker's unknown code is left out.
QString reasonText(const QString &code)
{
    const QHash<QString, QString> words{
        {u"container"_s, Verdicts::tr("Not every browser opens this kind of file")},
        {u"video_codec"_s, Verdicts::tr("Not every player knows this coding of the picture")},
        {u"pixel_format"_s, Verdicts::tr("Not every player shows this form of colour")},
        {u"hdr"_s, Verdicts::tr("High dynamic range: looks grey on ordinary screens")},
        {u"interlaced"_s, Verdicts::tr("Interlaced: combs show on movement")},
        {u"variable_frame_rate"_s, Verdicts::tr("Variable frame rate: plays, but cuts are harder to place")},
        {u"sample_aspect"_s, Verdicts::tr("Pixels are not square: some players show it stretched")},
        {u"large_picture"_s, Verdicts::tr("Larger than 1920 pixels: too much for older phones")},
        {u"audio_codec"_s, Verdicts::tr("Not every player knows this coding of the sound")},
        {u"audio_channels"_s, Verdicts::tr("More than two channels of sound")},
        {u"audio_unknown"_s, Verdicts::tr("A sound track cannot be decoded here: another one is taken, or none")},
        {u"not_finished"_s, Verdicts::tr("Its recorder did not finish it: what there is is used, its length is measured")},
        {u"more_sounds"_s, Verdicts::tr("Has further sound tracks: encodes take them along, where the kind of file can hold more than one")},
        {u"tracks_left_out"_s, Verdicts::tr("Has sounds, subtitles as pictures or attachments that encodes leave out")},
        {u"clock_jump"_s, Verdicts::tr("Several recordings joined end to end, their clock jumps: encodes play them one after the other")},
        {u"index_at_end"_s, Verdicts::tr("Its index is at the end: plays, but starts late over a network")},
        {u"picture_format"_s, Verdicts::tr("Not every browser shows this kind of picture")}};
    return words.value(code);
}

} // namespace

QString verdictText(const std::optional<ProbeVerdict> &verdict)
{
    if (!verdict) {
        return {};
    }
    QStringList lines{verdict->playsEverywhere ? Verdicts::tr("Plays everywhere as it is")
                                 : Verdicts::tr("Needs an encode to play everywhere")};
    for (const QString &reason : verdict->reasons) {
        lines.append(reasonText(reason));
    }
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace rawi
