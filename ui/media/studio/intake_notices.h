#pragma once

#include "ui/house/workbench.h"

#include <QSet>

namespace rawi {

// Takes the files given to a window in and tells what became of them and of the queue: added, refused, all encoded.
// One for each window; GUI thread.
class IntakeNotices : public QObject {
    Q_OBJECT

public:
    explicit IntakeNotices(Workbench &workbench);

    // Asks for files to take in.
    void import();

private:
    void take(const QStringList &paths, const QUuid &item = {});
    void bindIntake();
    void bindBatch();
    void bindAfterEncodes();

    Workbench &m_workbench;
    Desk &m_desk;
    QSet<QString> m_added; // single files that were given to this window and are looked at
};

} // namespace rawi
