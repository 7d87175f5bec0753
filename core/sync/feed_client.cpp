#include "core/sync/feed_client.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr int kMaxSnapshotTries = 3;
constexpr int kMaxVerifyTries = 10;

// Above the watchdog's 30 s: a hung connection is for it to make anew.
constexpr int kTimeoutMs = 45'000;

HttpRequest withProtocol(HttpRequest request)
{
    request.timeoutMs = kTimeoutMs;
    request.headers.append({kProtocolHeader, QByteArray::number(kProtocolMax)});
    return request;
}

// Whether what was pushed may be why the server answered so: not that it is busy, does not know us, or is not there.
bool mayBeTheContents(const HttpAnswer &answer)
{
    constexpr std::array kElse{401, 408, 423, 426, 429, 502, 503, 504, 507};
    return answer.status >= 400 && std::find(kElse.begin(), kElse.end(), answer.status) == kElse.end();
}

} // namespace

FeedClient::FeedClient(Replica &replica, AuthClient &auth, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_replica(replica)
    , m_feed(replica)
    , m_auth(auth)
    , m_clock(clock)
    , m_http(this)
    , m_snapshot(replica, auth, m_http, this)
    , m_retry(this)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &FeedClient::next);
    connect(&m_http, &HttpClient::moved, this, &FeedClient::heard);
    connect(&m_snapshot, &SnapshotJob::finished, this, &FeedClient::snapshotFinished);
    connect(&m_snapshot, &SnapshotJob::staged, this, &FeedClient::askWhatIsKnown);
    connect(&m_snapshot, &SnapshotJob::advanced, this, &FeedClient::progressed);
    connect(&m_snapshot, &SnapshotJob::advanced, this, &FeedClient::snapshotAdvanced);
    connect(&m_snapshot, &SnapshotJob::failed, this, [this](const HttpAnswer &answer) {
        m_busy = false;
        m_isSnapshot = false;
        refused(answer);
    });
}

void FeedClient::start()
{
    stop();
    m_running = true;
    m_wantHello = true;
    m_isDisputed = false;
    m_wantPull = true;
    m_wantPush = true;
    m_blocked.reset();
    m_backoff.reset();
    next();
}

void FeedClient::stop()
{
    m_http.abortAll();
    m_retry.stop();
    m_running = false;
    m_busy = false;
    m_isSnapshot = false;
    m_pushedLast = false;
    ++m_round;
}

void FeedClient::pushSoon()
{
    m_wantPush = true;
    next();
}

void FeedClient::pullSoon()
{
    m_wantPull = true;
    next();
}

void FeedClient::retryNow()
{
    m_backoff.reset();
    m_retry.stop();
    next();
}

void FeedClient::askAnew()
{
    if (!m_running || m_blocked) {
        return;
    }
    m_http.abortAll();
    ++m_round;
    m_wantHello = true;
    m_wantPull = true;
    m_wantPush = true;
    if (m_isSnapshot) {
        m_snapshot.again(); // it goes on where it was
        return;
    }
    m_busy = false;
    m_backoff.reset();
    m_retry.stop();
    next();
}

void FeedClient::takePoke(const QJsonObject &poke)
{
    const Result<FeedCursor> head = cursorFromJson(poke.value("head"_L1).toObject());
    if (!head) {
        qCWarning(lcSync) << "poke:" << head.error().toString();
        return;
    }
    const FeedCursor mine = m_feed.cursor();
    if (head->epoch == mine.epoch && (head->seq < mine.seq || *head == mine)) {
        return;
    }
    const QJsonValue changes = poke.value("changes"_L1);
    const bool contiguous = head->epoch == mine.epoch && poke.value("from"_L1).toInteger(-1) == mine.seq;
    if (m_running && !m_busy && !m_blocked && changes.isArray() && contiguous) {
        if (const Result<QList<FeedRow>> rows = feedRowsFromJson(changes); rows && apply(*rows, *head)) {
            Q_EMIT progressed();
            return;
        }
    }
    pullSoon();
}

void FeedClient::allow()
{
    if (!m_blocked) {
        return;
    }
    if (m_blocked->code == ErrorCode::CorruptData) {
        m_wantSnapshot = true; // once more
    } else if (m_blocked->code == ErrorCode::CursorUnknown) {
        if (const Result<void> offered = m_feed.offerAgain(); !offered) {
            qCWarning(lcSync) << "offer again:" << offered.error().toString();
            return;
        }
        m_wantHello = true;
        m_wantSnapshot = true;
        m_wantPush = true;
    }
    m_allowMassDelete = true;
    m_blocked.reset();
    m_wantPull = true;
    next();
}

void FeedClient::next()
{
    if (!m_running || m_busy || m_blocked || m_retry.isActive()) {
        return;
    }
    if (m_wantHello) {
        hello();
    } else if (m_wantSnapshot || m_feed.cursor().epoch.isEmpty()) {
        takeSnapshot();
    } else if (m_wantPull && (m_pushedLast || !m_wantPush)) {
        pull();
    } else if (m_wantPush) {
        push();
    } else if (m_wantVerify) {
        verify();
    }
}

void FeedClient::send(HttpRequest request, JsonHandler handler)
{
    m_busy = true;
    m_isPushing = handler == &FeedClient::pushed;
    m_isGreeting = handler == &FeedClient::greeted;
    m_auth.send(m_http, withProtocol(std::move(request)), [this, handler, round = ++m_round](const HttpAnswer &answer) {
        if (round != m_round || !m_running) {
            return;
        }
        m_busy = false;
        if (const Result<QJsonObject> json = answer.json(); json) {
            (this->*handler)(*json);
        } else if (answer.ok()) {
            unanswered(json.error());
        } else {
            refused(answer);
        }
    });
}

// What the server remembers of this desk comes first: whether what waits follows on that is not for the desk alone to know.
void FeedClient::hello()
{
    send(HttpClient::jsonRequest("POST", m_auth.url(u"/api/v1/sync/hello"_s), greeting({})), &FeedClient::greeted);
}

QJsonObject FeedClient::greeting(const QList<QUuid> &commands) const
{
    const Result<ClientPlace> place = m_feed.place();
    const FeedCursor cursor = m_feed.cursor();
    QJsonObject hello{{u"client"_s, uuidText(place ? place->client : QUuid())},
                      {u"protocol"_s, QJsonArray{kProtocolMin, kProtocolMax}},
                      {u"schema"_s, kSchemaVersion}};
    if (!cursor.epoch.isEmpty()) {
        hello.insert(u"cursor"_s, cursorToJson(cursor));
    }
    QJsonArray ids;
    for (const QUuid &command : commands) {
        ids.append(uuidText(command));
    }
    if (!ids.isEmpty()) {
        hello.insert(u"commands"_s, ids);
    }
    return hello;
}

void FeedClient::greeted(const QJsonObject &answer)
{
    const Result<ClientMemory> memory = clientMemoryFromJson(answer);
    const Result<bool> settled = memory ? m_feed.settlePlace(*memory, m_isDisputed) : Result<bool>(memory.error());
    if (!settled) {
        fail(settled.error());
        return;
    }
    if (*settled) {
        qCInfo(lcSync) << "the server remembers another history of this desk: it goes on under a new identity";
    }
    m_wantHello = false;
    m_isDisputed = false;
    if (answer.value("cursor"_L1).toString() == "unknown"_L1 && !m_wantSnapshot) {
        m_wantPull = true;
        compareRestored(); // before anything is pushed there
    } else {
        next();
    }
}

void FeedClient::push()
{
    m_wantPush = false;
    const Result<QList<Command>> commands = m_feed.nextToPush(kMaxPushCommands);
    const Result<ClientPlace> place = m_feed.place();
    if (!commands || !place) {
        m_wantPush = true;
        fail(commands ? place.error() : commands.error());
        return;
    }
    const QByteArray body = m_plan.next(*place, *commands);
    if (body.isEmpty()) {
        next();
        return;
    }
    HttpRequest request{"POST", m_auth.url(u"/api/v1/sync/push"_s), {{"Content-Type", "application/json"}}, body};
    m_wantPush = true; // until a later push finds the outbox empty
    send(std::move(request), &FeedClient::pushed);
}

void FeedClient::pushed(const QJsonObject &answer)
{
    const Result<QList<PushResult>> answers = pushResultsFromJson(answer);
    const Result<PushPlan::Taken> taken = answers ? m_plan.taken(*answers) : Result<PushPlan::Taken>(answers.error());
    if (!taken) {
        unanswered(taken.error());
        return;
    }
    // Without a cursor what was applied stays shown until the pull that follows.
    const Result<FeedCursor> head = cursorFromJson(answer.value("cursor"_L1).toObject());
    const Result<void> applied = m_feed.applyPushResults(taken->results, head ? *head : FeedCursor(), taken->last);
    if (!applied) {
        fail(applied.error());
        return;
    }
    m_disputes = 0;
    m_pushedLast = true;
    m_wantPull = true;
    m_backoff.reset();
    Q_EMIT progressed();
    next();
}

// The server's answer is none to what was asked. Of a push, the commands in it may be the reason.
void FeedClient::unanswered(const Error &error, int atLeastMs)
{
    const PushPlan::Failed failed = m_isPushing ? m_plan.failed(error) : PushPlan::Failed{};
    if (!failed.setAside.results.isEmpty()) {
        if (const Result<void> kept = m_feed.applyPushResults(failed.setAside.results, {}, failed.setAside.last); !kept) {
            fail(kept.error());
            return;
        }
        m_wantPull = true;
        Q_EMIT progressed();
    }
    if (failed.again) {
        qCInfo(lcSync) << "a push failed as a whole:" << error.toString();
        next();
    } else {
        m_wantPull = true;
        fail(error, atLeastMs);
    }
}

void FeedClient::pull()
{
    m_wantPull = false;
    m_pushedLast = false;
    m_pullBegunMs = m_clock.nowMs();
    const FeedCursor cursor = m_feed.cursor();
    QUrlQuery query;
    query.addQueryItem(u"epoch"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor.epoch)));
    query.addQueryItem(u"seq"_s, QString::number(cursor.seq));
    query.addQueryItem(u"nonce"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor.nonce)));
    query.addQueryItem(u"limit"_s, QString::number(kMaxPullRows));
    send({"GET", m_auth.url(u"/api/v1/sync/pull?"_s + query.toString(QUrl::FullyEncoded)), {}, {}},
         &FeedClient::pulled);
}

void FeedClient::pulled(const QJsonObject &answer)
{
    const Result<FeedPage> page = feedPageFromJson(answer);
    if (!page) {
        m_wantPull = true;
        fail(page.error());
        return;
    }
    if ((!page->rows.isEmpty() || page->cursor != m_feed.cursor()) && !apply(page->rows, page->cursor)) {
        return;
    }
    m_wantPull = m_wantPull || page->more;
    if (!page->more) {
        m_allowMassDelete = false;
        m_wantSnapshot = m_wantSnapshot || m_feed.wantsSnapshot();
    }
    m_backoff.reset();
    Q_EMIT progressed();
    if (!page->more && !m_wantSnapshot && m_replica.waitingCount() == 0) {
        Q_EMIT inStep(m_pullBegunMs);
    }
    next();
}

bool FeedClient::apply(const QList<FeedRow> &rows, const FeedCursor &cursor)
{
    const Result<void> applied = m_feed.applyPull(rows, cursor, m_allowMassDelete);
    if (applied) {
        return true;
    }
    m_wantPull = true;
    if (applied.error().code == ErrorCode::MassDeleteGuard) {
        block(applied.error());
    } else {
        fail(applied.error());
    }
    return false;
}

void FeedClient::takeSnapshot()
{
    m_busy = true;
    m_isSnapshot = true;
    m_isPushing = false;
    m_snapshot.start(m_allowMassDelete);
}

void FeedClient::snapshotFinished(bool verified)
{
    m_busy = false;
    m_isSnapshot = false;
    m_wantSnapshot = false;
    m_wantVerify = !verified;
    m_verifyTries = 0;
    m_snapshotMismatches = verified ? 0 : m_snapshotMismatches;
    m_wantPull = true;
    m_backoff.reset();
    Q_EMIT progressed();
    next();
}

void FeedClient::verify()
{
    send({"GET", m_auth.url(u"/api/v1/sync/manifest"_s), {}, {}}, &FeedClient::verified);
}

void FeedClient::verified(const QJsonObject &answer)
{
    const Result<FeedCursor> at = cursorFromJson(answer.value("cursor"_L1).toObject());
    if (!at || *at != m_feed.cursor()) {
        m_wantVerify = ++m_verifyTries < kMaxVerifyTries; // a busy workspace is not still for long enough
        pullSoon();
        return;
    }
    const Result<QJsonObject> mine = m_feed.manifest();
    if (!mine) {
        fail(mine.error());
        return;
    }
    m_wantVerify = false;
    if (sameManifest(*mine, answer.value("buckets"_L1).toObject())) {
        m_snapshotMismatches = 0;
        next();
    } else {
        m_wantSnapshot = true;
        HttpAnswer mismatch;
        mismatch.error = {ErrorCode::CorruptData, u"manifest"_s, u"the rows here are not the server's"_s, SubjectKind::Code};
        refused(mismatch);
    }
}

// A restored or replaced server does not know our cursor. When it holds what we hold nothing can be lost by
// starting over; otherwise a person decides.
void FeedClient::compareRestored()
{
    send({"GET", m_auth.url(u"/api/v1/sync/manifest"_s), {}, {}}, &FeedClient::comparedRestored);
}

void FeedClient::comparedRestored(const QJsonObject &answer)
{
    const Result<QJsonObject> mine = m_feed.manifest();
    if (mine && sameManifest(*mine, answer.value("buckets"_L1).toObject())) {
        m_wantSnapshot = true;
        next();
        return;
    }
    m_busy = true;
    m_isSnapshot = true;
    m_isPushing = false;
    m_snapshot.startComparing();
}

// What was acknowledged and is not there is to be seen before a person decides, and offered again afterwards.
void FeedClient::askWhatIsKnown()
{
    m_busy = false;
    m_isSnapshot = false;
    const Result<QList<QUuid>> taken = m_feed.taken(kMaxHelloCommands);
    if (!taken) {
        fail(taken.error());
    } else if (taken->isEmpty()) {
        stopRestored();
    } else {
        send(HttpClient::jsonRequest("POST", m_auth.url(u"/api/v1/sync/hello"_s), greeting(*taken)), &FeedClient::toldWhatIsKnown);
    }
}

void FeedClient::toldWhatIsKnown(const QJsonObject &answer)
{
    const Result<QList<QUuid>> taken = m_feed.taken(kMaxHelloCommands);
    if (!taken) {
        fail(taken.error());
        return;
    }
    QSet<QUuid> unknown(taken->begin(), taken->end());
    const QJsonArray known = answer.value("known"_L1).toArray();
    for (const QJsonValue &id : known) {
        unknown.remove(uuidFromText(id.toString()));
    }
    if (const Result<void> marked = m_feed.markUnknown(unknown); !marked) {
        fail(marked.error());
        return;
    }
    stopRestored();
}

void FeedClient::stopRestored()
{
    block({ErrorCode::CursorUnknown, m_auth.session().server.toString(),
           u"the server was restored or replaced and holds other rows than this desk"_s});
}

void FeedClient::refused(const HttpAnswer &answer)
{
    const ErrorCode code = answer.error.code;
    if (code == ErrorCode::Unauthenticated) {
        m_running = false; // the session is lost; start() after the next sign-in
        return;
    }
    if (code == ErrorCode::UpgradeRequired) {
        m_running = false;
        Q_EMIT upgradeNeeded(answer.error);
        return;
    }
    if (code == ErrorCode::CursorUnknown) {
        m_wantPull = true;
        compareRestored();
        return;
    }
    if (code == ErrorCode::CursorExpired) {
        m_wantSnapshot = true;
        next();
        return;
    }
    if (m_isGreeting && (answer.status == 404 || answer.status == 405)) { // a server from before it remembered
        m_wantHello = false;
        next();
        return;
    }
    if (m_isPushing && isDispute(answer.error)) {
        constexpr int kMostDisputes = 3;
        m_wantHello = true;
        m_isDisputed = true;
        m_wantPull = true;
        if (++m_disputes < kMostDisputes) {
            next();
        } else {
            fail(answer.error, answer.retryAfterMs());
        }
        return;
    }
    const bool isDamaged = code == ErrorCode::CorruptData && answer.status == 0 && ++m_snapshotMismatches >= kMaxSnapshotTries;
    if (isDamaged || code == ErrorCode::MassDeleteGuard) { // of a snapshot
        m_snapshotMismatches = isDamaged ? 0 : m_snapshotMismatches;
        block(answer.error);
        return;
    }
    if (mayBeTheContents(answer)) {
        unanswered(answer.error, answer.retryAfterMs());
        return;
    }
    m_wantPull = true;
    fail(answer.error, answer.retryAfterMs());
}

// Whether the server has another memory of this desk than the desk itself. To a blank one it only says that the number is taken.
bool FeedClient::isDispute(const Error &error) const
{
    return error.code == ErrorCode::SequenceGap
        || (error.code == ErrorCode::PermissionDenied && error.subject == "client"_L1)
        || (error.code == ErrorCode::StateConflict && error.subject == "n"_L1 && !m_plan.isBlank());
}

void FeedClient::fail(const Error &error, int atLeastMs)
{
    const int wait = std::max(atLeastMs, m_backoff.nextMs());
    qCInfo(lcSync) << error.toString() << "- again in" << wait << "ms";
    m_retry.start(wait);
    Q_EMIT failed(error, wait);
}

void FeedClient::block(const Error &error)
{
    qCWarning(lcSync) << "stopped:" << error.toString();
    m_blocked = error;
    Q_EMIT blocked(error);
}

} // namespace rawi
