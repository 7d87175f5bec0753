#include "ui/media/words/media_words.h"
#include "ui/text/names_text.h"

#include <QCoreApplication>

namespace rawi {

namespace {

constexpr const char *kContext = "MediaWords";

QList<NamedWords> presetFieldWords()
{
    return translatedWords(kContext, {
        {"key", QT_TRANSLATE_NOOP("MediaWords", "Short name")},
        {"settings", QT_TRANSLATE_NOOP("MediaWords", "Settings")},
        {"settings.form", QT_TRANSLATE_NOOP("MediaWords", "Kind of file")},
        {"form", QT_TRANSLATE_NOOP("MediaWords", "Kind of file")},
        {"settings.video", QT_TRANSLATE_NOOP("MediaWords", "Picture")},
        {"settings.audio", QT_TRANSLATE_NOOP("MediaWords", "Sound")},
        {"settings.picture", QT_TRANSLATE_NOOP("MediaWords", "Picture")},
        {"settings.video.codec", QT_TRANSLATE_NOOP("MediaWords", "Codec of the picture")},
        {"settings.video.shape", QT_TRANSLATE_NOOP("MediaWords", "Shape")},
        {"settings.video.height", QT_TRANSLATE_NOOP("MediaWords", "Height")},
        {"settings.video.crf", QT_TRANSLATE_NOOP("MediaWords", "Quality")},
        {"settings.video.max_rate", QT_TRANSLATE_NOOP("MediaWords", "Highest data rate")},
        {"settings.video.speed", QT_TRANSLATE_NOOP("MediaWords", "Speed of encoding")},
        {"settings.video.profile", QT_TRANSLATE_NOOP("MediaWords", "H.264 profile")},
        {"settings.audio.codec", QT_TRANSLATE_NOOP("MediaWords", "Codec of the sound")},
        {"settings.audio.rate", QT_TRANSLATE_NOOP("MediaWords", "Data rate of the sound")},
        {"settings.audio.channels", QT_TRANSLATE_NOOP("MediaWords", "Channels")},
        {"settings.audio.loudness", QT_TRANSLATE_NOOP("MediaWords", "Loudness")},
        {"settings.audio.ceiling", QT_TRANSLATE_NOOP("MediaWords", "Highest peak")},
        {"settings.picture.long_side", QT_TRANSLATE_NOOP("MediaWords", "Longer side")},
        {"settings.picture.quality", QT_TRANSLATE_NOOP("MediaWords", "Quality")},
    });
}

QList<NamedWords> fileFieldWords()
{
    return translatedWords(kContext, {
        {"loudness_gate", QT_TRANSLATE_NOOP("MediaWords", "Loudness before publishing")},
        {"public_address", QT_TRANSLATE_NOOP("MediaWords", "Public address")},
        {"asset_id", QT_TRANSLATE_NOOP("MediaWords", "Media file")},
        {"asset", QT_TRANSLATE_NOOP("MediaWords", "Media file")},
        {"original_filename", QT_TRANSLATE_NOOP("MediaWords", "File name")},
        {"content_type", QT_TRANSLATE_NOOP("MediaWords", "Type of the file")},
        {"file_size", QT_TRANSLATE_NOOP("MediaWords", "Size of the file")},
        {"size", QT_TRANSLATE_NOOP("MediaWords", "Size of the file")},
        {"sha256", QT_TRANSLATE_NOOP("MediaWords", "Fingerprint of the file")},
        {"duration_ms", QT_TRANSLATE_NOOP("MediaWords", "Length")},
        {"width", QT_TRANSLATE_NOOP("MediaWords", "Width")},
        {"height", QT_TRANSLATE_NOOP("MediaWords", "Height")},
        {"metadata", QT_TRANSLATE_NOOP("MediaWords", "Facts about the file")},
        {"loudness", QT_TRANSLATE_NOOP("MediaWords", "Loudness")},
        {"variants", QT_TRANSLATE_NOOP("MediaWords", "Renditions")},
        {"variant", QT_TRANSLATE_NOOP("MediaWords", "Rendition")},
        {"renditions", QT_TRANSLATE_NOOP("MediaWords", "Renditions")},
        {"files", QT_TRANSLATE_NOOP("MediaWords", "Files")},
        {"version", QT_TRANSLATE_NOOP("MediaWords", "Version")},
        {"retired", QT_TRANSLATE_NOOP("MediaWords", "Withdrawn")},
        {"builtin", QT_TRANSLATE_NOOP("MediaWords", "Built in")},
        {"edits", QT_TRANSLATE_NOOP("MediaWords", "Cuts")},
        {"ranges", QT_TRANSLATE_NOOP("MediaWords", "Ranges of the cut")},
        {"from_us", QT_TRANSLATE_NOOP("MediaWords", "Beginning of a range")},
        {"to_us", QT_TRANSLATE_NOOP("MediaWords", "End of a range")},
        {"films", QT_TRANSLATE_NOOP("MediaWords", "Films")},
        {"chapters", QT_TRANSLATE_NOOP("MediaWords", "Chapters")},
        {"cues", QT_TRANSLATE_NOOP("MediaWords", "Subtitles")},
        {"body", QT_TRANSLATE_NOOP("MediaWords", "Subtitles")},
        {"subtitles", QT_TRANSLATE_NOOP("MediaWords", "Subtitles")},
        {"points", QT_TRANSLATE_NOOP("MediaWords", "Points in time")},
        {"preset", QT_TRANSLATE_NOOP("MediaWords", "Preset")},
        {"presets", QT_TRANSLATE_NOOP("MediaWords", "Presets")},
        {"poster", QT_TRANSLATE_NOOP("MediaWords", "Poster")},
        {"storyboard", QT_TRANSLATE_NOOP("MediaWords", "Storyboard")},
        {"waveform", QT_TRANSLATE_NOOP("MediaWords", "Waveform")},
        {"report", QT_TRANSLATE_NOOP("MediaWords", "Report on the sound")},
        {"playlist", QT_TRANSLATE_NOOP("MediaWords", "Playlist")},
        {"manifest", QT_TRANSLATE_NOOP("MediaWords", "List of the files")},
    });
}

QList<NamedWords> commandWords()
{
    return translatedWords(kContext, {
        {"media.add_asset", QT_TRANSLATE_NOOP("MediaWords", "New media file")},
        {"media.set_hash", QT_TRANSLATE_NOOP("MediaWords", "Fingerprint of a media file")},
        {"media.set_duration", QT_TRANSLATE_NOOP("MediaWords", "Length of a media file")},
        {"media.add_variant", QT_TRANSLATE_NOOP("MediaWords", "New rendition")},
        {"media.remove_variant", QT_TRANSLATE_NOOP("MediaWords", "Removal of a rendition")},
        {"media.refuse_variant", QT_TRANSLATE_NOOP("MediaWords", "Refusal of a rendition")},
        {"media.announce_variants", QT_TRANSLATE_NOOP("MediaWords", "Announcement of renditions")},
        {"media.publish_variants", QT_TRANSLATE_NOOP("MediaWords", "Publishing of renditions")},
        {"preset.create", QT_TRANSLATE_NOOP("MediaWords", "New preset")},
        {"preset.update", QT_TRANSLATE_NOOP("MediaWords", "Edit of a preset")},
        {"preset.remove", QT_TRANSLATE_NOOP("MediaWords", "Removal of a preset")},
        {"edit.create", QT_TRANSLATE_NOOP("MediaWords", "New edit of a media file")},
        {"edit.update", QT_TRANSLATE_NOOP("MediaWords", "Change of an edit")},
        {"edit.remove", QT_TRANSLATE_NOOP("MediaWords", "Removal of an edit")},
        {"media.request_original", QT_TRANSLATE_NOOP("MediaWords", "Request for a file")},
        {"media.close_request", QT_TRANSLATE_NOOP("MediaWords", "Closing of a request for a file")},
        {"workspace.set", QT_TRANSLATE_NOOP("MediaWords", "Change of the newsroom's rules")},
        {"subtitles.put", QT_TRANSLATE_NOOP("MediaWords", "Edit of subtitles")},
        {"subtitles.remove", QT_TRANSLATE_NOOP("MediaWords", "Removal of subtitles")},
    });
}

// What the server found when it looked into a file that a desk had sent.
QList<ErrorWords> errorWords()
{
    QList<ErrorWords> words;
    for (const QString &level : {u"loudness"_s, u"loudness.integrated"_s, u"loudness.true_peak"_s}) {
        words.append({ErrorCode::StateConflict, level,
                      translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "The server measured another loudness than this file is said to have, so it "
                                                             "was not taken. Encode it again."))});
    }
    for (const QString &fact : {u"content_type"_s, u"width"_s, u"height"_s, u"duration_ms"_s, u"size"_s}) {
        words.append({ErrorCode::StateConflict, fact,
                      translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "The server found another file than was announced, so it was not taken. Make "
                                                             "it again."))});
    }
    return words;
}

} // namespace

FeatureWords mediaWords()
{
    FeatureWords words;
    words.fields = presetFieldWords() + fileFieldWords();
    words.commands = commandWords();
    words.errors = errorWords();
    words.values = translatedWords(kContext, {
        {"original", QT_TRANSLATE_NOOP("MediaWords", "Original")},
        {"poster", QT_TRANSLATE_NOOP("MediaWords", "Poster")},
        {"thumb-320", QT_TRANSLATE_NOOP("MediaWords", "Thumbnail")},
        {"rendition", QT_TRANSLATE_NOOP("MediaWords", "Rendition")},
        {"thumbnail", QT_TRANSLATE_NOOP("MediaWords", "Thumbnail")},
        {"storyboard", QT_TRANSLATE_NOOP("MediaWords", "Storyboard")},
        {"waveform", QT_TRANSLATE_NOOP("MediaWords", "Waveform")},
        {"subtitles", QT_TRANSLATE_NOOP("MediaWords", "Subtitles")},
        {"captions", QT_TRANSLATE_NOOP("MediaWords", "Captions")},
        {"chapters", QT_TRANSLATE_NOOP("MediaWords", "Chapters")},
        {"report", QT_TRANSLATE_NOOP("MediaWords", "Report on the sound")},
        {"loudness_gate.off", QT_TRANSLATE_NOOP("MediaWords", "no requirement")},
        {"loudness_gate.own", QT_TRANSLATE_NOOP("MediaWords", "as loud as its preset says")},
        {"loudness_gate.r128", QT_TRANSLATE_NOOP("MediaWords", "as broadcasting asks")},
        {"loudness_gate.podcast", QT_TRANSLATE_NOOP("MediaWords", "as podcasts ask")},
        {"loudness_gate.web", QT_TRANSLATE_NOOP("MediaWords", "as the web asks")},
        {"pending", QT_TRANSLATE_NOOP("MediaWords", "not on the server yet")},
        {"completed", QT_TRANSLATE_NOOP("MediaWords", "on the server")},
        {"failed", QT_TRANSLATE_NOOP("MediaWords", "failed")},
    });
    words.events = translatedWords(kContext, {
        {"media.processed", QT_TRANSLATE_NOOP("MediaWords", "A media file was processed")},
        {"media.original_requested", QT_TRANSLATE_NOOP("MediaWords", "A file was asked for")},
        {"media.request_closed", QT_TRANSLATE_NOOP("MediaWords", "A request for a file was closed")},
        {"job.completed", QT_TRANSLATE_NOOP("MediaWords", "A job was finished")},
    });
    words.records = {
        {u"media_assets"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the media file")), [](const QJsonObject &row) { return row.value("original_filename"_L1).toString(); }},
        {u"media_variants"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the rendition")), [](const QJsonObject &row) { return variantNameText(row.value("name"_L1).toString()); }},
        {u"encode_presets"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the preset")), [](const QJsonObject &row) { return inDeskLanguage(row.value("name_ar"_L1).toString(), row.value("name_en"_L1).toString()); }},
        {u"media_edits"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the edit")), [](const QJsonObject &row) { return row.value("name"_L1).toString(); }},
        {u"file_requests"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the request for a file")), {}},
        {u"subtitle_tracks"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the subtitles")), [](const QJsonObject &row) { return row.value("title"_L1).toString(); }},
        {u"workspace_settings"_s, translated(kContext, QT_TRANSLATE_NOOP("MediaWords", "the newsroom's rules")), {}},
    };
    return words;
}

} // namespace rawi
