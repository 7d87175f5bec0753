#pragma once

#include "core/content/content_item.h"

namespace rawi {

class Transaction;

// The whole text of an item as it was approved. What the audience reads is one of these (ContentItem::liveRev), never the
// row that is being edited. Held by the server alone: a desk knows its id, which says what the text is.
struct ContentRevision {
    Id<ContentRevision> id; // revisionOf() the item
    qint64 rev = 0;
    Id<ContentItem> item;
    qint64 n = 0; // the item's `rev` at which it was kept
    Id<Person> madeBy;
    Timestamp madeAt;
    QJsonObject fields; // titles, summaries, texts and tags, by the item's names for them
    QString hashAr;
    QString hashEn;
};

template <>
struct Describe<ContentRevision> {
    static constexpr Reach reach = Reach::Office;
    static constexpr const char *name = "content_revisions";
    static auto fields()
    {
        return std::tuple{
            field("item", &ContentRevision::item),
            field("n", &ContentRevision::n),
            field("made_by", &ContentRevision::madeBy),
            field("made_at", &ContentRevision::madeAt),
            field("fields", &ContentRevision::fields),
            field("hash_ar", &ContentRevision::hashAr, MergePolicy::Fixed, 64),
            field("hash_en", &ContentRevision::hashEn, MergePolicy::Fixed, 64),
        };
    }
};

// The fields of an item that its audience reads, and that a revision keeps.
const QStringList &readFields();

// A text as far as it says something: in Unicode's form C, lines ended by "\n" and without blanks at their ends. What is
// equal so needs no other look from a reviewer or a translator. 0020_revisions.sql says the same in SQL.
QString saidText(const QString &text);
// SHA-256 (lower-case hex) of what a language says: title, summary and text.
QString arabicHash(const ContentItem &item);
QString englishHash(const ContentItem &item);
// The id of the revision that keeps what this item says: the same for the same texts and tags, on desk and server.
Id<ContentRevision> revisionOf(const ContentItem &item);

// Keeps what the item says and returns the revision's id; what is kept already stays as it is. Errors: as Transaction.
Result<Id<ContentRevision>> keepRevision(Transaction &transaction, const ContentItem &item);

} // namespace rawi
