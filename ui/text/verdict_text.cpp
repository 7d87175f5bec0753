#include "ui/text/verdict_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QStringList>

namespace rawi {

namespace {

struct Verdicts {
    Q_DECLARE_TR_FUNCTIONS(rawi::Verdicts)
};

// The codes of core/engine/verdict.h; a newer worker's unknown code is left out.
QString reasonText(const QString &code)
{
    const QHash<QString, QString> words{
        {QStringLiteral("container"), Verdicts::tr("Not every browser opens this kind of file")},
        {QStringLiteral("video_codec"), Verdicts::tr("Not every player knows this coding of the picture")},
        {QStringLiteral("pixel_format"), Verdicts::tr("Not every player shows this form of colour")},
        {QStringLiteral("hdr"), Verdicts::tr("High dynamic range: looks grey on ordinary screens")},
        {QStringLiteral("interlaced"), Verdicts::tr("Interlaced: combs show on movement")},
        {QStringLiteral("variable_frame_rate"), Verdicts::tr("Variable frame rate: plays, but cuts are harder to place")},
        {QStringLiteral("sample_aspect"), Verdicts::tr("Pixels are not square: some players show it stretched")},
        {QStringLiteral("large_picture"), Verdicts::tr("Larger than 1920 pixels: too much for older phones")},
        {QStringLiteral("audio_codec"), Verdicts::tr("Not every player knows this coding of the sound")},
        {QStringLiteral("audio_channels"), Verdicts::tr("More than two channels of sound")},
        {QStringLiteral("index_at_end"), Verdicts::tr("Its index is at the end: plays, but starts late over a network")},
        {QStringLiteral("picture_format"), Verdicts::tr("Not every browser shows this kind of picture")}};
    return words.value(code);
}

} // namespace

QString verdictText(const QJsonObject &verdict)
{
    if (verdict.isEmpty()) {
        return {};
    }
    const bool everywhere = verdict.value(QLatin1StringView("plays_everywhere")).toBool();
    QStringList lines{everywhere ? Verdicts::tr("Plays everywhere as it is")
                                 : Verdicts::tr("Needs an encode to play everywhere")};
    for (const QJsonValue &reason : verdict.value(QLatin1StringView("reasons")).toArray()) {
        lines.append(reasonText(reason.toString()));
    }
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace rawi
