#include "core/desk/media/file_hash.h"

#include "core/base/file_sha256.h"

#include <QPointer>
#include <QThreadPool>

namespace rawi {

void hashFileLater(const QString &path, QObject *context, std::function<void(Result<QString>)> done)
{
    // The relay lives on the context's thread and dies with it, so a late answer meets nobody.
    auto *relay = new QObject(context);
    QPointer<QObject> guard(relay);
    QThreadPool::globalInstance()->start([path, guard, done = std::move(done)] {
        auto result = fileSha256(path);
        if (!guard) {
            return;
        }
        QMetaObject::invokeMethod(
            guard.data(),
            [guard, done, result] {
                if (guard) {
                    guard->deleteLater();
                    done(result);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace rawi
