#include "core/media/fitting_preset.h"

#include <algorithm>

namespace rawi {

namespace {

// "hls-720p": its kind and its lines. 0 lines of a name that is no size of a series.
struct SizeName {
    QString kind;
    int lines = 0;
};

SizeName sizeNameOf(const QString &name)
{
    const qsizetype dash = name.lastIndexOf(u'-');
    bool isNumber = false;
    const int lines = name.endsWith(u'p') ? name.sliced(dash + 1).chopped(1).toInt(&isNumber) : 0;
    return isNumber && lines > 0 ? SizeName{name.first(dash + 1), lines} : SizeName{};
}

// Whether a film of these sides is smaller than the 16:9 box of so many lines, and not only of another shape.
bool isLargerThanFilm(int lines, int width, int height)
{
    const int longSide = (lines * 16 + 8) / 9;
    return longSide > std::max(width, height) && lines > std::min(width, height);
}

} // namespace

EncodePreset fittingPreset(const EncodePreset &asked, int width, int height)
{
    const SizeName size = sizeNameOf(asked.key);
    if (!asked.builtIn || width <= 0 || height <= 0 || !isLargerThanFilm(size.lines, width, height)) {
        return asked;
    }
    EncodePreset fitting = asked;
    int least = size.lines;
    for (const EncodePreset &one : builtInPresets()) {
        const SizeName other = sizeNameOf(one.key);
        const int longSide = (other.lines * 16 + 8) / 9;
        const bool holdsFilm = longSide >= std::max(width, height) && other.lines >= std::min(width, height);
        if (other.kind == size.kind && other.lines < least && holdsFilm) {
            fitting = one;
            least = other.lines;
        }
    }
    return fitting;
}

QString realSizeName(const QString &name, int width, int height)
{
    const SizeName size = sizeNameOf(name);
    const bool isSmaller = size.lines > 0 && width > 0 && height > 0 && builtInPreset(name)
        && isLargerThanFilm(size.lines, width, height);
    return isSmaller ? size.kind + QString::number(std::min(width, height)) + u'p' : name;
}

} // namespace rawi
