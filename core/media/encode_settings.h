#pragma once

#include "core/rules/plain.h"

namespace rawi {

// What a finished file is: its container, or its picture format.
enum class OutputForm { Mp4, Hls, WebM, Mkv, M4a, Mp3, Opus, Jpeg, Webp, Avif };
enum class VideoCodec { H264, Vp9, Av1 };
enum class AudioCodec { Aac, Mp3, Opus, Flac };
// The shape of the picture: the source's own, or cut to one by a movable frame (EncodePlan::frameCentre).
enum class PictureShape { Source, Portrait, Square }; // –, 9:16, 1:1

template <>
struct EnumNames<OutputForm> {
    static constexpr std::array names{"mp4", "hls", "webm", "mkv", "m4a", "mp3", "opus", "jpeg", "webp", "avif"};
};
template <>
struct EnumNames<VideoCodec> {
    static constexpr std::array names{"h264", "vp9", "av1"};
};
template <>
struct EnumNames<AudioCodec> {
    static constexpr std::array names{"aac", "mp3", "opus", "flac"};
};
template <>
struct EnumNames<PictureShape> {
    static constexpr std::array names{"source", "portrait", "square"};
};

bool isPicture(OutputForm form);
bool isSound(OutputForm form);
// What goes into a form, the usual one first; empty when it takes none.
QList<VideoCodec> videoCodecsOf(OutputForm form);
QList<AudioCodec> audioCodecsOf(OutputForm form);
// The end of the codec's constant-quality scale: 51 for H.264 (x264, 8 bit), 63 for VP9 and AV1.
int largestCrf(VideoCodec codec);
// The encoder's speeds, the slowest first: x264's presets, libvpx's cpu-used, SVT-AV1's presets.
QStringList speedsOf(VideoCodec codec);

struct VideoSettings {
    VideoCodec codec = VideoCodec::H264;
    PictureShape shape = PictureShape::Source;
    int height = 720;     // short side of the 16:9 box a picture is fitted into, pixels; never enlarged
    int crf = 23;         // the codec's own constant-quality scale
    int maxRate = 0;      // bits/s, peak over two seconds; 0 = no peak
    QString speed;        // the encoder's own name or number: "veryfast", "8"
    QString profile;      // H.264: "main", "high"; empty for others
    bool operator==(const VideoSettings &) const = default;
};

struct AudioSettings {
    AudioCodec codec = AudioCodec::Aac;
    int rate = 128'000;   // bits/s; of no meaning for FLAC
    int channels = 2;     // 1 or 2
    std::optional<double> loudness; // integrated, LUFS (EBU R 128); none = as the source is
    double ceiling = -1;            // maximum true peak, dBTP (EBU R 128); used with a loudness only
    bool operator==(const AudioSettings &) const = default;
};

struct PictureSettings {
    int longSide = 1600;  // pixels; never enlarged
    int quality = 82;     // 1–100
    bool operator==(const PictureSettings &) const = default;
};

template <>
struct Describe<VideoSettings> {
    using Of = VideoSettings;
    static auto members()
    {
        return std::tuple{member("codec", &Of::codec),
                          member("shape", &Of::shape),
                          member("height", &Of::height, {.least = 64, .most = 4320}),
                          member("crf", &Of::crf, {.least = 0, .most = 63}),
                          member("max_rate", &Of::maxRate, {.least = 0, .most = 200'000'000}),
                          member("speed", &Of::speed, {.maxLength = 32}),
                          member("profile", &Of::profile, {.maxLength = 32})};
    }
};
template <>
struct Describe<AudioSettings> {
    using Of = AudioSettings;
    static auto members()
    {
        return std::tuple{member("codec", &Of::codec),
                          member("rate", &Of::rate, {.least = 16'000, .most = 512'000}),
                          member("channels", &Of::channels, {.least = 1, .most = 2}),
                          member("loudness", &Of::loudness, {.least = -40, .most = -5}),
                          member("ceiling", &Of::ceiling,
                                 {.least = -20, .most = 0, .when = [](const Of &of) { return of.loudness.has_value(); }})};
    }
};
template <>
struct Describe<PictureSettings> {
    using Of = PictureSettings;
    static auto members()
    {
        return std::tuple{member("long_side", &Of::longSide, {.least = 16, .most = 16'384}),
                          member("quality", &Of::quality, {.least = 1, .most = 100})};
    }
};

// What a rendition is to be. JSON as in resources/presets; unknown members are refused.
struct EncodeSettings {
    OutputForm form = OutputForm::Mp4;
    std::optional<VideoSettings> video;     // none for sound and pictures
    std::optional<AudioSettings> audio;     // none for pictures
    std::optional<PictureSettings> picture; // for Jpeg, Webp, Avif only, and then alone

    QJsonObject toJson() const;
    // Errors: InvalidArgument or UnknownField, naming the member ("audio.loudness").
    static Result<EncodeSettings> fromJson(const QJsonObject &object);
    // Whether the parts fit together (Opus into MP3, a picture with sound …). Errors: InvalidArgument.
    Result<void> check() const;
    bool operator==(const EncodeSettings &) const = default;
};

template <>
struct Describe<EncodeSettings> {
    using Of = EncodeSettings;
    static auto members()
    {
        return std::tuple{member("form", &Of::form, {.required = true}), member("video", &Of::video),
                          member("audio", &Of::audio), member("picture", &Of::picture)};
    }
};

} // namespace rawi
