#pragma once

#include "core/media/encode_settings.h"
#include "core/media/media_asset.h"

namespace rawi {

struct PlanRendition {
    QString name;    // of the file and of the variant: letters, digits, '-', '_'; once a plan
    int version = 1; // of the preset: another version does not take over an older one's segments
    EncodeSettings settings;

    Result<void> check() const;
};

// The middle of the frame that Portrait and Square cut out, as shares of the upright picture's sides.
struct FrameCentre {
    double x = 0.5; // 0 = the picture's left edge, whatever the language
    double y = 0.5;
    bool operator==(const FrameCentre &) const = default;
};

struct PlanSubtitle {
    QString path;
    QString language; // BCP 47
    bool burn = false; // drawn into the picture, not a track of its own

    Result<void> check() const;
};

struct PlanChapter {
    qint64 startMs = 0; // of the finished film
    QString title;
};

enum class AudioRole { Original, Dub, Description };
template <>
struct EnumNames<AudioRole> {
    static constexpr std::array names{"original", "dub", "description"};
};

struct PlanAudioTrack {
    QString path;    // empty = the film itself
    int stream = -1; // index in its file; -1 = the main sound
    QString language; // BCP 47
    AudioRole role = AudioRole::Original;

    Result<void> check() const;
};

// A film that the edit plays ranges of.
struct PlanFilm {
    Id<MediaAsset> asset; // as EditRange::asset names it
    QString path;

    Result<void> check() const;
};

// What one run of the worker makes of one film: all renditions in one decode, and what goes into each of them.
// {"renditions":[{"name","version","settings"}], "edit"?, "frame_centre":{"x","y"}?,
//  "subtitles":[{"path","language","burn"}]?, "chapters":[{"start_ms","title"}]?,
//  "audio_tracks":[{"path"?,"stream"?,"language","role"}]?, "films":[{"asset","path"}]?, "hardware": true?,
//  "incomplete": true?, "without_texts": true?}
// Renditions of the form hls together make one master playlist.
struct EncodePlan {
    QList<PlanRendition> renditions; // 1 to 16
    QJsonObject edit;                // an EditList; empty = the whole film
    FrameCentre frameCentre;
    QList<PlanSubtitle> subtitles;     // up to 16
    QList<PlanChapter> chapters;       // up to 1,000, rising
    QList<PlanAudioTrack> audioTracks; // up to 8; none = the film's main sound
    QList<PlanFilm> films;             // up to 63: where the edit's ranges of other assets lie
    bool incomplete = false;           // of a film that breaks off or is damaged what there is; else that is an error
    bool withoutTexts = false;         // not the film's own subtitles and chapters either, which else go where there are none here
    bool hardware = false;             // encode H.264 on the graphics card, if one is found that can

    QJsonObject toJson() const;
    // At most 1 MiB. Errors: TooLarge, CorruptData (not JSON), InvalidArgument, FieldRequired or UnknownField, naming
    // the member ("renditions[2].settings.video.crf").
    static Result<EncodePlan> fromJson(const QByteArray &json);
    // What no single part shows: names, films and chapters beside each other. Errors: as fromJson.
    Result<void> check() const;
};

// What one cut is made of: {"edit": EditList, "joins": [{"asset", "path"}]}.
struct CutPlan {
    QJsonObject edit;
    QList<PlanFilm> joins; // where the edit's ranges of other assets lie

    QJsonObject toJson() const;
    // What the house itself wrote.
    static CutPlan fromJson(const QJsonObject &object);
};

} // namespace rawi
