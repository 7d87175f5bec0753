#include "core/sync/feed_client.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"

#include <QJsonDocument>
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
    connect(&m_snapshot, &SnapshotJob::finished, this, &FeedClient::snapshotFinished);
    connect(&m_snapshot, &SnapshotJob::advanced, this, &FeedClient::progressed);
    connect(&m_snapshot, &SnapshotJob::advanced, this, &FeedClient::snapshotAdvanced);
    connect(&m_snapshot, &SnapshotJob::failed, this, [this](const HttpAnswer &answer) {
        m_busy = false;
        refused(answer);
    });
}

void FeedClient::start()
{
    stop();
    m_running = true;
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
    m_pushedLast = false;
    m_resendFrom = 0;
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
    if (m_blocked->code == ErrorCode::CursorUnknown) {
        m_wantSnapshot = true;
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
    if (m_wantSnapshot || m_feed.cursor().epoch.isEmpty()) {
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
    m_auth.send(m_http, withProtocol(std::move(request)), [this, handler](const HttpAnswer &answer) {
        m_busy = false;
        if (!m_running) {
            return;
        }
        if (const Result<QJsonObject> json = answer.json(); json) {
            (this->*handler)(*json);
        } else if (answer.ok()) {
            unanswered(json.error());
        } else {
            refused(answer);
        }
    });
}

void FeedClient::push()
{
    m_wantPush = false;
    Result<QList<Command>> commands = m_feed.nextToPush(kMaxPushCommands);
    if (!commands) {
        m_wantPush = true;
        fail(commands.error());
        return;
    }
    commands->removeIf([this](const Command &one) { return one.n < m_resendFrom; });
    const PushPlan::Push push = m_plan.next(m_replica.clientId(), *commands);
    if (push.numbers.isEmpty()) {
        next();
        return;
    }
    HttpRequest request{"POST", m_auth.url(u"/api/v1/sync/push"_s), {{"Content-Type", "application/json"}}, push.body};
    m_wantPush = true; // until a later push finds the outbox empty
    send(std::move(request), &FeedClient::pushed);
}

void FeedClient::pushed(const QJsonObject &answer)
{
    Result<QList<PushResult>> results = pushResultsFromJson(answer);
    if (results) {
        results = m_plan.taken(*results);
    }
    if (!results) {
        unanswered(results.error());
        return;
    }
    // Without a cursor what was applied stays shown until the pull that follows.
    const Result<FeedCursor> head = cursorFromJson(answer.value("cursor"_L1).toObject());
    const Result<void> applied = m_feed.applyPushResults(*results, head ? *head : FeedCursor());
    if (!applied) {
        fail(applied.error());
        return;
    }
    m_resendFrom = 0;
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
    if (!failed.setAside.isEmpty()) {
        if (const Result<void> kept = m_feed.applyPushResults(failed.setAside); !kept) {
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
    m_isPushing = false;
    m_snapshot.start(m_allowMassDelete);
}

void FeedClient::snapshotFinished(bool verified)
{
    m_busy = false;
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
    if (code == ErrorCode::SequenceGap) {
        sequenceGap(answer);
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

void FeedClient::sequenceGap(const HttpAnswer &answer)
{
    const QJsonObject problem = QJsonDocument::fromJson(answer.body).object();
    qint64 expected = problem.value("expected_n"_L1).toInteger();
    if (expected == 0) {
        expected = answer.error.subject.toLongLong();
    }
    const Result<QList<Command>> held = m_feed.nextToPush(kMaxPushCommands);
    const bool isHeld = held
        && std::any_of(held->begin(), held->end(), [expected](const Command &one) { return one.n == expected; });
    if (isHeld && m_resendFrom != expected) {
        m_resendFrom = expected;
        next();
        return;
    }
    const qint64 first = held && !held->isEmpty() ? held->first().n : 0;
    block({ErrorCode::SequenceGap, QString::number(expected),
           u"the server expects command %1; this desk holds them from %2"_s.arg(expected).arg(first)});
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
