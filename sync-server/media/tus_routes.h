#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/upload_service.h"

namespace rawi::server {

// Opens the sink of a form's POST, which shares its path with tus creation.
using FormSinkMaker = std::function<Result<std::unique_ptr<BodySink>>(const Request &)>;

// tus 1.0 at /api/v1/media/upload over the service; a multipart/form-data POST goes to `forms`.
void addTusRoutes(RoutingTable &table, const std::shared_ptr<UploadService> &uploads, FormSinkMaker forms);

} // namespace rawi::server
