#include "ui/kit/refresh_soon.h"

namespace rawi {

RefreshSoon::RefreshSoon(QObject *parent, std::function<void()> refresh) : QTimer(parent)
{
    constexpr int kMomentMs = 40; // under what is seen as a delay
    setSingleShot(true);
    setInterval(kMomentMs);
    connect(this, &QTimer::timeout, parent, std::move(refresh));
}

void RefreshSoon::ask()
{
    if (!isActive()) {
        start();
    }
}

} // namespace rawi
