#include "ui/kit/app_style.h"

namespace rawi {

AppStyle::AppStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

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

} // namespace rawi
