// rawi-tour: the main job of the product, by driving the windows of two desks on a running server, and the pictures of
// every room in both languages and themes.
//   rawi-tour --server URL --secrets DIR --media DIR --out DIR [--profiles DIR] [--only-house] [--size 1366x768]
// DIR of secrets holds editor.password, managing.password and admin.password (see ./run); --only-house leaves out the main
// job and the rooms of the newsroom; --size is that of the house's window. Exits 0 when every step was seen to work.

#include "app/features/desk_features.h"
#include "app/profile.h"
#include "core/desk/house/desk.h"
#include "core/desk/media/preset_list.h"
#include "tests/e2e/tour/driver.h"
#include "tests/e2e/tour/house_tour.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_view.h"
#include "ui/kit/language.h"
#include "ui/kit/preference_store.h"
#include "ui/kit/theme.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/studio/encode_log_dialog.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextStream>

using namespace rawi;
using namespace rawi::tour;

namespace {

struct Options {
    QString server;
    QString secrets;
    QString media;
    QString out;
    QString profiles;
    bool onlyHouse = false;
    QSize size = {1366, 768};
};

// One person at one desk: a profile, a window.
struct Person {
    QString name;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<PreferenceStore> preferences;
    std::unique_ptr<MainWindow> window;

    template <typename View>
    View &view() const
    {
        return *window->part<View>();
    }
    std::optional<ContentItem> item(const Id<ContentItem> &id) const
    {
        const auto found = desk->replica().find(id);
        return found.ok() ? *found : std::nullopt;
    }
};

class Tour {
public:
    Tour(Options options, LanguageSwitch &language) : m_options(std::move(options)), m_language(language), m_driver(m_options.out)
    {
    }

    void run()
    {
        if (!m_options.onlyHouse) {
            mainJob();
        }
        house();
    }

private:
    void mainJob()
    {
        m_editor = arrive(u"editor"_s);
        m_managing = arrive(u"managing"_s);
        addVideo();
        preview();
        startEncodes();
        writeTexts();
        fileIntoSeries();
        awaitUploads();
        review();
        playOnSecondDesk();
        m_managing.window->hide();
        roomsInBothLanguagesAndThemes();
        m_editor.window->hide();
    }

    void house()
    {
        const Person admin = arrive(u"admin"_s);
        HouseTour(m_driver, *admin.window, *admin.preferences, m_language, m_options.size).run();
    }

    QString secret(const QString &name)
    {
        QFile file(u"%1/%2.password"_s.arg(m_options.secrets, name));
        m_driver.require(file.open(QIODevice::ReadOnly), file.fileName());
        return QString::fromUtf8(file.readLine()).trimmed();
    }

    Person arrive(const QString &name)
    {
        Person person{name, nullptr, nullptr, nullptr};
        auto desk = Desk::open(m_options.profiles + QLatin1Char('/') + name, app::workerProgram(), m_clock);
        m_driver.require(desk.ok(), u"the desk of "_s + name);
        person.desk = std::move(*desk);
        person.preferences = std::make_unique<PreferenceStore>(person.desk->replica());
        person.window = std::make_unique<MainWindow>(*person.desk, m_language, *person.preferences, app::deskFeatures());
        m_language.setLanguage(Language::English);
        person.window->resize(1560, 940);
        person.window->show();
        person.desk->encodes().start();
        person.window->signIn();
        QDialog *dialog = nullptr;
        m_driver.until(u"the sign-in dialog"_s, 5000, [&] {
            dialog = person.window->findChild<QDialog *>(QString(), Qt::FindChildrenRecursively);
            return dialog && dialog->isVisible();
        });
        const auto fill = [&](const char *field, const QString &text) {
            auto *edit = m_driver.named<QLineEdit>(dialog, QLatin1StringView(field));
            edit->clear();
            m_driver.type(edit, text);
        };
        fill("Server", m_options.server);
        fill("E-mail", name + u"@rawi.example"_s);
        fill("Password", secret(name));
        if (name == "editor"_L1) {
            m_driver.picture(dialog, u"sign-in"_s);
        }
        m_driver.press(dialog, u"Sign in"_s);
        m_driver.until(u"online as "_s + name, 20'000,
                       [&] { return person.desk->sync().status().state == SyncState::Online; });
        return person;
    }

    void addVideo()
    {
        QString video;
        QDirIterator files(m_options.media, {u"vtest.avi"_s}, QDir::Files, QDirIterator::Subdirectories);
        m_driver.require(files.hasNext(), u"vtest.avi below "_s + m_options.media);
        video = files.next();
        QUuid content;
        QObject context;
        QObject::connect(&m_editor.desk->intake(), &MediaIntake::added, &context,
                         [&](const QString &, const QUuid &id, const QUuid &asset) {
                             content = id;
                             m_asset = Id<MediaAsset>(asset);
                         });
        m_driver.drop(&m_editor.view<LibraryView>(), {video});
        m_driver.until(u"the dropped file is an item"_s, 30'000, [&] { return !content.isNull(); });
        m_item = Id<ContentItem>(content);
        m_editor.window->showItem(content);
        m_driver.until(u"its poster"_s, 60'000,
                       [&] { return !m_editor.desk->posterPath(m_asset).isEmpty(); });
        m_driver.pause(800);
        m_driver.picture(m_editor.window.get(), u"added"_s);
    }

    void play(Person &person)
    {
        PreviewView &view = person.view<PreviewView>();
        m_driver.until(u"the preview plays"_s, 30'000, [&] {
            if (!view.isPlaying()) {
                view.togglePlaying();
            }
            m_driver.pause(500);
            return view.isPlaying() && view.player().positionMs() > 1000;
        });
    }

    void preview()
    {
        play(m_editor);
        m_editor.view<PreviewView>().stepFrames(1);
        m_driver.pause(500);
        m_driver.require(!m_editor.view<PreviewView>().isPlaying(), u"a step pauses"_s);
        m_driver.picture(m_editor.window.get(), u"preview"_s);
    }

    void startEncodes()
    {
        m_editor.window->action(u"view.panel"_s)->setChecked(true);
        m_editor.view<ItemInspector>().showTab(u"media"_s);
        QMenu *menu = nullptr;
        const QList<QPushButton *> buttons = m_editor.view<ItemInspector>().findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            menu = button->menu() && button->isEnabled() ? button->menu() : menu;
        }
        m_driver.require(menu, u"the choice of presets"_s);
        menu->popup(m_editor.window->mapToGlobal(QPoint(200, 200)));
        const auto ladder = webLadder(m_editor.desk->replica(), OutputForm::Mp4);
        m_driver.require(ladder.ok() && ladder->size() > 2, u"a ladder of web video"_s);
        for (const QString &preset : ladder->mid(ladder->size() - 2)) { // the quickest
            auto *choice = menu->findChild<QAction *>(preset);
            m_driver.require(choice && choice->isEnabled(), u"an encode to "_s + preset);
            choice->trigger();
        }
        menu->hide();
        m_driver.until(u"an encode under way"_s, 20'000, [&] {
            const QList<EncodeJob> jobs = m_editor.desk->encodes().jobs();
            return std::any_of(jobs.begin(), jobs.end(), [](const EncodeJob &job) { return job.permille > 150; });
        });
        m_driver.picture(m_editor.window.get(), u"encoding"_s);
    }

    void writeTexts()
    {
        m_editor.view<ItemInspector>().showTab(u"texts"_s);
        m_driver.pause(200);
        const auto write = [&](const char *field, const QString &text) {
            const QList<ItemFieldView *> fields = m_editor.view<ItemInspector>().findChildren<ItemFieldView *>();
            for (ItemFieldView *one : fields) {
                if (one->field() == QLatin1StringView(field)) {
                    QMetaObject::invokeMethod(one->editor(), "clear");
                    m_driver.type(one->editor(), text);
                    return;
                }
            }
            m_driver.require(false, QLatin1StringView(field));
        };
        write("title_en", u"Footsteps in the square (part 1)"_s);
        write("title_ar", u"خطى في الساحة (الجزء ١)"_s);
        write("summary_ar", u"كاميرا ثابتة تراقب ساحةً عامة خلال ظهيرةٍ واحدة: من يعبر؟ ومن يتوقّف؟"_s);
        write("summary_en",
              u"A fixed camera watches a public square for one noon: who crosses it, and who stops?"_s);
        m_driver.until(u"what was typed is saved by itself"_s, 5000, [&] {
            const auto item = m_editor.item(m_item);
            return item && item->titleAr.startsWith(u"خطى"_s) && item->summaryEn.endsWith(QLatin1Char('?'));
        });
        m_driver.picture(m_editor.window.get(), u"texts"_s);
    }

    void fileIntoSeries()
    {
        m_editor.window->showRoom(u"series"_s);
        m_editor.view<SeriesBoardView>().newSeries();
        QDialog *dialog = nullptr;
        m_driver.until(u"the new series dialog"_s, 5000, [&] {
            const QList<QDialog *> dialogs = m_editor.window->findChildren<QDialog *>();
            for (QDialog *one : dialogs) {
                dialog = one->isVisible() ? one : dialog;
            }
            return dialog != nullptr;
        });
        m_driver.type(m_driver.named<QLineEdit>(dialog, u"Arabic title"_s), u"ساحات عامة"_s);
        m_driver.type(m_driver.named<QLineEdit>(dialog, u"English title"_s), u"Public Squares"_s);
        m_driver.press(dialog, u"Create"_s);
        m_driver.until(u"the series"_s, 5000, [&] {
            const auto rows = m_editor.desk->replica().rows(recordInfo<Series>());
            return rows.ok() && std::any_of(rows->begin(), rows->end(), [](const QJsonObject &row) {
                       return row.value("title_en"_L1).toString() == "Public Squares"_L1;
                   });
        });
        m_editor.window->showRoom(u"library"_s);
        m_editor.window->showItem(m_item.uuid());
        m_editor.view<ItemInspector>().showTab(u"series"_s);
        m_driver.pause(300);
        auto *series = m_driver.named<QComboBox>(&m_editor.view<ItemInspector>(), u"Series"_s);
        series->setCurrentIndex(series->findText(u"Public Squares"_s, Qt::MatchContains));
        m_driver.require(series->currentIndex() >= 0, u"the new series can be chosen"_s);
        m_driver.press(&m_editor.view<ItemInspector>(), u"Add"_s);
        m_driver.until(u"the item is an episode"_s, 5000, [&] {
            const auto episodes = m_editor.desk->replica().where<Episode>("content_id", m_item.text());
            return episodes.ok() && episodes->size() == 1;
        });
    }

    void awaitUploads()
    {
        m_driver.until(u"both renditions encoded and uploaded"_s, 300'000, [&] {
            const auto variants = m_editor.desk->replica().where<MediaVariant>("asset_id", m_asset.text());
            return variants.ok()
                && std::count_if(variants->begin(), variants->end(), [](const MediaVariant &one) {
                       return one.type == VariantType::Rendition && one.status == VariantStatus::Completed;
                   }) == 2;
        });
        m_editor.window->showRoom(u"transfers"_s);
        m_driver.pause(400);
        m_driver.picture(m_editor.window.get(), u"transfers"_s);
        m_editor.window->showRoom(u"library"_s);
    }

    void step(Person &who, Person &other, const char *button, ContentState state)
    {
        m_driver.press(&who.view<ItemInspector>(), QLatin1StringView(button));
        QElapsedTimer clock;
        clock.start();
        m_driver.until(u"%1 seen on the other desk"_s.arg(QLatin1StringView(button)), 5000, [&] {
            const auto item = other.item(m_item);
            return item && item->state == state;
        });
        QTextStream(stdout) << button << ": on the other desk after " << clock.elapsed() << " ms" << Qt::endl;
        m_driver.require(clock.elapsed() < 1000, u"%1 within a second"_s.arg(QLatin1StringView(button)));
    }

    void review()
    {
        step(m_editor, m_managing, "Submit for review", ContentState::InReview);
        m_managing.window->showItem(m_item.uuid());
        m_driver.until(u"the poster on the second desk"_s, 10'000,
                       [&] { return !m_managing.desk->posterPath(m_asset).isEmpty(); });
        m_driver.pause(500);
        m_driver.picture(m_managing.window.get(), u"second-desk-review"_s);
        step(m_managing, m_editor, "Approve", ContentState::Approved);
        step(m_managing, m_editor, "Publish", ContentState::Published);
    }

    void playOnSecondDesk()
    {
        m_driver.require(m_managing.desk->playablePath(m_asset).isEmpty(),
                         u"the second desk has no file of its own"_s);
        play(m_managing);
        m_driver.picture(m_managing.window.get(), u"second-desk-plays-from-the-server"_s);
        m_managing.view<PreviewView>().togglePlaying();
    }

    // The series with the most episodes: a board worth a picture.
    Id<Series> longestSeries() const
    {
        QMap<Id<Series>, int> counts;
        const auto rows = m_editor.desk->replica().rows(recordInfo<Episode>());
        for (const QJsonObject &row : rows.ok() ? *rows : QList<QJsonObject>()) {
            ++counts[Id<Series>::fromText(row.value("series_id"_L1).toString())];
        }
        const auto most = std::max_element(counts.begin(), counts.end());
        return most == counts.end() ? Id<Series>() : most.key();
    }

    // Two tracks of the same lines, as an editor and a translator leave them.
    void writeSubtitles()
    {
        const auto put = [this](const QString &language, const QStringList &lines) {
            QString body = u"WEBVTT\n"_s;
            for (qsizetype i = 0; i < lines.size(); ++i) {
                body += u"\n00:00:%1.000 --> 00:00:%2.500\n%3\n"_s.arg(1 + 4 * i, 2, 10, QLatin1Char('0'))
                            .arg(3 + 4 * i, 2, 10, QLatin1Char('0'))
                            .arg(lines[i]);
            }
            const auto done = m_editor.desk->execute(u"subtitles.put"_s,
                                                     {{u"asset_id"_s, m_asset.text()},
                                                      {u"language"_s, language},
                                                      {u"kind"_s, u"subtitles"_s},
                                                      {u"body"_s, body}});
            m_driver.require(done.ok(), done.ok() ? QString() : done.error().toString());
        };
        put(u"en"_s,
            {u"Noon. The square is almost empty."_s, u"Who is in a hurry today?"_s,
             u"Two of them meet at the lamp."_s, u"Then everyone walks on."_s});
        put(u"ar"_s,
            {u"الظهيرة، والساحة شبه خالية."_s, u"من المستعجل اليوم؟"_s, u"يلتقي اثنان عند عمود الإنارة."_s,
             u"ثم يمضي الجميع."_s});
    }

    void roomsInBothLanguagesAndThemes()
    {
        MainWindow &window = *m_editor.window;
        writeSubtitles();
        const QList<std::pair<QString, std::function<void()>>> views{
            {u"library"_s,
             [&] {
                 window.showRoom(u"library"_s);
                 m_editor.view<ItemInspector>().showTab(u"texts"_s);
             }},
            {u"inspector-media"_s, [&] { m_editor.view<ItemInspector>().showTab(u"media"_s); }},
            {u"inspector-series"_s, [&] { m_editor.view<ItemInspector>().showTab(u"series"_s); }},
            {u"inspector-history"_s, [&] { m_editor.view<ItemInspector>().showTab(u"history"_s); }},
            {u"series"_s,
             [&] {
                 window.showRoom(u"series"_s);
                 m_editor.view<SeriesBoardView>().selectSeries(longestSeries());
             }},
            {u"encodes"_s, [&] { window.showRoom(u"studio"_s); }},
            {u"attention"_s, [&] { window.showRoom(u"attention"_s); }},
        };
        QDir().mkpath(m_options.profiles + u"/inbox"_s);
        m_driver.require(
            m_editor.desk->watchFolders().add(m_options.profiles + u"/inbox"_s, {u"720p"_s}).ok(),
            u"a watch folder"_s);
        window.action(u"media.presets"_s)->trigger();
        auto *presets = window.findChild<PresetEditorDialog *>();
        m_driver.require(presets, u"the editor of presets"_s);
        for (const Language language : {Language::Arabic, Language::English}) {
            m_language.setLanguage(language);
            for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
                m_driver.require(m_editor.preferences->set(Preference::Theme, theme == ThemeMode::Dark ? u"dark"_s : u"light"_s).ok(),
                                 u"another theme"_s);
                window.showItem(m_item.uuid());
                const QSize usual = window.size();
                for (const QSize size : {usual, QSize(1920, 1080)}) {
                    window.resize(size);
                    for (const auto &[name, show] : views) {
                        show();
                        m_driver.pause(500);
                        m_driver.picture(&window, u"%1-%2-%3%4"_s.arg(name, LanguageSwitch::code(language),
                                                                     theme == ThemeMode::Dark ? u"dark"_s : u"light"_s,
                                                                     size == usual ? QString() : u"-1920"_s));
                    }
                }
                window.resize(usual);
                presets->show();
                m_driver.pause(300);
                m_driver.picture(presets,
                                 u"presets-%1-%2"_s.arg(LanguageSwitch::code(language),
                                                        theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
                presets->hide();
                const QString how = u"%1-%2"_s.arg(LanguageSwitch::code(language),
                                                   theme == ThemeMode::Dark ? u"dark"_s : u"light"_s);
                m_driver.pictureOfNewWindow(u"cutter-"_s + how, [&] { window.action(u"media.cut"_s)->trigger(); });
                m_driver.pictureOfNewWindow(u"subtitles-"_s + how, [&] { window.action(u"media.subtitles"_s)->trigger(); });
                auto *encodes = window.findChild<EncodesView *>();
                m_driver.require(encodes, u"the encodes"_s);
                m_driver.pictureOfNewWindow(u"batch-add-"_s + how, [&] { encodes->addFiles({m_options.media}); });
                m_driver.pictureOfNewWindow(u"watch-folders-"_s + how, [&] { encodes->showWatchFolders(); });
                m_driver.pictureOfNewWindow(u"encode-limits-"_s + how, [&] { encodes->showLimits(); });
                m_driver.pictureOfNewWindow(u"encode-log-"_s + how, [&] {
                    const QList<EncodeJob> jobs = m_editor.desk->encodes().jobs();
                    m_driver.require(!jobs.isEmpty(), u"an encode with a log"_s);
                    auto *log = new EncodeLogDialog(*m_editor.desk, jobs.first().id, &window);
                    log->setAttribute(Qt::WA_DeleteOnClose);
                    log->open();
                });
                for (const auto &[name, action] : {std::pair{u"settings-"_s, u"app.settings"_s},
                                                   std::pair{u"shortcuts-"_s, u"help.shortcuts"_s},
                                                   std::pair{u"about-"_s, u"help.about"_s}}) {
                    m_driver.pictureOfNewWindow(name + how, [&, id = action] { window.action(id)->trigger(); });
                }
                m_driver.pictureOfNewWindow(u"compare-"_s + how, [&] { m_editor.view<PreviewView>().compare(); });
            }
        }
    }

    Options m_options;
    LanguageSwitch &m_language;
    Driver m_driver;
    SystemClock m_clock;
    Person m_editor;
    Person m_managing;
    Id<ContentItem> m_item;
    Id<MediaAsset> m_asset;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_MEDIA_BACKEND", "gstreamer");
    QApplication application(argc, argv);
    app::nameApplication(u"rawi-tour"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    for (const char *name : {"server", "secrets", "media", "out", "profiles", "size"}) {
        parser.addOption({QLatin1StringView(name), QString(), u"value"_s});
    }
    parser.addOption({u"only-house"_s, QString()});
    parser.process(application);
    const QTemporaryDir profiles;
    const auto value = [&](const char *name) { return parser.value(QLatin1StringView(name)); };
    Options options{value("server"), value("secrets"), value("media"), value("out"),
                          value("profiles").isEmpty() ? profiles.path() : value("profiles"),
                          parser.isSet(u"only-house"_s)};
    if (const QStringList sides = value("size").split(u'x'); sides.size() == 2) {
        options.size = {sides.first().toInt(), sides.last().toInt()};
    }
    LanguageSwitch language(application);
    Tour tour(options, language);
    tour.run();
    return 0;
}
