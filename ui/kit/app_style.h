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
    // Drawn icons where Qt has pictures: the first picture loads the plugins of every picture format (0.9 MB).
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace rawi
