#include "core/replica/durable.h"

#include "core/replica/replica_database.h"

namespace rawi {

Result<void> waitUntilDurable(Replica &replica)
{
    return replica.database().waitSynced();
}

} // namespace rawi
