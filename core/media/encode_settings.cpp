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
    JsonMembers members(object, QStringLiteral("video."));
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
    JsonMembers members(object, QStringLiteral("audio."));
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
    JsonMembers members(object, QStringLiteral("picture."));
    RAWI_TRY(members.number("long_side", picture.longSide, 16, 16'384));
    RAWI_TRY(members.number("quality", picture.quality, 1, 100));
    RAWI_TRY(members.nothingElse());
    return picture;
}

Result<void> checkVideo(const VideoSettings &video)
{
    if (video.crf > largestCrf(video.codec)) {
        return wrong(QStringLiteral("video.crf"), QStringLiteral("expected 0 to %1").arg(largestCrf(video.codec)));
    }
    if (!video.speed.isEmpty() && !speedsOf(video.codec).contains(video.speed)) {
        return wrong(QStringLiteral("video.speed"), QStringLiteral("expected one of: %1")
                                                        .arg(speedsOf(video.codec).join(QStringLiteral(", "))));
    }
    static const QStringList kProfiles{QStringLiteral("baseline"), QStringLiteral("main"), QStringLiteral("high")};
    if (!video.profile.isEmpty() && (video.codec != VideoCodec::H264 || !kProfiles.contains(video.profile))) {
        return wrong(QStringLiteral("video.profile"), QStringLiteral("H.264 has: %1").arg(kProfiles.join(QStringLiteral(", "))));
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
        return QStringLiteral("veryslow slower slow medium fast faster veryfast superfast ultrafast").split(QLatin1Char(' '));
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
    QJsonObject object{{QStringLiteral("form"), enumText(form)}};
    if (video) {
        object.insert(QStringLiteral("video"), QJsonObject{{QStringLiteral("codec"), enumText(video->codec)},
                                                           {QStringLiteral("shape"), enumText(video->shape)},
                                                           {QStringLiteral("height"), video->height},
                                                           {QStringLiteral("crf"), video->crf},
                                                           {QStringLiteral("max_rate"), video->maxRate},
                                                           {QStringLiteral("speed"), video->speed},
                                                           {QStringLiteral("profile"), video->profile}});
    }
    if (audio) {
        QJsonObject sound{{QStringLiteral("codec"), enumText(audio->codec)},
                          {QStringLiteral("rate"), audio->rate},
                          {QStringLiteral("channels"), audio->channels}};
        if (audio->loudness) {
            sound.insert(QStringLiteral("loudness"), *audio->loudness);
            sound.insert(QStringLiteral("ceiling"), audio->ceiling);
        }
        object.insert(QStringLiteral("audio"), sound);
    }
    if (picture) {
        object.insert(QStringLiteral("picture"), QJsonObject{{QStringLiteral("long_side"), picture->longSide},
                                                             {QStringLiteral("quality"), picture->quality}});
    }
    return object;
}

Result<EncodeSettings> EncodeSettings::fromJson(const QJsonObject &object)
{
    EncodeSettings settings;
    JsonMembers members(object, QString());
    if (!members.has("form")) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("form"), QStringLiteral("what the file is to be is missing")};
    }
    RAWI_TRY(members.choice("form", settings.form));
    if (members.has("video")) {
        RAWI_ASSIGN(settings.video, videoFrom(object.value(QLatin1StringView("video")).toObject()));
    }
    if (members.has("audio")) {
        RAWI_ASSIGN(settings.audio, audioFrom(object.value(QLatin1StringView("audio")).toObject()));
    }
    if (members.has("picture")) {
        RAWI_ASSIGN(settings.picture, pictureFrom(object.value(QLatin1StringView("picture")).toObject()));
    }
    RAWI_TRY(members.nothingElse());
    RAWI_TRY(settings.check());
    return settings;
}

Result<void> EncodeSettings::check() const
{
    const QString name = enumText(form);
    if (isPicture(form) != picture.has_value() || (picture && (video || audio))) {
        return wrong(QStringLiteral("picture"), QStringLiteral("a picture, and nothing else, goes into %1").arg(name));
    }
    if (isSound(form) && (video || !audio)) {
        return wrong(QStringLiteral("audio"), QStringLiteral("sound, and nothing else, goes into %1").arg(name));
    }
    if (!isPicture(form) && !video && !audio) {
        return wrong(QStringLiteral("video"), QStringLiteral("nothing would be in the file"));
    }
    if (video && !videoCodecsOf(form).contains(video->codec)) {
        return wrong(QStringLiteral("video.codec"), QStringLiteral("%1 does not go into %2").arg(enumText(video->codec), name));
    }
    if (audio && !audioCodecsOf(form).contains(audio->codec)) {
        return wrong(QStringLiteral("audio.codec"), QStringLiteral("%1 does not go into %2").arg(enumText(audio->codec), name));
    }
    return video ? checkVideo(*video) : Result<void>();
}

} // namespace rawi
