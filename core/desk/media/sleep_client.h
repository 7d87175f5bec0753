#pragma once

#include "core/base/result.h"

#include <QObject>

namespace rawi {

// Asks systemd-logind (org.freedesktop.login1, system bus) to suspend the machine. Lives on the thread that made it.
class SleepClient : public QObject {
    Q_OBJECT

public:
    explicit SleepClient(QObject *parent = nullptr);

    void ask();   // can() follows
    void sleep(); // failed() follows when it could not be done

Q_SIGNALS:
    // Whether this user may send this machine to sleep now; if not, why: MissingProgram (no logind),
    // PermissionDenied (it says no, or wants a password).
    void can(bool possible, const rawi::Error &why);
    void failed(const rawi::Error &why);
};

} // namespace rawi
