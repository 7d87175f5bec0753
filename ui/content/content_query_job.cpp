#include "ui/content/content_query_job.h"

namespace rawi {

// The half that lives on the thread; its connection is opened there at the first query.
class ContentQueryJob::Worker : public QObject {
public:
    explicit Worker(const ReplicaOpener &open) : m_open(open) { }

    Result<QList<QUuid>> find(const ContentQuery &query)
    {
        if (!m_replica) {
            RAWI_ASSIGN(m_replica, m_open());
        }
        return ContentLists(*m_replica).ids(query);
    }

private:
    ReplicaOpener m_open;
    std::unique_ptr<Replica> m_replica;
};

ContentQueryJob::ContentQueryJob(const ReplicaOpener &open, QObject *parent)
    : QObject(parent)
    , m_worker(new Worker(open))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(u"content-query"_s);
    m_thread.start();
}

ContentQueryJob::~ContentQueryJob()
{
    m_newest = -1;
    m_thread.quit();
    m_thread.wait();
}

void ContentQueryJob::run(const ContentQuery &query)
{
    const int turn = ++m_newest;
    QMetaObject::invokeMethod(m_worker, [this, query, turn] {
        if (turn != m_newest) {
            return;
        }
        const Result<QList<QUuid>> ids = m_worker->find(query);
        QMetaObject::invokeMethod(this, [this, query, turn, ids] {
            if (turn != m_newest) {
                return;
            }
            if (ids) {
                Q_EMIT found(query, *ids);
            } else {
                Q_EMIT failed(ids.error());
            }
        });
    });
}

} // namespace rawi
