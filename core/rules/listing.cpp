#include "core/rules/listing.h"

#include "core/text/search_words.h"

#include <algorithm>

namespace rawi {

QString listingWords(const QJsonObject &row, const QStringList &fields)
{
    QStringList texts;
    for (const QString &field : fields) {
        const QJsonValue value = row.value(field);
        if (value.isArray()) {
            texts += value.toVariant().toStringList();
        } else {
            texts.append(value.toString());
        }
    }
    return indexWords(texts);
}

QByteArray ListingKey::of(const QJsonObject &row) const
{
    for (const QString &field : fields) {
        if (const QByteArray key = sortKey(row.value(field).toString(), language); !key.isEmpty()) {
            return key;
        }
    }
    return {};
}

QList<ListingKey> listingKeys(const Listing &listing)
{
    QList<ListingKey> keys;
    for (const QString &one : listing.ordered) {
        const QString arabic = one + u"_ar"_s;
        const QString english = one + u"_en"_s;
        keys.append({arabic, {arabic, english}, SortLanguage::Arabic});
        keys.append({english, {english, arabic}, SortLanguage::English});
    }
    return keys;
}

bool isListedAlike(const Listing &listing, const QJsonObject &before, const QJsonObject &after)
{
    QStringList fields = listing.found + listing.read;
    for (const ListingKey &key : listingKeys(listing)) {
        fields += key.fields;
    }
    return std::all_of(fields.cbegin(), fields.cend(),
                       [&](const QString &field) { return before.value(field) == after.value(field); });
}

QString listingVersion()
{
    return u"%1/%2"_s.arg(QString::number(kAnalyserVersion), sortKeyVersion());
}

} // namespace rawi
