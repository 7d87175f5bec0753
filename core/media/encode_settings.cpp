#include "core/media/encode_settings.h"

#include "core/media/json_members.h"

namespace rawi {

namespace {

Error wrong(const QString &member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, member, detail};
}

Result<VideoSettings> videoFrom(const QJsonObject &object)
{
    VideoSettings video;
    JsonMembers members(object, u"video."_s);
    RAWI_TRY(members.choice("codec", video.codec));
    RAWI_TRY(members.choice("shape", video.shape));
    RAWI_TRY(members.number("height", video.height, 64, 4320));
    RAWI_TRY(members.number("crf", video.crf, 0, 63));
    RAWI_TRY(members.number("max_rate", video.maxRate, 0, 200'000'000));
    RAWI_TRY(members.word("speed", video.speed));
    RAWI_TRY(members.word("profile", video.profile));
    RAWI_TRY(members.nothingElse());
    return video;
}

Result<AudioSettings> audioFrom(const QJsonObject &object)
{
    AudioSettings audio;
    JsonMembers members(object, u"audio."_s);
    RAWI_TRY(members.choice("codec", audio.codec));
    RAWI_TRY(members.number("rate", audio.rate, 16'000, 512'000));
    RAWI_TRY(members.number("channels", audio.channels, 1, 2));
    double loudness = 0;
    RAWI_TRY(members.real("loudness", loudness, -40, -5));
    if (members.has("loudness")) {
        audio.loudness = loudness;
    }
    RAWI_TRY(members.real("ceiling", audio.ceiling, -20, 0));
    RAWI_TRY(members.nothingElse());
    return audio;
}

Result<PictureSettings> pictureFrom(const QJsonObject &object)
{
    PictureSettings picture;
    JsonMembers members(object, u"picture."_s);
    RAWI_TRY(members.number("long_side", picture.longSide, 16, 16'384));
    RAWI_TRY(members.number("quality", picture.quality, 1, 100));
    RAWI_TRY(members.nothingElse());
    return picture;
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
    QJsonObject object{{u"form"_s, enumText(form)}};
    if (video) {
        object.insert(u"video"_s,
                      QJsonObject{{u"codec"_s, enumText(video->codec)},
                                  {u"shape"_s, enumText(video->shape)},
                                  {u"height"_s, video->height},
                                  {u"crf"_s, video->crf},
                                  {u"max_rate"_s, video->maxRate},
                                  {u"speed"_s, video->speed},
                                  {u"profile"_s, video->profile}});
    }
    if (audio) {
        QJsonObject sound{
            {u"codec"_s, enumText(audio->codec)}, {u"rate"_s, audio->rate}, {u"channels"_s, audio->channels}};
        if (audio->loudness) {
            sound.insert(u"loudness"_s, *audio->loudness);
            sound.insert(u"ceiling"_s, audio->ceiling);
        }
        object.insert(u"audio"_s, sound);
    }
    if (picture) {
        object.insert(u"picture"_s,
                      QJsonObject{{u"long_side"_s, picture->longSide}, {u"quality"_s, picture->quality}});
    }
    return object;
}

Result<EncodeSettings> EncodeSettings::fromJson(const QJsonObject &object)
{
    EncodeSettings settings;
    JsonMembers members(object, QString());
    if (!members.has("form")) {
        return Error{ErrorCode::FieldRequired, u"form"_s, u"what the file is to be is missing"_s};
    }
    RAWI_TRY(members.choice("form", settings.form));
    if (members.has("video")) {
        RAWI_ASSIGN(settings.video, videoFrom(object.value("video"_L1).toObject()));
    }
    if (members.has("audio")) {
        RAWI_ASSIGN(settings.audio, audioFrom(object.value("audio"_L1).toObject()));
    }
    if (members.has("picture")) {
        RAWI_ASSIGN(settings.picture, pictureFrom(object.value("picture"_L1).toObject()));
    }
    RAWI_TRY(members.nothingElse());
    RAWI_TRY(settings.check());
    return settings;
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
