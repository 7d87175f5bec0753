#include "core/desk/media/file_hash.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPointer>
#include <QThreadPool>

namespace rawi {

Result<QString> hashFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{file.exists() ? ErrorCode::IoError : ErrorCode::FileMissing, path, file.errorString()};
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray piece(1024 * 1024, Qt::Uninitialized);
    for (;;) {
        const qint64 got = file.read(piece.data(), piece.size());
        if (got < 0) {
            return Error{ErrorCode::IoError, path, file.errorString()};
        }
        if (got == 0) {
            return QString::fromLatin1(hash.result().toHex());
        }
        hash.addData(QByteArrayView(piece.constData(), got));
    }
}

void hashFileLater(const QString &path, QObject *context, std::function<void(Result<QString>)> done)
{
    // The relay lives on the context's thread and dies with it, so a late answer meets nobody.
    auto *relay = new QObject(context);
    QPointer<QObject> guard(relay);
    QThreadPool::globalInstance()->start([path, guard, done = std::move(done)] {
        auto result = hashFile(path);
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
