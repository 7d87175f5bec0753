#pragma once

#include "core/media/encode_settings.h"
#include "core/people/person.h"

namespace rawi {

// A named way to encode, kept by the newsroom (the record type `encode_presets`) or built into the program.
struct EncodePreset {
    Id<EncodePreset> id; // of a built-in one made of its key, the same everywhere
    qint64 rev = 0;
    QString key;     // "720p": what a rendition made by it is called (MediaVariant::name); never changes
    QString nameAr;
    QString nameEn;
    int version = 1; // raised when the output changes: a rendition of an older one is out of date
    QJsonObject settings; // EncodeSettings
    bool retired = false; // not offered any more; renditions made by it keep their name
    Id<Person> createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    bool builtIn = false; // not described: such a preset is in no store

    // Errors: as EncodeSettings::fromJson.
    Result<EncodeSettings> encodeSettings() const { return EncodeSettings::fromJson(settings); }
    // Whether it can be used: a key that can name a variant, names in both languages, settings that fit together.
    // Errors: FieldRequired, FieldTooLong, InvalidArgument, UnknownField, naming the member ("settings.video.crf").
    Result<void> check() const;
};

template <>
struct Describe<EncodePreset> {
    static constexpr const char *name = "encode_presets";
    static auto fields()
    {
        return std::tuple{
            field("key", &EncodePreset::key, MergePolicy::Fixed, 48, TextForm::Line),
            field("name_ar", &EncodePreset::nameAr, MergePolicy::Replace, 120, TextForm::Name),
            field("name_en", &EncodePreset::nameEn, MergePolicy::Replace, 120, TextForm::Name),
            field("version", &EncodePreset::version),
            field("settings", &EncodePreset::settings, MergePolicy::Replace),
            field("retired", &EncodePreset::retired, MergePolicy::Replace),
            field("created_by", &EncodePreset::createdBy),
            field("created_at", &EncodePreset::createdAt),
            field("updated_at", &EncodePreset::updatedAt),
        };
    }
};

// The presets every Rawi has (resources/presets), in the order in which they are offered. Read once; any thread.
const QList<EncodePreset> &builtInPresets();
// Nothing when no built-in preset has this key.
std::optional<EncodePreset> builtInPreset(const QString &key);

} // namespace rawi
