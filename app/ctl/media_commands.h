#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// The asset that a word names: an asset's id, or an item's, whose main asset is meant. Errors: NotFound.
Result<Id<MediaAsset>> assetOf(CtlSession &session, const QString &word);

// "low", "normal", "high"; normal when the option --priority is not given. Errors: InvalidArgument.
Result<EncodePriority> priorityOf(CtlSession &session);

// rawictl add FILE|FOLDER… [--item ID] [--encode [PRESETS]] [--priority P] [--later]
Result<void> addCommand(CtlSession &session);
// rawictl encode ITEM [--preset A,B] [--priority P] [--later]
Result<void> encodeCommand(CtlSession &session);
// rawictl cut ITEM --edit FILE [--priority P] [--later]; FILE is an EditList as JSON
Result<void> cutCommand(CtlSession &session);
// rawictl place ITEM
Result<void> placeCommand(CtlSession &session);

// rawictl upload ITEM [--original] [--timeout S]: fails with the first file of it that the server refused.
Result<void> uploadCommand(CtlSession &session);
// Files that did not go up: [{"path", "asset_id", "error"}].
Result<QJsonArray> failedUploads(CtlSession &session);

// Lets the queue work until these jobs ended; then answers with `reply` and their files, or fails with the first error.
void awaitEncodes(CtlSession &session, const QList<QUuid> &jobs, const QJsonObject &reply);

} // namespace rawi::ctl
