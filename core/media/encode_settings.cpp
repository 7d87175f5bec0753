#include "core/media/encode_settings.h"

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

Error wrong(const QString &member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, member, detail};
}

// Reads the members of one JSON object into typed values, and says which it did not know. Used by one fromJson call.
class Members {
public:
    Members(const QJsonObject &object, const char *prefix) : m_object(object), m_prefix(QLatin1StringView(prefix)) {}

    Result<void> number(const char *name, int &value, int least, int most)
    {
        double wide = value;
        RAWI_TRY(real(name, wide, least, most));
        if (wide != std::floor(wide)) {
            return wrong(m_prefix + QLatin1StringView(name), QStringLiteral("a whole number is expected"));
        }
        value = int(wide);
        return {};
    }
    Result<void> real(const char *name, double &value, double least, double most)
    {
        m_known.append(QLatin1StringView(name));
        const QJsonValue member = m_object.value(QLatin1StringView(name));
        if (member.isUndefined()) {
            return {};
        }
        value = member.toDouble(std::nan(""));
        if (!(value >= least && value <= most)) {
            return wrong(m_prefix + QLatin1StringView(name), QStringLiteral("expected %1 to %2").arg(least).arg(most));
        }
        return {};
    }
    template <typename E>
    Result<void> choice(const char *name, E &value)
    {
        m_known.append(QLatin1StringView(name));
        const QJsonValue member = m_object.value(QLatin1StringView(name));
        if (member.isUndefined()) {
            return {};
        }
        const Result<E> read = enumFromText<E>(member.toString());
        if (!read.ok()) {
            QStringList known;
            for (const char *one : EnumNames<E>::names) {
                known.append(QLatin1StringView(one));
            }
            return wrong(m_prefix + QLatin1StringView(name),
                         QStringLiteral("expected one of: %1").arg(known.join(QStringLiteral(", "))));
        }
        value = *read;
        return {};
    }
    // A short word of letters, digits, '-' and '_': it becomes an encoder's option.
    Result<void> word(const char *name, QString &value)
    {
        m_known.append(QLatin1StringView(name));
        const QJsonValue member = m_object.value(QLatin1StringView(name));
        if (member.isUndefined()) {
            return {};
        }
        value = member.toString();
        const bool plain = std::all_of(value.begin(), value.end(), [](QChar one) {
            return one.unicode() < 128 && (one.isLetterOrNumber() || one == QLatin1Char('-') || one == QLatin1Char('_'));
        });
        if (!member.isString() || value.size() > 32 || !plain) {
            return wrong(m_prefix + QLatin1StringView(name), QStringLiteral("expected a word of up to 32 letters"));
        }
        return {};
    }
    bool has(const char *name)
    {
        m_known.append(QLatin1StringView(name));
        return m_object.contains(QLatin1StringView(name));
    }
    Result<void> nothingElse() const
    {
        for (auto it = m_object.begin(); it != m_object.end(); ++it) {
            if (!m_known.contains(it.key())) {
                return Error{ErrorCode::UnknownField, m_prefix + it.key(), QStringLiteral("no such setting")};
            }
        }
        return {};
    }

private:
    const QJsonObject &m_object;
    QString m_prefix;
    QStringList m_known;
};

Result<VideoSettings> videoFrom(const QJsonObject &object)
{
    VideoSettings video;
    Members members(object, "video.");
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
    Members members(object, "audio.");
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
    Members members(object, "picture.");
    RAWI_TRY(members.number("long_side", picture.longSide, 16, 16'384));
    RAWI_TRY(members.number("quality", picture.quality, 1, 100));
    RAWI_TRY(members.nothingElse());
    return picture;
}

bool isPicture(OutputForm form)
{
    return form == OutputForm::Jpeg || form == OutputForm::Webp || form == OutputForm::Avif;
}

bool isSound(OutputForm form)
{
    return form == OutputForm::M4a || form == OutputForm::Mp3 || form == OutputForm::Opus;
}

bool takesVideo(OutputForm form, VideoCodec codec)
{
    switch (form) {
    case OutputForm::Mp4:
        return codec != VideoCodec::Vp9;
    case OutputForm::Hls:
        return codec == VideoCodec::H264;
    case OutputForm::WebM:
        return codec != VideoCodec::H264;
    default:
        return form == OutputForm::Mkv;
    }
}

bool takesAudio(OutputForm form, AudioCodec codec)
{
    switch (form) {
    case OutputForm::Mp4:
    case OutputForm::Hls:
    case OutputForm::M4a:
        return codec == AudioCodec::Aac;
    case OutputForm::WebM:
    case OutputForm::Opus:
        return codec == AudioCodec::Opus;
    case OutputForm::Mp3:
        return codec == AudioCodec::Mp3;
    default:
        return form == OutputForm::Mkv;
    }
}

} // namespace

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
    Members members(object, "");
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
    if (video && !takesVideo(form, video->codec)) {
        return wrong(QStringLiteral("video.codec"), QStringLiteral("%1 does not go into %2").arg(enumText(video->codec), name));
    }
    if (audio && !takesAudio(form, audio->codec)) {
        return wrong(QStringLiteral("audio.codec"), QStringLiteral("%1 does not go into %2").arg(enumText(audio->codec), name));
    }
    return {};
}

} // namespace rawi
