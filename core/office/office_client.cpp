#include "core/office/office_client.h"

#include "core/sync/backoff.h"

#include <QJsonDocument>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

namespace rawi {

namespace {

Result<OfficeRecord> recordOf(const HttpAnswer &answer)
{
    if (answer.ok() && answer.body.isEmpty()) {
        return OfficeRecord{{}, answer.headers.value("etag")};
    }
    RAWI_ASSIGN(const QJsonObject row, answer.json());
    return OfficeRecord{row, answer.headers.value("etag")};
}

Result<OfficePage> pageOf(const HttpAnswer &answer)
{
    RAWI_ASSIGN(const QJsonObject json, answer.json());
    const QJsonValue items = json.value("items"_L1);
    if (!items.isArray()) {
        return Error{ErrorCode::CorruptData, u"items"_s, u"the answer holds no list"_s, SubjectKind::Field};
    }
    OfficePage page{{}, json.value("next_cursor"_L1).toString()};
    const QJsonArray rows = items.toArray();
    for (const QJsonValue &row : rows) {
        page.rows.append(row.toObject());
    }
    return page;
}

void appendIfMatch(HttpRequest &request, const QByteArray &tag)
{
    if (!tag.isEmpty()) {
        request.headers.append({"If-Match", tag});
    }
}

bool isBusy(const HttpAnswer &answer)
{
    return answer.status == 429 || answer.status == 503;
}

} // namespace

QString OfficeQuery::address(const QString &path) const
{
    QUrlQuery query;
    const auto add = [&query](const QString &name, const QString &value) {
        if (!value.isEmpty()) {
            // "+" means a space in a query to some, and QUrlQuery leaves it alone.
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        }
    };
    add(u"limit"_s, QString::number(limit));
    add(u"q"_s, search.trimmed());
    add(u"sort"_s, sort);
    for (const auto &[name, value] : filters) {
        add(name, value);
    }
    add(u"cursor"_s, cursor);
    return path + QLatin1Char('?') + query.toString(QUrl::FullyEncoded);
}

Result<QJsonObject> knownMembers(const RecordInfo &type, const QJsonObject &row)
{
    QJsonObject known;
    for (const char *name : {"id", "rev"}) {
        known.insert(QLatin1StringView(name), row.value(QLatin1StringView(name)));
    }
    for (const FieldInfo &field : type.fields) {
        const auto it = row.constFind(field.name);
        if (it == row.constEnd()) {
            continue;
        }
        if (const Result<void> fits = field.check(*it); !fits) {
            return Error{ErrorCode::CorruptData, field.name, fits.error().detail, SubjectKind::Field};
        }
        known.insert(field.name, *it);
    }
    return known;
}

OfficeClient::OfficeClient(SyncEngine &sync, QObject *parent) : QObject(parent), m_sync(sync)
{
    connect(&sync, &SyncEngine::statusChanged, this, &OfficeClient::takeStatus);
    takeStatus(sync.status());
}

void OfficeClient::takeStatus(const SyncStatus &status)
{
    const bool reachable = status.state == SyncState::Online;
    if (reachable != m_reachable) {
        m_reachable = reachable;
        Q_EMIT reachableChanged(reachable);
    }
}

QByteArray OfficeClient::tagOf(const QJsonObject &row)
{
    return '"' + QByteArray::number(row.value("rev"_L1).toInteger()) + '"';
}

quint64 OfficeClient::get(QObject *context, const QString &path, Handler<OfficeRecord> handler)
{
    return begin(context, path, {"GET", {}, {}, {}},
                 [handler = std::move(handler)](const HttpAnswer &answer) { handler(recordOf(answer)); });
}

quint64 OfficeClient::list(QObject *context, const QString &path, const OfficeQuery &query, Handler<OfficePage> handler)
{
    return begin(context, query.address(path), {"GET", {}, {}, {}},
                 [handler = std::move(handler)](const HttpAnswer &answer) { handler(pageOf(answer)); });
}

quint64 OfficeClient::create(QObject *context, const QString &path, const QJsonObject &body,
                             Handler<OfficeRecord> handler)
{
    return begin(context, path, HttpClient::jsonRequest("POST", {}, body),
                 [handler = std::move(handler)](const HttpAnswer &answer) { handler(recordOf(answer)); });
}

quint64 OfficeClient::change(QObject *context, const QString &path, const QJsonObject &body, const QByteArray &tag,
                             Handler<OfficeRecord> handler)
{
    HttpRequest request = HttpClient::jsonRequest("PATCH", {}, body);
    appendIfMatch(request, tag);
    return begin(context, path, std::move(request),
                 [handler = std::move(handler)](const HttpAnswer &answer) { handler(recordOf(answer)); });
}

quint64 OfficeClient::remove(QObject *context, const QString &path, const QByteArray &tag, Handler<void> handler)
{
    HttpRequest request{"DELETE", {}, {}, {}};
    appendIfMatch(request, tag);
    return begin(context, path, std::move(request), [handler = std::move(handler)](const HttpAnswer &answer) {
        handler(answer.ok() ? Result<void>() : Result<void>(answer.error));
    });
}

quint64 OfficeClient::ask(QObject *context, const QString &path, std::function<void(const HttpAnswer &)> handler)
{
    return begin(context, path, {"GET", {}, {}, {}}, std::move(handler), 1);
}

quint64 OfficeClient::begin(QObject *context, const QString &path, HttpRequest request, HttpClient::Handler handler,
                            int mostTries)
{
    const quint64 number = ++m_last;
    request.timeoutMs = kTimeoutMs;
    if (request.verb != "GET") {
        request.headers.append({"Idempotency-Key", uuidText(QUuid::createUuid()).toLatin1()});
    }
    const auto gone = connect(context, &QObject::destroyed, this, [this, number] { cancel(number); });
    m_calls.insert(number, {context, path, std::move(request), std::move(handler), gone, 0, 0, mostTries});
    send(number);
    return number;
}

void OfficeClient::send(quint64 number)
{
    const auto call = m_calls.find(number);
    if (call == m_calls.end()) {
        return;
    }
    ++call->tries;
    call->ticket = m_sync.send(call->path, call->request,
                               [this, number](const HttpAnswer &answer) { answered(number, answer); });
}

void OfficeClient::answered(quint64 number, const HttpAnswer &answer)
{
    const auto call = m_calls.find(number);
    if (call == m_calls.end()) {
        return;
    }
    call->ticket = 0;
    if (isBusy(answer) && call->tries < call->mostTries) {
        Backoff backoff;
        for (int i = 1; i < call->tries; ++i) {
            backoff.nextMs();
        }
        const int wanted = answer.retryAfterMs();
        const int wait = wanted > 0 ? wanted : backoff.nextMs();
        if (wait <= kLongestWaitMs) { // longer, and a person is better told than kept waiting
            QTimer::singleShot(wait, this, [this, number] { send(number); });
            return;
        }
    }
    const Call done = m_calls.take(number);
    disconnect(done.gone);
    if (done.context) {
        done.handler(answer);
    }
}

void OfficeClient::cancel(quint64 number)
{
    const Call call = m_calls.take(number);
    disconnect(call.gone);
    if (call.ticket != 0) {
        m_sync.drop(call.ticket);
    }
}

} // namespace rawi
