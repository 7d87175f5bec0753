#include "ui/shell/window_actions.h"

#include "ui/kit/action_menu.h"
#include "ui/kit/preference_store.h"
#include "ui/kit/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace rawi::window_actions {

namespace {

struct WindowActions {
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

constexpr Menu kMenus[] = {Menu::File, Menu::Edit, Menu::Item, Menu::View, Menu::Window, Menu::Help};

QString menuName(Menu menu)
{
    switch (menu) {
    case Menu::File:
        return WindowActions::tr("&File");
    case Menu::Edit:
        return WindowActions::tr("&Edit");
    case Menu::Item:
        return WindowActions::tr("&Item");
    case Menu::View:
        return WindowActions::tr("&View");
    case Menu::Window:
        return WindowActions::tr("&Window");
    case Menu::Help:
        return WindowActions::tr("&Help");
    case Menu::None:
        break;
    }
    return {};
}

void choose(Workbench &bench, Preference which, const QString &value)
{
    if (const auto kept = bench.preferences().set(which, value); !kept.ok()) {
        bench.tellError(kept.error());
    }
}

// The rooms, Ctrl+1 to Ctrl+9 in their order.
void addRooms(Workbench &bench)
{
    auto *group = new QActionGroup(&bench.actions());
    int number = 0;
    for (const RoomPage &room : offered(bench.features(), &Feature::rooms)) {
        const QKeySequence keys =
            ++number <= 9 ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)) : QKeySequence();
        ActionPage page{roomAction(room.id), room.icon,  room.title, Menu::Window, 0, keys, room.right,
                        [id = room.id](Workbench &one) { one.showRoom(id); }, true};
        group->addAction(bench.actions().add(page));
    }
}

void addGoing(Workbench &bench)
{
    ActionBook &book = bench.actions();
    book.add({u"go.back"_s, Icon::Back, [] { return WindowActions::tr("Back"); }, Menu::View, 0,
              QKeySequence(Qt::ALT | Qt::Key_Left), {}, {}});
    book.add({u"go.forward"_s, Icon::Forward, [] { return WindowActions::tr("Forward"); }, Menu::View, 0,
              QKeySequence(Qt::ALT | Qt::Key_Right), {}, {}});
    book.add({u"go.search"_s, Icon::Search, [] { return WindowActions::tr("Search or command"); }, Menu::Edit, 20,
              QKeySequence(Qt::CTRL | Qt::Key_K), {}, {}});
    QAction *undo = book.add({u"edit.undo"_s, Icon::Undo, [] { return WindowActions::tr("Undo"); }, Menu::Edit, 10,
                              QKeySequence(Qt::CTRL | Qt::Key_Z), {}, [](Workbench &one) { one.undoGroup().undo(); }});
    QAction *redo = book.add({u"edit.redo"_s, Icon::Redo, [] { return WindowActions::tr("Redo"); }, Menu::Edit, 10,
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), {}, [](Workbench &one) { one.undoGroup().redo(); }});
    QObject::connect(&bench.undoGroup(), &QUndoGroup::canUndoChanged, undo, &QAction::setEnabled);
    QObject::connect(&bench.undoGroup(), &QUndoGroup::canRedoChanged, redo, &QAction::setEnabled);
    undo->setEnabled(false);
    redo->setEnabled(false);
}

void addView(Workbench &bench)
{
    ActionBook &book = bench.actions();
    const auto shown = [&](const QString &id, Icon which, Words text, Qt::Key key) {
        book.add({id, which, std::move(text), Menu::View, 10, QKeySequence(Qt::CTRL | key), {}, {}, true})->setChecked(true);
    };
    shown(u"view.side"_s, Icon::Folder, [] { return WindowActions::tr("Show collections"); }, Qt::Key_D);
    shown(u"view.inspector"_s, Icon::Sidebar, [] { return WindowActions::tr("Show the inspector"); }, Qt::Key_I);
    shown(u"view.panel"_s, Icon::PanelBottom, [] { return WindowActions::tr("Show the lower panel"); }, Qt::Key_J);
    book.add({u"view.theme"_s, Icon::Moon, [] { return WindowActions::tr("Light or dark"); }, Menu::View, 20,
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), {}, [](Workbench &one) {
                  const bool dark = themeMode(QApplication::palette()) == ThemeMode::Dark;
                  choose(one, Preference::Theme, dark ? u"light"_s : u"dark"_s);
              }});
    auto *languages = new QActionGroup(&book);
    // Each language names itself.
    languages->addAction(book.add({u"language.ar"_s, Icon::Languages, [] { return u"العربية"_s; }, Menu::View, 30, {}, {},
                                   [](Workbench &one) { choose(one, Preference::Language, u"ar"_s); }, true}));
    languages->addAction(book.add({u"language.en"_s, Icon::Languages, [] { return u"English"_s; }, Menu::View, 30, {}, {},
                                   [](Workbench &one) { choose(one, Preference::Language, u"en"_s); }, true}));
    book.add({u"view.latin_digits"_s, Icon::Languages, [] { return WindowActions::tr("Latin digits (123)"); }, Menu::View, 30,
              {}, {}, [](Workbench &one) {
                  const bool latin = one.actions().action(u"view.latin_digits"_s)->isChecked();
                  choose(one, Preference::Digits, latin ? u"latin"_s : u"arabic"_s);
              }, true});
}

void addAccount(Workbench &bench)
{
    ActionBook &book = bench.actions();
    book.add({u"account.sign_in"_s, Icon::SignIn, [] { return WindowActions::tr("Sign in…"); }, Menu::File, 80, {}, {}, {}});
    book.add({u"account.sign_out"_s, Icon::SignOut, [] { return WindowActions::tr("Sign out"); }, Menu::File, 80, {}, {},
              [](Workbench &one) { one.desk().sync().signOut(); }});
    book.add({u"app.quit"_s, Icon::X, [] { return WindowActions::tr("Quit"); }, Menu::File, 90,
              QKeySequence(Qt::CTRL | Qt::Key_Q), {}, [](Workbench &one) { one.window().close(); }});
}

} // namespace

QString roomAction(const QString &room)
{
    return u"room."_s + room;
}

void addTo(Workbench &workbench)
{
    addRooms(workbench);
    for (const ActionPage &page : offered(workbench.features(), &Feature::actions)) {
        workbench.actions().add(page);
    }
    addGoing(workbench);
    addView(workbench);
    // Seen when a feature offers an Admin window and this person may enter one of its rooms.
    workbench.actions().add({u"admin.open"_s, Icon::Users, [] { return WindowActions::tr("Admin…"); }, Menu::Window, 90, {}, {},
                             [](Workbench &one) {
                                 const QList<AdminPage> pages = allowedAdminPages(one);
                                 for (const Feature &feature : one.features()) {
                                     if (feature.showAdmin) {
                                         feature.showAdmin(one, pages);
                                         return;
                                     }
                                 }
                             }});
    addAccount(workbench);
}

QList<AdminPage> allowedAdminPages(const Workbench &workbench)
{
    QList<AdminPage> pages = offered(workbench.features(), &Feature::adminPages);
    pages.removeIf([&](const AdminPage &page) { return !workbench.may(page.right); });
    return pages;
}

void showAllowed(Workbench &workbench)
{
    workbench.actions().showAllowed();
    const Features &features = workbench.features();
    const bool offersAdmin =
        std::any_of(features.begin(), features.end(), [](const Feature &one) { return bool(one.showAdmin); });
    workbench.actions().action(u"admin.open"_s)->setVisible(offersAdmin && !allowedAdminPages(workbench).isEmpty());
}

void fillMenus(QMenuBar &bar, const Workbench &workbench)
{
    for (const Menu which : kMenus) {
        auto *menu = new ActionMenu(menuName(which), &bar);
        bar.addMenu(menu);
        workbench.actions().fill(*menu, which);
    }
}

void nameMenus(QMenuBar &bar)
{
    const QList<QAction *> menus = bar.actions();
    for (qsizetype i = 0; i < menus.size(); ++i) {
        menus[i]->setText(menuName(kMenus[i]));
    }
}

} // namespace rawi::window_actions
