#pragma once

#include "core/desk/content/content_lists.h"

#include <QThread>

#include <atomic>

namespace rawi {

// Finds the ids of a query in a thread of its own, with its own connection to the replica. Only the newest query
// is answered. Lives on the GUI thread.
class ContentQueryJob : public QObject {
    Q_OBJECT

public:
    explicit ContentQueryJob(const ReplicaOpener &open, QObject *parent = nullptr);
    ~ContentQueryJob() override;

    void run(const ContentQuery &query);

Q_SIGNALS:
    void found(const rawi::ContentQuery &query, const QList<QUuid> &ids);
    void failed(const rawi::Error &error);

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker;
    std::atomic<int> m_newest = 0;
};

} // namespace rawi
