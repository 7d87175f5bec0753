#pragma once

#include "core/media/media_asset.h"

namespace rawi {

// Somebody who has to see a file and has it neither on this desk nor on the server asks whoever has it. One for each
// person and file; it goes when the original is on the server, or when somebody says no.
struct FileRequest {
    Id<FileRequest> id;
    qint64 rev = 0;
    Id<MediaAsset> assetId;
    Id<Person> person; // who asks
    Timestamp createdAt;
    Id<Scope> scope; // the restricted series it hangs on, if any

    // The same on every desk: whoever asks twice has asked once.
    static Id<FileRequest> idOf(const Id<MediaAsset> &asset, const Id<Person> &person);
};

template <>
struct Describe<FileRequest> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "file_requests";
    static auto fields()
    {
        return std::tuple{
            field("asset_id", &FileRequest::assetId),
            field("person", &FileRequest::person),
            field("created_at", &FileRequest::createdAt),
            field("scope", &FileRequest::scope),
        };
    }
};

} // namespace rawi
