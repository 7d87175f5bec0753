// rawi-tour: the main job of the product, by driving the windows of two desks on a running server, and the pictures of
// every room in both languages and themes.
//   rawi-tour --server URL --secrets DIR --media DIR --out DIR [--profiles DIR]
// DIR of secrets holds editor.password and managing.password (see ./run). Exits 0 when every step was seen to work.

#include "app/profile.h"
#include "core/desk/desk.h"
#include "core/desk/preset_list.h"
#include "tests/e2e/tour/driver.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_view.h"
#include "ui/kit/language.h"
#include "ui/media/encode_log_dialog.h"
#include "ui/media/encodes_view.h"
#include "ui/media/preset_editor_dialog.h"
#include "ui/media/preview_view.h"
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
};

// One person at one desk: a profile, a window.
struct Person {
    QString name;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<MainWindow> window;

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
        m_editor = arrive(QStringLiteral("editor"));
        m_managing = arrive(QStringLiteral("managing"));
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
    }

private:
    QString secret(const QString &name)
    {
        QFile file(QStringLiteral("%1/%2.password").arg(m_options.secrets, name));
        m_driver.require(file.open(QIODevice::ReadOnly), file.fileName());
        return QString::fromUtf8(file.readLine()).trimmed();
    }

    Person arrive(const QString &name)
    {
        Person person{name, nullptr, nullptr};
        auto desk = Desk::open(m_options.profiles + QLatin1Char('/') + name, app::workerProgram(), m_clock);
        m_driver.require(desk.ok(), QStringLiteral("the desk of ") + name);
        person.desk = std::move(*desk);
        person.window = std::make_unique<MainWindow>(*person.desk, m_language);
        m_language.setLanguage(Language::English);
        person.window->resize(1560, 940);
        person.window->show();
        person.desk->encodes().start();
        person.window->signIn();
        QDialog *dialog = nullptr;
        m_driver.until(QStringLiteral("the sign-in dialog"), 5000, [&] {
            dialog = person.window->findChild<QDialog *>(QString(), Qt::FindChildrenRecursively);
            return dialog && dialog->isVisible();
        });
        const auto fill = [&](const char *field, const QString &text) {
            auto *edit = m_driver.named<QLineEdit>(dialog, QLatin1StringView(field));
            edit->clear();
            m_driver.type(edit, text);
        };
        fill("Server", m_options.server);
        fill("E-mail", name + QStringLiteral("@rawi.example"));
        fill("Password", secret(name));
        if (name == QLatin1StringView("editor")) {
            m_driver.picture(dialog, QStringLiteral("sign-in"));
        }
        m_driver.press(dialog, QStringLiteral("Sign in"));
        m_driver.until(QStringLiteral("online as ") + name, 20'000,
                       [&] { return person.desk->sync().status().state == SyncState::Online; });
        return person;
    }

    void addVideo()
    {
        QString video;
        QDirIterator files(m_options.media, {QStringLiteral("vtest.avi")}, QDir::Files, QDirIterator::Subdirectories);
        m_driver.require(files.hasNext(), QStringLiteral("vtest.avi below ") + m_options.media);
        video = files.next();
        QUuid content;
        QObject context;
        QObject::connect(&m_editor.desk->intake(), &MediaIntake::added, &context,
                         [&](const QString &, const QUuid &id, const QUuid &asset) {
                             content = id;
                             m_asset = Id<MediaAsset>(asset);
                         });
        m_driver.drop(&m_editor.window->library(), {video});
        m_driver.until(QStringLiteral("the dropped file is an item"), 30'000, [&] { return !content.isNull(); });
        m_item = Id<ContentItem>(content);
        m_editor.window->showItem(content);
        m_driver.until(QStringLiteral("its poster"), 60'000, [&] { return !m_editor.desk->posterPath(m_asset).isEmpty(); });
        m_driver.pause(800);
        m_driver.picture(m_editor.window.get(), QStringLiteral("added"));
    }

    void play(Person &person)
    {
        PreviewView &view = person.window->preview();
        m_driver.until(QStringLiteral("the preview plays"), 30'000, [&] {
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
        m_editor.window->preview().stepFrames(1);
        m_driver.pause(500);
        m_driver.require(!m_editor.window->preview().isPlaying(), QStringLiteral("a step pauses"));
        m_driver.picture(m_editor.window.get(), QStringLiteral("preview"));
    }

    void startEncodes()
    {
        m_editor.window->showPanel(true);
        m_editor.window->inspector().showTab(ItemInspector::Tab::Media);
        QMenu *menu = nullptr;
        const QList<QPushButton *> buttons = m_editor.window->inspector().findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            menu = button->menu() && button->isEnabled() ? button->menu() : menu;
        }
        m_driver.require(menu, QStringLiteral("the choice of presets"));
        menu->popup(m_editor.window->mapToGlobal(QPoint(200, 200)));
        const auto ladder = webLadder(m_editor.desk->replica(), OutputForm::Mp4);
        m_driver.require(ladder.ok() && ladder->size() > 2, QStringLiteral("a ladder of web video"));
        for (const QString &preset : ladder->mid(ladder->size() - 2)) { // the quickest
            auto *choice = menu->findChild<QAction *>(preset);
            m_driver.require(choice && choice->isEnabled(), QStringLiteral("an encode to ") + preset);
            choice->trigger();
        }
        menu->hide();
        m_driver.until(QStringLiteral("an encode under way"), 20'000, [&] {
            const QList<EncodeJob> jobs = m_editor.desk->encodes().jobs();
            return std::any_of(jobs.begin(), jobs.end(), [](const EncodeJob &job) { return job.permille > 150; });
        });
        m_driver.picture(m_editor.window.get(), QStringLiteral("encoding"));
    }

    void writeTexts()
    {
        m_editor.window->inspector().showTab(ItemInspector::Tab::Texts);
        m_driver.pause(200);
        const auto write = [&](const char *field, const QString &text) {
            const QList<ItemFieldView *> fields = m_editor.window->inspector().findChildren<ItemFieldView *>();
            for (ItemFieldView *one : fields) {
                if (one->field() == QLatin1StringView(field)) {
                    QMetaObject::invokeMethod(one->editor(), "clear");
                    m_driver.type(one->editor(), text);
                    return;
                }
            }
            m_driver.require(false, QLatin1StringView(field));
        };
        write("title_en", QStringLiteral("Footsteps in the square (part 1)"));
        write("title_ar", QStringLiteral("خطى في الساحة (الجزء ١)"));
        write("summary_ar", QStringLiteral("كاميرا ثابتة تراقب ساحةً عامة خلال ظهيرةٍ واحدة: من يعبر؟ ومن يتوقّف؟"));
        write("summary_en", QStringLiteral("A fixed camera watches a public square for one noon: who crosses it, and who stops?"));
        m_driver.until(QStringLiteral("what was typed is saved by itself"), 5000, [&] {
            const auto item = m_editor.item(m_item);
            return item && item->titleAr.startsWith(QStringLiteral("خطى")) && item->summaryEn.endsWith(QLatin1Char('?'));
        });
        m_driver.picture(m_editor.window.get(), QStringLiteral("texts"));
    }

    void fileIntoSeries()
    {
        m_editor.window->showRoom(Room::Series);
        m_editor.window->seriesBoard().newSeries();
        QDialog *dialog = nullptr;
        m_driver.until(QStringLiteral("the new series dialog"), 5000, [&] {
            const QList<QDialog *> dialogs = m_editor.window->findChildren<QDialog *>();
            for (QDialog *one : dialogs) {
                dialog = one->isVisible() ? one : dialog;
            }
            return dialog != nullptr;
        });
        m_driver.type(m_driver.named<QLineEdit>(dialog, QStringLiteral("Arabic title")), QStringLiteral("ساحات عامة"));
        m_driver.type(m_driver.named<QLineEdit>(dialog, QStringLiteral("English title")), QStringLiteral("Public Squares"));
        m_driver.press(dialog, QStringLiteral("Create"));
        m_driver.until(QStringLiteral("the series"), 5000, [&] {
            const auto rows = m_editor.desk->replica().rows(recordInfo<Series>());
            return rows.ok() && std::any_of(rows->begin(), rows->end(), [](const QJsonObject &row) {
                return row.value(QLatin1StringView("title_en")).toString() == QLatin1StringView("Public Squares");
            });
        });
        m_editor.window->showRoom(Room::Library);
        m_editor.window->showItem(m_item.uuid());
        m_editor.window->inspector().showTab(ItemInspector::Tab::Series);
        m_driver.pause(300);
        auto *series = m_driver.named<QComboBox>(&m_editor.window->inspector(), QStringLiteral("Series"));
        series->setCurrentIndex(series->findText(QStringLiteral("Public Squares"), Qt::MatchContains));
        m_driver.require(series->currentIndex() >= 0, QStringLiteral("the new series can be chosen"));
        m_driver.press(&m_editor.window->inspector(), QStringLiteral("Add"));
        m_driver.until(QStringLiteral("the item is an episode"), 5000, [&] {
            const auto episodes = m_editor.desk->replica().where<Episode>("content_id", m_item.text());
            return episodes.ok() && episodes->size() == 1;
        });
    }

    void awaitUploads()
    {
        m_driver.until(QStringLiteral("both renditions encoded and uploaded"), 300'000, [&] {
            const auto variants = m_editor.desk->replica().where<MediaVariant>("asset_id", m_asset.text());
            return variants.ok()
                && std::count_if(variants->begin(), variants->end(), [](const MediaVariant &one) {
                       return one.type == VariantType::Rendition && one.status == VariantStatus::Completed;
                   }) == 2;
        });
        m_editor.window->showRoom(Room::Transfers);
        m_driver.pause(400);
        m_driver.picture(m_editor.window.get(), QStringLiteral("transfers"));
        m_editor.window->showRoom(Room::Library);
    }

    void step(Person &who, Person &other, const char *button, ContentState state)
    {
        m_driver.press(&who.window->inspector(), QLatin1StringView(button));
        QElapsedTimer clock;
        clock.start();
        m_driver.until(QStringLiteral("%1 seen on the other desk").arg(QLatin1StringView(button)), 5000, [&] {
            const auto item = other.item(m_item);
            return item && item->state == state;
        });
        QTextStream(stdout) << button << ": on the other desk after " << clock.elapsed() << " ms" << Qt::endl;
        m_driver.require(clock.elapsed() < 1000, QStringLiteral("%1 within a second").arg(QLatin1StringView(button)));
    }

    void review()
    {
        step(m_editor, m_managing, "Submit for review", ContentState::InReview);
        m_managing.window->showItem(m_item.uuid());
        m_driver.until(QStringLiteral("the poster on the second desk"), 10'000,
                       [&] { return !m_managing.desk->posterPath(m_asset).isEmpty(); });
        m_driver.pause(500);
        m_driver.picture(m_managing.window.get(), QStringLiteral("second-desk-review"));
        step(m_managing, m_editor, "Approve", ContentState::Approved);
        step(m_managing, m_editor, "Publish", ContentState::Published);
    }

    void playOnSecondDesk()
    {
        m_driver.require(m_managing.desk->playablePath(m_asset).isEmpty(), QStringLiteral("the second desk has no file of its own"));
        play(m_managing);
        m_driver.picture(m_managing.window.get(), QStringLiteral("second-desk-plays-from-the-server"));
        m_managing.window->preview().togglePlaying();
    }

    // The series with the most episodes: a board worth a picture.
    Id<Series> longestSeries() const
    {
        QMap<Id<Series>, int> counts;
        const auto rows = m_editor.desk->replica().rows(recordInfo<Episode>());
        for (const QJsonObject &row : rows.ok() ? *rows : QList<QJsonObject>()) {
            ++counts[Id<Series>::fromText(row.value(QLatin1StringView("series_id")).toString())];
        }
        const auto most = std::max_element(counts.begin(), counts.end());
        return most == counts.end() ? Id<Series>() : most.key();
    }

    // Two tracks of the same lines, as an editor and a translator leave them.
    void writeSubtitles()
    {
        const auto put = [this](const QString &language, const QStringList &lines) {
            QString body = QStringLiteral("WEBVTT\n");
            for (qsizetype i = 0; i < lines.size(); ++i) {
                body += QStringLiteral("\n00:00:%1.000 --> 00:00:%2.500\n%3\n")
                            .arg(1 + 4 * i, 2, 10, QLatin1Char('0'))
                            .arg(3 + 4 * i, 2, 10, QLatin1Char('0'))
                            .arg(lines[i]);
            }
            const auto done = m_editor.desk->execute(QStringLiteral("subtitles.put"),
                                                     {{QStringLiteral("asset_id"), m_asset.text()},
                                                      {QStringLiteral("language"), language},
                                                      {QStringLiteral("kind"), QStringLiteral("subtitles")},
                                                      {QStringLiteral("body"), body}});
            m_driver.require(done.ok(), done.ok() ? QString() : done.error().toString());
        };
        put(QStringLiteral("en"), {QStringLiteral("Noon. The square is almost empty."), QStringLiteral("Who is in a hurry today?"),
                                   QStringLiteral("Two of them meet at the lamp."), QStringLiteral("Then everyone walks on.")});
        put(QStringLiteral("ar"), {QStringLiteral("الظهيرة، والساحة شبه خالية."), QStringLiteral("من المستعجل اليوم؟"),
                                   QStringLiteral("يلتقي اثنان عند عمود الإنارة."), QStringLiteral("ثم يمضي الجميع.")});
    }

    void pictureOfNewWindow(const QString &name, const std::function<void()> &open)
    {
        const auto visible = [] {
            QWidgetList shown = QApplication::topLevelWidgets();
            shown.removeIf([](const QWidget *one) { return !one->isVisible(); });
            return shown;
        };
        const QWidgetList before = visible();
        open();
        QWidget *opened = nullptr;
        m_driver.until(name, 10'000, [&] {
            const QWidgetList now = visible();
            for (QWidget *one : now) {
                opened = before.contains(one) ? opened : one;
            }
            return opened != nullptr;
        });
        m_driver.pause(1500);
        m_driver.picture(opened, name);
        opened->close();
    }

    void roomsInBothLanguagesAndThemes()
    {
        MainWindow &window = *m_editor.window;
        writeSubtitles();
        const QList<std::pair<QString, std::function<void()>>> views{
            {QStringLiteral("library"), [&] { window.showRoom(Room::Library); window.inspector().showTab(ItemInspector::Tab::Texts); }},
            {QStringLiteral("inspector-media"), [&] { window.inspector().showTab(ItemInspector::Tab::Media); }},
            {QStringLiteral("inspector-series"), [&] { window.inspector().showTab(ItemInspector::Tab::Series); }},
            {QStringLiteral("inspector-history"), [&] { window.inspector().showTab(ItemInspector::Tab::History); }},
            {QStringLiteral("series"), [&] { window.showRoom(Room::Series); window.seriesBoard().selectSeries(longestSeries()); }},
            {QStringLiteral("encodes"), [&] { window.showRoom(Room::Studio); }},
            {QStringLiteral("attention"), [&] { window.showRoom(Room::Attention); }},
        };
        QDir().mkpath(m_options.profiles + QStringLiteral("/inbox"));
        m_driver.require(m_editor.desk->watchFolders().add(m_options.profiles + QStringLiteral("/inbox"), {QStringLiteral("720p")}).ok(),
                         QStringLiteral("a watch folder"));
        window.showPresets();
        auto *presets = window.findChild<PresetEditorDialog *>();
        m_driver.require(presets, QStringLiteral("the editor of presets"));
        for (const Language language : {Language::Arabic, Language::English}) {
            m_language.setLanguage(language);
            for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
                window.setTheme(theme);
                window.showItem(m_item.uuid());
                for (const auto &[name, show] : views) {
                    show();
                    m_driver.pause(500);
                    m_driver.picture(&window, QStringLiteral("%1-%2-%3").arg(name, LanguageSwitch::code(language),
                                                                             theme == ThemeMode::Dark ? QStringLiteral("dark")
                                                                                                      : QStringLiteral("light")));
                }
                presets->show();
                m_driver.pause(300);
                m_driver.picture(presets, QStringLiteral("presets-%1-%2").arg(LanguageSwitch::code(language),
                                                                              theme == ThemeMode::Dark ? QStringLiteral("dark")
                                                                                                       : QStringLiteral("light")));
                presets->hide();
                const QString how = QStringLiteral("%1-%2").arg(LanguageSwitch::code(language),
                                                                theme == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
                pictureOfNewWindow(QStringLiteral("cutter-") + how, [&] { window.cutAsset(m_asset.uuid()); });
                pictureOfNewWindow(QStringLiteral("subtitles-") + how, [&] { window.editSubtitles(); });
                auto *encodes = window.findChild<EncodesView *>();
                m_driver.require(encodes, QStringLiteral("the encodes"));
                pictureOfNewWindow(QStringLiteral("batch-add-") + how, [&] { encodes->addFiles({m_options.media}); });
                pictureOfNewWindow(QStringLiteral("watch-folders-") + how, [&] { encodes->showWatchFolders(); });
                pictureOfNewWindow(QStringLiteral("encode-limits-") + how, [&] { encodes->showLimits(); });
                pictureOfNewWindow(QStringLiteral("encode-log-") + how, [&] {
                    const QList<EncodeJob> jobs = m_editor.desk->encodes().jobs();
                    m_driver.require(!jobs.isEmpty(), QStringLiteral("an encode with a log"));
                    auto *log = new EncodeLogDialog(*m_editor.desk, jobs.first().id, &window);
                    log->setAttribute(Qt::WA_DeleteOnClose);
                    log->open();
                });
                pictureOfNewWindow(QStringLiteral("compare-") + how, [&] { window.preview().compare(); });
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
    app::nameApplication(QStringLiteral("rawi-tour"));
    QCommandLineParser parser;
    parser.addHelpOption();
    for (const char *name : {"server", "secrets", "media", "out", "profiles"}) {
        parser.addOption({QLatin1StringView(name), QString(), QStringLiteral("value")});
    }
    parser.process(application);
    const QTemporaryDir profiles;
    const auto value = [&](const char *name) { return parser.value(QLatin1StringView(name)); };
    const Options options{value("server"), value("secrets"), value("media"), value("out"),
                          value("profiles").isEmpty() ? profiles.path() : value("profiles")};
    LanguageSwitch language(application);
    Tour tour(options, language);
    tour.run();
    return 0;
}
