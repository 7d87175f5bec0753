#pragma once

#include "ui/content/content_query_job.h"
#include "ui/house/palette_finder.h"
#include "ui/house/workbench.h"

namespace rawi {

// Finds items for the command palette, in a worker. GUI thread.
class ContentFinder : public PaletteFinder {
    Q_OBJECT

public:
    ContentFinder(Workbench &workbench, QObject *parent);

    void find(const QString &text) override;

private:
    void tell(const ContentQuery &query, const QList<QUuid> &ids);

    Workbench &m_workbench;
    ContentQueryJob m_job;
};

} // namespace rawi
