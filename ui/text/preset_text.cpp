#include "ui/text/preset_text.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace rawi {

namespace {

struct PresetText {
    Q_DECLARE_TR_FUNCTIONS(PresetText)
};

// Left to right in every language, and with Latin digits: it is what the file says of itself.
QString technical(const QString &text)
{
    return QChar(0x2066) + text + QChar(0x2069);
}

QString keyErrorText(const Error &error)
{
    if (error.code == ErrorCode::AlreadyExists) {
        return PresetText::tr("Another preset has this short name. Choose another one.");
    }
    if (error.code == ErrorCode::FieldRequired) {
        return PresetText::tr("The short name is still empty. Renditions are called by it.");
    }
    return PresetText::tr("The short name takes small Latin letters, digits and hyphens between them, and no name that other "
                          "files of an item have.");
}

} // namespace

QString presetNameText(const EncodePreset &preset)
{
    return QLocale().textDirection() == Qt::RightToLeft ? preset.nameAr : preset.nameEn;
}

QString outputFormText(OutputForm form)
{
    switch (form) {
    case OutputForm::Mp4:
        return PresetText::tr("MP4 video");
    case OutputForm::Hls:
        return PresetText::tr("HLS streaming");
    case OutputForm::WebM:
        return PresetText::tr("WebM video");
    case OutputForm::Mkv:
        return PresetText::tr("Matroska (MKV)");
    case OutputForm::M4a:
        return PresetText::tr("M4A sound");
    case OutputForm::Mp3:
        return PresetText::tr("MP3 sound");
    case OutputForm::Opus:
        return PresetText::tr("Opus sound");
    case OutputForm::Jpeg:
        return PresetText::tr("JPEG picture");
    case OutputForm::Webp:
        return PresetText::tr("WebP picture");
    case OutputForm::Avif:
        return PresetText::tr("AVIF picture");
    }
    return {};
}

QString videoCodecText(VideoCodec codec)
{
    static constexpr std::array names{"H.264", "VP9", "AV1"};
    return QLatin1StringView(names[static_cast<size_t>(codec)]);
}

QString audioCodecText(AudioCodec codec)
{
    static constexpr std::array names{"AAC", "MP3", "Opus", "FLAC"};
    return QLatin1StringView(names[static_cast<size_t>(codec)]);
}

QString pictureShapeText(PictureShape shape)
{
    switch (shape) {
    case PictureShape::Source:
        return PresetText::tr("As the source");
    case PictureShape::Portrait:
        return PresetText::tr("Portrait, 9:16");
    case PictureShape::Square:
        return PresetText::tr("Square, 1:1");
    }
    return {};
}

QString channelsText(int channels)
{
    return channels == 1 ? PresetText::tr("Mono") : PresetText::tr("Stereo");
}

QString loudnessGateText(LoudnessGate gate)
{
    switch (gate) {
    case LoudnessGate::Off:
        return PresetText::tr("No loudness requirement");
    case LoudnessGate::Own:
        return PresetText::tr("Every rendition at the loudness of its preset");
    case LoudnessGate::R128:
        return PresetText::tr("A rendition for broadcast, %1").arg(technical(u"R 128, −23 LUFS"_s));
    case LoudnessGate::Podcast:
        return PresetText::tr("A rendition for podcasts, %1").arg(technical(u"−16 LUFS"_s));
    case LoudnessGate::Web:
        return PresetText::tr("A rendition for the web, %1").arg(technical(u"−14 LUFS"_s));
    }
    return {};
}

QString presetSummaryText(const EncodeSettings &settings)
{
    QStringList facts{enumText(settings.form).toUpper()};
    if (settings.video) {
        facts.append(videoCodecText(settings.video->codec));
        facts.append(u"%1p"_s.arg(settings.video->height));
    }
    if (settings.audio) {
        facts.append(audioCodecText(settings.audio->codec));
        if (settings.audio->loudness) {
            facts.append(
                u"%1 LUFS"_s.arg(*settings.audio->loudness).replace(QLatin1Char('-'), QChar(0x2212)));
        }
    }
    if (settings.picture) {
        facts.append(u"%1 px"_s.arg(settings.picture->longSide));
    }
    facts.removeDuplicates();
    return technical(facts.join(u" · "_s));
}

QString presetErrorText(const Error &error)
{
    static const QRegularExpression kPlace(u"^presets\\[(\\d+)\\](?: \\((.*)\\))?\\.?(.*)$"_s);
    if (const auto place = kPlace.match(error.subject); place.hasMatch()) {
        const QString number = QString::number(place.captured(1).toInt() + 1);
        const QString name = place.captured(2).isEmpty() ? number : place.captured(2);
        const QString inner = place.captured(3).isEmpty() ? u"key"_s : place.captured(3);
        return PresetText::tr("Preset %1 in the file: %2").arg(isolate(name), presetErrorText({error.code, inner, error.detail, error.kind}));
    }
    if (error.subject == "key"_L1) {
        return keyErrorText(error);
    }
    if (error.subject.startsWith("byte "_L1) || error.subject == "rawi_presets"_L1) {
        return PresetText::tr("This is not a file of presets. Choose one that Rawi exported.");
    }
    return errorText(error);
}

} // namespace rawi
