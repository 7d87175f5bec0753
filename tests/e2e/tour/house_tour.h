#pragma once

#include "core/desk/house/desk.h"
#include "tests/e2e/tour/driver.h"
#include "ui/kit/language.h"
#include "ui/kit/preference_store.h"
#include "ui/shell/main_window.h"

namespace rawi::tour {

// Pictures of what belongs to the house and not to one room, in a window of 1366 × 768: menus, settings, shortcuts, about,
// a restricted series, and the rooms of the Admin window. The person at the desk is an administrator.
class HouseTour {
public:
    HouseTour(Driver &driver, MainWindow &window, PreferenceStore &preferences, LanguageSwitch &language, QSize size);

    void run();

private:
    void fill(); // with a restricted series, its items, a webhook
    QUuid execute(const QString &command, const QJsonObject &args);
    void shoot(const QString &name, const std::function<void()> &open);
    void room(const QString &how);
    void menus(const QString &how);
    void dialogs(const QString &how);
    void admin(const QString &how);

    Driver &m_driver;
    MainWindow &m_window;
    Desk &m_desk;
    PreferenceStore &m_preferences;
    LanguageSwitch &m_language;
    QSize m_size;
    QUuid m_series; // that is restricted
};

} // namespace rawi::tour
