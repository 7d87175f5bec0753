#pragma once

#include <QTimer>

#include <functional>

namespace rawi {

// Draws something anew once, a moment after the first of any number of asks: a burst of changes costs one drawing.
class RefreshSoon : public QTimer {
    Q_OBJECT

public:
    RefreshSoon(QObject *parent, std::function<void()> refresh);

public Q_SLOTS:
    void ask();
};

} // namespace rawi
