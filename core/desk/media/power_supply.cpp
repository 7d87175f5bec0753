#include "core/desk/media/power_supply.h"

#include <QDir>
#include <QFile>

namespace rawi {

namespace {

QString valueOf(const QString &supply, const char *name)
{
    QFile file(supply + QLatin1Char('/') + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(64)).trimmed() : QString();
}

} // namespace

PowerState readPower(const QString &folder)
{
    bool mains = false;
    bool discharging = false;
    int batteries = 0;
    int percents = 0;
    const QStringList supplies = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : supplies) {
        const QString supply = folder + QLatin1Char('/') + name;
        const QString type = valueOf(supply, "type");
        if (type != "Battery"_L1) {
            mains = mains || valueOf(supply, "online") == "1"_L1;
            continue;
        }
        // A mouse's battery is none of the machine's.
        if (valueOf(supply, "scope") == "Device"_L1) {
            continue;
        }
        bool ok = false;
        const int percent = valueOf(supply, "capacity").toInt(&ok);
        batteries += ok ? 1 : 0;
        percents += ok ? percent : 0;
        discharging = discharging || valueOf(supply, "status") == "Discharging"_L1;
    }
    return {discharging && !mains, batteries > 0 ? percents / batteries : -1};
}

} // namespace rawi
