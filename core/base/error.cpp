#include "core/base/error.h"

#include <algorithm>
#include <mutex>

namespace rawi {

namespace {

struct KnownCodes {
    std::mutex mutex;
    QList<ErrorCode> codes{
#define X(code, name, status, subject) ErrorCode::code,
        RAWI_ERROR_CODES(X)
#undef X
    };
};

KnownCodes &knownCodes()
{
    static KnownCodes known;
    return known;
}

} // namespace

void addErrorCode(ErrorCode code)
{
    KnownCodes &known = knownCodes();
    const std::lock_guard lock(known.mutex);
    if (!known.codes.contains(code)) {
        known.codes.append(code);
    }
}

QList<ErrorCode> errorCodes()
{
    KnownCodes &known = knownCodes();
    const std::lock_guard lock(known.mutex);
    return known.codes;
}

ErrorCode errorCodeFromName(QStringView name)
{
    const QList<ErrorCode> codes = errorCodes();
    const auto isNamed = [&](ErrorCode one) { return name == QLatin1StringView(one.name()); };
    const auto found = std::find_if(codes.cbegin(), codes.cend(), isNamed);
    return found == codes.cend() ? ErrorCode::Internal : *found;
}

QString Error::toString() const
{
    QString text = QLatin1StringView(code.name());
    if (!subject.isEmpty()) {
        text += u" (%1)"_s.arg(subject);
    }
    if (!detail.isEmpty()) {
        text += u": "_s + detail;
    }
    return text;
}

} // namespace rawi
