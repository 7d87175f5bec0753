#pragma once

#include "sync-server/blobs/upload_store.h"
#include "sync-server/gateway/http.h"

namespace rawi::server {

// tus resumable upload protocol 1.0.0 (https://tus.io/protocols/resumable-upload): the words on the wire.
inline constexpr const char *kTusVersion = "1.0.0";
inline constexpr const char *kTusExtensions = "creation,termination,checksum,expiration";
inline constexpr qint64 kTusMaxSize = 16LL << 30; // bytes

// Upload-Metadata: comma-separated "key base64", the value may be absent. Errors: InvalidArgument.
Result<QHash<QString, QString>> parseUploadMetadata(std::string_view header);
// A whole number ≥ 0 of a header. Errors: InvalidArgument naming the header.
Result<qint64> sizeHeader(const Request &request, const char *name);

// A reply without a body, with Tus-Resumable.
Reply tusReply(int status);
// With where the upload stands: Upload-Offset, and Upload-Expires while it is open.
Reply tusReply(int status, const Upload &upload);
// The problem of an error with tus's status: 400 for malformed headers, 410 for an upload that has ended.
Reply tusProblem(const Error &error);
// The refusal of a request that speaks another version (412 with Tus-Version), if it does.
std::optional<Reply> refuseVersion(const Request &request);

} // namespace rawi::server
