#pragma once

#include "core/rules/plain.h"

namespace rawi {

enum class ProbeKind { Video, Audio, Picture };
template <>
struct EnumNames<ProbeKind> {
    static constexpr std::array names{"video", "audio", "picture"};
};

struct ProbeContainer {
    QString format; // "mp4"
    QString description; // "QuickTime / MOV"
};
template <>
struct Describe<ProbeContainer> {
    static auto members()
    {
        return std::tuple{member("format", &ProbeContainer::format), member("description", &ProbeContainer::description)};
    }
};

struct ProbeFrameRate {
    int num = 0; // 0 for a still
    int den = 1;
};
template <>
struct Describe<ProbeFrameRate> {
    static auto members() { return std::tuple{member("num", &ProbeFrameRate::num), member("den", &ProbeFrameRate::den)}; }
};

// What a mastering screen showed (SMPTE ST 2086) and how bright the film gets (CTA-861.3), cd/m²; what is said of it.
struct ProbeBrightness {
    std::optional<double> screenMin;
    std::optional<double> screenMax;
    std::optional<int> maxCll;
    std::optional<int> maxFall;
};
template <>
struct Describe<ProbeBrightness> {
    using Of = ProbeBrightness;
    static auto members()
    {
        return std::tuple{member("screen_min", &Of::screenMin), member("screen_max", &Of::screenMax), member("max_cll", &Of::maxCll),
                          member("max_fall", &Of::maxFall)};
    }
};

struct ProbeStream {
    int index = 0;
    QString type; // "video", "audio", "subtitle", "data" …
    QString codec;
    QString profile;
    QString language; // as the file says it, ISO 639-2
    QString title;
    QStringList disposition; // "default", "forced", "attached_pic" …
    qint64 durationMs = 0;
    qint64 bitRate = 0; // bits/s, 0 when unknown
    // Of a picture:
    int codedWidth = 0;
    int codedHeight = 0;
    int width = 0; // as shown
    int height = 0;
    int rotation = 0; // clockwise degrees
    bool mirrored = false;
    QString sampleAspect; // "4:3"
    ProbeFrameRate frameRate;
    bool variableFrameRate = false;
    QString pixelFormat;
    int bitDepth = 0;
    QString colorSpace;
    QString colorPrimaries;
    QString colorTransfer;
    QString colorRange;
    bool hdr = false;
    bool interlaced = false;
    QString hdrFormat; // "pq", "hlg"
    std::optional<ProbeBrightness> brightness;
    // Of sound:
    int sampleRate = 0;
    int channels = 0;
    QString channelLayout;
    QString sampleFormat;

    bool isPicture() const { return type == "video"_L1; }
    bool isSound() const { return type == "audio"_L1; }
};
template <>
struct Describe<ProbeStream> {
    using Of = ProbeStream;
    static auto members()
    {
        constexpr MemberRules<Of> picture{.when = [](const Of &of) { return of.isPicture(); }};
        constexpr MemberRules<Of> sound{.when = [](const Of &of) { return of.isSound(); }};
        return std::tuple{member("index", &Of::index),
                          member("type", &Of::type),
                          member("codec", &Of::codec),
                          member("profile", &Of::profile),
                          member("language", &Of::language),
                          member("title", &Of::title),
                          member("disposition", &Of::disposition),
                          member("duration_ms", &Of::durationMs),
                          member("bit_rate", &Of::bitRate),
                          member("coded_width", &Of::codedWidth, picture),
                          member("coded_height", &Of::codedHeight, picture),
                          member("width", &Of::width, picture),
                          member("height", &Of::height, picture),
                          member("rotation", &Of::rotation, picture),
                          member("mirrored", &Of::mirrored, picture),
                          member("sample_aspect", &Of::sampleAspect, picture),
                          member("frame_rate", &Of::frameRate, picture),
                          member("variable_frame_rate", &Of::variableFrameRate, picture),
                          member("pixel_format", &Of::pixelFormat, picture),
                          member("bit_depth", &Of::bitDepth, picture),
                          member("color_space", &Of::colorSpace, picture),
                          member("color_primaries", &Of::colorPrimaries, picture),
                          member("color_transfer", &Of::colorTransfer, picture),
                          member("color_range", &Of::colorRange, picture),
                          member("hdr", &Of::hdr, picture),
                          member("interlaced", &Of::interlaced, picture),
                          member("hdr_format", &Of::hdrFormat, {.whenSet = true}),
                          member("brightness", &Of::brightness),
                          member("sample_rate", &Of::sampleRate, sound),
                          member("channels", &Of::channels, sound),
                          member("channel_layout", &Of::channelLayout, sound),
                          member("sample_format", &Of::sampleFormat, sound)};
    }
};

struct ProbeChapter {
    qint64 startMs = 0;
    qint64 endMs = 0;
    QString title;
};
template <>
struct Describe<ProbeChapter> {
    using Of = ProbeChapter;
    static auto members()
    {
        return std::tuple{member("start_ms", &Of::startMs), member("end_ms", &Of::endMs), member("title", &Of::title)};
    }
};

// What a camera wrote into a picture, as text; what it did not write is left out.
struct ProbeCamera {
    QString make;
    QString model;
    QString lens;
    QString takenAt;
    QString exposure;
    QString aperture;
    QString iso;
    QString focalLength;
    QString orientation;
    bool operator==(const ProbeCamera &) const = default;
};
template <>
struct Describe<ProbeCamera> {
    using Of = ProbeCamera;
    static auto members()
    {
        constexpr MemberRules<Of> said{.whenSet = true};
        return std::tuple{member("make", &Of::make, said),
                          member("model", &Of::model, said),
                          member("lens", &Of::lens, said),
                          member("taken_at", &Of::takenAt, said),
                          member("exposure", &Of::exposure, said),
                          member("aperture", &Of::aperture, said),
                          member("iso", &Of::iso, said),
                          member("focal_length", &Of::focalLength, said),
                          member("orientation", &Of::orientation, said)};
    }
};

// Whether browsers and phones of the last ten years play the file as it is. Reasons: container, video_codec, pixel_format,
// hdr, interlaced, variable_frame_rate (informs only), sample_aspect, large_picture, audio_codec, audio_channels,
// index_at_end (informs only: playable, but starts late over a network), picture_format, audio_unknown (a track of sound that
// nothing here decodes; another one is taken, or none), clock_jump (informs only: recordings joined end to end, whose clock
// begins anew on the way; all of them are played one after the other), more_sounds (informs only: further tracks of sound, which
// encodes take along where the kind of file can hold them), tracks_left_out (informs only: sounds that are none of these, subtitles
// that are pictures, attachments, which encodes leave out), not_finished (informs only: its recorder died or wrote into a pipe;
// what there is is used).
struct ProbeVerdict {
    bool playsEverywhere = false;
    QStringList reasons;
};
template <>
struct Describe<ProbeVerdict> {
    static auto members()
    {
        return std::tuple{member("plays_everywhere", &ProbeVerdict::playsEverywhere), member("reasons", &ProbeVerdict::reasons)};
    }
};

// What is in a media file. This object is what becomes MediaAsset.metadata, where one of another version may stand.
struct ProbeReport {
    int schema = 1;
    ProbeKind kind = ProbeKind::Video;
    QString contentType; // media type, "video/mp4" (RFC 6838)
    qint64 fileSize = 0; // bytes
    ProbeContainer container;
    qint64 durationMs = 0; // 0 for pictures
    qint64 bitRate = 0;    // bits/s, 0 when unknown
    int width = 0;         // as shown: after sample aspect and rotation; 0 for sound
    int height = 0;
    QList<ProbeStream> streams;
    int mainVideo = -1; // index of the stream a rendition is made from, -1 when none
    int mainAudio = -1;
    QList<ProbeChapter> chapters;
    QJsonObject tags; // {name: value} of the container
    std::optional<ProbeCamera> exif;
    bool hasLocation = false; // whether the file says where it was taken (EXIF GPS, ISO 6709): this report is shared
    std::optional<ProbeVerdict> verdict;

    const ProbeStream *mainPicture() const; // null when there is none
};

// Whether a tag says where a file was taken: EXIF's GPS, the location of QuickTime, Android and Matroska (ISO 6709).
bool namesPlace(const QString &tag, const QString &value);
// A report as it may be shared, whichever desk made it: no place among its tags, only has_location.
QJsonObject withoutPlaces(QJsonObject report);

template <>
struct Describe<ProbeReport> {
    using Of = ProbeReport;
    static auto members()
    {
        return std::tuple{member("schema", &Of::schema),
                          member("kind", &Of::kind),
                          member("content_type", &Of::contentType),
                          member("file_size", &Of::fileSize),
                          member("container", &Of::container),
                          member("duration_ms", &Of::durationMs),
                          member("bit_rate", &Of::bitRate),
                          member("width", &Of::width),
                          member("height", &Of::height),
                          member("streams", &Of::streams),
                          member("main_video", &Of::mainVideo),
                          member("main_audio", &Of::mainAudio),
                          member("chapters", &Of::chapters),
                          member("tags", &Of::tags),
                          member("exif", &Of::exif),
                          member("has_location", &Of::hasLocation),
                          member("verdict", &Of::verdict)};
    }
};

} // namespace rawi
