#pragma once

#include "core/replica/replica.h"

#include <QTimer>

namespace rawi {

// A text that was typed on this desk and is not in its record. One a record and field.
struct Draft {
    QString type; // "content_items"
    QUuid record;
    QString field; // "title_ar"
    QString base;  // what the record said when the typing began
    QString text;
    qint64 typedMs = 0;
    bool left = false; // nobody types it now: it waits under attention
    Error reason;      // why a left one is not in the record; Cancelled: Rawi ended before it was saved
};

// What is typed on this desk, kept with every key from the first to the moment at which it is in its record, so that
// neither another item, nor a refusal, nor the end of the program takes it away. Never synced. When the disk is full, a
// piece of it that was set aside is given up for this; should that not do, the drafts stay in memory and are written as
// soon as there is room. GUI thread; one for each replica.
class DraftStore : public QObject {
    Q_OBJECT

public:
    static LocalStore tables();

    DraftStore(Replica &replica, const QString &directory);

    // Reads what an earlier run left; what was being typed then is left now. Errors: those of the database.
    Result<void> load();
    void put(Draft draft);
    void remove(const QUuid &record, const QString &field);
    std::optional<Draft> find(const QUuid &record, const QString &field) const;
    QList<Draft> of(const QUuid &record) const; // in the order of their fields' names
    QList<QUuid> leftRecords() const;           // those with a draft that is left, the oldest first
    // Whether all of them would survive the end of the program.
    bool allWritten() const { return m_unwritten.isEmpty(); }

Q_SIGNALS:
    void changed(); // what is left, or which one is gone
    void writtenChanged(bool all);

private:
    using Key = std::pair<QUuid, QString>;

    Result<void> write(const Key &key);
    void writeOrLater(const Key &key);
    void written(const Key &key);
    void writeUnwritten();
    void setAside();

    Replica &m_replica;
    QString m_reserve; // a file of nothing
    QMap<Key, Draft> m_drafts;
    QSet<Key> m_unwritten; // put or removed, but not so in the database
    QTimer m_again;
};

} // namespace rawi
