#pragma once

#include "core/rules/describe.h"
#include "core/text/collation.h"

namespace rawi {

// What Describe<…>::listing() asks for, made of a row.

// The words of these fields (texts and sets of texts), as core/text/search_words.h writes them.
QString listingWords(const QJsonObject &row, const QStringList &fields);

// A key that orders rows by one of Listing::ordered, in a list of this language.
struct ListingKey {
    QString name; // "title_ar", as a list's order is asked for
    QStringList fields; // the first that is not empty counts
    SortLanguage language;

    QByteArray of(const QJsonObject &row) const;
};
QList<ListingKey> listingKeys(const Listing &listing);

// Whether all that is made of these two rows of a type is the same.
bool isListedAlike(const Listing &listing, const QJsonObject &before, const QJsonObject &after);

// Names what all of it is made by: what a store holds of another version is made anew.
QString listingVersion();

} // namespace rawi
