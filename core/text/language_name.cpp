#include "core/text/language_name.h"

#include <unicode/uloc.h>

#include <array>

namespace rawi {

namespace {

std::array<char, ULOC_FULLNAME_CAPACITY> localeOf(const QString &tag)
{
    std::array<char, ULOC_FULLNAME_CAPACITY> id{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag.toLatin1().constData(), id.data(), id.size(), nullptr, &status);
    if (U_FAILURE(status)) {
        id[0] = '\0';
    }
    return id;
}

} // namespace

QString languageName(const QString &tag, const QString &inLanguage)
{
    constexpr int kLongest = 256;
    const auto id = localeOf(tag);
    std::array<UChar, kLongest> name{};
    UErrorCode status = U_ZERO_ERROR;
    const int length = id[0] == '\0'
        ? 0
        : uloc_getDisplayName(id.data(), localeOf(inLanguage).data(), name.data(), kLongest, &status);
    return U_FAILURE(status) || length <= 0 ? tag : QString::fromUtf16(name.data(), qMin(length, kLongest));
}

Direction languageDirection(const QString &tag)
{
    return uloc_isRightToLeft(localeOf(tag).data()) ? Direction::RightToLeft : Direction::LeftToRight;
}

} // namespace rawi
