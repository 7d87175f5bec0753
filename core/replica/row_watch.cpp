#include "core/replica/row_watch.h"

namespace rawi {

RowWatch::RowWatch(Replica &replica, const QStringList &types, QObject *owner, Changed changed)
    : QObject(owner)
    , m_types(types)
    , m_changed(std::move(changed))
{
    connect(&replica, &Replica::rowsChanged, this, [this](const QSet<RowKey> &keys) {
        QSet<RowKey> mine;
        for (const RowKey &key : keys) {
            if (m_types.contains(key.type)) {
                mine.insert(key);
            }
        }
        if (keys.isEmpty() || !mine.isEmpty()) {
            m_changed(mine);
        }
    });
}

RowWatch::RowWatch(Replica &replica, const QStringList &types, QObject *owner, const std::function<void()> &changed)
    : RowWatch(replica, types, owner, [changed](const QSet<RowKey> &) { changed(); })
{
}

} // namespace rawi
