#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace rawi {

// Runs `work` on the global thread pool; `done` gets its value on the calling thread, never when `context` (of that
// thread) is gone by then.
template <typename T>
void runLater(QObject *context, std::function<T()> work, std::function<void(const T &)> done)
{
    const std::shared_ptr<QObject> relay(new QObject, [](QObject *object) { object->deleteLater(); });
    const QPointer<QObject> guard(context);
    QThreadPool::globalInstance()->start([relay, guard, work = std::move(work), done = std::move(done)] {
        const T value = work();
        QMetaObject::invokeMethod(
            relay.get(),
            [relay, guard, done, value] {
                if (guard) {
                    done(value);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace rawi
