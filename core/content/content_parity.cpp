#include "core/content/content_parity.h"

#include "core/content/content_revision.h"

namespace rawi {

namespace {

// What no text has as its hash.
const QString kNeverSeen = u"-"_s;

struct Pair {
    QString ContentItem::*arabic;
    QString ContentItem::*english;
};

constexpr std::array kPairs{
    Pair{&ContentItem::titleAr, &ContentItem::titleEn},
    Pair{&ContentItem::summaryAr, &ContentItem::summaryEn},
    Pair{&ContentItem::bodyAr, &ContentItem::bodyEn},
};

bool changedInPairs(const ContentItem &before, const ContentItem &after)
{
    return std::all_of(kPairs.begin(), kPairs.end(), [&](const Pair &one) {
        const auto changed = [&](QString ContentItem::*text) { return saidText(before.*text) != saidText(after.*text); };
        return changed(one.arabic) == changed(one.english);
    });
}

bool isBehind(const QString &checked, const QString &other)
{
    return !checked.isEmpty() && checked != other;
}

Parity parityOf(bool arabicBehind, bool englishBehind)
{
    return arabicBehind && englishBehind ? Parity::BothStale
        : arabicBehind                   ? Parity::ArabicStale
        : englishBehind                  ? Parity::EnglishStale
                                         : Parity::InStep;
}

// Behind: what it was checked against is forgotten, when that would be the other's text of now.
void say(QString &checked, const QString &other, bool behind)
{
    if (!behind) {
        checked = other;
    } else if (!isBehind(checked, other)) {
        checked = kNeverSeen;
    }
}

} // namespace

void judgeParity(const ContentItem &before, ContentItem &after)
{
    if (before.parity == Parity::InStep && changedInPairs(before, after)) {
        if (!after.englishChecked.isEmpty()) {
            after.englishChecked = arabicHash(after);
        }
        if (!after.arabicChecked.isEmpty()) {
            after.arabicChecked = englishHash(after);
        }
    }
    const Parity now = parityOf(isBehind(after.arabicChecked, englishHash(after)),
                                isBehind(after.englishChecked, arabicHash(after)));
    const bool catchingUp = before.parity == Parity::ArabicStale || before.parity == Parity::EnglishStale;
    after.parity = now == Parity::BothStale && catchingUp ? before.parity : now;
}

void sayParity(ContentItem &item, Parity said)
{
    say(item.arabicChecked, englishHash(item), said == Parity::ArabicStale || said == Parity::BothStale);
    say(item.englishChecked, arabicHash(item), said == Parity::EnglishStale || said == Parity::BothStale);
    item.parity = said;
}

void checkLanguages(ContentItem &item)
{
    if (item.arabicChecked.isEmpty()) {
        item.arabicChecked = englishHash(item);
    }
    if (item.englishChecked.isEmpty()) {
        item.englishChecked = arabicHash(item);
    }
}

} // namespace rawi
