#include "sync-server/feed/neighbour_line.h"

#include "core/base/log.h"
#include "sync-server/feed/feed_commit.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr std::string_view kName = "rawi-neighbours"; // of the connection; a server has one
constexpr int kAgainMs = 1000; // after a connection was lost or not to be had

} // namespace

NeighbourLine::NeighbourLine(QString conninfo, Told told)
    : m_conninfo(std::move(conninfo)), m_told(std::move(told)), m_wakeFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      m_thread([this] { run(); })
{
}

NeighbourLine::~NeighbourLine()
{
    m_ending = true;
    wake();
    m_thread.join();
    ::close(m_wakeFd);
}

Result<bool> NeighbourLine::hasNeighbours(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '"
                                + std::string(kName) + "'"));
    return rows.integer(0, 0) > 1;
}

void NeighbourLine::tell()
{
    if (!m_toTell.exchange(true)) {
        wake();
    }
}

void NeighbourLine::wake() const
{
    [[maybe_unused]] const int failed = ::eventfd_write(m_wakeFd, 1); // fails only when it is readable by far
}

void NeighbourLine::run()
{
    while (!m_ending) {
        if (const Result<void> ended = talk(); !ended && !m_ending) {
            qCDebug(lcServer) << "neighbours:" << ended.error().toString();
            pollfd waker{m_wakeFd, POLLIN, 0};
            while (!m_ending && ::poll(&waker, 1, kAgainMs) > 0) { // a tell meanwhile is kept in m_toTell
                eventfd_t count = 0;
                ::eventfd_read(m_wakeFd, &count);
            }
        }
    }
}

Result<void> NeighbourLine::talk()
{
    RAWI_ASSIGN(const std::unique_ptr<PgConnection> connection, PgConnection::open(m_conninfo));
    RAWI_TRY(connection->execScript("SET application_name = '" + std::string(kName) + "'; LISTEN rawi_feed"));
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(*connection));
    for (bool isTold = true; !m_ending;) {
        if (isTold) {
            RAWI_ASSIGN(const FeedHead head, readHead(*connection, workspace));
            m_told(head);
        }
        if (m_toTell.exchange(false)) {
            if (const Result<PgRows> told = connection->exec("SELECT pg_notify('rawi_feed', '')"); !told) {
                m_toTell = true;
                return told.error();
            }
        }
        RAWI_ASSIGN(isTold, connection->awaitNotice(m_wakeFd));
    }
    return {};
}

} // namespace rawi::server
