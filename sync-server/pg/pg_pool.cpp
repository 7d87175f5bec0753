#include "sync-server/pg/pg.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace rawi::server {

struct PgPool::Private {
    QString conninfo;
    int size = 0;
    std::mutex mutex;
    std::condition_variable freed;
    std::vector<std::unique_ptr<PgConnection>> idle;
    int leased = 0;
    int waiting = 0;

    void giveBack(std::unique_ptr<PgConnection> connection)
    {
        const bool keep = connection && connection->healthy();
        {
            const std::lock_guard lock(mutex);
            --leased;
            if (keep) {
                idle.push_back(std::move(connection));
            }
        }
        freed.notify_one();
    }
};

PgPool::PgPool(QString conninfo, int size) : d(std::make_unique<Private>())
{
    d->conninfo = std::move(conninfo);
    d->size = size;
}

PgPool::~PgPool() = default;

PgPool::Lease::Lease(PgPool &owner, std::unique_ptr<PgConnection> one) : pool(&owner), connection(std::move(one)) {}

PgPool::Lease::Lease(Lease &&other) noexcept
    : pool(std::exchange(other.pool, nullptr)), connection(std::move(other.connection))
{
}

PgPool::Lease::~Lease()
{
    if (pool) {
        pool->d->giveBack(std::move(connection));
    }
}

Result<PgPool::Lease> PgPool::acquire()
{
    std::unique_lock lock(d->mutex);
    ++d->waiting;
    const bool free = d->freed.wait_for(lock, std::chrono::seconds(10), [this] { return d->leased < d->size; });
    --d->waiting;
    if (!free) {
        return Error{ErrorCode::ServerUnavailable, u"postgresql"_s,
                     u"no database connection became free within 10 s"_s, SubjectKind::Code};
    }
    ++d->leased;
    while (!d->idle.empty()) {
        std::unique_ptr<PgConnection> connection = std::move(d->idle.back());
        d->idle.pop_back();
        if (connection->healthy()) {
            return Lease(*this, std::move(connection));
        }
    }
    lock.unlock();
    Result<std::unique_ptr<PgConnection>> opened = PgConnection::open(d->conninfo);
    if (!opened.ok()) {
        d->giveBack(nullptr);
        return Error{ErrorCode::ServerUnavailable, opened.error().subject, opened.error().detail, SubjectKind::Code};
    }
    return Lease(*this, std::move(*opened));
}

PgPool::Use PgPool::use() const
{
    const std::lock_guard lock(d->mutex);
    return {d->leased, d->waiting};
}

} // namespace rawi::server
