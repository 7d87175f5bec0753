#include "core/desk/batch_add_job.h"

#include "core/desk/folder_scan.h"
#include "core/desk/run_later.h"

namespace rawi {

namespace {

constexpr qsizetype kMostRefused = 1000;

} // namespace

BatchAddJob::BatchAddJob(MediaIntake &intake, EncodeQueue &queue, QObject *parent)
    : QObject(parent), m_intake(intake), m_queue(queue)
{
    connect(&intake, &MediaIntake::added, this, [this](const QString &path, const QUuid &, const QUuid &asset) {
        const auto wish = m_wishes.constFind(path);
        if (wish == m_wishes.cend()) {
            return;
        }
        std::optional<Error> error;
        if (!wish->presets.isEmpty()) {
            EncodeRequest request;
            request.asset = Id<MediaAsset>(asset);
            request.presets = wish->presets;
            request.priority = wish->priority;
            const auto queued = m_queue.enqueue(request);
            error = queued.ok() ? std::nullopt : std::optional<Error>(queued.error());
        }
        answered(path, error);
    });
    connect(&intake, &MediaIntake::failed, this,
            [this](const QString &path, const Error &error) { answered(path, error); });
}

void BatchAddJob::add(const QStringList &paths, const QStringList &presets, EncodePriority priority)
{
    if (!isBusy()) {
        m_total = 0;
        m_done = 0;
        m_refused.clear();
        m_refusedCount = 0;
    }
    ++m_walking;
    runLater<QStringList>(
        this, [paths] { return filesBelow(paths, kMostFiles); },
        [this, wish = Wish{presets, priority}](const QStringList &files) { begin(files, wish); });
}

void BatchAddJob::begin(const QStringList &files, const Wish &wish)
{
    --m_walking;
    m_total += static_cast<int>(files.size());
    for (const QString &file : files) {
        m_wishes.insert(file, wish);
    }
    m_intake.add(files);
    Q_EMIT progressed(m_done, m_total);
    endWhenDone();
}

void BatchAddJob::answered(const QString &path, const std::optional<Error> &error)
{
    const auto wish = m_wishes.constFind(path);
    if (wish == m_wishes.cend()) {
        return;
    }
    m_wishes.erase(wish);
    ++m_done;
    if (error) {
        ++m_refusedCount;
        if (m_refused.size() < kMostRefused) {
            m_refused.append({path, *error});
        }
    }
    Q_EMIT progressed(m_done, m_total);
    endWhenDone();
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
