#pragma once

#include "core/desk/encode_queue.h"
#include "core/desk/media_intake.h"

#include <QHash>
#include <QObject>

namespace rawi {

// Takes many files, and all files of folders, into the library and queues presets for each. The folders are walked in
// the thread pool; the files go through the intake one by one. Lives on the desk's thread.
class BatchAddJob : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostFiles = 10'000;

    BatchAddJob(MediaIntake &intake, EncodeQueue &queue, QObject *parent = nullptr);

    // `presets` may be empty: the files are taken in only.
    void add(const QStringList &paths, const QStringList &presets, EncodePriority priority = EncodePriority::Normal);

    int total() const { return m_total; }
    int done() const { return m_done; } // taken in or refused
    bool isBusy() const { return m_walking > 0 || m_done < m_total || m_ending; }
    // Files that were refused since it last was idle, at most a thousand.
    const QList<std::pair<QString, Error>> &refused() const { return m_refused; }

Q_SIGNALS:
    void progressed(int done, int total);
    void ended(int added, int refused); // all files were answered

private:
    struct Wish {
        QStringList presets;
        EncodePriority priority = EncodePriority::Normal;
    };

    void begin(const QStringList &files, const Wish &wish);
    void answered(const QString &path, const std::optional<Error> &error);
    void endWhenDone();

    MediaIntake &m_intake;
    EncodeQueue &m_queue;
    QMultiHash<QString, Wish> m_wishes; // by path
    QList<std::pair<QString, Error>> m_refused;
    int m_refusedCount = 0;
    int m_walking = 0;
    int m_total = 0;
    int m_done = 0;
    bool m_ending = false; // ended() is on its way: whoever hears of the last file still finds it busy
};

} // namespace rawi
