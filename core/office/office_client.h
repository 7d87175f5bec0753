#pragma once

#include "core/rules/describe.h"
#include "core/sync/sync_engine.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace rawi {

// A record of the office as its route gave it. `tag`: its ETag, for change() and remove(); empty when none was given.
struct OfficeRecord {
    QJsonObject row;
    QByteArray tag;
};

// What a list shows: which rows, in which order, from where. The names are those of the route's query.
struct OfficeQuery {
    QString search;                            // "q"
    QString sort;                              // "name", "-name" for the other way; empty: as the route likes
    QList<std::pair<QString, QString>> filters; // an empty value is not asked for
    QString cursor;                            // empty: the beginning
    int limit = 50;

    // Joined to `path` with what this asks.
    QString address(const QString &path) const;
};

struct OfficePage {
    QList<QJsonObject> rows;
    QString next; // cursor of the next page, empty on the last one
};

template <typename T>
struct Page {
    QList<T> items;
    QString next;
};

// Reads and changes what only the server holds (reach Office): typed calls over the desk's own session, which is never
// signed in anew here. Each call is answered later and once, on the desk's thread, as long as its `context` lives and
// cancel() does not come first.
//
// A server that is busy (429, 503) is asked again when it says, at most kMostTries times and never after a wait of more
// than kLongestWaitMs; what changes something carries an Idempotency-Key, so that it happens once. Errors of every call: those
// of the server's problem (RFC 9457), NetworkUnreachable, Timeout (no byte for kTimeoutMs), Unauthenticated (nobody is
// signed in, or the session has ended), CorruptData (an answer of another form).
class OfficeClient : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostTries = 3;
    static constexpr int kLongestWaitMs = 10'000;
    static constexpr int kTimeoutMs = 20'000;

    template <typename T>
    using Handler = std::function<void(const Result<T> &)>;

    explicit OfficeClient(SyncEngine &sync, QObject *parent = nullptr);

    // Paths are those of the server ("/api/v1/users"), with ids already in them. The answer names the call for cancel().
    quint64 get(QObject *context, const QString &path, Handler<OfficeRecord> handler);
    quint64 list(QObject *context, const QString &path, const OfficeQuery &query, Handler<OfficePage> handler);
    // POST: makes a record, or does something to one ("/api/v1/jobs/{id}/replay"). No body in the answer: an empty row.
    quint64 create(QObject *context, const QString &path, const QJsonObject &body, Handler<OfficeRecord> handler);
    // PATCH. A `tag` makes it fail with RevisionConflict when somebody changed the record since.
    quint64 change(QObject *context, const QString &path, const QJsonObject &body, const QByteArray &tag,
                   Handler<OfficeRecord> handler);
    quint64 remove(QObject *context, const QString &path, const QByteArray &tag, Handler<void> handler);
    // The body of an answer as it is, whatever its status is (0: there was none, see `error`), asked once: for what
    // says by its status how it is ("/health/ready") and for what is no JSON ("/metrics").
    quint64 ask(QObject *context, const QString &path, std::function<void(const HttpAnswer &)> handler);
    void cancel(quint64 call);

    // The same as described records. A member that this desk's description does not know is left out; one of another form
    // is CorruptData, naming it.
    template <typename T>
    quint64 getAs(QObject *context, const QString &path, Handler<T> handler);
    template <typename T>
    quint64 listAs(QObject *context, const QString &path, const OfficeQuery &query, Handler<Page<T>> handler);

    // The ETag of a row that a list gave: its revision, as the server tags every record.
    static QByteArray tagOf(const QJsonObject &row);
    // Whether it makes sense to ask: somebody is signed in, and the server answered last.
    bool isReachable() const { return m_reachable; }

Q_SIGNALS:
    void reachableChanged(bool reachable);

private:
    struct Call {
        QPointer<QObject> context;
        QString path;
        HttpRequest request;
        HttpClient::Handler handler;
        QMetaObject::Connection gone; // the context's end
        quint64 ticket = 0;           // of the request under way, 0 while it waits
        int tries = 0;
        int mostTries = kMostTries;
    };

    quint64 begin(QObject *context, const QString &path, HttpRequest request, HttpClient::Handler handler,
                  int mostTries = kMostTries);
    void send(quint64 number);
    void answered(quint64 number, const HttpAnswer &answer);
    void takeStatus(const SyncStatus &status);

    SyncEngine &m_sync;
    QHash<quint64, Call> m_calls;
    quint64 m_last = 0;
    bool m_reachable = false;
};

// A row of a described type as it came from a route. Errors: CorruptData, naming the member.
Result<QJsonObject> knownMembers(const RecordInfo &type, const QJsonObject &row);

template <typename T>
Result<T> recordFromRow(const QJsonObject &row)
{
    RAWI_ASSIGN(const QJsonObject known, knownMembers(recordInfo<T>(), row));
    return fromJson<T>(known);
}

template <typename T>
quint64 OfficeClient::getAs(QObject *context, const QString &path, Handler<T> handler)
{
    return get(context, path, [handler = std::move(handler)](const Result<OfficeRecord> &record) {
        handler(record ? recordFromRow<T>(record->row) : Result<T>(record.error()));
    });
}

template <typename T>
quint64 OfficeClient::listAs(QObject *context, const QString &path, const OfficeQuery &query, Handler<Page<T>> handler)
{
    return list(context, path, query, [handler = std::move(handler)](const Result<OfficePage> &page) {
        if (!page) {
            handler(page.error());
            return;
        }
        Page<T> typed{{}, page->next};
        for (const QJsonObject &row : page->rows) {
            Result<T> item = recordFromRow<T>(row);
            if (!item) {
                handler(item.error());
                return;
            }
            typed.items.append(std::move(*item));
        }
        handler(typed);
    });
}

} // namespace rawi
