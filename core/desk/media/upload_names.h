#pragma once

#include "core/sync/upload_store.h"

namespace rawi {

// What an upload is of, as it is called now. What is gone, or not on this desk, stays empty.
struct UploadNames {
    QUuid item;
    QString titleAr;
    QString titleEn;
    QUuid series; // whose cover it is, when it is of no item
    QString file; // its name as it came, else as it is called on this disk
    std::optional<VariantType> type;
    QString variant; // "720p"
};

UploadNames uploadNames(const Replica &replica, const Upload &upload);

} // namespace rawi
