#include "core/engine/encode/ladder.h"

#include <algorithm>

namespace rawi {

namespace {

PictureSize sizeOf(PictureSize cut, const VideoSettings &video)
{
    const int longSide = video.shape == PictureShape::Square ? video.height : (video.height * 16 + 8) / 9;
    return fitInto(cut, longSide, video.height, 2);
}

int parentOf(const QList<Rung> &ladder, const Rung &rung, const EncodePlan &plan)
{
    const auto shape = [&](const Rung &one) { return plan.renditions[one.rendition].settings.video->shape; };
    int best = -1;
    for (int i = 0; i < ladder.size(); ++i) {
        const PictureSize size = ladder[i].size;
        const bool larger = size.width * 2 >= rung.size.width * 3 && size.height * 2 >= rung.size.height * 3;
        if (larger && shape(ladder[i]) == shape(rung) && (best < 0 || size.height < ladder[best].size.height)) {
            best = i;
        }
    }
    return best;
}

} // namespace

QList<Rung> planLadder(PictureSize shown, const EncodePlan &plan, const QSet<int> &without, int cores)
{
    QList<Rung> ladder;
    for (int i = 0; i < plan.renditions.size(); ++i) {
        if (const auto &video = plan.renditions[i].settings.video; video && !without.contains(i)) {
            const CropBox crop = cropFor(shown, video->shape, plan.frameCentre.x, plan.frameCentre.y);
            ladder.append({i, -1, crop, sizeOf({crop.width, crop.height}, *video), 1, {}});
        }
    }
    const auto pixels = [](const Rung &rung) { return qint64(rung.size.width) * rung.size.height; };
    std::stable_sort(ladder.begin(), ladder.end(), [&](const Rung &a, const Rung &b) { return pixels(a) > pixels(b); });
    QList<Rung> placed;
    for (Rung &rung : ladder) {
        rung.parent = parentOf(placed, rung, plan);
        placed.append(rung);
    }
    if (!placed.isEmpty()) {
        placed.first().threads = qBound(2, cores - int(placed.size()) + 1, 8);
    }
    return placed;
}

} // namespace rawi
