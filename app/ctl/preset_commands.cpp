#include "app/ctl/preset_commands.h"

#include "core/desk/house/preset_import.h"
#include "core/desk/media/preset_list.h"
#include "core/media/preset_file.h"
#include "core/protocol/messages.h"

#include <QFile>
#include <QSaveFile>

namespace rawi::ctl {

namespace {

Result<void> listPresets(CtlSession &session)
{
    RAWI_ASSIGN(const QList<EncodePreset> presets, knownPresets(session.desk().replica()));
    QJsonArray items;
    for (const EncodePreset &preset : presets) {
        QJsonObject row = toJson(preset);
        row.insert(u"built_in"_s, preset.builtIn);
        items.append(row);
    }
    session.done({{u"items"_s, items}});
    return {};
}

// Without keys: the newsroom's own. To standard output when no file is named.
Result<void> exportPresets(CtlSession &session)
{
    Replica &replica = session.desk().replica();
    const QStringList keys = session.args().words.mid(1);
    QList<EncodePreset> chosen;
    for (const QString &key : keys) {
        RAWI_ASSIGN(const EncodePreset preset, presetByKey(replica, key));
        chosen.append(preset);
    }
    if (keys.isEmpty()) {
        RAWI_ASSIGN(chosen, knownPresets(replica));
        chosen.removeIf([](const EncodePreset &one) { return one.builtIn; });
    }
    const QString path = session.args().option("to");
    if (path.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"--to"_s, u"the file to write is missing"_s};
    }
    QSaveFile file(path);
    const QByteArray bytes = writePresetFile(chosen);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    session.done({{u"exported"_s, chosen.size()}, {u"path"_s, path}});
    return {};
}

Result<void> importPresets(CtlSession &session)
{
    const QString path = session.args().words.value(1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, path, file.errorString()};
    }
    constexpr qint64 kEnough = (1 << 20) + 1; // one more than is allowed, so that a longer file is refused as such
    const auto taken = importPresets(session.desk(), file.read(kEnough));
    if (!taken.ok()) {
        const Error &error = taken.error();
        const QString subject = error.subject.isEmpty() ? path : path + u": "_s + error.subject;
        return Error{error.code, subject, error.detail, SubjectKind::File};
    }
    QJsonArray refused;
    for (const auto &[key, error] : taken->refused) {
        refused.append(QJsonObject{{u"key"_s, key}, {u"error"_s, problemFromError(error)}});
    }
    session.done({{u"made"_s, QJsonArray::fromStringList(taken->made)},
                  {u"changed"_s, QJsonArray::fromStringList(taken->changed)},
                  {u"unchanged"_s, QJsonArray::fromStringList(taken->unchanged)},
                  {u"refused"_s, refused}});
    return {};
}

Result<void> removePreset(CtlSession &session)
{
    RAWI_ASSIGN(const EncodePreset preset, presetByKey(session.desk().replica(), session.args().words.value(1)));
    session.finishWith(session.desk().execute(u"preset.remove"_s, {{u"id"_s, preset.id.text()}}));
    return {};
}

} // namespace

Result<void> presetCommand(CtlSession &session)
{
    const QStringList words = session.args().words;
    const QString verb = words.value(0);
    if (verb == "list"_L1 && words.size() == 1) {
        return listPresets(session);
    }
    if (verb == "export"_L1) {
        return exportPresets(session);
    }
    if (verb == "import"_L1 && words.size() == 2) {
        return importPresets(session);
    }
    if (verb == "remove"_L1 && words.size() == 2) {
        return removePreset(session);
    }
    return Error{ErrorCode::InvalidArgument, verb,
                 u"usage: rawictl preset list | export [KEY…] --to FILE | import FILE | remove KEY"_s};
}

} // namespace rawi::ctl
