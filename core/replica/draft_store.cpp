#include "core/replica/draft_store.h"

#include "core/replica/replica_database.h"
#include "core/rules/plain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <filesystem>

namespace rawi {

// Record and field are columns of their own.
template <>
struct Describe<Draft> {
    using Of = Draft;
    static auto members()
    {
        return std::tuple{member("type", &Of::type), member("base", &Of::base), member("text", &Of::text),
                          member("typed_ms", &Of::typedMs), member("reason", &Of::reason, {.whenSet = true})};
    }
};

namespace {

constexpr int kAgainMs = 2000;
constexpr qint64 kReserved = 512 * 1024;
constexpr qint64 kRoomToReserve = 32 * kReserved; // with less the disk is as good as full

QString draftText(const Draft &draft)
{
    return QString::fromUtf8(QJsonDocument(toJson(draft)).toJson(QJsonDocument::Compact));
}

Draft draftOf(const QSqlQuery &query)
{
    auto draft = fromJson<Draft>(QJsonDocument::fromJson(query.value(2).toString().toUtf8()).object());
    draft.record = uuidFromText(query.value(0).toString());
    draft.field = query.value(1).toString();
    draft.left = true;
    if (draft.reason == Error{}) {
        draft.reason = {ErrorCode::Cancelled, {}, u"Rawi ended before it was saved"_s};
    }
    return draft;
}

} // namespace

LocalStore DraftStore::tables()
{
    return {.name = u"drafts"_s,
            .steps = {u"CREATE TABLE IF NOT EXISTS drafts (record TEXT, field TEXT, entry TEXT NOT NULL, "
                      "PRIMARY KEY (record, field))"_s}};
}

DraftStore::DraftStore(Replica &replica, const QString &directory)
    : m_replica(replica), m_reserve(QDir(directory).filePath(u"room-for-drafts"_s))
{
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &DraftStore::writeUnwritten);
}

Result<void> DraftStore::load()
{
    RAWI_TRY(m_replica.database().checkpointElsewhere()); // no key waits for the disk
    RAWI_TRY(m_replica.database().each(u"SELECT record, field, entry FROM drafts"_s, {}, [this](const QSqlQuery &query) {
        const Draft draft = draftOf(query);
        m_drafts.insert({draft.record, draft.field}, draft);
    }));
    setAside();
    return {};
}

void DraftStore::put(Draft draft)
{
    const Key key{draft.record, draft.field};
    const auto before = m_drafts.constFind(key);
    const bool wasLeft = before != m_drafts.constEnd() && before->left;
    const bool tells = draft.left || wasLeft;
    m_drafts.insert(key, std::move(draft));
    writeOrLater(key);
    if (tells) {
        Q_EMIT changed();
    }
}

void DraftStore::remove(const QUuid &record, const QString &field)
{
    if (m_drafts.remove({record, field}) > 0) {
        writeOrLater({record, field});
        Q_EMIT changed();
    }
}

std::optional<Draft> DraftStore::find(const QUuid &record, const QString &field) const
{
    const auto found = m_drafts.constFind({record, field});
    return found == m_drafts.constEnd() ? std::nullopt : std::optional<Draft>(*found);
}

QList<Draft> DraftStore::of(const QUuid &record) const
{
    QList<Draft> found;
    for (auto it = m_drafts.lowerBound({record, QString()}); it != m_drafts.cend() && it.key().first == record; ++it) {
        found.append(*it);
    }
    return found;
}

QList<QUuid> DraftStore::leftRecords() const
{
    QList<std::pair<qint64, QUuid>> found;
    for (const Draft &draft : m_drafts) {
        const auto same = [&](const auto &one) { return one.second == draft.record; };
        if (draft.left && std::none_of(found.cbegin(), found.cend(), same)) {
            found.append({draft.typedMs, draft.record});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<QUuid> records;
    for (const auto &[at, record] : std::as_const(found)) {
        records.append(record);
    }
    return records;
}

Result<void> DraftStore::write(const Key &key)
{
    ReplicaDatabase &database = m_replica.database();
    return database.write([&]() -> Result<void> {
        const auto draft = m_drafts.constFind(key);
        if (draft == m_drafts.constEnd()) {
            return database.exec(u"DELETE FROM drafts WHERE record = ? AND field = ?"_s, {uuidText(key.first), key.second});
        }
        return database.exec(u"INSERT OR REPLACE INTO drafts (record, field, entry) VALUES (?, ?, ?)"_s,
                             {uuidText(key.first), key.second, draftText(*draft)});
    });
}

void DraftStore::writeOrLater(const Key &key)
{
    Result<void> done = write(key);
    if (!done.ok() && QFile::remove(m_reserve)) {
        done = write(key);
        m_again.start(); // and set aside anew when there is room
    }
    if (done.ok()) {
        written(key);
        return;
    }
    m_again.start();
    const bool first = m_unwritten.isEmpty();
    m_unwritten.insert(key);
    if (first) { // said once, not with every key
        Q_EMIT writtenChanged(false);
    }
}

void DraftStore::written(const Key &key)
{
    if (m_unwritten.remove(key) && m_unwritten.isEmpty()) {
        Q_EMIT writtenChanged(true);
    }
}

void DraftStore::writeUnwritten()
{
    const QSet<Key> waiting = m_unwritten;
    for (const Key &key : waiting) {
        if (!write(key).ok()) {
            return;
        }
        written(key);
    }
    m_again.stop();
    setAside();
}

void DraftStore::setAside()
{
    std::error_code failed;
    const auto room = std::filesystem::space(QFile::encodeName(QFileInfo(m_reserve).absolutePath()).toStdString(), failed);
    if (QFile::exists(m_reserve) || failed || qint64(room.available) < kRoomToReserve) {
        return;
    }
    QFile file(m_reserve);
    const QByteArray nothing(kReserved, '\0');
    if (!file.open(QIODevice::WriteOnly) || file.write(nothing) != nothing.size()) {
        file.remove();
    }
}

} // namespace rawi
