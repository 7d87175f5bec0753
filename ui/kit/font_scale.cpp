#include "ui/kit/font_scale.h"

#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

constexpr double kDrawnFor = 13.34; // ten points, at 96 dots an inch
constexpr double kMost = 2.5;

double &chosen()
{
    static double scale = 0;
    return scale;
}

} // namespace

double fontScale()
{
    if (chosen() > 0) {
        return chosen();
    }
    const double system = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pixelSize();
    return std::clamp(system / kDrawnFor, 1.0, kMost);
}

void setFontScale(double scale)
{
    chosen() = scale;
}

int scaledPx(int drawn)
{
    return static_cast<int>(std::lround(drawn * fontScale()));
}

} // namespace rawi
