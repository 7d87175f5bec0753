#pragma once

#include "ui/kit/tone.h"

#include <QString>
#include <QStringList>

namespace rawi {

// The words of the server's own work, in the language of the desk. A kind that this desk does not know is called by its name.
QString jobKindText(const QString &kind);
QString jobStateText(const QString &state);
Tone jobStateTone(const QString &state);
QString deliveryStateText(const QString &state);
// "content.published", a family ("content.*"), or "*".
QString eventNameText(const QString &type);

QStringList jobKinds();  // those with words
QStringList jobStates();
QStringList deliveryStates();
QStringList eventNames(); // those that are offered

} // namespace rawi
