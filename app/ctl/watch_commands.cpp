#include "app/ctl/watch_commands.h"

#include "core/protocol/messages.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <memory>

namespace rawi::ctl {

namespace {

QJsonObject folderRow(const WatchFolders &watching, const WatchFolder &folder)
{
    int taken = 0;
    QJsonArray failed;
    QJsonArray asked;
    const QList<WatchedFile> files = watching.files(folder.id);
    for (const WatchedFile &file : files) {
        taken += file.state == WatchedState::Taken ? 1 : 0;
        if (file.state == WatchedState::Failed) {
            failed.append(QJsonObject{{u"path"_s, file.path}, {u"error"_s, problemFromError(file.error)}});
        } else if (file.state == WatchedState::Asked) {
            asked.append(QJsonObject{{u"path"_s, file.path}, {u"content_id"_s, file.error.subject.section(u'/', 1)}});
        }
    }
    return {{u"id"_s, uuidText(folder.id)},
            {u"path"_s, folder.path},
            {u"presets"_s, QJsonArray::fromStringList(folder.presets)},
            {u"paused"_s, folder.paused},
            {u"subfolders"_s, folder.subfolders},
            {u"taken"_s, taken},
            {u"failed"_s, failed},
            {u"in_library"_s, asked}};
}

Result<void> listWatched(CtlSession &session)
{
    const WatchFolders &watching = session.desk().watchFolders();
    QJsonArray rows;
    const QList<WatchFolder> folders = watching.folders();
    for (const WatchFolder &folder : folders) {
        rows.append(folderRow(watching, folder));
    }
    session.done({{u"folders"_s, rows}});
    return {};
}

// By id or by path. Errors: NotFound.
Result<QUuid> named(CtlSession &session, const QString &word)
{
    const QString path = QFileInfo(word).canonicalFilePath();
    const QList<WatchFolder> folders = session.desk().watchFolders().folders();
    for (const WatchFolder &folder : folders) {
        if (uuidText(folder.id) == word || folder.path == word || (!path.isEmpty() && folder.path == path)) {
            return folder.id;
        }
    }
    return Error{ErrorCode::NotFound, word, u"this folder is not watched"_s, SubjectKind::Name};
}

// Those of these paths, or all, whose content the library has. Errors: NotFound, naming a path.
Result<QList<WatchedFile>> askedOf(CtlSession &session, const QStringList &paths)
{
    QList<WatchedFile> files = session.desk().watchFolders().asked();
    for (const QString &path : paths) {
        const QString wanted = QFileInfo(path).absoluteFilePath();
        if (std::none_of(files.cbegin(), files.cend(), [&](const WatchedFile &one) { return one.path == wanted; })) {
            return Error{ErrorCode::NotFound, path, u"nothing is asked about this file; see rawictl watch list"_s, SubjectKind::Name};
        }
    }
    files.removeIf([&](const WatchedFile &one) {
        return !paths.isEmpty()
            && std::none_of(paths.cbegin(), paths.cend(), [&](const QString &path) { return QFileInfo(path).absoluteFilePath() == one.path; });
    });
    return files;
}

// Answers when the last of them is in the library.
Result<void> takeAsked(CtlSession &session, const QStringList &paths)
{
    RAWI_ASSIGN(const QList<WatchedFile> files, askedOf(session, paths));
    if (files.isEmpty()) {
        return listWatched(session);
    }
    const auto open = std::make_shared<QSet<QString>>();
    for (const WatchedFile &file : files) {
        open->insert(file.path);
    }
    const auto answered = [&session, open](const QString &path) {
        if (open->remove(path) && open->isEmpty()) {
            static_cast<void>(listWatched(session));
        }
    };
    MediaIntake &intake = session.desk().intake();
    QObject::connect(&intake, &MediaIntake::added, &session, answered);
    QObject::connect(&intake, &MediaIntake::failed, &session, answered);
    session.desk().watchFolders().takeAsked(files);
    return {};
}

Result<void> leaveAsked(CtlSession &session, const QStringList &paths)
{
    RAWI_ASSIGN(const QList<WatchedFile> files, askedOf(session, paths));
    session.desk().watchFolders().leaveAsked(files);
    return listWatched(session);
}

Result<void> run(CtlSession &session)
{
    WatchFolders &watching = session.desk().watchFolders();
    MediaIntake &intake = session.desk().intake();
    QObject::connect(&intake, &MediaIntake::added, &session,
                     [&session](const QString &path, const QUuid &content, const QUuid &asset) {
                         session.progress({{u"added"_s, path},
                                           {u"content_id"_s, uuidText(content)},
                                           {u"asset_id"_s, uuidText(asset)}});
                     });
    QObject::connect(&intake, &MediaIntake::failed, &session,
                     [&session](const QString &path, const Error &error) {
                         session.progress({{u"refused"_s, path}, {u"error"_s, problemFromError(error)}});
                     });
    QObject::connect(&session.desk().encodes(), &EncodeQueue::finished, &session,
                     [&session](const QUuid &, const QUuid &asset, const QStringList &presets) {
                         session.progress({{u"encoded"_s, uuidText(asset)},
                                           {u"presets"_s, QJsonArray::fromStringList(presets)}});
                     });
    session.desk().encodes().start();
    watching.start();
    return {};
}

} // namespace

Result<void> watchFolderCommand(CtlSession &session)
{
    WatchFolders &watching = session.desk().watchFolders();
    const QStringList words = session.args().words;
    const QString verb = words.value(0);
    if (verb == "list"_L1 && words.size() == 1) {
        return listWatched(session);
    }
    if (verb == "run"_L1 && words.size() == 1) {
        return run(session);
    }
    if (verb == "add"_L1 && words.size() == 2) {
        RAWI_TRY(watching.add(words.at(1), session.args().option("preset").split(QLatin1Char(','), Qt::SkipEmptyParts),
                              session.args().flag("subfolders")));
        return listWatched(session);
    }
    if (words.size() == 2 && (verb == "remove"_L1 || verb == "pause"_L1 || verb == "resume"_L1)) {
        RAWI_ASSIGN(const QUuid id, named(session, words.at(1)));
        RAWI_TRY(verb == "remove"_L1 ? watching.remove(id) : watching.setPaused(id, verb == "pause"_L1));
        return listWatched(session);
    }
    if (verb == "take"_L1 || verb == "leave"_L1) {
        return verb == "take"_L1 ? takeAsked(session, words.mid(1)) : leaveAsked(session, words.mid(1));
    }
    return Error{ErrorCode::InvalidArgument, verb,
                 u"usage: rawictl watch [add FOLDER [--preset A,B] [--subfolders] | list | pause FOLDER | "
                 u"resume FOLDER | remove FOLDER | take [FILE…] | leave [FILE…] | run]"_s};
}

} // namespace rawi::ctl
