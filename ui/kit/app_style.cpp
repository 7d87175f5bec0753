#include "ui/kit/app_style.h"

#include "core/base/literals.h"

#include <QAbstractSpinBox>
#include <QEvent>

namespace rawi {

namespace {

// Where its line begins: Qt goes by the text, and of digits alone it does not know.
void alignNumber(QAbstractSpinBox *box)
{
    const Qt::Alignment start = QStyle::visualAlignment(box->layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    box->setAlignment(start | Qt::AlignAbsolute);
}

} // namespace

AppStyle::AppStyle() : QProxyStyle(u"Fusion"_s) { }

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_UnderlineShortcut: // the underline breaks the joining of Arabic letters
        return 0;
    case SH_Slider_AbsoluteSetButtons: // a click on a slider goes there
        return Qt::LeftButton;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 18;
    case PM_SplitterWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *box = qobject_cast<QAbstractSpinBox *>(widget)) {
        alignNumber(box);
        box->installEventFilter(this);
    }
}

bool AppStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange) {
        if (auto *box = qobject_cast<QAbstractSpinBox *>(watched)) {
            alignNumber(box);
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace rawi
