#include "ui/sync/command_words.h"

#include <QCoreApplication>
#include <QHash>

namespace rawi {

namespace {

QString words(const QHash<QString, const char *> &table, const QString &name)
{
    const auto found = table.constFind(name);
    return found == table.constEnd() ? name : QCoreApplication::translate("CommandWords", *found);
}

} // namespace

QString commandWords(const QString &command)
{
    static const QHash<QString, const char *> table{
        {QStringLiteral("content.create"), QT_TRANSLATE_NOOP("CommandWords", "New item")},
        {QStringLiteral("content.update"), QT_TRANSLATE_NOOP("CommandWords", "Edit of an item")},
        {QStringLiteral("content.submit"), QT_TRANSLATE_NOOP("CommandWords", "Submission for review")},
        {QStringLiteral("content.return"), QT_TRANSLATE_NOOP("CommandWords", "Sending back")},
        {QStringLiteral("content.approve"), QT_TRANSLATE_NOOP("CommandWords", "Approval")},
        {QStringLiteral("content.publish"), QT_TRANSLATE_NOOP("CommandWords", "Publication")},
        {QStringLiteral("content.unpublish"), QT_TRANSLATE_NOOP("CommandWords", "Taking off publication")},
        {QStringLiteral("content.archive"), QT_TRANSLATE_NOOP("CommandWords", "Archiving")},
        {QStringLiteral("content.restore"), QT_TRANSLATE_NOOP("CommandWords", "Restoring from the archive")},
        {QStringLiteral("content.trash"), QT_TRANSLATE_NOOP("CommandWords", "Moving to the trash")},
        {QStringLiteral("content.untrash"), QT_TRANSLATE_NOOP("CommandWords", "Taking out of the trash")},
        {QStringLiteral("content.set_parity"), QT_TRANSLATE_NOOP("CommandWords", "Check of a translation")},
        {QStringLiteral("media.add_asset"), QT_TRANSLATE_NOOP("CommandWords", "New media file")},
        {QStringLiteral("media.set_hash"), QT_TRANSLATE_NOOP("CommandWords", "Fingerprint of a media file")},
        {QStringLiteral("media.add_variant"), QT_TRANSLATE_NOOP("CommandWords", "New rendition")},
        {QStringLiteral("media.remove_variant"), QT_TRANSLATE_NOOP("CommandWords", "Removal of a rendition")},
        {QStringLiteral("preset.create"), QT_TRANSLATE_NOOP("CommandWords", "New preset")},
        {QStringLiteral("preset.update"), QT_TRANSLATE_NOOP("CommandWords", "Edit of a preset")},
        {QStringLiteral("preset.remove"), QT_TRANSLATE_NOOP("CommandWords", "Removal of a preset")},
        {QStringLiteral("edit.create"), QT_TRANSLATE_NOOP("CommandWords", "New edit of a media file")},
        {QStringLiteral("edit.update"), QT_TRANSLATE_NOOP("CommandWords", "Change of an edit")},
        {QStringLiteral("edit.remove"), QT_TRANSLATE_NOOP("CommandWords", "Removal of an edit")},
        {QStringLiteral("workspace.set"), QT_TRANSLATE_NOOP("CommandWords", "Change of the newsroom's rules")},
        {QStringLiteral("subtitles.put"), QT_TRANSLATE_NOOP("CommandWords", "Edit of subtitles")},
        {QStringLiteral("subtitles.remove"), QT_TRANSLATE_NOOP("CommandWords", "Removal of subtitles")},
        {QStringLiteral("series.create"), QT_TRANSLATE_NOOP("CommandWords", "New series")},
        {QStringLiteral("series.update"), QT_TRANSLATE_NOOP("CommandWords", "Edit of a series")},
        {QStringLiteral("series.remove"), QT_TRANSLATE_NOOP("CommandWords", "Removal of a series")},
        {QStringLiteral("episode.add"), QT_TRANSLATE_NOOP("CommandWords", "New episode")},
        {QStringLiteral("episode.move"), QT_TRANSLATE_NOOP("CommandWords", "Move of an episode")},
        {QStringLiteral("episode.update"), QT_TRANSLATE_NOOP("CommandWords", "Edit of an episode")},
        {QStringLiteral("episode.remove"), QT_TRANSLATE_NOOP("CommandWords", "Removal of an episode")},
        {QStringLiteral("conflict.settle"), QT_TRANSLATE_NOOP("CommandWords", "Settling of two versions")},
    };
    return words(table, command);
}

} // namespace rawi
