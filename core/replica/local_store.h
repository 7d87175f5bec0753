#pragma once

#include "core/rules/transaction.h"

#include <QSet>

#include <functional>

namespace rawi {

class ReplicaDatabase;

// What a feature keeps in a desk's replica beside the records. Never synced.
struct LocalStore {
    QString name; // no other store's; how many of its steps are done is kept under it
    // Statements, each run once in the life of a replica, in this order; a later version adds to the end. Those of the
    // first version say IF NOT EXISTS: profiles have these tables from before steps were counted. A step only adds, because
    // an older Rawi may open the replica again.
    QStringList steps;
    // Names what `follow` makes its rows by. When it is another than the file's, all that is shown is followed again.
    QString madeBy = {};
    // Inside each transaction that changes what is shown: brings the tables in step with these rows.
    std::function<Result<void>(ReplicaDatabase &database, RowReader &shown, const QSet<RowKey> &changed)> follow = {};
    // When the person may no longer see what was removed: leaves no word of it in the file.
    std::function<Result<void>(ReplicaDatabase &database)> scrub = {};
};

// Every local store of every feature, filled before a replica is opened with it.
class LocalStores {
public:
    // Ends the program when the name is taken.
    void add(const LocalStore &store);
    const QList<LocalStore> &all() const { return m_all; }

private:
    QList<LocalStore> m_all;
};

} // namespace rawi
