#pragma once

#include "core/replica/local_store.h"

namespace rawi {

// What a desk keeps of files, encodes, watch folders and files to be taken in.
void registerMediaStores(LocalStores &stores);

} // namespace rawi
