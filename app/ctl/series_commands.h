#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// rawictl series: each with its episodes, whether it is `restricted`, and who its members are by address.
Result<void> listSeries(CtlSession &session);

// What `rawictl series restrict ID --members EMAIL,EMAIL` or `… --open` asks of series.restrict.
// Errors: InvalidArgument, NotFound naming the address that nobody has.
Result<QJsonObject> seriesRestriction(CtlSession &session);

// rawictl series cover ID FILE, or --none: makes the picture file the cover, whose pictures `upload` and `sync` send.
Result<void> seriesCover(CtlSession &session);

} // namespace rawi::ctl
