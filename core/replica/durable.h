#pragma once

#include "core/replica/replica.h"

namespace rawi {

// Answers when all that was executed on this connection outlives a power cut. Errors: IoError.
Result<void> waitUntilDurable(Replica &replica);

} // namespace rawi
