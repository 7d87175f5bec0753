#pragma once

#include "ui/kit/icons.h"
#include "ui/text/feature_words.h"

#include <QKeySequence>

class QWidget;

namespace rawi {

class PaletteFinder;
class Workbench;

// Makes a widget of a feature on the desk of this window; `parent` owns it.
using MakeWidget = std::function<QWidget *(Workbench &, QWidget *parent)>;

// A room of the main window: a button in the rail, an entry in the Window menu and in the command palette.
struct RoomPage {
    QString id; // "library": kept in the window's state and asked for by Workbench::showRoom
    Icon icon = Icon::Info;
    Words title;
    QString right; // who sees it; empty = every member
    MakeWidget make;
    bool withItem = false; // the item's column and the lower panel stand beside and below it
    MakeWidget makeSide;   // a column before it, where the window is wide enough; may be empty
};

// A room of the Admin window, as RoomPage is one of the main window.
struct AdminPage {
    QString id;
    Icon icon = Icon::Info;
    Words title;
    QString right;
    MakeWidget make;
};

// A page of the settings.
struct SettingsPage {
    QString id;
    Icon icon = Icon::Info;
    Words title;
    MakeWidget make;
};

// A tab of the inspector; its widget follows Workbench::itemChanged.
struct InspectorTab {
    QString id;
    Words title;
    MakeWidget make;
};

// A tab of the panel below the rooms.
struct PanelPage {
    QString id;
    Words title;
    MakeWidget make;
};

// A widget in a bar of the window or in the item's column; lower places come first.
struct BarPart {
    int place = 0;
    MakeWidget make;
};

enum class Menu { None, File, Edit, Item, View, Window, Help };

// Something that can be done: an entry of a menu and of the command palette, and a line in the list of shortcuts.
struct ActionPage {
    QString id; // "series.new"
    Icon icon = Icon::Command;
    Words text;
    Menu menu = Menu::None;
    int group = 0; // groups of a menu stand in this order with a line between them
    QKeySequence keys; // its twin for an Arabic keyboard is added
    QString right;     // who is offered it; empty = every member
    std::function<void(Workbench &)> run;
    bool checkable = false; // the one who makes it checkable keeps its state
};

// All that a feature offers a window: made by one function of its room, listed by app/features. Everything is optional.
struct Feature {
    QString id;
    FeatureWords words;
    QList<RoomPage> rooms;
    QList<ActionPage> actions;
    QList<PanelPage> panels;
    QList<SettingsPage> settings;
    QList<InspectorTab> inspectorTabs;
    QList<BarPart> itemColumn; // above one another beside the rooms
    QList<BarPart> topBar;
    QList<BarPart> statusBar;  // from place 100 on at the end of the line
    QList<AdminPage> adminPages;
    // The window in which the admin pages of all features stand; one feature offers it.
    std::function<void(Workbench &, const QList<AdminPage> &)> showAdmin;
    // Finds what the command palette offers besides actions.
    std::function<PaletteFinder *(Workbench &, QObject *parent)> makeFinder;
    // Called once when the window stands, to listen to the desk.
    std::function<void(Workbench &)> start;
};

using Features = QList<Feature>;

// What all features offer of one kind, in their order: offered(features, &Feature::rooms).
template <typename T>
QList<T> offered(const Features &features, QList<T> Feature::*kind)
{
    QList<T> all;
    for (const Feature &feature : features) {
        all += feature.*kind;
    }
    return all;
}

} // namespace rawi
