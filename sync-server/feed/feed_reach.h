#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/feed/workspace.h"

namespace rawi::server {

// A person as the database knows them now: role, rights, what they belong to. Errors: PermissionDenied when
// switched off or unknown.
Result<Actor> readActor(PgConnection &connection, const RuleBook &rules, const QUuid &workspace,
                        const QUuid &person);

// One entry of the feed that a commit makes.
struct FeedEntry {
    QString type;
    QUuid id;
    qint64 rev = 0;
    bool removed = false;
    bool hidden = false; // not everybody could see the row before
    QSet<QUuid> losers = {}; // people who could see it until now
};

// The entries of a commit that wrote `changes`, inside its transaction: the rows themselves, without those
// that no desk holds; and, where people came to a restricted series or left it, every row that hangs on it
// once more.
Result<QList<FeedEntry>> entriesOf(PgConnection &connection, const RuleBook &rules,
                                   const Workspace &workspace, const QList<RowChange> &changes);
// A removal is a revision of its own.
qint64 revisionOf(const RowChange &change);
// Whether everybody may be told of it as it is: what a poke carries.
bool isPublic(const RowChange &change);

} // namespace rawi::server
