#include "core/base/log.h"

namespace rawi {

Q_LOGGING_CATEGORY(lcReplica, "rawi.replica")
Q_LOGGING_CATEGORY(lcSync, "rawi.sync")
Q_LOGGING_CATEGORY(lcEngine, "rawi.engine")
Q_LOGGING_CATEGORY(lcServer, "rawi.server")
Q_LOGGING_CATEGORY(lcDesk, "rawi.desk")

} // namespace rawi
