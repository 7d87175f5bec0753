#pragma once

#include "core/desk/media/batch_add_store.h"
#include "core/desk/media/encode_queue.h"
#include "core/desk/media/media_intake.h"

#include <QHash>
#include <QObject>

namespace rawi {

// Takes many files, and all files of folders, into the library and queues presets for each. The folders are walked in
// the thread pool; the files go through the intake one by one. What is pending is kept on disk: a desk that was closed
// or killed goes on with it. Lives on the desk's thread.
class BatchAddJob : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostFiles = 10'000;

    BatchAddJob(Replica &replica, MediaIntake &intake, EncodeQueue &queue, const Clock &clock, QObject *parent = nullptr);

    // Goes on with what was pending when the desk ended; until then it only waits.
    void start();
    // `presets` may be empty: the files are taken in only. `item` null: a new item for each file.
    void add(const QStringList &paths, const QStringList &presets, EncodePriority priority = EncodePriority::Normal,
             const Id<ContentItem> &item = {}, SameFile same = SameFile::Refuse);
    // Takes those of refused() after all whose content the library has (AlreadyHere), with the presets they were added with.
    void takeSame();

    int total() const { return m_total; }
    int done() const { return m_done; } // taken in or refused
    bool isBusy() const { return m_walking > 0 || m_done < m_total || m_ending; }
    // Files and folders that were refused since it last was idle, at most a thousand.
    const QList<std::pair<QString, Error>> &refused() const { return m_refused; }

Q_SIGNALS:
    void progressed(int done, int total);
    void ended(int added, int refused); // all files were answered

private:
    struct Pending {
        BatchAdd add;
        int open = 0; // files that were not answered
        bool again = false; // a desk died with it: some of its files may be in the library
    };

    void walk(const Pending &pending);
    void begin(Pending pending, const QStringList &files, const QList<std::pair<QString, Error>> &unread);
    std::optional<Id<MediaAsset>> takenBefore(const BatchAdd &add, const QString &path) const;
    Result<void> encode(const BatchAdd &add, const Id<MediaAsset> &asset);
    void answered(const QString &path, const std::optional<Error> &error);
    void refuse(const QString &path, const Error &error);
    void keepForSame(const BatchAdd &add, const QString &path);
    void endWhenDone();

    MediaIntake &m_intake;
    EncodeQueue &m_queue;
    const Clock &m_clock;
    BatchAddStore m_store;
    LocalMediaStore m_localMedia;
    QHash<QUuid, Pending> m_adds;
    QMultiHash<QString, QUuid> m_wishes; // the adds that wait for a path
    QList<std::pair<QString, Error>> m_refused;
    int m_refusedCount = 0;
    QHash<QUuid, BatchAdd> m_same; // the adds of what the library has, with the paths of that alone
    int m_walking = 0;
    int m_total = 0;
    int m_done = 0;
    bool m_started = false;
    bool m_ending = false; // ended() is on its way: whoever hears of the last file still finds it busy
};

} // namespace rawi
