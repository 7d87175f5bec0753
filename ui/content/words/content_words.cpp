#include "ui/content/words/content_words.h"

#include <QCoreApplication>

namespace rawi {

namespace {

constexpr const char *kContext = "ContentWords";

QList<NamedWords> fieldWords()
{
    return translatedWords(kContext, {
        {"id", QT_TRANSLATE_NOOP("ContentWords", "Record")},
        {"kind", QT_TRANSLATE_NOOP("ContentWords", "Kind")},
        {"state", QT_TRANSLATE_NOOP("ContentWords", "State")},
        {"parity", QT_TRANSLATE_NOOP("ContentWords", "Translation")},
        {"title_ar", QT_TRANSLATE_NOOP("ContentWords", "Arabic title")},
        {"title_en", QT_TRANSLATE_NOOP("ContentWords", "English title")},
        {"summary_ar", QT_TRANSLATE_NOOP("ContentWords", "Arabic summary")},
        {"summary_en", QT_TRANSLATE_NOOP("ContentWords", "English summary")},
        {"body_ar", QT_TRANSLATE_NOOP("ContentWords", "Arabic text")},
        {"body_en", QT_TRANSLATE_NOOP("ContentWords", "English text")},
        {"tags", QT_TRANSLATE_NOOP("ContentWords", "Tags")},
        {"main_asset", QT_TRANSLATE_NOOP("ContentWords", "Main media")},
        {"note", QT_TRANSLATE_NOOP("ContentWords", "Note")},
        {"review_note", QT_TRANSLATE_NOOP("ContentWords", "Review note")},
        {"content_id", QT_TRANSLATE_NOOP("ContentWords", "Item")},
        {"trashed", QT_TRANSLATE_NOOP("ContentWords", "Trash")},
        {"created_by", QT_TRANSLATE_NOOP("ContentWords", "Author")},
        {"updated_by", QT_TRANSLATE_NOOP("ContentWords", "Last editor")},
        {"created_at", QT_TRANSLATE_NOOP("ContentWords", "Time of creation")},
        {"updated_at", QT_TRANSLATE_NOOP("ContentWords", "Time of the last change")},
        {"published_at", QT_TRANSLATE_NOOP("ContentWords", "Time of publishing")},
        {"first_published_at", QT_TRANSLATE_NOOP("ContentWords", "Time of the first publishing")},
        {"live_rev", QT_TRANSLATE_NOOP("ContentWords", "Published text")},
        {"approved_rev", QT_TRANSLATE_NOOP("ContentWords", "Approved text")},
        {"revision", QT_TRANSLATE_NOOP("ContentWords", "Text that was read")},
        {"arabic_checked", QT_TRANSLATE_NOOP("ContentWords", "Check of the Arabic")},
        {"english_checked", QT_TRANSLATE_NOOP("ContentWords", "Check of the English")},
        {"item", QT_TRANSLATE_NOOP("ContentWords", "Item")},
        {"n", QT_TRANSLATE_NOOP("ContentWords", "Number")},
        {"fields", QT_TRANSLATE_NOOP("ContentWords", "Texts")},
        {"hash_ar", QT_TRANSLATE_NOOP("ContentWords", "Fingerprint of the Arabic")},
        {"hash_en", QT_TRANSLATE_NOOP("ContentWords", "Fingerprint of the English")},
        {"text", QT_TRANSLATE_NOOP("ContentWords", "Text")},
        {"name", QT_TRANSLATE_NOOP("ContentWords", "Name")},
        {"title", QT_TRANSLATE_NOOP("ContentWords", "Title")},
        {"language", QT_TRANSLATE_NOOP("ContentWords", "Language")},
        {"type", QT_TRANSLATE_NOOP("ContentWords", "Kind")},
    });
}

QList<NamedWords> commandWords()
{
    return translatedWords(kContext, {
        {"content.create", QT_TRANSLATE_NOOP("ContentWords", "New item")},
        {"content.update", QT_TRANSLATE_NOOP("ContentWords", "Edit of an item")},
        {"content.submit", QT_TRANSLATE_NOOP("ContentWords", "Submission for review")},
        {"content.withdraw", QT_TRANSLATE_NOOP("ContentWords", "Withdrawal from review")},
        {"content.return", QT_TRANSLATE_NOOP("ContentWords", "Sending back")},
        {"content.approve", QT_TRANSLATE_NOOP("ContentWords", "Approval")},
        {"content.publish", QT_TRANSLATE_NOOP("ContentWords", "Publishing")},
        {"content.unpublish", QT_TRANSLATE_NOOP("ContentWords", "Unpublishing")},
        {"content.archive", QT_TRANSLATE_NOOP("ContentWords", "Archiving")},
        {"content.restore", QT_TRANSLATE_NOOP("ContentWords", "Restoring from the archive")},
        {"content.trash", QT_TRANSLATE_NOOP("ContentWords", "Moving to the trash")},
        {"content.untrash", QT_TRANSLATE_NOOP("ContentWords", "Restoring from the trash")},
        {"content.set_parity", QT_TRANSLATE_NOOP("ContentWords", "Check of a translation")},
    });
}

} // namespace

FeatureWords contentWords()
{
    FeatureWords words;
    words.fields = fieldWords();
    words.commands = commandWords();
    words.values = translatedWords(kContext, {
        {"draft", QT_TRANSLATE_NOOP("ContentWords", "a draft")},
        {"in_review", QT_TRANSLATE_NOOP("ContentWords", "in review")},
        {"approved", QT_TRANSLATE_NOOP("ContentWords", "approved")},
        {"published", QT_TRANSLATE_NOOP("ContentWords", "published")},
        {"archived", QT_TRANSLATE_NOOP("ContentWords", "archived")},
        {"trashed", QT_TRANSLATE_NOOP("ContentWords", "in the trash")},
        {"video", QT_TRANSLATE_NOOP("ContentWords", "video")},
        {"audio", QT_TRANSLATE_NOOP("ContentWords", "audio")},
        {"article", QT_TRANSLATE_NOOP("ContentWords", "article")},
        {"image", QT_TRANSLATE_NOOP("ContentWords", "picture")},
        {"in_step", QT_TRANSLATE_NOOP("ContentWords", "both languages checked")},
        {"arabic_stale", QT_TRANSLATE_NOOP("ContentWords", "the Arabic is behind")},
        {"english_stale", QT_TRANSLATE_NOOP("ContentWords", "the English is behind")},
        {"both_stale", QT_TRANSLATE_NOOP("ContentWords", "both languages are behind")},
        {"changed_since_approval", QT_TRANSLATE_NOOP("ContentWords", "approval of the changed texts")},
        {"title_ar_missing", QT_TRANSLATE_NOOP("ContentWords", "an Arabic title")},
        {"title_en_missing", QT_TRANSLATE_NOOP("ContentWords", "an English title")},
        {"body_ar_missing", QT_TRANSLATE_NOOP("ContentWords", "an Arabic text")},
        {"body_en_missing", QT_TRANSLATE_NOOP("ContentWords", "an English text")},
        {"file_missing", QT_TRANSLATE_NOOP("ContentWords", "a media file")},
        {"rendition_missing", QT_TRANSLATE_NOOP("ContentWords", "a rendition that is on the server")},
        {"loudness_unmet", QT_TRANSLATE_NOOP("ContentWords", "sound as loud as the newsroom asks")},
    });
    words.events = translatedWords(kContext, {
        {"content.created", QT_TRANSLATE_NOOP("ContentWords", "An item was made")},
        {"content.updated", QT_TRANSLATE_NOOP("ContentWords", "An item was changed")},
        {"content.published", QT_TRANSLATE_NOOP("ContentWords", "An item was published")},
        {"content.unpublished", QT_TRANSLATE_NOOP("ContentWords", "An item was unpublished")},
    });
    words.records = {
        {u"content_items"_s, translated(kContext, QT_TRANSLATE_NOOP("ContentWords", "the item")), {}},
        {u"content_revisions"_s, translated(kContext, QT_TRANSLATE_NOOP("ContentWords", "the published text")), {}},
    };
    words.errors = {
        {ErrorCode::AlreadyExists, u"content_items"_s,
         translated(kContext, QT_TRANSLATE_NOOP("ContentWords", "%1 is there already; it cannot be added twice."))},
    };
    return words;
}

} // namespace rawi
