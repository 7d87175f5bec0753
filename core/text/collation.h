#pragma once

#include <QByteArray>
#include <QString>

namespace rawi {

// Whose letters come first: the order of a list of Arabic titles, or of English ones.
enum class SortLanguage { Arabic, English };

// What puts texts in the order that readers look for them, when compared byte by byte: letters in their alphabet's
// order with پ چ گ beside ب ج ك, capitals beside small ones, numbers by what they say, word by word; marks, tatweel and
// bidi controls count for nothing. Made by ICU; at most 512 bytes, so that an index can hold it. Empty for a text without
// letters and digits. Safe in every thread.
QByteArray sortKey(const QString &text, SortLanguage first);

// Names the rules by which keys are made: keys of another version do not compare with these.
QString sortKeyVersion();

} // namespace rawi
