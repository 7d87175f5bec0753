#pragma once

#include <QLoggingCategory>

namespace rawi {

// The logging categories of the house; a program chooses levels with QT_LOGGING_RULES.
Q_DECLARE_LOGGING_CATEGORY(lcReplica)
Q_DECLARE_LOGGING_CATEGORY(lcSync)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcServer)
Q_DECLARE_LOGGING_CATEGORY(lcDesk)

} // namespace rawi
