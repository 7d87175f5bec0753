#include "tests/desktop/window_fixture.h"
#include "ui/kit/form_editor.h"
#include "ui/settings/about_dialog.h"
#include "ui/settings/account_settings_view.h"
#include "ui/settings/general_settings_view.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/shortcuts_dialog.h"
#include "ui/text/format_text.h"

#include <QCalendarWidget>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTextBrowser>
#include <QTreeWidget>

namespace rawi::test {

namespace {

class SettingsTest : public WindowFixture {
protected:
    SettingsDialog &settings()
    {
        EXPECT_TRUE(m_window->workbench().trigger(u"app.settings"_s));
        return *m_window->part<SettingsDialog>();
    }

    void choose(Preference which, const QString &value)
    {
        QComboBox &box = m_window->part<GeneralSettingsView>()->choice(which);
        const int index = box.findData(value);
        ASSERT_GE(index, 0);
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }
};

TEST_F(SettingsTest, PagesComeFromTheFeatures)
{
    open(Language::English);
    SettingsDialog &dialog = settings();
    auto *list = dialog.findChild<QListWidget *>();
    QStringList pages;
    for (int i = 0; i < list->count(); ++i) {
        pages.append(list->item(i)->text());
    }
    EXPECT_EQ(pages, QStringList({u"General"_s, u"Encoding"_s, u"Account"_s}));
    dialog.showPage(u"account"_s);
    EXPECT_TRUE(m_window->part<AccountSettingsView>()->isVisible());
    EXPECT_EQ(&settings(), &dialog) << "one window of its kind";
}

TEST_F(SettingsTest, WhatIsChosenHoldsAtOnceAndAfterARestart)
{
    open(Language::English);
    settings();
    choose(Preference::Language, u"ar"_s);
    EXPECT_EQ(m_window->layoutDirection(), Qt::RightToLeft);
    choose(Preference::Theme, u"dark"_s);
    EXPECT_EQ(themeMode(QApplication::palette()), ThemeMode::Dark);
    choose(Preference::Digits, u"latin"_s);
    EXPECT_EQ(countText(1234567), u"1,234,567"_s);
    EXPECT_TRUE(m_window->action(u"view.latin_digits"_s)->isChecked());
    choose(Preference::Digits, u"arabic"_s);
    EXPECT_TRUE(countText(123).contains(u"١٢٣"_s));
    choose(Preference::Calendar, u"hijri"_s);
    EXPECT_TRUE(dateText(QDate(2024, 3, 11)).contains(u"رمضان"_s)) << qUtf8Printable(dateText(QDate(2024, 3, 11)));
    choose(Preference::WeekStart, u"sunday"_s);
    EXPECT_EQ(weekStart(), Qt::Sunday);

    m_window.reset();
    m_preferences.reset();
    m_language->setLanguage(Language::English);
    setDateCalendar(DateCalendar::Gregorian);
    applyTheme(*qApp, ThemeMode::Light);
    m_desk.reset();
    DeskFixture::SetUp(); // the same profile again
    m_preferences = std::make_unique<PreferenceStore>(desk().replica());
    m_window = std::make_unique<MainWindow>(desk(), *m_language, *m_preferences, app::deskFeatures());
    EXPECT_EQ(m_language->language(), Language::Arabic);
    EXPECT_EQ(m_window->layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(themeMode(QApplication::palette()), ThemeMode::Dark);
    EXPECT_EQ(dateCalendar(), DateCalendar::UmmAlQura);
    EXPECT_EQ(weekStart(), Qt::Sunday);
}

TEST_F(SettingsTest, DatesFollowTheCalendarInBothLanguages)
{
    open(Language::English);
    const QDate date(2024, 3, 11);
    EXPECT_EQ(dateText(date), u"11 March 2024"_s);
    const qint64 nowMs = QDateTime(QDate(2024, 6, 1), QTime(12, 0)).toMSecsSinceEpoch();
    const Timestamp then{QDateTime(date, QTime(12, 0)).toMSecsSinceEpoch()};
    EXPECT_EQ(relativeTimeText(then, nowMs), u"11 March 2024"_s);
    ASSERT_TRUE(m_preferences->set(Preference::Calendar, u"hijri"_s).ok());
    EXPECT_TRUE(dateText(date).contains(u"Ramadan"_s)) << qUtf8Printable(dateText(date));
    EXPECT_TRUE(relativeTimeText(then, nowMs).contains(u"1445"_s));
    EXPECT_TRUE(dateTimeText(then).contains(u"1445"_s));
    ASSERT_TRUE(m_preferences->set(Preference::Language, u"ar"_s).ok());
    EXPECT_TRUE(dateText(date).contains(u"١٤٤٥"_s)) << qUtf8Printable(dateText(date));
    ASSERT_TRUE(m_preferences->set(Preference::Digits, u"latin"_s).ok());
    EXPECT_TRUE(dateText(date).contains(u"1445"_s));
}

TEST_F(SettingsTest, AWeekBeginsAsTheLanguageHasItUnlessChosen)
{
    open(Language::Arabic);
    EXPECT_EQ(weekStart(), QLocale().firstDayOfWeek());
    ASSERT_TRUE(m_preferences->set(Preference::WeekStart, u"monday"_s).ok());
    EXPECT_EQ(weekStart(), Qt::Monday);
}

// The page shows the week, and every calendar that is opened has it.
TEST_F(SettingsTest, CalendarsShowTheWeekThatWasChosen)
{
    open(Language::English);
    settings();
    choose(Preference::WeekStart, u"saturday"_s);
    const auto labels = settings().findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel *one) {
        return one->text().startsWith(u"Sat · Sun"_s) && one->text().endsWith(u"Fri"_s);
    }));
    FieldInfo moment;
    moment.name = u"due_at"_s;
    moment.kind = FieldKind::Timestamp;
    FormField field;
    field.info = moment;
    field.label = [] { return u"Due"_s; };
    QWidget parent;
    const std::unique_ptr<FormEditor> editor(FormEditor::make(field, &parent));
    auto *edit = qobject_cast<QDateTimeEdit *>(editor->widget());
    ASSERT_NE(edit, nullptr);
    EXPECT_EQ(edit->calendarWidget()->firstDayOfWeek(), Qt::Saturday);
    choose(Preference::WeekStart, u"monday"_s);
    editor->retranslate(); // as its form does when a preference changes
    EXPECT_EQ(edit->calendarWidget()->firstDayOfWeek(), Qt::Monday);
    choose(Preference::Calendar, u"hijri"_s);
    editor->setValue(u"2024-03-11T12:00:00Z"_s);
    EXPECT_TRUE(edit->toolTip().contains(u"Ramadan 1445"_s)) << qUtf8Printable(edit->toolTip());
}

TEST_F(SettingsTest, AnUnknownChoiceIsRefusedAndAnUnreadableOneIsTheDefault)
{
    EXPECT_EQ(m_preferences->set(Preference::Theme, u"pink"_s).error().code, ErrorCode::InvalidArgument);
    ASSERT_TRUE(desk().replica().setSetting(u"calendar"_s, u"martian"_s).ok());
    EXPECT_EQ(m_preferences->get(Preference::Calendar), u"gregorian"_s);
}

TEST_F(SettingsTest, ShortcutsAreListedAndSearched)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        ASSERT_TRUE(m_window->workbench().trigger(u"help.shortcuts"_s));
        auto *dialog = m_window->part<ShortcutsDialog>();
        QTreeWidget &list = dialog->list();
        int visible = 0;
        for (const QAction *action : m_window->workbench().actions().all()) {
            visible += action->isVisible();
        }
        EXPECT_EQ(list.topLevelItemCount(), visible);
        const auto shown = [&list] {
            QStringList texts;
            for (int i = 0; i < list.topLevelItemCount(); ++i) {
                if (!list.topLevelItem(i)->isHidden()) {
                    texts.append(list.topLevelItem(i)->text(0));
                }
            }
            return texts;
        };
        dialog->searchBox().setText(u"ctrl+k"_s);
        ASSERT_EQ(shown().size(), 1) << qUtf8Printable(shown().join(u", "_s));
        EXPECT_EQ(shown().first(), m_window->action(u"go.search"_s)->text());
        dialog->searchBox().setText(m_window->action(u"series.new"_s)->text());
        EXPECT_EQ(shown().size(), 1);
    }
}

TEST_F(SettingsTest, AboutNamesTheLicence)
{
    open(Language::English);
    ASSERT_TRUE(m_window->workbench().trigger(u"help.about"_s));
    EXPECT_TRUE(m_window->part<AboutDialog>()->findChild<QTextBrowser *>()->toPlainText().contains(u"FFmpeg"_s));
}

TEST_F(SettingsTest, ADeskOfItsOwnHasNoPassword)
{
    open(Language::English);
    settings().showPage(u"account"_s);
    for (const QLineEdit *field : m_window->part<AccountSettingsView>()->findChildren<QLineEdit *>()) {
        EXPECT_FALSE(field->isVisible());
    }
}

// Looked at: the window, its menus and the settings in both languages and themes, wide and at 1366 × 768.
TEST_F(SettingsTest, Pictures)
{
    makeItem(u"القمة تبدأ اليوم"_s, u"The summit begins today"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const QSize size : {QSize(1560, 960), QSize(1366, 768)}) {
            open(language, size);
            for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
                setTheme(mode);
                const QString how = u"%1-%2-%3"_s.arg(LanguageSwitch::code(language),
                                                      mode == ThemeMode::Dark ? u"dark"_s : u"light"_s)
                                        .arg(size.width());
                shoot(*m_window, u"window-"_s + how);
                if (size.width() > 1400) {
                    for (const QString &page : {u"general"_s, u"account"_s, u"encoding"_s}) {
                        settings().showPage(page);
                        shoot(settings(), u"settings-%1-"_s.arg(page) + how);
                    }
                    settings().close();
                    m_window->workbench().trigger(u"help.shortcuts"_s);
                    shoot(*m_window->part<ShortcutsDialog>(), u"shortcuts-"_s + how);
                    m_window->part<ShortcutsDialog>()->close();
                    m_window->workbench().trigger(u"help.about"_s);
                    shoot(*m_window->part<AboutDialog>(), u"about-"_s + how);
                    m_window->part<AboutDialog>()->close();
                    waitFor([&] { return m_window->part<AboutDialog>() == nullptr; });
                    for (const QAction *menu : m_window->menuBar()->actions()) {
                        menu->menu()->popup(m_window->mapToGlobal(QPoint(100, 60)));
                        shoot(*menu->menu(), u"menu-%1-"_s.arg(m_window->menuBar()->actions().indexOf(menu)) + how);
                        menu->menu()->close();
                    }
                }
            }
        }
    }
}

} // namespace

} // namespace rawi::test
