#include "app/ctl/watch_commands.h"

#include "core/protocol/messages.h"

#include <QFileInfo>
#include <QJsonArray>

namespace rawi::ctl {

namespace {

QJsonObject folderRow(const WatchFolders &watching, const WatchFolder &folder)
{
    int taken = 0;
    QJsonArray failed;
    const QList<WatchedFile> files = watching.files(folder.id);
    for (const WatchedFile &file : files) {
        taken += file.state == WatchedState::Taken ? 1 : 0;
        if (file.state == WatchedState::Failed) {
            failed.append(QJsonObject{{QStringLiteral("path"), file.path}, {QStringLiteral("error"), problemFromError(file.error)}});
        }
    }
    return {{QStringLiteral("id"), uuidText(folder.id)},
            {QStringLiteral("path"), folder.path},
            {QStringLiteral("presets"), QJsonArray::fromStringList(folder.presets)},
            {QStringLiteral("paused"), folder.paused},
            {QStringLiteral("subfolders"), folder.subfolders},
            {QStringLiteral("taken"), taken},
            {QStringLiteral("failed"), failed}};
}

Result<void> list(CtlSession &session)
{
    const WatchFolders &watching = session.desk().watchFolders();
    QJsonArray rows;
    const QList<WatchFolder> folders = watching.folders();
    for (const WatchFolder &folder : folders) {
        rows.append(folderRow(watching, folder));
    }
    session.done({{QStringLiteral("folders"), rows}});
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
    return Error{ErrorCode::NotFound, word, QStringLiteral("this folder is not watched")};
}

Result<void> run(CtlSession &session)
{
    WatchFolders &watching = session.desk().watchFolders();
    MediaIntake &intake = session.desk().intake();
    QObject::connect(&intake, &MediaIntake::added, &session,
                     [&session](const QString &path, const QUuid &content, const QUuid &asset) {
                         session.progress({{QStringLiteral("added"), path},
                                           {QStringLiteral("content_id"), uuidText(content)},
                                           {QStringLiteral("asset_id"), uuidText(asset)}});
                     });
    QObject::connect(&intake, &MediaIntake::failed, &session, [&session](const QString &path, const Error &error) {
        session.progress({{QStringLiteral("refused"), path}, {QStringLiteral("error"), problemFromError(error)}});
    });
    QObject::connect(&session.desk().encodes(), &EncodeQueue::finished, &session,
                     [&session](const QUuid &, const QUuid &asset, const QStringList &presets) {
                         session.progress({{QStringLiteral("encoded"), uuidText(asset)},
                                           {QStringLiteral("presets"), QJsonArray::fromStringList(presets)}});
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
    if (verb == QLatin1StringView("list") && words.size() == 1) {
        return list(session);
    }
    if (verb == QLatin1StringView("run") && words.size() == 1) {
        return run(session);
    }
    if (verb == QLatin1StringView("add") && words.size() == 2) {
        RAWI_TRY(watching.add(words.at(1), session.args().option("preset").split(QLatin1Char(','), Qt::SkipEmptyParts),
                              session.args().flag("subfolders")));
        return list(session);
    }
    if (words.size() == 2
        && (verb == QLatin1StringView("remove") || verb == QLatin1StringView("pause") || verb == QLatin1StringView("resume"))) {
        RAWI_ASSIGN(const QUuid id, named(session, words.at(1)));
        RAWI_TRY(verb == QLatin1StringView("remove") ? watching.remove(id)
                                                     : watching.setPaused(id, verb == QLatin1StringView("pause")));
        return list(session);
    }
    return Error{ErrorCode::InvalidArgument, verb,
                 QStringLiteral("usage: rawictl watch [add FOLDER [--preset A,B] [--subfolders] | list | pause FOLDER | resume FOLDER | "
                                "remove FOLDER | run]")};
}

} // namespace rawi::ctl
