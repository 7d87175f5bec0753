#pragma once

#include "core/replica/replica.h"
#include "core/sync/upload_store.h"

namespace rawi {

class Desk;

// Refused (or quarantined) commands that are one matter to an editor: all that were refused about one file, and the same
// command refused again. `told` says why; the others are its consequences and repetitions.
struct RefusedChange {
    OutboxEntry told;
    QList<qint64> numbers; // of all of them, in n order
    bool operator==(const RefusedChange &other) const
    {
        return numbers == other.numbers && told.command == other.told.command && told.state == other.told.state
            && told.reason == other.told.reason;
    }
};

// What was refused, each matter once. A file whose upload stands with its reason is told by that (UploadStore::failed) and not here.
Result<QList<RefusedChange>> refusedChanges(const Replica &replica, const UploadStore &uploads);
// Asks for all of it again, and sends the files that waited for it.
Result<void> retryChange(Desk &desk, const RefusedChange &change);
Result<void> discardChange(Desk &desk, const RefusedChange &change);

// Forgets what was refused of the announcement of these bytes.
Result<void> forgetRefusals(Replica &replica, const Id<MediaAsset> &asset, const QString &sha256);
// Lets a failed, a paused or a cancelled upload go on; one whose announcement was refused is announced again.
Result<void> retryUpload(Desk &desk, const QUuid &upload);
// Takes it off the list, with what was refused of it. Errors: as Replica::discardRefused.
Result<void> cancelUpload(Desk &desk, const QUuid &upload);

} // namespace rawi
