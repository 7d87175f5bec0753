#include "core/media/probe_report.h"

#include <algorithm>

namespace rawi {

const ProbeStream *ProbeReport::mainPicture() const
{
    const auto found = std::find_if(streams.begin(), streams.end(),
                                    [this](const ProbeStream &one) { return mainVideo >= 0 && one.index == mainVideo; });
    return found == streams.end() ? nullptr : &*found;
}

} // namespace rawi
