#include "core/media/loudness_gate.h"

#include "core/media/probe_report.h"

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

bool hasSound(const MediaAsset &asset)
{
    const QList<ProbeStream> streams = fromJson<ProbeReport>(asset.metadata).streams;
    if (streams.isEmpty()) { // announced without a probe: only what has no sound for sure passes
        return !asset.contentType.startsWith("image/"_L1);
    }
    return std::any_of(streams.begin(), streams.end(), [](const ProbeStream &one) { return one.isSound(); });
}

struct Measured {
    QString name;
    LoudnessReport report;
};

QList<Measured> measured(const QList<MediaVariant> &variants)
{
    QList<Measured> found;
    for (const MediaVariant &one : variants) {
        if (one.type != VariantType::Rendition || one.status == VariantStatus::Failed || one.loudness.isEmpty()) {
            continue;
        }
        if (const auto report = LoudnessReport::fromJson(one.loudness); report.ok()) {
            found.append({one.name, *report});
        }
    }
    return found;
}

QString spoken(const LoudnessReport &report)
{
    return report.integrated
        ? u"%1 LUFS, %2 dBTP"_s.arg(*report.integrated).arg(report.truePeak.value_or(-250))
        : u"silence"_s;
}

Error unmet(const QString &rendition, const QString &found, const LoudnessTarget &target)
{
    return {ErrorCode::LoudnessUnmet, rendition,
            u"%1; asked for: %2 LUFS ±%3 LU, at most %4 dBTP"_s.arg(found)
                .arg(target.integrated)
                .arg(target.tolerance)
                .arg(target.ceiling)};
}

Error unmeasured()
{
    return {ErrorCode::LoudnessUnmet, {}, u"no rendition of the item has a loudness report"_s};
}

Result<void> checkOwn(const QList<Measured> &renditions)
{
    bool some = false;
    for (const Measured &one : renditions) {
        if (!one.report.target) {
            continue;
        }
        some = true;
        const LoudnessTarget target = targetOf(*one.report.target, one.report.ceiling);
        if (!meets(one.report, target)) {
            return unmet(one.name, spoken(one.report), target);
        }
    }
    return some ? Result<void>() : unmeasured();
}

} // namespace

std::optional<LoudnessTarget> loudnessTarget(LoudnessGate gate)
{
    switch (gate) {
    case LoudnessGate::R128:
        return LoudnessTarget{-23, 0.2, -1};
    case LoudnessGate::Podcast:
        return LoudnessTarget{-16, 1, -1};
    case LoudnessGate::Web:
        return LoudnessTarget{-14, 1, -1};
    default:
        return {};
    }
}

LoudnessTarget targetOf(double integrated, double ceiling)
{
    for (const LoudnessGate gate : {LoudnessGate::R128, LoudnessGate::Podcast, LoudnessGate::Web}) {
        const LoudnessTarget known = *loudnessTarget(gate);
        if (known.integrated == integrated) {
            return {integrated, known.tolerance, ceiling};
        }
    }
    return {integrated, 0.2, ceiling};
}

bool meets(const LoudnessReport &report, const LoudnessTarget &target)
{
    constexpr double kHalfDigit = 0.005; // reports keep two decimals
    if (!report.integrated) {
        return true;
    }
    return std::abs(*report.integrated - target.integrated) <= target.tolerance + kHalfDigit
        && report.truePeak.value_or(-250) <= target.ceiling + kHalfDigit;
}

Result<void> checkLoudness(LoudnessGate gate, const MediaAsset &asset, const QList<MediaVariant> &variants)
{
    if (gate == LoudnessGate::Off || !hasSound(asset)) {
        return {};
    }
    const QList<Measured> renditions = measured(variants);
    const std::optional<LoudnessTarget> target = loudnessTarget(gate);
    if (!target) {
        return checkOwn(renditions);
    }
    if (renditions.isEmpty()) {
        return unmeasured();
    }
    const bool met = std::any_of(renditions.begin(), renditions.end(),
                                 [&](const Measured &one) { return meets(one.report, *target); });
    return met ? Result<void>() : unmet(renditions.last().name, spoken(renditions.last().report), *target);
}

} // namespace rawi
