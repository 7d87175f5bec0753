#include "ui/kit/accessible_text.h"

#include "core/base/literals.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/state_pill.h"

#include <QAccessibleWidget>

namespace rawi {

namespace {

QAccessibleInterface *described(const QString &, QObject *object)
{
    if (auto *label = qobject_cast<ElidedLabel *>(object)) {
        const bool heading = label->tone() == ElidedLabel::Tone::Heading;
        return new QAccessibleWidget(label, heading ? QAccessible::Heading : QAccessible::StaticText);
    }
    if (auto *pill = qobject_cast<StatePill *>(object)) {
        return new QAccessibleWidget(pill, QAccessible::StaticText);
    }
    return nullptr;
}

} // namespace

void describeToScreenReaders()
{
    static const bool once = [] {
        QAccessible::installFactory(described);
        return true;
    }();
    static_cast<void>(once);
}

} // namespace rawi
