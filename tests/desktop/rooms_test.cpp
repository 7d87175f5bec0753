// What features offer a window: rooms, actions, menus, words, Admin; by a made-up one that stands in this file alone.
#include "core/protocol/messages.h"
#include "tests/desktop/window_fixture.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail_button.h"
#include "ui/text/error_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>

namespace rawi::test {

namespace {

// A code of the feature's own.
constexpr ErrorCode::Info kBecalmedInfo{"becalmed", 409, SubjectKind::Field};
constexpr ErrorCode kBecalmed(kBecalmedInfo);

Feature weather()
{
    addErrorCode(kBecalmed);
    Feature feature;
    feature.id = u"weather"_s;
    feature.words.fields = {{u"wind"_s, bothLanguages(u"الريح"_s, u"Wind"_s)}};
    feature.words.commands = {{u"weather.measure"_s, bothLanguages(u"قياس الطقس"_s, u"Measuring the weather"_s)}};
    feature.words.errors = {{ErrorCode::StateConflict, u"storm"_s, bothLanguages(u"تهبّ عاصفة."_s, u"There is a storm."_s)},
                            {kBecalmed, {}, bothLanguages(u"لا تهبّ %1."_s, u"There is no %1."_s)}};
    const Words title = bothLanguages(u"الطقس"_s, u"Weather"_s);
    const MakeWidget label = [title](Workbench &, QWidget *parent) -> QWidget * {
        auto *made = new QLabel(title(), parent);
        made->setObjectName(u"weather"_s);
        return made;
    };
    feature.rooms = {{u"weather"_s, Icon::Sun, title, {}, label, false, {}},
                     {u"secret"_s, Icon::Sun, bothLanguages(u"سر"_s, u"Secret"_s), u"people.manage"_s, label, false, {}}};
    feature.panels = {{u"weather"_s, title, label}};
    feature.inspectorTabs = {{u"weather"_s, title, label}};
    feature.settings = {{u"weather"_s, Icon::Sun, title, label}};
    feature.statusBar = {{50, label}};
    feature.actions = {{u"weather.measure"_s, Icon::Sun, bothLanguages(u"قِس الطقس"_s, u"Measure the weather"_s), Menu::Item, 40,
                        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_W), {},
                        [](Workbench &bench) { bench.window().setProperty("measured", true); }}};
    return feature;
}

class RoomsTest : public WindowFixture {
protected:
    static Features withWeather()
    {
        Features features = app::deskFeatures();
        features.append(weather());
        return features;
    }

    // The menus' actions by their place, as "menu: entry, entry".
    static QStringList menus(const MainWindow &window)
    {
        QStringList all;
        for (const QAction *menu : window.menuBar()->actions()) {
            QStringList entries;
            for (const QAction *entry : menu->menu()->actions()) {
                if (!entry->isSeparator()) {
                    entries.append(entry->text());
                }
            }
            all.append(menu->text().remove(u'&') + u": "_s + entries.join(u", "_s));
        }
        return all;
    }

    void become(Role role)
    {
        ASSERT_TRUE(desk().replica().setActor(desk().rules().actor(desk().replica().actor().id, role)).ok());
    }
};

TEST_F(RoomsTest, AFeatureOfOneFolderAddsItsRoomItsActionsAndItsWords)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language, QSize(1560, 960), withWeather());
        const bool arabic = language == Language::Arabic;
        const QString title = arabic ? u"الطقس"_s : u"Weather"_s;
        window.showRoom(u"weather"_s);
        EXPECT_EQ(window.room(), u"weather"_s);
        EXPECT_EQ(window.action(u"room.weather"_s)->text(), title);
        EXPECT_TRUE(window.action(u"room.weather"_s)->isChecked());
        EXPECT_EQ(window.findChildren<QLabel *>(u"weather"_s).size(), 5) << "rooms, panel, inspector, status; no settings yet";
        EXPECT_TRUE(menus(window).join(u'\n').contains(arabic ? u"قِس الطقس"_s : u"Measure the weather"_s));
        EXPECT_TRUE(window.workbench().trigger(u"weather.measure"_s));
        EXPECT_TRUE(window.property("measured").toBool());
        EXPECT_EQ(fieldText(u"wind"_s), arabic ? u"الريح"_s : u"Wind"_s);
        EXPECT_TRUE(errorText({ErrorCode::PermissionDenied, u"weather.measure"_s, {}})
                        .contains(arabic ? u"قياس الطقس"_s : u"Measuring the weather"_s));
        EXPECT_EQ(errorText({ErrorCode::StateConflict, u"storm"_s, {}}), arabic ? u"تهبّ عاصفة."_s : u"There is a storm."_s);
        const QJsonObject problem = problemFromError({kBecalmed, u"wind"_s, {}}); // as a server sends it
        EXPECT_EQ(problem.value("status"_L1).toInt(), 409);
        EXPECT_EQ(errorText(errorFromProblem(problem)),
                  arabic ? u"لا تهبّ \u2068الريح\u2069."_s : u"There is no \u2068Wind\u2069."_s);
    }
}

TEST_F(RoomsTest, ThePaletteOffersItsActions)
{
    MainWindow &window = open(Language::English, QSize(1560, 960), withWeather());
    auto *box = window.findChild<QLineEdit *>(u"searchBox"_s);
    box->setText(u"measure"_s);
    auto *palette = window.part<CommandPalette>();
    palette->open();
    const QAbstractItemModel *rows = palette->findChild<QListView *>()->model();
    QStringList offered;
    for (int row = 0; row < rows->rowCount(); ++row) {
        offered.append(rows->index(row, 0).data().toString());
    }
    EXPECT_TRUE(offered.contains(u"Measure the weather"_s)) << qUtf8Printable(offered.join(u", "_s));
}

TEST_F(RoomsTest, ARoomWithARightIsForThoseWhoHaveIt)
{
    become(Role::Editor);
    MainWindow &window = open(Language::English, QSize(1560, 960), withWeather());
    EXPECT_FALSE(window.action(u"room.secret"_s)->isVisible());
    window.showRoom(u"secret"_s);
    EXPECT_EQ(window.room(), u"library"_s);
    EXPECT_FALSE(window.workbench().trigger(u"room.secret"_s));
    for (const RailButton *button : window.findChildren<RailButton *>()) {
        EXPECT_EQ(button->isVisible(), button->defaultAction()->isVisible());
    }
    become(Role::Admin);
    open(Language::English, QSize(1560, 960), withWeather());
    EXPECT_TRUE(m_window->action(u"room.secret"_s)->isVisible());
}

TEST_F(RoomsTest, AdminStandsInTheWindowMenuWhenThereIsARoomForThisPerson)
{
    Features features = app::deskFeatures();
    features.removeIf([](const Feature &one) { return one.id == u"admin"_s; });
    EXPECT_FALSE(open(Language::English, QSize(1560, 960), features).action(u"admin.open"_s)->isVisible());
    Feature admin = weather();
    QStringList shown;
    admin.adminPages = {{u"people"_s, Icon::Users, bothLanguages(u"الأشخاص"_s, u"People"_s), u"people.manage"_s, {}}};
    admin.showAdmin = [&shown](Workbench &, const QList<AdminPage> &pages) {
        for (const AdminPage &page : pages) {
            shown.append(page.id);
        }
    };
    features.append(admin);
    become(Role::Editor);
    EXPECT_FALSE(open(Language::English, QSize(1560, 960), features).action(u"admin.open"_s)->isVisible());
    become(Role::Admin);
    MainWindow &window = open(Language::English, QSize(1560, 960), features);
    ASSERT_TRUE(window.action(u"admin.open"_s)->isVisible());
    window.action(u"admin.open"_s)->trigger();
    EXPECT_EQ(shown, QStringList{u"people"_s});
}

TEST_F(RoomsTest, TheMenuBarStandsInBothDirections)
{
    MainWindow &window = open(Language::English);
    const QStringList names{u"File"_s, u"Edit"_s, u"Item"_s, u"View"_s, u"Window"_s, u"Help"_s};
    const QStringList english = menus(window);
    ASSERT_EQ(english.size(), names.size());
    for (int i = 0; i < names.size(); ++i) {
        EXPECT_TRUE(english[i].startsWith(names[i] + u": "_s)) << qUtf8Printable(english[i]);
        EXPECT_GT(english[i].size(), names[i].size() + 2) << "an empty menu: " << qUtf8Printable(english[i]);
    }
    QMenuBar *bar = window.menuBar();
    const auto place = [&](int i) { return bar->actionGeometry(bar->actions().at(i)).center().x(); };
    EXPECT_LT(place(0), place(5));
    m_preferences->set(Preference::Language, u"ar"_s).ok();
    EXPECT_TRUE(waitFor([&] { return place(0) > place(5); })) << "File stands at the right";
    EXPECT_TRUE(menus(window).first().startsWith(u"ملف: "_s)) << qUtf8Printable(menus(window).first());
    for (const QAction *menu : bar->actions()) {
        EXPECT_EQ(menu->menu()->layoutDirection(), Qt::RightToLeft);
        EXPECT_TRUE(menu->text().contains(u'&')) << "reached by Alt and a letter";
    }
    // Every action of the window stands in a menu.
    for (const QAction *action : window.workbench().actions().all()) {
        EXPECT_NE(window.workbench().actions().menuOf(action), Menu::None) << qUtf8Printable(action->objectName());
    }
}

TEST_F(RoomsTest, NoTwoActionsHaveTheSameKeys)
{
    MainWindow &window = open(Language::Arabic);
    QHash<QString, QString> owners;
    for (const QAction *action : window.workbench().actions().all()) {
        const QList<QKeySequence> keys = action->shortcuts();
        for (const QKeySequence &one : keys) {
            EXPECT_FALSE(owners.contains(one.toString()))
                << qUtf8Printable(one.toString()) << " is of " << qUtf8Printable(owners.value(one.toString())) << " and "
                << qUtf8Printable(action->objectName());
            owners.insert(one.toString(), action->objectName());
        }
        // The letter's twin of an Arabic keyboard is there.
        EXPECT_EQ(keys, keys.isEmpty() ? keys : withArabicTwin(keys.first()));
    }
    EXPECT_TRUE(window.action(u"go.search"_s)->shortcuts().contains(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(0x0646))));
}

TEST_F(RoomsTest, AProfileOfTheFirstRawiOpensInItsRoom)
{
    ASSERT_TRUE(desk().replica().setSetting(u"window_state"_s, u"{\"room\":3}"_s).ok());
    EXPECT_EQ(open(Language::English).room(), u"transfers"_s);
}

} // namespace

} // namespace rawi::test
