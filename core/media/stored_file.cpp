#include "core/media/stored_file.h"

#include "core/base/literals.h"

#include <QStringList>

#include <algorithm>

namespace rawi {

bool isVariantName(const QString &text)
{
    const auto plain = [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'A' && one <= u'Z') || (one >= u'0' && one <= u'9') || one == u'.'
            || one == u'-' || one == u'_';
    };
    return !text.isEmpty() && text.size() <= 64 && text.front() != u'.' && std::all_of(text.begin(), text.end(), plain);
}

bool isMediaType(const QString &contentType)
{
    const bool isRun = contentType.contains("xml"_L1) || contentType.contains("svg"_L1);
    return !isRun && (contentType.startsWith("video/"_L1) || contentType.startsWith("audio/"_L1)
                      || contentType.startsWith("image/"_L1) || contentType == "application/mxf"_L1);
}

bool isMediaText(const QString &contentType)
{
    static const QStringList kTexts{u"text/vtt"_s, u"application/x-subrip"_s, u"application/json"_s,
                                    u"application/vnd.apple.mpegurl"_s, u"application/x-mpegurl"_s};
    return kTexts.contains(contentType);
}

bool isStoredType(const QString &contentType)
{
    return contentType.isEmpty() || contentType == "application/octet-stream"_L1 || isMediaType(contentType)
        || isMediaText(contentType);
}

} // namespace rawi
