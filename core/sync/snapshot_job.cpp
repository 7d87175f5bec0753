#include "core/sync/snapshot_job.h"

#include "core/base/id.h"
#include "core/base/log.h"

#include <QUrlQuery>

namespace rawi {

namespace {

HttpRequest get(const QUrl &url)
{
    return {"GET", url, {{kProtocolHeader, QByteArray::number(kProtocolMax)}}, {}};
}

} // namespace

SnapshotJob::SnapshotJob(Replica &replica, AuthClient &auth, HttpClient &http, QObject *parent)
    : QObject(parent)
    , m_feed(replica)
    , m_auth(auth)
    , m_http(http)
{
}

void SnapshotJob::start(bool allowMassDelete)
{
    m_allowMassDelete = allowMassDelete;
    m_isComparing = false;
    begin();
}

void SnapshotJob::startComparing()
{
    m_isComparing = true;
    begin();
}

void SnapshotJob::begin()
{
    m_cursor = {};
    m_buckets.clear();
    m_inOrder = true;
    if (const Result<void> begun = m_feed.beginSnapshot(); !begun) {
        fail(begun.error());
        return;
    }
    fetchPage({});
}

void SnapshotJob::fetchPage(const QString &after)
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, QString::number(kMaxSnapshotRows));
    if (!after.isEmpty()) {
        query.addQueryItem(u"after"_s, QString::fromLatin1(QUrl::toPercentEncoding(after)));
    }
    ask(u"/api/v1/sync/snapshot?"_s + query.toString(QUrl::FullyEncoded), &SnapshotJob::takePage);
}

void SnapshotJob::ask(const QString &path, void (SnapshotJob::*take)(const HttpAnswer &))
{
    m_asked = path;
    m_take = take;
    m_auth.send(m_http, get(m_auth.url(path)), [this, take, round = ++m_round](const HttpAnswer &answer) {
        if (round == m_round) {
            (this->*take)(answer);
        }
    });
}

void SnapshotJob::again()
{
    ask(m_asked, m_take);
}

void SnapshotJob::takePage(const HttpAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    if (!json) {
        HttpAnswer wrong = answer;
        wrong.error = json.error();
        Q_EMIT failed(wrong);
        return;
    }
    const Result<SnapshotPage> page = snapshotPageFromJson(*json);
    if (!page) {
        fail(page.error());
        return;
    }
    if (m_cursor.epoch.isEmpty()) {
        m_cursor = page->cursor;
    } else if (page->cursor.epoch != m_cursor.epoch) {
        fail({ErrorCode::CorruptData, u"snapshot"_s, u"the server was replaced meanwhile"_s, SubjectKind::Code});
        return;
    }
    if (const Result<void> staged = m_feed.stageSnapshot(page->rows); !staged) {
        fail(staged.error());
        return;
    }
    addToManifest(page->rows);
    Q_EMIT advanced();
    if (!page->next.isEmpty()) {
        fetchPage(page->next);
    } else {
        checkManifest();
    }
}

void SnapshotJob::addToManifest(const QList<FeedRow> &rows)
{
    for (const FeedRow &row : rows) {
        const QString id = uuidText(row.id);
        Bucket &bucket = m_buckets[{row.type, id.at(0)}];
        if (!bucket.hasher) {
            bucket.hasher = std::make_unique<ManifestHasher>();
        } else if (id <= uuidText(bucket.lastId)) {
            m_inOrder = false;
        }
        bucket.lastId = row.id;
        QJsonObject whole = row.row;
        whole.insert(u"id"_s, id);
        whole.insert(u"rev"_s, row.rev);
        bucket.hasher->add(id, row.rev, rowHash(whole));
    }
}

QJsonObject SnapshotJob::stagedManifest() const
{
    QJsonObject manifest;
    for (const auto &[key, bucket] : m_buckets) {
        QJsonObject buckets = manifest.value(key.first).toObject();
        buckets.insert(key.second, bucket.hasher->result());
        manifest.insert(key.first, buckets);
    }
    return manifest;
}

void SnapshotJob::checkManifest()
{
    if (!m_inOrder) {
        finish(false);
        return;
    }
    ask(u"/api/v1/sync/manifest"_s, &SnapshotJob::takeManifest);
}

void SnapshotJob::takeManifest(const HttpAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    if (!json) {
        HttpAnswer wrong = answer;
        wrong.error = json.error();
        Q_EMIT failed(wrong);
        return;
    }
    const Result<FeedCursor> at = cursorFromJson(json->value("cursor"_L1).toObject());
    if (!at || *at != m_cursor) {
        finish(false); // the workspace moved on: compared when both stand at one cursor
    } else if (sameManifest(stagedManifest(), json->value("buckets"_L1).toObject())) {
        finish(true);
    } else {
        fail({ErrorCode::CorruptData, u"snapshot"_s, u"its checksums do not match"_s, SubjectKind::Code});
    }
}

void SnapshotJob::finish(bool verified)
{
    m_buckets.clear();
    if (m_isComparing) {
        Q_EMIT staged();
        return;
    }
    if (const Result<void> done = m_feed.finishSnapshot(m_cursor, m_allowMassDelete); !done) {
        fail(done.error());
        return;
    }
    qCInfo(lcSync) << "snapshot taken at" << m_cursor.seq << (verified ? "(verified)" : "(to be verified)");
    Q_EMIT finished(verified);
}

void SnapshotJob::fail(const Error &error)
{
    HttpAnswer answer;
    answer.error = error;
    Q_EMIT failed(answer);
}

} // namespace rawi
