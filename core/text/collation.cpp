#include "core/text/collation.h"

#include "core/base/literals.h"

#include <QStringList>

#include <unicode/ucol.h>

namespace rawi {

namespace {

constexpr qsizetype kLongestKey = 512;
constexpr int kOwnVersion = 1; // of what is done here besides ICU's rules

// Never closed: lists are put in order until the program ends.
const UCollator *collator(SortLanguage first)
{
    const auto open = [](const char *locale) {
        UErrorCode status = U_ZERO_ERROR;
        const UCollator *made = ucol_open(locale, &status);
        if (U_FAILURE(status)) {
            qFatal("ICU has no collation of %s: %s", locale, u_errorName(status));
        }
        return made;
    };
    static const UCollator *const arabic = open("ar@colnumeric=yes");
    static const UCollator *const english = open("en@colnumeric=yes");
    return first == SortLanguage::Arabic ? arabic : english;
}

// Words alone, a blank between them. (ICU's own "shifted" would pass over the blanks as well.)
QString withoutMarks(const QString &text)
{
    constexpr char32_t kTatweel = 0x0640;
    QString words;
    words.reserve(text.size());
    const QList<uint> characters = text.toUcs4();
    for (const char32_t one : characters) {
        if (one == kTatweel || QChar::category(one) == QChar::Other_Format) {
            continue;
        }
        const bool isMark = QChar::isMark(one);
        if (isMark && (words.isEmpty() || words.endsWith(u' '))) {
            continue; // on nothing
        }
        words += QChar::isLetterOrNumber(one) || isMark ? QString::fromUcs4(&one, 1) : u" "_s;
    }
    return words.simplified();
}

} // namespace

QByteArray sortKey(const QString &text, SortLanguage first)
{
    const QString words = withoutMarks(text);
    if (words.isEmpty()) {
        return {};
    }
    const auto write = [&](QByteArray &key) { // answers with how long it is
        return ucol_getSortKey(collator(first), reinterpret_cast<const UChar *>(words.utf16()),
                               static_cast<int32_t>(words.size()), reinterpret_cast<uint8_t *>(key.data()),
                               static_cast<int32_t>(key.size()));
    };
    QByteArray key(kLongestKey, Qt::Uninitialized);
    const qsizetype length = write(key);
    if (length > key.size()) {
        key.resize(length);
        write(key);
    }
    key.truncate(std::min(length, kLongestKey));
    return key;
}

QString sortKeyVersion()
{
    QStringList parts{QString::number(kOwnVersion)};
    for (const SortLanguage language : {SortLanguage::Arabic, SortLanguage::English}) {
        UVersionInfo version;
        ucol_getVersion(collator(language), version);
        parts.append(QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(version), sizeof version).toHex()));
    }
    return parts.join(u'.');
}

} // namespace rawi
