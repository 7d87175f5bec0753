#include "core/base/error.h"

#include <array>

namespace rawi {

namespace {

constexpr std::array kNames{
#define X(name, text) text,
    RAWI_ERROR_CODES(X)
#undef X
};

} // namespace

const char *errorCodeName(ErrorCode code)
{
    return kNames[static_cast<size_t>(code)];
}

ErrorCode errorCodeFromName(QStringView name)
{
    for (size_t i = 0; i < kNames.size(); ++i) {
        if (name == QLatin1StringView(kNames[i])) {
            return static_cast<ErrorCode>(i);
        }
    }
    return ErrorCode::Internal;
}

QString Error::toString() const
{
    QString text = QLatin1StringView(errorCodeName(code));
    if (!subject.isEmpty()) {
        text += u" (%1)"_s.arg(subject);
    }
    if (!detail.isEmpty()) {
        text += u": "_s + detail;
    }
    return text;
}

} // namespace rawi
