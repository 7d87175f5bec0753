#include "tests/admin/admin_fixture.h"
#include "ui/admin/health_page.h"
#include "ui/admin/jobs_page.h"
#include "ui/admin/metrics_text.h"
#include "ui/admin/people_page.h"
#include "ui/admin/server_settings_page.h"
#include "ui/admin/webhooks_page.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <cmath>

namespace rawi::test {

namespace {

class AdminRoomsTest : public AdminFixture {
protected:
    static RecordDialog *openDialog(const QWidget &page)
    {
        for (RecordDialog *one : page.findChildren<RecordDialog *>()) {
            if (one->isVisible()) {
                return one;
            }
        }
        return nullptr;
    }

    // Controls that a screen reader could not name.
    QStringList unnamed() const
    {
        QStringList found;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool control = button || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
                || qobject_cast<QAbstractItemView *>(widget);
            const bool ofQt = widget->objectName().startsWith("qt_"_L1) || widget->inherits("QHeaderView")
                || widget->inherits("QLineEditIconButton") || widget->inherits("QTableCornerButton")
                || (button && button->isHidden())
                || (widget->parentWidget() && widget->parentWidget()->inherits("QComboBoxPrivateContainer"));
            if (control && !ofQt && widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty())) {
                found.append(QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName());
            }
        }
        return found;
    }
};

TEST_F(AdminRoomsTest, HealthSaysInWordsHowTheServerIs)
{
    HealthPage &page = open<HealthPage>(u"health"_s);
    ASSERT_TRUE(waitFor([&] { return !page.valueOf(u"requests"_s).isEmpty() && !page.valueOf(u"database"_s).isEmpty(); }, kLongMs));
    EXPECT_EQ(page.valueOf(u"database"_s), u"Well"_s);
    EXPECT_EQ(page.valueOf(u"media"_s), u"Well"_s);
    EXPECT_EQ(page.valueOf(u"desks"_s), u"1"_s);
    m_language.setLanguage(Language::Arabic);
    EXPECT_TRUE(waitFor([&] { return page.valueOf(u"database"_s) == u"سليم"_s; }));
}

TEST_F(AdminRoomsTest, ServerSettingsAreReadAndSavedForEverybody)
{
    ServerSettingsPage &page = open<ServerSettingsPage>(u"settings"_s);
    ASSERT_TRUE(waitFor([&] { return page.form().isEnabled(); }, kLongMs));
    EXPECT_FALSE(page.saveButton()->isEnabled());
    auto *gate = qobject_cast<QComboBox *>(page.form().editor(u"loudness_gate")->widget());
    const int wanted = gate->currentData() == u"r128"_s ? gate->findData(u"web"_s) : gate->findData(u"r128"_s);
    gate->setCurrentIndex(wanted);
    Q_EMIT gate->activated(wanted);
    EXPECT_TRUE(page.saveButton()->isEnabled());
    page.saveButton()->click();
    ASSERT_TRUE(waitFor([&] { return !page.form().isDirty(); }, kLongMs));
    EXPECT_EQ(gate->currentIndex(), wanted);
    std::optional<QString> kept;
    m_desk->office().get(&page, u"/api/v1/workspace/settings"_s, [&](const Result<OfficeRecord> &record) {
        kept = record.ok() ? record->row.value("loudness_gate"_L1).toString() : QString();
    });
    ASSERT_TRUE(waitFor([&] { return kept.has_value(); }, kLongMs));
    EXPECT_EQ(*kept, gate->itemData(wanted).toString());
}

TEST_F(AdminRoomsTest, APublicAddressIsRefusedInWordsAndSaved)
{
    ServerSettingsPage &page = open<ServerSettingsPage>(u"settings"_s);
    ASSERT_TRUE(waitFor([&] { return page.form().isEnabled(); }, kLongMs));
    auto *address = qobject_cast<QLineEdit *>(page.form().editor(u"public_address")->widget());
    const auto say = [&](const QString &text) {
        address->setText(text);
        Q_EMIT address->textEdited(text);
        page.saveButton()->click();
    };
    say(u"news.example"_s);
    EXPECT_TRUE(page.form().message(u"public_address").contains(u"https://rawi.example"_s));
    say(u"https://news.example/"_s);
    ASSERT_TRUE(waitFor([&] { return !page.form().isDirty(); }, kLongMs));
    EXPECT_EQ(address->text(), u"https://news.example"_s);
    say({});
    ASSERT_TRUE(waitFor([&] { return !page.form().isDirty(); }, kLongMs));
}

TEST_F(AdminRoomsTest, AScheduleOfTheServerIsChangedAndSwitchedOffAndOn)
{
    JobsPage &page = open<JobsPage>(u"jobs"_s);
    ASSERT_TRUE(waitFor([&] { return page.jobs().model().state() != OfficeListModel::State::Loading; }, kLongMs));
    EXPECT_FALSE(page.jobs().model().error().has_value());
    page.showSchedules();
    OfficeTableView &view = page.schedules().view();
    ASSERT_TRUE(waitFor([&] { return view.model().rowCount() > 0; }, kLongMs));
    const auto row = [&] { return view.model().rowAt(view.model().rowOf(u"jobs.forget"_s)); };
    view.select({u"jobs.forget"_s});
    view.trigger(u"edit"_s);
    const QPointer<RecordDialog> dialog = openDialog(page); // goes when it is closed
    ASSERT_NE(dialog, nullptr);
    auto *cron = qobject_cast<QLineEdit *>(dialog->form().editor(u"cron")->widget());
    const auto say = [&](const QString &line) {
        cron->setText(line);
        Q_EMIT cron->textEdited(line);
        dialog->acceptButton()->click();
    };
    say(u"every day"_s);
    ASSERT_TRUE(waitFor([&] { return dialog->acceptButton()->isEnabled(); }, kLongMs)) << "a bad line is refused in words";
    say(u"12 4 * * *"_s);
    ASSERT_TRUE(waitFor([&] { return !dialog || !dialog->isVisible(); }, kLongMs));
    ASSERT_TRUE(waitFor([&] { return row().value("cron"_L1).toString() == "12 4 * * *"_L1; }, kLongMs));
    view.trigger(u"off"_s);
    ASSERT_TRUE(waitFor([&] { return !row().value("active"_L1).toBool(true); }, kLongMs));
    view.trigger(u"on"_s);
    EXPECT_TRUE(waitFor([&] { return row().value("active"_L1).toBool(); }, kLongMs));
}

TEST_F(AdminRoomsTest, EveryControlHasANameInBothLanguages)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        m_language.setLanguage(language);
        open<PeoplePage>(u"people"_s);
        for (const QString &room : m_window->rooms()) {
            m_window->showRoom(room);
        }
        EXPECT_EQ(unnamed().join(u", "_s).toStdString(), "");
        m_window.reset();
    }
}

TEST_F(AdminRoomsTest, IsWalkedThroughByKeyboardAndRemembersWhereItWas)
{
    open<PeoplePage>(u"people"_s);
    m_window->activateWindow();
    ASSERT_TRUE(waitFor([&] { return m_window->isActiveWindow(); }));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(m_window->room(), m_window->rooms().at(1));
    const QString room = m_window->room();
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    EXPECT_FALSE(m_window->isVisible());
    m_window = std::make_unique<AdminWindow>(*m_desk, houseAdminRooms(), [](const QString &) { return true; });
    EXPECT_EQ(m_window->room(), room);
}

TEST_F(AdminRoomsTest, ClosesWhenSomebodySignsInWhoAdministersNothing)
{
    server().addUser(u"reader@example.org"_s, u"viewer"_s);
    open<PeoplePage>(u"people"_s);
    EXPECT_TRUE(mayEnter(*m_desk, u"server.manage"_s));
    signIn(u"reader@example.org"_s, server().password());
    EXPECT_TRUE(waitFor([&] { return !m_window->isVisible(); }, kLongMs));
    EXPECT_FALSE(mayEnter(*m_desk, u"server.manage"_s));
}

TEST_F(AdminRoomsTest, AStoppedServerIsSaidAndTheListComesBackWithIt)
{
    PeoplePage &page = open<PeoplePage>(u"people"_s);
    ASSERT_TRUE(waitFor([&] { return page.model().rowCount() > 0; }, kLongMs));
    server().stop();
    page.model().reload();
    ASSERT_TRUE(waitFor([&] { return page.model().error().has_value(); }, kLongMs));
    EXPECT_GT(page.model().rowCount(), 0) << "what was read stays";
    HealthPage &health = open<HealthPage>(u"health"_s);
    ASSERT_TRUE(waitFor([&] { return health.findChild<StatePill *>()->accessibleName() == u"Not reached"_s; }, kLongMs));
    waitFor([] { return false; }, 200); // the layout follows
    keepPicture(u"health-not-reached-en"_s);
    server().start();
    EXPECT_TRUE(waitFor([&] { return !page.model().error().has_value(); }, kLongMs));
}

// Every room in both languages and themes; for eyes, when $RAWI_PICTURES says where to.
TEST_F(AdminRoomsTest, IsDrawnInBothLanguagesAndThemes)
{
    server().addUser(u"huda@example.org"_s, u"managing_editor"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            m_language.setLanguage(language);
            applyTheme(*qApp, theme);
            PeoplePage &people = open<PeoplePage>(u"people"_s);
            ASSERT_TRUE(waitFor([&] { return people.model().rowCount() > 0; }, kLongMs));
            people.view().select({people.model().idAt(0)});
            for (const QString &room : m_window->rooms()) {
                m_window->showRoom(room);
                waitFor([] { return false; }, 400);
                const QImage drawn = m_window->grab().toImage();
                EXPECT_FALSE(drawn.isNull());
                keepPicture(u"%1-%2-%3"_s.arg(room, LanguageSwitch::code(language), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
            }
            const QString look = u"-%1-%2"_s.arg(LanguageSwitch::code(language), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s);
            for (const QString &action : {u"add"_s, u"password"_s}) {
                people.view().trigger(action);
                RecordDialog *dialog = nullptr;
                ASSERT_TRUE(waitFor([&] { return (dialog = openDialog(people)) != nullptr; }));
                dialog->acceptButton()->click(); // what is missing stands beside the fields
                keepPicture(*dialog, u"people-"_s + action + look);
                dialog->reject();
            }
            m_window->showRoom(u"webhooks"_s);
            auto &webhooks = *qobject_cast<WebhooksPage *>(m_window->page());
            webhooks.webhooks().view().trigger(u"add"_s);
            RecordDialog *dialog = openDialog(webhooks);
            ASSERT_NE(dialog, nullptr);
            keepPicture(*dialog, u"webhook-add"_s + look);
            dialog->reject();
            m_window.reset();
        }
    }
    applyTheme(*qApp, ThemeMode::Light);
}

TEST(MetricsTextTest, SumsLabelsAndFindsQuantiles)
{
    const MetricsText metrics = MetricsText::parse("# HELP a b\n"
                                                   "a{route=\"/x y\",status=\"200\"} 3\n"
                                                   "a{route=\"/\\\"q\\\"\",status=\"503\"} 2\n"
                                                   "b 7.5 1700000000\n"
                                                   "broken{\n"
                                                   "h_bucket{le=\"0.1\"} 90\nh_bucket{le=\"0.5\"} 99\nh_bucket{le=\"+Inf\"} 100\n");
    EXPECT_EQ(metrics.sum(u"a"_s), 5);
    EXPECT_EQ(metrics.sum(u"a"_s, u"status"_s, u"5"_s), 2);
    EXPECT_EQ(metrics.sum(u"a"_s, u"route"_s, u"/\"q"_s), 2);
    EXPECT_EQ(metrics.sum(u"b"_s), 7.5);
    EXPECT_FALSE(metrics.has(u"broken"_s));
    EXPECT_EQ(metrics.quantile(u"h"_s, 0.5), 0.1);
    EXPECT_EQ(metrics.quantile(u"h"_s, 0.95), 0.5);
    EXPECT_TRUE(std::isinf(*metrics.quantile(u"h"_s, 1.0)));
    EXPECT_FALSE(metrics.quantile(u"none"_s, 0.5));
}

} // namespace

} // namespace rawi::test
