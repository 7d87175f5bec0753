#pragma once

#include "core/media/media_asset.h"
#include "core/rules/plain.h"

namespace rawi {

// What rawi-media says it has made: written by its verbs, read by desk and server.

// A finished file on the disk.
struct MadeFile {
    QString name; // without folder; of a rendition or a picture: of its variant
    QString path;
    QString contentType;
    qint64 size = 0; // bytes
    QString sha256;
    bool operator==(const MadeFile &) const = default;
};
template <>
struct Describe<MadeFile> {
    using Of = MadeFile;
    static auto members()
    {
        return std::tuple{member("name", &Of::name), member("path", &Of::path), member("content_type", &Of::contentType),
                          member("size", &Of::size), member("sha256", &Of::sha256)};
    }
};

// One that becomes the variant `name` of the asset: "storyboard-0", "storyboard.vtt", "waveform", "report", "poster".
struct MadeVariant : MadeFile {
    VariantType type = VariantType::Report;
    int width = 0;
    int height = 0;
    bool operator==(const MadeVariant &) const = default;
};
template <>
struct Describe<MadeVariant> {
    using Of = MadeVariant;
    static auto members()
    {
        return std::tuple_cat(Describe<MadeFile>::members(), std::tuple{member("type", &Of::type), member("width", &Of::width),
                                                                        member("height", &Of::height)});
    }
};

// What the verbs waveform, storyboard and, beside its report, analyze have left in the worker's folder.
struct AnalysisResult {
    QList<MadeVariant> files; // none when the media has nothing of the kind
};
template <>
struct Describe<AnalysisResult> {
    static auto members() { return std::tuple{member("files", &AnalysisResult::files)}; }
};

struct StoryboardResult : AnalysisResult { // storyboard-0 …, then storyboard.vtt
    int tiles = 0;
};
template <>
struct Describe<StoryboardResult> {
    static auto members()
    {
        return std::tuple_cat(Describe<AnalysisResult>::members(), std::tuple{member("tiles", &StoryboardResult::tiles)});
    }
};

// A picture made from a media file: "poster", "thumb-320", "thumb-640", "candidate-1"; the file is NAME.jpg.
struct ThumbPicture : MadeFile {
    int width = 0;
    int height = 0;
    qint64 atMs = 0; // of the frame
};
template <>
struct Describe<ThumbPicture> {
    using Of = ThumbPicture;
    static auto members()
    {
        return std::tuple_cat(Describe<MadeFile>::members(), std::tuple{member("width", &Of::width), member("height", &Of::height),
                                                                        member("at_ms", &Of::atMs)});
    }
};

struct ThumbsResult {
    QString source;  // "frame" of a film, "picture", "cover" inside a sound file, "none"
    qint64 atMs = 0; // of the frame
    QList<ThumbPicture> pictures;   // empty when source is "none"
    QList<ThumbPicture> candidates; // "candidate-1" …: other frames for a poster, the best first
};
template <>
struct Describe<ThumbsResult> {
    using Of = ThumbsResult;
    static auto members()
    {
        return std::tuple{member("source", &Of::source), member("at_ms", &Of::atMs), member("pictures", &Of::pictures),
                          member("candidates", &Of::candidates)};
    }
};

struct RenditionResult : MadeFile { // its name is the plan's rendition's
    int width = 0;
    int height = 0;
    qint64 durationMs = 0;
    qint64 frames = 0;          // of video
    QJsonObject loudness = {};  // a LoudnessReport of the first sound track, empty when there is none
    qint64 clippedSamples = 0;  // of the sound, beyond full scale: its codec could not hold them
    QList<MadeFile> files = {}; // of the form hls: every file, the playlist (which is this one) first
    bool copied = false;        // the film's picture was taken over as it is: it already complied
    QString copiedWhy = {};
    QString encoder = {};       // of the picture, as FFmpeg calls it; empty when none was encoded
    QString encoderNote = {};   // why it is not the graphics card's, when that was wished for
    QStringList leftOut = {};   // what the film has and this file has not: "sound 1 (eng)", "chapters"
    QString incomplete = {};    // what the film promised and does not hold; only where that was asked for in spite of it
};
template <>
struct Describe<RenditionResult> {
    using Of = RenditionResult;
    static auto members()
    {
        return std::tuple_cat(Describe<MadeFile>::members(),
                              std::tuple{member("width", &Of::width), member("height", &Of::height),
                                         member("duration_ms", &Of::durationMs), member("frames", &Of::frames),
                                         member("loudness", &Of::loudness, {.whenSet = true}),
                                         member("clipped_samples", &Of::clippedSamples, {.whenSet = true}),
                                         member("files", &Of::files, {.whenSet = true}),
                                         member("copied", &Of::copied, {.whenSet = true}),
                                         member("copied_why", &Of::copiedWhy, {.whenSet = true}),
                                         member("encoder", &Of::encoder, {.whenSet = true}),
                                         member("encoder_note", &Of::encoderNote, {.whenSet = true}),
                                         member("left_out", &Of::leftOut, {.whenSet = true}),
                                         member("incomplete", &Of::incomplete, {.whenSet = true})});
    }
};

struct EncodeResult {
    QList<RenditionResult> renditions; // as in the plan
    std::optional<MadeFile> master;    // of the form hls: the playlist of all; among the first one's files, too
    int resumedSegments = 0;           // taken over from an interrupted run
};
template <>
struct Describe<EncodeResult> {
    using Of = EncodeResult;
    static auto members()
    {
        return std::tuple{member("renditions", &Of::renditions), member("master", &Of::master),
                          member("resumed_segments", &Of::resumedSegments)};
    }
};

// What became of the sound.
enum class CutSound { None, Copied, Encoded };
template <>
struct EnumNames<CutSound> {
    static constexpr std::array names{"none", "copied", "encoded"};
};

struct CutResult : MadeFile {
    int width = 0; // as shown
    int height = 0;
    qint64 durationMs = 0;
    qint64 frames = 0;
    qint64 copiedFrames = 0; // of them: bit for bit the source's
    qint64 encodedFrames = 0;
    CutSound sound = CutSound::None;
    QStringList reasons; // why a source could not be copied from: "clip.mkv: the picture is hevc, not h264"
    QStringList leftOut; // streams that the result does not have: "audio 2 (eng)"
};
template <>
struct Describe<CutResult> {
    using Of = CutResult;
    static auto members()
    {
        return std::tuple_cat(Describe<MadeFile>::members(),
                              std::tuple{member("width", &Of::width), member("height", &Of::height),
                                         member("duration_ms", &Of::durationMs), member("frames", &Of::frames),
                                         member("copied_frames", &Of::copiedFrames), member("encoded_frames", &Of::encodedFrames),
                                         member("sound", &Of::sound), member("reasons", &Of::reasons),
                                         member("left_out", &Of::leftOut)});
    }
};

// How far an encode or a cut has come.
struct EncodeProgress {
    QString pass;      // "audio", "video", "finish", "picture"
    int permille = 0;  // of everything
    double fps = 0;    // frames of the source a second of wall-clock, in this run
    double speed = 0;  // seconds of media a second of wall-clock
    qint64 etaMs = -1; // -1 = not known yet

    void tidy(); // one decimal, and two
};
template <>
struct Describe<EncodeProgress> {
    using Of = EncodeProgress;
    static auto members()
    {
        return std::tuple{member("pass", &Of::pass),   member("permille", &Of::permille), member("fps", &Of::fps),
                          member("rate", &Of::fps),    member("speed", &Of::speed), // "fps" said also of what has none
                          member("eta_ms", &Of::etaMs)};
    }
};

} // namespace rawi
