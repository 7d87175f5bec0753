#include "core/desk/house/desk_stores.h"

#include "core/desk/content/content_lists.h"
#include "core/desk/media/media_stores.h"
#include "core/replica/draft_store.h"
#include "core/sync/upload_store.h"

namespace rawi {

LocalStores makeDeskStores()
{
    LocalStores stores;
    stores.add(DraftStore::tables());
    stores.add(UploadStore::tables());
    stores.add(ContentLists::tables());
    registerMediaStores(stores);
    return stores;
}

} // namespace rawi
