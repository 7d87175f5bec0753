#pragma once

#include "ui/house/workbench.h"

#include <QHash>
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
    void refused(const QString &path, const Error &error);
    void batchEnded(int added, int refused);
    void bindIntake();
    void bindBatch();
    void bindAfterEncodes();
    void bindWatchFolders();
    void askAboutWatched();
    bool isAskedAbout(const QString &path) const;

    Workbench &m_workbench;
    Desk &m_desk;
    QHash<QString, QUuid> m_given; // single files that were given to this window, and the items they are to join
    QSet<QString> m_toldAsked; // out of watch folders, of which it was said that the library has them
};

} // namespace rawi
