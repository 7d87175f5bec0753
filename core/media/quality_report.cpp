#include "core/media/quality_report.h"

namespace rawi {

QJsonObject QualityReport::toJson() const
{
    return rawi::toJson(*this);
}

Result<QualityReport> QualityReport::fromJson(const QJsonObject &object)
{
    constexpr qsizetype kMaxSpans = 10'000;
    if (object.value("schema"_L1).toInt() != QualityReport().schema) {
        return Error{ErrorCode::CorruptData, u"report"_s, u"not a quality report of schema 1"_s, SubjectKind::Code};
    }
    auto report = rawi::fromJson<QualityReport>(object);
    for (QList<Span> *spans : {&report.silence, &report.black, &report.freeze}) {
        spans->resize(std::min(spans->size(), kMaxSpans));
    }
    return report;
}

} // namespace rawi
