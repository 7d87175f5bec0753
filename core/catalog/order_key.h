#pragma once

#include "core/rules/describe.h"

#include <QUuid>

namespace rawi {

// Keys longer than this are worth giving out anew (rebalance) before they reach the column's limit.
inline constexpr int kLongOrderKey = 80;

// A key that sorts (by bytes) between two others: digits 0-9A-Za-z, a fraction in base 62 without trailing
// zeros. An empty `before` or `after` means the open end; otherwise before < after must hold
// (an `after` that is not above is ignored). Which of the keys
// in between is chosen depends on `seed` only (the command's id): two desks inserting at one place choose
// different keys, while desk and server choose the same one for the same command.
OrderKey orderKeyBetween(const OrderKey &before, const OrderKey &after, const QUuid &seed);

// `count` (below 62³) ascending keys, evenly spread.
QList<OrderKey> evenOrderKeys(int count);

} // namespace rawi
