#include "core/desk/media/upload_names.h"

#include "core/content/content_item.h"

#include <QFileInfo>

namespace rawi {

UploadNames uploadNames(const Replica &replica, const Upload &upload)
{
    UploadNames names;
    if (const auto asset = replica.find(upload.assetId); asset.ok() && *asset) {
        names.file = (*asset)->originalFilename;
        if (const auto item = replica.find((*asset)->contentId); item.ok() && *item) {
            names.item = (*item)->id.uuid();
            names.titleAr = (*item)->titleAr;
            names.titleEn = (*item)->titleEn;
        } else {
            names.series = (*asset)->seriesId.uuid();
        }
    }
    if (const auto variant = replica.find(upload.variantId); variant.ok() && *variant) {
        names.type = (*variant)->type;
        names.variant = (*variant)->name;
    }
    if (names.file.isEmpty()) {
        names.file = QFileInfo(upload.path).fileName();
    }
    return names;
}

} // namespace rawi
