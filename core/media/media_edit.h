#pragma once

#include "core/media/edit_list.h"

namespace rawi {

// A kept edit of a media file: what is played of it. The file itself stays as it is.
struct MediaEdit {
    Id<MediaEdit> id;
    qint64 rev = 0;
    Id<MediaAsset> assetId;
    QString name;
    QJsonObject edits; // an EditList
    Id<Person> createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<MediaEdit> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "media_edits";
    static auto fields()
    {
        return std::tuple{
            field("asset_id", &MediaEdit::assetId),
            field("name", &MediaEdit::name, MergePolicy::Replace, 200, TextForm::Name),
            field("edits", &MediaEdit::edits),
            field("created_by", &MediaEdit::createdBy),
            field("created_at", &MediaEdit::createdAt),
            field("updated_at", &MediaEdit::updatedAt),
            field("scope", &MediaEdit::scope),
        };
    }
};

} // namespace rawi
