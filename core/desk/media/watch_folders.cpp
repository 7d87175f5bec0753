#include "core/desk/media/watch_folders.h"

#include "core/base/log.h"
#include "core/base/file_sha256.h"
#include "core/desk/media/preset_list.h"
#include "core/desk/media/run_later.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kCalmLookMs = 15'000; // nothing is on its way
constexpr int kKeenLookMs = 1'000;
constexpr int kUnknownFactor = 4; // for files of which nobody can tell whether they are open

bool sameFile(const SeenFile &one, const SeenFile &other)
{
    return one.path == other.path && one.size == other.size && one.mtimeMs == other.mtimeMs && one.inode == other.inode;
}

bool isOpen(WatchedState state)
{
    return state == WatchedState::Asked || state == WatchedState::Failed;
}

SeenFile seenFile(const WatchedFile &file)
{
    return {file.path, file.size, file.mtimeMs, file.inode};
}

// The hash of a file that nobody writes. Errors: Locked when somebody does, or may (`calm`: it has not changed for so
// long that who cannot be asked is believed to have ended); as fileSha256.
Result<QString> hashComplete(const SeenFile &file, bool calm)
{
    const OpenForWriting writing = openForWriting(file.path);
    if (writing == OpenForWriting::Yes || (writing == OpenForWriting::Unknown && !calm)) {
        return Error{ErrorCode::Locked, file.path, u"it is being written"_s};
    }
    RAWI_ASSIGN(const QString sha256, fileSha256(file.path));
    const QFileInfo now(file.path);
    if (now.size() != file.size || now.lastModified().toMSecsSinceEpoch() != file.mtimeMs) {
        return Error{ErrorCode::Locked, file.path, u"it changed while it was read"_s};
    }
    return sha256;
}

} // namespace

WatchFolders::WatchFolders(Replica &replica, MediaIntake &intake, EncodeQueue &queue, const Clock &clock, QObject *parent)
    : QObject(parent),
      m_replica(replica),
      m_intake(intake),
      m_queue(queue),
      m_clock(clock),
      m_store(replica),
      m_localMedia(replica)
{
    const auto stored = m_store.folders();
    if (!stored.ok()) {
        qCWarning(lcDesk) << "watch folders:" << stored.error().toString();
    }
    for (const WatchFolder &folder : stored.ok() ? *stored : QList<WatchFolder>()) {
        Watched watched;
        watched.folder = folder;
        const QList<WatchedFile> known = files(folder.id);
        for (const WatchedFile &file : known) {
            watched.known.insert(file.path, seenFile(file));
            if (isOpen(file.state)) {
                watched.open.insert(file.path, file);
            }
        }
        m_folders.append(watched);
    }
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { look(); });
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
    connect(&intake, &MediaIntake::added, this,
            [this](const QString &path, const QUuid &, const QUuid &asset) { added(path, asset); });
    connect(&intake, &MediaIntake::failed, this, &WatchFolders::failed);
}

void WatchFolders::start()
{
    m_started = true;
    listen();
    look();
}

void WatchFolders::setSteadyMs(int ms)
{
    m_steadyMs = ms;
}

QList<WatchFolder> WatchFolders::folders() const
{
    QList<WatchFolder> folders;
    for (const Watched &watched : m_folders) {
        folders.append(watched.folder);
    }
    return folders;
}

Result<QUuid> WatchFolders::add(const QString &path, const QStringList &presets, bool subfolders)
{
    const QFileInfo info(path);
    if (!info.isDir()) {
        return Error{ErrorCode::FileMissing, path, u"there is no such folder"_s};
    }
    if (!info.isReadable() || !info.isExecutable()) {
        return Error{ErrorCode::IoError, path, u"may not be read by this user"_s};
    }
    RAWI_TRY(checkPresets(presets));
    Watched watched;
    watched.folder = {makeUuidV7(m_clock.nowMs()), info.canonicalFilePath(), presets, false, subfolders, m_clock.nowMs()};
    for (const Watched &other : std::as_const(m_folders)) {
        if (other.folder.path == watched.folder.path) {
            return Error{ErrorCode::AlreadyExists, watched.folder.path, u"this folder is watched already"_s, SubjectKind::File};
        }
    }
    RAWI_TRY(m_store.put(watched.folder));
    m_folders.append(watched);
    listen();
    Q_EMIT changed();
    look();
    return watched.folder.id;
}

Result<void> WatchFolders::checkPresets(const QStringList &presets) const
{
    for (const QString &key : presets) {
        RAWI_TRY(presetByKey(m_replica, key));
    }
    return {};
}

Result<void> WatchFolders::setPresets(const QUuid &id, const QStringList &presets)
{
    RAWI_TRY(checkPresets(presets));
    Watched *watched = find(id);
    if (!watched) {
        return Error{ErrorCode::NotFound, uuidText(id), u"there is no such watch folder"_s};
    }
    watched->folder.presets = presets;
    return keep(*watched);
}

Result<void> WatchFolders::setSubfolders(const QUuid &id, bool subfolders)
{
    Watched *watched = find(id);
    if (!watched) {
        return Error{ErrorCode::NotFound, uuidText(id), u"there is no such watch folder"_s};
    }
    watched->folder.subfolders = subfolders;
    watched->inside.clear();
    return keep(*watched);
}

Result<void> WatchFolders::setPaused(const QUuid &id, bool paused)
{
    Watched *watched = find(id);
    if (!watched) {
        return Error{ErrorCode::NotFound, uuidText(id), u"there is no such watch folder"_s};
    }
    watched->folder.paused = paused;
    watched->candidates.clear();
    return keep(*watched);
}

Result<void> WatchFolders::keep(Watched &watched)
{
    RAWI_TRY(m_store.put(watched.folder));
    listen();
    Q_EMIT changed();
    look();
    return {};
}

Result<void> WatchFolders::remove(const QUuid &id)
{
    RAWI_TRY(m_store.remove(id));
    m_folders.removeIf([&](const Watched &watched) { return watched.folder.id == id; });
    listen();
    Q_EMIT changed();
    return {};
}

Result<void> WatchFolders::tryAgain(const QUuid &id, const QString &path)
{
    RAWI_TRY(m_store.forgetFile(id, path));
    if (Watched *watched = find(id)) {
        watched->known.remove(path);
        watched->open.remove(path);
    }
    Q_EMIT changed();
    look();
    return {};
}

QList<WatchedFile> WatchFolders::asked() const
{
    QList<WatchedFile> files;
    for (const Watched &watched : m_folders) {
        for (const WatchedFile &file : watched.open) {
            if (file.state == WatchedState::Asked && !m_onTheirWay.contains(file.path)) {
                files.append(file);
            }
        }
    }
    return files;
}

void WatchFolders::takeAsked(const QList<WatchedFile> &files)
{
    for (const WatchedFile &file : files) {
        if (!m_onTheirWay.contains(file.path)) {
            m_onTheirWay.insert(file.path, {file.folder, seenFile(file), file.sha256});
            m_intake.add({file.path}, {}, SameFile::Take);
        }
    }
    Q_EMIT changed();
}

void WatchFolders::leaveAsked(const QList<WatchedFile> &files)
{
    for (const WatchedFile &file : files) {
        settle(file.folder, seenFile(file), file.sha256, WatchedState::Known);
    }
}

QList<WatchedFile> WatchFolders::files(const QUuid &id) const
{
    const auto stored = m_store.files(id);
    if (!stored.ok()) {
        qCWarning(lcDesk) << "watched files:" << stored.error().toString();
        return {};
    }
    return *stored;
}

int WatchFolders::waiting(const QUuid &id) const
{
    const Watched *watched = find(id);
    return watched ? static_cast<int>(watched->candidates.size()) : 0;
}

std::optional<Error> WatchFolders::problem(const QUuid &id) const
{
    const Watched *watched = find(id);
    return watched ? watched->problem : std::nullopt;
}

WatchFolders::Watched *WatchFolders::find(const QUuid &id)
{
    const auto found = std::find_if(m_folders.begin(), m_folders.end(),
                                    [&](const Watched &watched) { return watched.folder.id == id; });
    return found == m_folders.end() ? nullptr : &*found;
}

const WatchFolders::Watched *WatchFolders::find(const QUuid &id) const
{
    return const_cast<WatchFolders *>(this)->find(id);
}

void WatchFolders::listen()
{
    const QStringList heard = m_watcher.directories();
    QStringList wanted;
    for (const Watched &watched : std::as_const(m_folders)) {
        if (m_started && !watched.folder.paused && QFileInfo(watched.folder.path).isDir()) {
            wanted.append(watched.inside.isEmpty() ? QStringList{watched.folder.path} : watched.inside);
        }
    }
    const QSet<QString> before(heard.cbegin(), heard.cend());
    const QSet<QString> after(wanted.cbegin(), wanted.cend());
    const QSet<QString> gone = before - after;
    const QSet<QString> come = after - before;
    for (const QString &path : gone) {
        m_watcher.removePath(path);
    }
    for (const QString &path : come) {
        m_watcher.addPath(path); // when it cannot be heard, it is looked at all the same
    }
}

void WatchFolders::look()
{
    if (!m_started) {
        return;
    }
    bool keen = false;
    for (Watched &watched : m_folders) {
        if (!watched.folder.paused) {
            look(watched);
        }
        keen = keen || !watched.candidates.isEmpty();
    }
    m_timer.start(keen ? std::min(kKeenLookMs, m_steadyMs) : kCalmLookMs);
}

void WatchFolders::look(Watched &watched)
{
    if (watched.looking) {
        return; // a share that does not answer holds one thread, not all of them
    }
    watched.looking = true;
    QStringList others;
    for (const Watched &other : std::as_const(m_folders)) {
        if (other.folder.id != watched.folder.id) {
            others.append(other.folder.path);
        }
    }
    runLater<Result<FolderLook>>(
        this, [folder = watched.folder, others] { return scanFolder(folder.path, folder.subfolders, others); },
        [this, id = watched.folder.id](const Result<FolderLook> &found) { seen(id, found); });
}

void WatchFolders::seen(const QUuid &id, const Result<FolderLook> &found)
{
    Watched *watched = find(id);
    if (!watched) {
        return;
    }
    watched->looking = false;
    const bool wasKeen = !watched->candidates.isEmpty();
    const std::optional<Error> before = watched->problem;
    watched->problem = found.ok() ? found->left : std::optional<Error>(found.error());
    const QStringList inside = found.ok() ? found->folders : QStringList();
    if (watched->problem != before || watched->inside != inside) {
        watched->inside = inside;
        listen();
    }
    if (watched->problem != before) {
        Q_EMIT changed();
    }
    if (!found.ok() || watched->folder.paused) {
        return;
    }
    if (forgetGone(*watched, *found)) {
        Q_EMIT changed();
    }
    refuseUnreadable(*watched, found->unreadable);
    QHash<QString, Candidate> still;
    QList<Candidate> due;
    for (const SeenFile &file : found->files) {
        const auto known = watched->known.constFind(file.path);
        if (known != watched->known.cend() && sameFile(*known, file)) {
            continue;
        }
        Candidate candidate = watched->candidates.value(file.path);
        if (!candidate.taking && !sameFile(candidate.file, file)) {
            candidate.file = file;
            candidate.since.start();
        } else if (!candidate.taking && file.size > 0 && candidate.since.elapsed() >= m_steadyMs) {
            candidate.taking = true;
            due.append(candidate);
        }
        still.insert(file.path, candidate);
    }
    watched->candidates = still;
    for (const Candidate &candidate : std::as_const(due)) {
        take(id, candidate);
    }
    if (wasKeen == still.isEmpty()) {
        m_timer.start(still.isEmpty() ? kCalmLookMs : std::min(kKeenLookMs, m_steadyMs));
        Q_EMIT changed();
    }
}

// By the intake, as any other that cannot be taken in.
void WatchFolders::refuseUnreadable(const Watched &watched, const QList<SeenFile> &files)
{
    for (const SeenFile &file : files) {
        const auto known = watched.known.constFind(file.path);
        if (!m_onTheirWay.contains(file.path) && (known == watched.known.cend() || !sameFile(*known, file))) {
            m_onTheirWay.insert(file.path, {watched.folder.id, file, {}});
            m_intake.add({file.path});
        }
    }
}

// Nobody is asked about a file that was taken away, or told of it. Whether there was one.
bool WatchFolders::forgetGone(Watched &watched, const FolderLook &look)
{
    if (watched.open.isEmpty() || look.left) { // of a look that is not everything nobody knows
        return false;
    }
    QSet<QString> there;
    for (const SeenFile &file : look.files + look.unreadable) {
        there.insert(file.path);
    }
    const QStringList paths = watched.open.keys();
    bool any = false;
    for (const QString &path : paths) {
        if (!there.contains(path) && !m_onTheirWay.contains(path) && m_store.forgetFile(watched.folder.id, path).ok()) {
            watched.open.remove(path);
            watched.known.remove(path);
            any = true;
        }
    }
    return any;
}

void WatchFolders::take(const QUuid &id, const Candidate &candidate)
{
    const bool calm = candidate.since.elapsed() >= qint64(m_steadyMs) * kUnknownFactor;
    runLater<Result<QString>>(
        this, [file = candidate.file, calm] { return hashComplete(file, calm); },
        [this, id, file = candidate.file](const Result<QString> &sha256) { hashed(id, file, sha256); });
}

void WatchFolders::hashed(const QUuid &id, const SeenFile &file, const Result<QString> &sha256)
{
    Watched *watched = find(id);
    if (!watched) {
        return;
    }
    if (!sha256.ok() && sha256.error().code == ErrorCode::Locked) {
        watched->candidates[file.path].taking = false; // not complete after all
        return;
    }
    if (!sha256.ok()) {
        settle(id, file, {}, WatchedState::Failed, sha256.error());
        return;
    }
    const auto taken = m_store.isTaken(*sha256, file.inode, file.mtimeMs);
    const auto originals = m_localMedia.originalsAt(file.path);
    const bool here = originals.ok() && std::any_of(originals->cbegin(), originals->cend(), [&](const LocalFile &one) {
        return one.size == file.size && one.mtimeMs == file.mtimeMs; // the desk died before it could note that
    });
    if (here || (taken.ok() && *taken)) {
        settle(id, file, *sha256, WatchedState::Known);
        return;
    }
    m_onTheirWay.insert(file.path, {id, file, *sha256});
    m_intake.add({file.path});
}

void WatchFolders::added(const QString &path, const QUuid &asset)
{
    if (!m_onTheirWay.contains(path)) {
        return;
    }
    const OnItsWay way = m_onTheirWay.take(path);
    const Watched *watched = find(way.folder);
    std::optional<Error> failure;
    if (watched && !watched->folder.presets.isEmpty()) {
        if (const auto queued = m_queue.enqueue(Id<MediaAsset>(asset), watched->folder.presets); !queued.ok()) {
            failure = queued.error();
        }
    }
    settle(way.folder, way.file, way.sha256, failure ? WatchedState::Failed : WatchedState::Taken,
           failure.value_or(Error{}));
}

void WatchFolders::failed(const QString &path, const Error &error)
{
    if (m_onTheirWay.contains(path)) {
        const OnItsWay way = m_onTheirWay.take(path);
        settle(way.folder, way.file, way.sha256,
               error.code == ErrorCode::AlreadyHere ? WatchedState::Asked : WatchedState::Failed, error);
    }
}

void WatchFolders::settle(const QUuid &id, const SeenFile &file, const QString &sha256, WatchedState state,
                          const Error &error)
{
    Watched *watched = find(id);
    if (!watched) {
        return;
    }
    watched->candidates.remove(file.path);
    watched->known.insert(file.path, file);
    const WatchedFile now{id, file.path, file.size, file.mtimeMs, file.inode, sha256, state, error};
    watched->open.remove(file.path);
    if (isOpen(state)) {
        watched->open.insert(file.path, now);
    }
    const auto kept = m_store.putFile(now);
    if (!kept.ok()) {
        qCWarning(lcDesk) << "watched file not kept:" << kept.error().toString();
    }
    Q_EMIT changed();
}

} // namespace rawi
