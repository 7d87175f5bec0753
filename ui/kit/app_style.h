#pragma once

#include <QProxyStyle>

namespace rawi {

// Fusion with the house's measures. GUI thread.
class AppStyle final : public QProxyStyle {
    Q_OBJECT

public:
    AppStyle();
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
};

} // namespace rawi
