#include "core/media/encode_settings.h"

namespace rawi {

namespace {

Error wrong(const QString &member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, member, detail};
}

Result<void> checkVideo(const VideoSettings &video)
{
    if (video.crf > largestCrf(video.codec)) {
        return wrong(u"video.crf"_s, u"expected 0 to %1"_s.arg(largestCrf(video.codec)));
    }
    if (!video.speed.isEmpty() && !speedsOf(video.codec).contains(video.speed)) {
        return wrong(u"video.speed"_s, u"expected one of: %1"_s.arg(speedsOf(video.codec).join(u", "_s)));
    }
    static const QStringList kProfiles{u"baseline"_s, u"main"_s, u"high"_s};
    if (!video.profile.isEmpty() && (video.codec != VideoCodec::H264 || !kProfiles.contains(video.profile))) {
        return wrong(u"video.profile"_s, u"H.264 has: %1"_s.arg(kProfiles.join(u", "_s)));
    }
    return {};
}

} // namespace

bool isPicture(OutputForm form)
{
    return form == OutputForm::Jpeg || form == OutputForm::Webp || form == OutputForm::Avif;
}

bool isSound(OutputForm form)
{
    return form == OutputForm::M4a || form == OutputForm::Mp3 || form == OutputForm::Opus;
}

QList<VideoCodec> videoCodecsOf(OutputForm form)
{
    switch (form) {
    case OutputForm::Mp4:
        return {VideoCodec::H264, VideoCodec::Av1};
    case OutputForm::Hls:
        return {VideoCodec::H264};
    case OutputForm::WebM:
        return {VideoCodec::Vp9, VideoCodec::Av1};
    case OutputForm::Mkv:
        return {VideoCodec::H264, VideoCodec::Vp9, VideoCodec::Av1};
    default:
        return {};
    }
}

QList<AudioCodec> audioCodecsOf(OutputForm form)
{
    switch (form) {
    case OutputForm::Mp4:
    case OutputForm::Hls:
    case OutputForm::M4a:
        return {AudioCodec::Aac};
    case OutputForm::WebM:
    case OutputForm::Opus:
        return {AudioCodec::Opus};
    case OutputForm::Mp3:
        return {AudioCodec::Mp3};
    case OutputForm::Mkv:
        return {AudioCodec::Flac, AudioCodec::Aac, AudioCodec::Opus, AudioCodec::Mp3};
    default:
        return {};
    }
}

int largestCrf(VideoCodec codec)
{
    return codec == VideoCodec::H264 ? 51 : 63;
}

QStringList speedsOf(VideoCodec codec)
{
    if (codec == VideoCodec::H264) {
        return u"veryslow slower slow medium fast faster veryfast superfast ultrafast"_s.split(
            QLatin1Char(' '));
    }
    QStringList speeds;
    const int last = codec == VideoCodec::Vp9 ? 8 : 13;
    for (int i = 0; i <= last; ++i) {
        speeds.append(QString::number(i));
    }
    return speeds;
}

QJsonObject EncodeSettings::toJson() const
{
    return rawi::toJson(*this);
}

Result<EncodeSettings> EncodeSettings::fromJson(const QJsonObject &object)
{
    return parsePlain<EncodeSettings>(object);
}

Result<void> EncodeSettings::check() const
{
    const QString name = enumText(form);
    if (isPicture(form) != picture.has_value() || (picture && (video || audio))) {
        return wrong(u"picture"_s, u"a picture, and nothing else, goes into %1"_s.arg(name));
    }
    if (isSound(form) && (video || !audio)) {
        return wrong(u"audio"_s, u"sound, and nothing else, goes into %1"_s.arg(name));
    }
    if (!isPicture(form) && !video && !audio) {
        return wrong(u"video"_s, u"nothing would be in the file"_s);
    }
    if (video && !videoCodecsOf(form).contains(video->codec)) {
        return wrong(u"video.codec"_s, u"%1 does not go into %2"_s.arg(enumText(video->codec), name));
    }
    if (audio && !audioCodecsOf(form).contains(audio->codec)) {
        return wrong(u"audio.codec"_s, u"%1 does not go into %2"_s.arg(enumText(audio->codec), name));
    }
    return video ? checkVideo(*video) : Result<void>();
}

} // namespace rawi
