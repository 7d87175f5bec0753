#include "core/desk/media/batch_add_job.h"

#include "core/base/log.h"
#include "core/desk/media/folder_scan.h"
#include "core/desk/media/run_later.h"

#include <QFileInfo>
#include <QSet>

#include <utility>

namespace rawi {

namespace {

constexpr qsizetype kMostRefused = 1000;

struct Walked {
    QStringList files;
    QList<std::pair<QString, Error>> unread; // folders
};

Walked walked(const QStringList &paths)
{
    Walked found{filesBelow(paths, BatchAddJob::kMostFiles), {}};
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (info.isDir() && (!info.isReadable() || !info.isExecutable())) {
            found.unread.append({path, Error{ErrorCode::IoError, path, u"may not be read by this user"_s}});
        }
    }
    return found;
}

// When a UUID of version 7 was made.
qint64 madeMs(const QUuid &id)
{
    return (qint64(id.data1) << 16) | id.data2;
}

} // namespace

BatchAddJob::BatchAddJob(Replica &replica, MediaIntake &intake, EncodeQueue &queue, const Clock &clock, QObject *parent)
    : QObject(parent),
      m_intake(intake),
      m_queue(queue),
      m_clock(clock),
      m_store(replica),
      m_localMedia(replica)
{
    connect(&intake, &MediaIntake::added, this, [this](const QString &path, const QUuid &, const QUuid &asset) {
        const auto wish = m_wishes.constFind(path);
        if (wish != m_wishes.cend()) {
            const Result<void> queued = encode(m_adds.value(*wish).add, Id<MediaAsset>(asset));
            answered(path, queued.ok() ? std::nullopt : std::optional<Error>(queued.error()));
        }
    });
    connect(&intake, &MediaIntake::failed, this,
            [this](const QString &path, const Error &error) { answered(path, error); });
}

void BatchAddJob::start()
{
    if (std::exchange(m_started, true)) {
        return;
    }
    const auto kept = m_store.adds();
    if (!kept.ok()) {
        qCWarning(lcDesk) << "pending files:" << kept.error().toString();
        return;
    }
    for (const BatchAdd &add : *kept) {
        if (!m_adds.contains(add.id)) {
            walk({add, 0, true});
        }
    }
}

void BatchAddJob::add(const QStringList &paths, const QStringList &presets, EncodePriority priority,
                      const Id<ContentItem> &item, SameFile same)
{
    if (!isBusy()) {
        m_total = 0;
        m_done = 0;
        m_refused.clear();
        m_refusedCount = 0;
        m_same.clear();
    }
    const BatchAdd add{makeUuidV7(m_clock.nowMs()), paths, presets, priority, item, m_clock.nowMs(), same == SameFile::Take};
    if (const auto kept = m_store.put(add); !kept.ok()) {
        qCWarning(lcDesk) << "pending files not kept:" << kept.error().toString();
    }
    walk({add, 0, false});
}

void BatchAddJob::takeSame()
{
    const QHash<QUuid, BatchAdd> same = std::exchange(m_same, {});
    for (const BatchAdd &one : same) {
        add(one.paths, one.presets, one.priority, one.item, SameFile::Take);
    }
}

void BatchAddJob::keepForSame(const BatchAdd &add, const QString &path)
{
    if (!m_same.contains(add.id)) {
        m_same.insert(add.id, add);
        m_same[add.id].paths.clear();
    }
    m_same[add.id].paths.append(path);
}

void BatchAddJob::walk(const Pending &pending)
{
    ++m_walking;
    m_adds.insert(pending.add.id, pending);
    runLater<Walked>(
        this, [paths = pending.add.paths] { return walked(paths); },
        [this, pending](const Walked &found) { begin(pending, found.files, found.unread); });
}

void BatchAddJob::begin(Pending pending, const QStringList &files, const QList<std::pair<QString, Error>> &unread)
{
    --m_walking;
    m_total += static_cast<int>(files.size() + unread.size());
    for (const auto &[path, error] : unread) {
        refuse(path, error);
    }
    QSet<QUuid> queued; // it may have died before it queued the encodes of the last file
    for (const EncodeJob &job : pending.again ? m_queue.jobs() : QList<EncodeJob>()) {
        queued.insert(job.assetId.uuid());
    }
    QStringList wanted;
    for (const QString &file : files) {
        const auto taken = pending.again ? takenBefore(pending.add, file) : std::nullopt;
        if (!taken) {
            wanted.append(file);
            m_wishes.insert(file, pending.add.id);
        } else if (const auto encoded = queued.contains(taken->uuid()) ? Result<void>() : encode(pending.add, *taken); encoded.ok()) {
            ++m_done;
        } else {
            refuse(file, encoded.error());
        }
    }
    pending.open = static_cast<int>(wanted.size());
    m_adds.insert(pending.add.id, pending);
    if (wanted.isEmpty()) {
        m_adds.remove(pending.add.id);
        static_cast<void>(m_store.remove(pending.add.id));
    }
    m_intake.add(wanted, pending.add.item, pending.add.takesSame ? SameFile::Take : SameFile::Refuse);
    Q_EMIT progressed(m_done, m_total);
    endWhenDone();
}

// What the desk that died had made of this file for this add.
std::optional<Id<MediaAsset>> BatchAddJob::takenBefore(const BatchAdd &add, const QString &path) const
{
    const auto originals = m_localMedia.originalsAt(path);
    for (const LocalFile &one : originals.ok() ? *originals : QList<LocalFile>()) {
        if (madeMs(one.assetId.uuid()) >= add.createdMs) {
            return one.assetId;
        }
    }
    return {};
}

Result<void> BatchAddJob::encode(const BatchAdd &add, const Id<MediaAsset> &asset)
{
    if (add.presets.isEmpty()) {
        return {};
    }
    EncodeRequest request;
    request.asset = asset;
    request.presets = add.presets;
    request.priority = add.priority;
    RAWI_TRY(m_queue.enqueue(request));
    return {};
}

void BatchAddJob::answered(const QString &path, const std::optional<Error> &error)
{
    const auto wish = m_wishes.constFind(path);
    if (wish == m_wishes.cend()) {
        return;
    }
    const QUuid id = *wish;
    m_wishes.erase(wish);
    if (error && error->code == ErrorCode::AlreadyHere) {
        keepForSame(m_adds.value(id).add, path);
    }
    if (Pending &pending = m_adds[id]; --pending.open <= 0) {
        m_adds.remove(id);
        if (const auto removed = m_store.remove(id); !removed.ok()) {
            qCWarning(lcDesk) << "pending files not removed:" << removed.error().toString();
        }
    }
    if (error) {
        refuse(path, *error);
    } else {
        ++m_done;
    }
    Q_EMIT progressed(m_done, m_total);
    endWhenDone();
}

void BatchAddJob::refuse(const QString &path, const Error &error)
{
    ++m_done;
    ++m_refusedCount;
    if (m_refused.size() < kMostRefused) {
        m_refused.append({path, error});
    }
}

void BatchAddJob::endWhenDone()
{
    if (m_walking > 0 || m_done < m_total || m_ending) {
        return;
    }
    m_ending = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_ending = false;
            if (!isBusy()) {
                Q_EMIT ended(m_done - m_refusedCount, m_refusedCount);
            }
        },
        Qt::QueuedConnection);
}

} // namespace rawi
