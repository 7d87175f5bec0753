#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/replica/replica.h"

#include <QObject>

namespace rawi {

// Makes storyboard, waveform and quality report of the originals on this desk, one worker at a time, once for each
// content: they lie in a folder named after the original's SHA-256, and the same file added again only refers to them.
// Gives way to whatever an editor waits for. Lives on the desk's thread.
class AnalysisQueue : public QObject {
    Q_OBJECT

public:
    AnalysisQueue(Replica &replica, const QString &workerProgram, const QString &cacheDirectory,
                  QObject *parent = nullptr);
    ~AnalysisQueue() override;

    // An asset whose original is on this desk and hashed; nothing is made of still pictures.
    void add(const Id<MediaAsset> &asset);
    // What an earlier run of the desk left undone: for a program that stays. One that ends with its command would announce
    // what it then has no time to upload.
    void addMissing();
    // hold: somebody waits for a probe or a first picture; a running worker stands still, and makes room when that takes
    // longer. release: go on.
    void hold();
    void release();
    int waiting() const; // assets not finished yet

Q_SIGNALS:
    // Files of an asset are there and announced; `whole`: all that can be made of it.
    void ready(const QUuid &assetId, bool whole);
    void changed(); // something was executed: the desk kicks its sync engine

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
