#include "ui/sync/command_words.h"

#include "core/base/literals.h"

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
        {u"content.create"_s, QT_TRANSLATE_NOOP("CommandWords", "New item")},
        {u"content.update"_s, QT_TRANSLATE_NOOP("CommandWords", "Edit of an item")},
        {u"content.submit"_s, QT_TRANSLATE_NOOP("CommandWords", "Submission for review")},
        {u"content.return"_s, QT_TRANSLATE_NOOP("CommandWords", "Sending back")},
        {u"content.approve"_s, QT_TRANSLATE_NOOP("CommandWords", "Approval")},
        {u"content.publish"_s, QT_TRANSLATE_NOOP("CommandWords", "Publication")},
        {u"content.unpublish"_s, QT_TRANSLATE_NOOP("CommandWords", "Taking off publication")},
        {u"content.archive"_s, QT_TRANSLATE_NOOP("CommandWords", "Archiving")},
        {u"content.restore"_s, QT_TRANSLATE_NOOP("CommandWords", "Restoring from the archive")},
        {u"content.trash"_s, QT_TRANSLATE_NOOP("CommandWords", "Moving to the trash")},
        {u"content.untrash"_s, QT_TRANSLATE_NOOP("CommandWords", "Taking out of the trash")},
        {u"content.set_parity"_s, QT_TRANSLATE_NOOP("CommandWords", "Check of a translation")},
        {u"media.add_asset"_s, QT_TRANSLATE_NOOP("CommandWords", "New media file")},
        {u"media.set_hash"_s, QT_TRANSLATE_NOOP("CommandWords", "Fingerprint of a media file")},
        {u"media.add_variant"_s, QT_TRANSLATE_NOOP("CommandWords", "New rendition")},
        {u"media.remove_variant"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of a rendition")},
        {u"preset.create"_s, QT_TRANSLATE_NOOP("CommandWords", "New preset")},
        {u"preset.update"_s, QT_TRANSLATE_NOOP("CommandWords", "Edit of a preset")},
        {u"preset.remove"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of a preset")},
        {u"edit.create"_s, QT_TRANSLATE_NOOP("CommandWords", "New edit of a media file")},
        {u"edit.update"_s, QT_TRANSLATE_NOOP("CommandWords", "Change of an edit")},
        {u"edit.remove"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of an edit")},
        {u"workspace.set"_s, QT_TRANSLATE_NOOP("CommandWords", "Change of the newsroom's rules")},
        {u"subtitles.put"_s, QT_TRANSLATE_NOOP("CommandWords", "Edit of subtitles")},
        {u"subtitles.remove"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of subtitles")},
        {u"series.create"_s, QT_TRANSLATE_NOOP("CommandWords", "New series")},
        {u"series.update"_s, QT_TRANSLATE_NOOP("CommandWords", "Edit of a series")},
        {u"series.remove"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of a series")},
        {u"episode.add"_s, QT_TRANSLATE_NOOP("CommandWords", "New episode")},
        {u"episode.move"_s, QT_TRANSLATE_NOOP("CommandWords", "Move of an episode")},
        {u"episode.update"_s, QT_TRANSLATE_NOOP("CommandWords", "Edit of an episode")},
        {u"episode.remove"_s, QT_TRANSLATE_NOOP("CommandWords", "Removal of an episode")},
        {u"conflict.settle"_s, QT_TRANSLATE_NOOP("CommandWords", "Settling of two versions")},
    };
    return words(table, command);
}

} // namespace rawi
