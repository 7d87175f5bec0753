#include "core/desk/media/media_stores.h"

#include "core/desk/media/batch_add_store.h"
#include "core/desk/media/local_media_store.h"
#include "core/desk/media/watch_folder_store.h"

namespace rawi {

void registerMediaStores(LocalStores &stores)
{
    stores.add(LocalMediaStore::tables());
    stores.add(EncodeJobStore::tables());
    stores.add(BatchAddStore::tables());
    stores.add(WatchFolderStore::tables());
}

} // namespace rawi
