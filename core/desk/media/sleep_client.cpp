#include "core/desk/media/sleep_client.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <optional>

namespace rawi {

namespace {

const QString kService = u"org.freedesktop.login1"_s;

QDBusPendingCall call(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, u"/org/freedesktop/login1"_s,
                                                          kService + u".Manager"_s, method);
    message.setArguments(arguments);
    constexpr int kTimeoutMs = 5000;
    return QDBusConnection::systemBus().asyncCall(message, kTimeoutMs);
}

Error notThere(const QString &detail)
{
    return {ErrorCode::MissingProgram, u"systemd-logind"_s, detail};
}

// Without a system bus a call is never answered, not even with an error.
std::optional<Error> noBus()
{
    const QDBusConnection bus = QDBusConnection::systemBus();
    return bus.isConnected() ? std::nullopt : std::optional(notThere(bus.lastError().message()));
}

} // namespace

SleepClient::SleepClient(QObject *parent) : QObject(parent) { }

void SleepClient::ask()
{
    if (const std::optional<Error> missing = noBus()) {
        QMetaObject::invokeMethod(this, [this, missing] { Q_EMIT can(false, *missing); }, Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(call(u"CanSuspend"_s, {}), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<QString> reply = *done;
        if (reply.isError()) {
            Q_EMIT can(false, notThere(reply.error().message()));
            return;
        }
        const bool yes = reply.value() == "yes"_L1; // else "na", "no", "challenge"
        Q_EMIT can(yes,
                   yes ? Error{} : Error{ErrorCode::PermissionDenied, u"systemd-logind"_s, reply.value(), SubjectKind::Name});
    });
}

void SleepClient::sleep()
{
    if (const std::optional<Error> missing = noBus()) {
        QMetaObject::invokeMethod(this, [this, missing] { Q_EMIT failed(*missing); }, Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(call(u"Suspend"_s, {false}), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<> reply = *done;
        if (reply.isError()) {
            Q_EMIT failed(notThere(reply.error().message()));
        }
    });
}

} // namespace rawi
