#pragma once

#include "core/desk/media/encode_queue.h"
#include "core/desk/media/folder_scan.h"
#include "core/desk/media/media_intake.h"
#include "core/desk/media/watch_folder_store.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QMap>
#include <QTimer>

namespace rawi {

// Takes what appears in the desk's watch folders into the library, once and only when it is complete, and queues the
// folder's presets for it. Looks when the system tells of a change and every few seconds (network shares tell
// nothing); the looking is done in the thread pool. Lives on the desk's thread.
class WatchFolders : public QObject {
    Q_OBJECT

public:
    WatchFolders(Replica &replica, MediaIntake &intake, EncodeQueue &queue, const Clock &clock, QObject *parent = nullptr);

    // Begins to look; until then folders are only listed.
    void start();
    // How long a file must not have changed, when nobody has it open for writing; four times as long where that
    // cannot be told. For tests.
    void setSteadyMs(int ms);

    QList<WatchFolder> folders() const;
    // Errors: FileMissing (no such folder), IoError (it may not be read), AlreadyExists (it is watched), NotFound (no such
    // preset).
    Result<QUuid> add(const QString &path, const QStringList &presets, bool subfolders = false);
    Result<void> setPresets(const QUuid &id, const QStringList &presets);
    // Whether folders below it are looked into, as far as scanFolder() goes; one that is watched by itself is left to itself.
    Result<void> setSubfolders(const QUuid &id, bool subfolders);
    Result<void> setPaused(const QUuid &id, bool paused);
    Result<void> remove(const QUuid &id); // what was taken stays in the library
    // Forgets that a file failed, so that it is tried again.
    Result<void> tryAgain(const QUuid &id, const QString &path);

    // Of all folders, those whose content the library has already: taken in only when an editor wants them all the same.
    QList<WatchedFile> asked() const;
    void takeAsked(const QList<WatchedFile> &files);
    void leaveAsked(const QList<WatchedFile> &files);

    QList<WatchedFile> files(const QUuid &id) const; // what became of them
    int waiting(const QUuid &id) const;              // files that are not complete yet, or on their way in
    std::optional<Error> problem(const QUuid &id) const; // why the folder, or all of it, cannot be looked into

Q_SIGNALS:
    void changed(); // folders, their files or problems

private:
    struct Candidate {
        SeenFile file;
        QElapsedTimer since; // it last changed
        bool taking = false; // hashed, or in the intake
    };
    struct Watched {
        WatchFolder folder;
        QHash<QString, SeenFile> known; // by path, as they were dealt with
        QMap<QString, WatchedFile> open; // of those, by path: what somebody is to do something about (Asked, Failed)
        QHash<QString, Candidate> candidates;
        std::optional<Error> problem;
        QStringList inside; // the folders that were looked into
        bool looking = false;
    };

    Watched *find(const QUuid &id);
    const Watched *find(const QUuid &id) const;
    Result<void> checkPresets(const QStringList &presets) const;
    Result<void> keep(Watched &watched);
    void listen();
    void look();
    void look(Watched &watched);
    void seen(const QUuid &id, const Result<FolderLook> &found);
    void refuseUnreadable(const Watched &watched, const QList<SeenFile> &files);
    bool forgetGone(Watched &watched, const FolderLook &look);
    void take(const QUuid &id, const Candidate &candidate);
    void hashed(const QUuid &id, const SeenFile &file, const Result<QString> &sha256);
    void added(const QString &path, const QUuid &asset);
    void failed(const QString &path, const Error &error);
    void settle(const QUuid &id, const SeenFile &file, const QString &sha256, WatchedState state, const Error &error = {});

    struct OnItsWay {
        QUuid folder;
        SeenFile file;
        QString sha256;
    };

    Replica &m_replica;
    MediaIntake &m_intake;
    EncodeQueue &m_queue;
    const Clock &m_clock;
    WatchFolderStore m_store;
    LocalMediaStore m_localMedia;
    QList<Watched> m_folders;
    QHash<QString, OnItsWay> m_onTheirWay; // in the intake, by path
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
    int m_steadyMs = 3000;
    bool m_started = false;
};

} // namespace rawi
