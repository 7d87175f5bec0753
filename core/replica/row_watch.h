#pragma once

#include "core/replica/replica.h"

namespace rawi {

// Tells when rows of some types may show something else. Lives and answers on the replica's thread.
class RowWatch : public QObject {
    Q_OBJECT

public:
    // The changed rows of the types; empty = any row of them, after a snapshot.
    using Changed = std::function<void(const QSet<RowKey> &keys)>;

    // Calls `changed` once for each announcement that has a row of these types, until `owner` or the replica is gone.
    RowWatch(Replica &replica, const QStringList &types, QObject *owner, Changed changed);
    // The same for who reads everything anew and does not ask which rows.
    RowWatch(Replica &replica, const QStringList &types, QObject *owner, const std::function<void()> &changed);

private:
    QStringList m_types;
    Changed m_changed;
};

} // namespace rawi
