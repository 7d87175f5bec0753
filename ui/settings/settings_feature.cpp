#include "ui/settings/settings_feature.h"

#include "ui/house/workbench.h"
#include "ui/settings/about_dialog.h"
#include "ui/settings/account_settings_view.h"
#include "ui/settings/general_settings_view.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/shortcuts_dialog.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct SettingsFeature {
    Q_DECLARE_TR_FUNCTIONS(SettingsFeature)
};

// One window of its kind: the one that is open, else a new one that goes when it is closed.
template <typename Dialog>
void show(Workbench &bench)
{
    Dialog *dialog = nullptr;
    const QList<Dialog *> all = bench.window().findChildren<Dialog *>();
    for (Dialog *one : all) {
        dialog = one->isVisible() ? one : dialog; // a closed one is on its way out
    }
    if (!dialog) {
        dialog = new Dialog(bench, &bench.window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace

Feature settingsFeature()
{
    Feature feature;
    feature.id = u"settings"_s;
    feature.settings = {
        {u"general"_s, Icon::Settings, [] { return SettingsFeature::tr("General"); },
         [](Workbench &bench, QWidget *parent) -> QWidget * { return new GeneralSettingsView(bench.preferences(), parent); }},
        {u"account"_s, Icon::User, [] { return SettingsFeature::tr("Account"); },
         [](Workbench &bench, QWidget *parent) -> QWidget * { return new AccountSettingsView(bench, parent); }},
    };
    feature.actions = {
        {u"app.settings"_s, Icon::Settings, [] { return SettingsFeature::tr("Settings…"); }, Menu::Edit, 90,
         QKeySequence(Qt::CTRL | Qt::Key_Comma), {}, show<SettingsDialog>},
        {u"help.shortcuts"_s, Icon::Command, [] { return SettingsFeature::tr("Keyboard shortcuts…"); }, Menu::Help, 10,
         QKeySequence(Qt::Key_F1), {}, show<ShortcutsDialog>},
        {u"help.about"_s, Icon::Info, [] { return SettingsFeature::tr("About Rawi…"); }, Menu::Help, 90, {}, {},
         show<AboutDialog>},
    };
    return feature;
}

} // namespace rawi
