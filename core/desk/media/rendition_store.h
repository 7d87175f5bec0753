#pragma once

#include "core/desk/media/encode_job_store.h"
#include "core/desk/media/local_media_store.h"
#include "core/media/worker_results.h"

namespace rawi {

// Where finished renditions stand: checks that a worker's files are as it reported them, notes where they lie on this desk,
// and announces each as a variant of its asset. Lives on its replica's thread.
class RenditionStore {
public:
    // `directory`: below it lie the desk's own renditions, which a newer one replaces on the disk.
    RenditionStore(Replica &replica, const QString &directory);
    // All renditions of a job, as the worker's last line lists them; they become its outputs. Errors: WorkerCrashed, and those
    // of LocalMediaStore::put and Replica::execute.
    Result<void> keep(EncodeJob &job, const QList<RenditionResult> &renditions);

private:
    Result<void> keepOne(EncodeJob &job, const RenditionResult &rendition);
    Result<void> keepFile(const EncodeJob &job, const MadeFile &file, VariantType type, const QJsonObject &measures);

    Replica &m_replica;
    LocalMediaStore m_localMedia;
    QString m_directory;
};

} // namespace rawi
