#include "tests/e2e/tour/house_tour.h"

#include "core/catalog/series.h"
#include "core/people/person.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/jobs_page.h"
#include "ui/admin/people_page.h"
#include "ui/catalog/series_board_view.h"
#include "ui/settings/settings_dialog.h"

#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>

#include <array>

namespace rawi::tour {

namespace {

constexpr std::array kMenus{"file", "edit", "item", "view", "window", "help"};

} // namespace

HouseTour::HouseTour(Driver &driver, MainWindow &window, PreferenceStore &preferences, LanguageSwitch &language, QSize size)
    : m_driver(driver)
    , m_window(window)
    , m_desk(window.workbench().desk())
    , m_preferences(preferences)
    , m_language(language)
    , m_size(size)
{
}

void HouseTour::run()
{
    m_window.resize(m_size);
    m_window.action(u"view.panel"_s)->setChecked(true);
    fill();
    for (const Language language : {Language::Arabic, Language::English}) {
        m_driver.require(m_preferences.set(Preference::Language, LanguageSwitch::code(language)).ok(), u"a language"_s);
        applyPreference(Preference::Language, m_preferences, m_language);
        for (const bool dark : {false, true}) {
            const QString theme = dark ? u"dark"_s : u"light"_s;
            m_driver.require(m_preferences.set(Preference::Theme, theme).ok(), u"another theme"_s);
            const QString how = LanguageSwitch::code(language) + u'-' + theme;
            room(how);
            menus(how);
            dialogs(how);
            admin(how);
        }
    }
}

QUuid HouseTour::execute(const QString &command, const QJsonObject &args)
{
    const auto done = m_desk.execute(command, args);
    m_driver.require(done.ok(), done.ok() ? command : done.error().toString());
    return uuidFromText(done->result.value("id"_L1).toString());
}

// Nothing here plays: what is open is whole at once.
void HouseTour::shoot(const QString &name, const std::function<void()> &open)
{
    constexpr int kSettleMs = 350;
    m_driver.pictureOfNewWindow(name, open, kSettleMs);
}

void HouseTour::fill()
{
    m_series = execute(u"series.create"_s, {{u"title_ar"_s, u"ملفات الصفقة: تحقيق في العقود العامة"_s},
                                            {u"title_en"_s, u"The Deal Files: an investigation into public contracts"_s}});
    const auto episode = [&](const QString &kind, const QString &arabic, const QString &english) {
        const QUuid item =
            execute(u"content.create"_s, {{u"kind"_s, kind}, {u"title_ar"_s, arabic}, {u"title_en"_s, english}});
        execute(u"episode.add"_s,
                {{u"series_id"_s, uuidText(m_series)}, {u"content_id"_s, uuidText(item)}, {u"season_number"_s, 1}});
    };
    episode(u"video"_s, u"الوثيقة الأولى"_s, u"The first document"_s);
    episode(u"audio"_s, u"شهادة المحاسب"_s, u"The accountant's testimony"_s);
    episode(u"article"_s, u"ما لم يُنشر بعد"_s, u"What is not published yet"_s);
    execute(u"series.restrict"_s, {{u"id"_s, uuidText(m_series)},
                                   {u"restricted"_s, true},
                                   {u"members"_s, QJsonArray{m_desk.replica().actor().id.text()}}});
    bool made = false;
    QObject context;
    m_desk.office().create(&context, u"/api/v1/webhooks"_s,
                           {{u"url"_s, u"https://website.example.org/rawi?key=1"_s},
                            {u"types"_s, QJsonArray{u"content.published"_s, u"media.processed"_s}},
                            {u"description"_s, u"الموقع (website)"_s}},
                           [&](const Result<OfficeRecord> &answer) { made = answer.ok(); });
    m_driver.until(u"a webhook"_s, 20'000, [&] { return made; });
}

void HouseTour::room(const QString &how)
{
    m_window.showRoom(u"series"_s);
    auto *board = m_window.part<SeriesBoardView>();
    board->selectSeries(Id<Series>(m_series));
    m_driver.pause(300);
    m_driver.picture(&m_window, u"restricted-series-"_s + how);
    shoot(u"series-access-"_s + how, [&] { board->chooseAccess(); });
    m_window.showRoom(u"library"_s);
    m_driver.pause(500);
    m_driver.picture(&m_window, u"library-restricted-"_s + how);
}

void HouseTour::menus(const QString &how)
{
    const QList<QAction *> menus = m_window.menuBar()->actions();
    for (int i = 0; i < menus.size(); ++i) {
        const QString name = u"menu-%1-%2"_s.arg(QLatin1StringView(i < int(kMenus.size()) ? kMenus.at(i) : "more"), how);
        shoot(name, [&] { menus[i]->menu()->popup(m_window.mapToGlobal(QPoint(100, 60))); });
    }
}

void HouseTour::dialogs(const QString &how)
{
    for (const SettingsPage &page : offered(m_window.workbench().features(), &Feature::settings)) {
        shoot(u"settings-%1-%2"_s.arg(page.id, how), [&] {
            m_window.action(u"app.settings"_s)->trigger();
            m_window.part<SettingsDialog>()->showPage(page.id);
        });
        m_driver.pause(50); // it deletes itself
    }
    shoot(u"all-shortcuts-"_s + how, [&] { m_window.action(u"help.shortcuts"_s)->trigger(); });
    shoot(u"about-rawi-"_s + how, [&] { m_window.action(u"help.about"_s)->trigger(); });
}

void HouseTour::admin(const QString &how)
{
    m_window.action(u"admin.open"_s)->trigger();
    auto *window = m_window.part<AdminWindow>();
    m_driver.require(window && window->isVisible(), u"the Admin window"_s);
    window->resize(m_size.boundedTo(window->size()));
    const QStringList rooms = window->rooms();
    for (const QString &one : rooms) {
        window->showRoom(one);
        m_driver.pause(900);
        m_driver.picture(window, u"admin-%1-%2"_s.arg(one, how));
        if (auto *jobs = qobject_cast<JobsPage *>(window->page())) {
            jobs->showSchedules();
            OfficeTableView &view = jobs->schedules().view();
            m_driver.until(u"the schedules"_s, 20'000, [&] { return view.model().rowCount() > 0; });
            m_driver.pause(200);
            m_driver.picture(window, u"admin-schedules-"_s + how);
            view.select({u"jobs.forget"_s});
            shoot(u"admin-schedule-"_s + how, [&] { view.trigger(u"edit"_s); });
            jobs->showSchedules(false);
        } else if (auto *people = qobject_cast<PeoplePage *>(window->page())) {
            shoot(u"admin-person-"_s + how, [&] { people->view().trigger(u"add"_s); });
        }
    }
    window->close();
}

} // namespace rawi::tour
