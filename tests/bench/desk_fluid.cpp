// bench_desk_fluid: how long the real desk's window ever stands still: idle, while a ladder is encoded, while hundreds
// of files are taken in. The window is driven all the while as an editor would: selections, searches, rooms.
//   xvfb-run -s "-screen 0 1680x1050x24" bench_desk_fluid --media DIR [--files 300] [--pictures DIR]
// A gap is the time between two ticks of a 5 ms timer of the GUI thread. Goal: no gap above 50 ms.

#include "app/features/desk_features.h"
#include "app/profile.h"
#include "core/desk/house/desk.h"
#include "ui/kit/language.h"
#include "ui/kit/preference_store.h"
#include "ui/kit/theme.h"
#include "ui/media/studio/batch_add_dialog.h"
#include "ui/media/studio/encode_limits_dialog.h"
#include "ui/media/studio/encode_log_dialog.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/studio/watch_folders_dialog.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <ctime>

using namespace rawi;

namespace {

// Measures how evenly the event loop turns.
class GapMeter : public QObject {
public:
    GapMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.append({double(m_since.nsecsElapsed()) / 1e6, workedMs() - m_worked, double(m_began.elapsed()) / 1e3});
            m_since.start();
            m_worked = workedMs();
        });
    }

    void begin()
    {
        m_gaps.clear();
        m_began.start();
        m_since.start();
        m_worked = workedMs();
        m_timer.start();
    }

    void end(const QString &phase)
    {
        m_timer.stop();
        std::sort(m_gaps.begin(), m_gaps.end(), [](const Gap &a, const Gap &b) { return a.ms < b.ms; });
        if (m_gaps.isEmpty()) {
            return;
        }
        const auto above = std::count_if(m_gaps.cbegin(), m_gaps.cend(), [](const Gap &gap) { return gap.ms > 50; });
        const auto at = [&](double share) { return m_gaps.at(qsizetype(share * double(m_gaps.size() - 1))).ms; };
        QTextStream(stdout)
            << phase.leftJustified(28)
            << u"worst %1 ms (%6 at work, %7 s in)   p99.9 %2 ms   p99 %3 ms   above 50 ms: %4 of %5\n"_s
                   .arg(m_gaps.last().ms, 0, 'f', 1)
                   .arg(at(0.999), 0, 'f', 1)
                   .arg(at(0.99), 0, 'f', 1)
                   .arg(above)
                   .arg(m_gaps.size())
                   .arg(m_gaps.last().worked, 0, 'f', 1)
                   .arg(m_gaps.last().at, 0, 'f', 1);
    }

private:
    struct Gap {
        double ms;
        double worked; // ms of processor time of the GUI's thread in it: the rest it waited, for a disk or a processor
        double at;     // seconds after begin()
    };
    static double workedMs()
    {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

    QTimer m_timer;
    QElapsedTimer m_began;
    QElapsedTimer m_since;
    double m_worked = 0;
    QList<Gap> m_gaps;
};

void pass(int ms, const std::function<bool()> &done = [] { return false; })
{
    QElapsedTimer timer;
    timer.start();
    QTimer wake; // with a limit of its own processEvents would not sleep, and keep a processor busy that no desk keeps busy
    wake.start(20);
    while (timer.elapsed() < ms && !done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

QString mediaFile(const QString &folder, const QString &name)
{
    QDirIterator files(folder, {name}, QDir::Files, QDirIterator::Subdirectories);
    if (!files.hasNext()) {
        QTextStream(stderr) << name << " is not in " << folder << Qt::endl;
        std::exit(1);
    }
    return files.next();
}

// An editor at work: another room, another item, another search, four times a second.
class Editor : public QObject {
public:
    explicit Editor(MainWindow &window) : m_window(window)
    {
        m_timer.setInterval(250);
        connect(&m_timer, &QTimer::timeout, this, &Editor::step);
        m_timer.start();
    }

private:
    void step()
    {
        static const QString kRooms[] = {u"library"_s, u"studio"_s, u"library"_s, u"series"_s, u"transfers"_s};
        ++m_step;
        m_window.showRoom(kRooms[m_step % std::size(kRooms)]);
        if (auto *search = m_window.findChild<QLineEdit *>(u"searchBox"_s)) {
            search->setText(m_step % 8 == 0 ? u"فيلم"_s : m_step % 8 == 4 ? u"clip"_s : QString());
        }
    }

    MainWindow &m_window;
    QTimer m_timer;
    int m_step = 0;
};

void take(QWidget *widget, const QString &folder, const QString &name)
{
    pass(300);
    widget->grab().save(u"%1/%2.png"_s.arg(folder, name));
}

// The queue's screens in both languages and themes.
void takePictures(MainWindow &window, LanguageSwitch &language, Desk &desk, const QString &folder)
{
    QDir().mkpath(folder);
    const QList<EncodeJob> jobs = desk.encodes().jobs();
    for (const Language one : {Language::English, Language::Arabic}) {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            language.setLanguage(one);
            applyTheme(*qApp, mode);
            window.showRoom(u"studio"_s);
            const QString end =
                LanguageSwitch::code(one) + (mode == ThemeMode::Dark ? u"-dark"_s : u"-light"_s);
            take(&window, folder, u"queue-"_s + end);
            BatchAddDialog batch(desk, &window);
            batch.addPaths({u"/media/camera/مقابلة (1).mov"_s, u"/media/camera/day 2"_s});
            EncodeLimitsDialog limits(desk, &window);
            WatchFoldersDialog folders(desk, &window);
            folders.addFolder(desk.watchFolders().folders().first().path); // the same one twice
            EncodeLogDialog log(desk, jobs.isEmpty() ? QUuid() : jobs.last().id, &window);
            const std::pair<QDialog *, QString> dialogs[] = {
                {&batch, u"batch-"_s}, {&limits, u"limits-"_s}, {&folders, u"folders-"_s}, {&log, u"log-"_s}};
            for (const auto &[dialog, name] : dialogs) {
                dialog->open();
                take(dialog, folder, name + end);
                dialog->close();
            }
        }
    }
}

void measure(Desk &desk, MainWindow &window, const QString &media, int files)
{
    GapMeter meter;
    const Editor editor(window);
    pass(1500); // the first showing of each room makes its widgets
    meter.begin();
    pass(8000);
    meter.end(u"idle"_s);

    QUuid asset;
    QObject::connect(&desk.intake(), &MediaIntake::picturesReady, &window, [&](const QUuid &id) { asset = id; });
    window.addFiles({mediaFile(media, u"vtest.avi"_s)});
    pass(30'000, [&] { return !asset.isNull(); });
    desk.encodes().start();
    const auto queued = desk.encodes().enqueue(Id<MediaAsset>(asset), {u"720p"_s, u"480p"_s, u"360p"_s});
    if (!queued.ok()) {
        QTextStream(stderr) << queued.error().toString() << Qt::endl;
        std::exit(1);
    }
    QElapsedTimer took;
    took.start();
    meter.begin();
    pass(300'000, [&] { return desk.encodes().totals().open == 0; });
    meter.end(u"ladder of three, %1 s"_s.arg(took.elapsed() / 1000));

    QTemporaryDir folder;
    const QString letter = mediaFile(media, u"a-15.ogg"_s);
    for (int i = 0; i < files; ++i) {
        QFile::copy(letter, folder.filePath(u"clip %1.ogg"_s.arg(i)));
    }
    bool ended = false;
    QObject::connect(&desk.batch(), &BatchAddJob::ended, &window, [&] { ended = true; });
    took.start();
    meter.begin();
    window.addFiles({folder.path()});
    pass(600'000, [&] { return ended; });
    meter.end(u"%1 files dropped, %2 s"_s.arg(files).arg(took.elapsed() / 1000));
}

// A queue to look at: what runs, waits, ended well and badly.
void fillForPictures(Desk &desk, const QString &media)
{
    EncodeLimits limits = desk.encodes().limits();
    limits.jobsAtOnce = 1;
    static_cast<void>(desk.encodes().setLimits(limits));
    QTemporaryDir folder;
    folder.setAutoRemove(false);
    const std::pair<QString, QString> films[] = {{u"vtest.avi"_s, u"ساحة المدينة.avi"_s},
                                                 {u"vtest.avi"_s, u"Square at noon (part 1).avi"_s},
                                                 {u"a-15.ogg"_s, u"letter.ogg"_s}};
    QStringList paths;
    for (const auto &[name, shown] : films) {
        QFile::copy(mediaFile(media, name), folder.filePath(shown));
        paths.append(folder.filePath(shown));
    }
    QFile bad(folder.filePath(u"note.mp4"_s));
    if (bad.open(QIODevice::WriteOnly)) {
        bad.write("no film");
    }
    bad.close();
    desk.encodes().start();
    desk.batch().add(paths, {u"720p"_s, u"360p"_s}, EncodePriority::Normal, {}, SameFile::Take);
    pass(60'000, [&] { return !desk.batch().isBusy(); });
    static_cast<void>(desk.watchFolders().add(folder.path(), {u"720p"_s}));
    QDir().mkpath(folder.filePath(u"unmounted"_s));
    static_cast<void>(desk.watchFolders().add(folder.filePath(u"unmounted"_s), {u"360p"_s}, true));
    QDir(folder.filePath(u"unmounted"_s)).removeRecursively();
    desk.watchFolders().setSteadyMs(200);
    desk.watchFolders().start();
    const QList<EncodeJob> jobs = desk.encodes().jobs();
    desk.encodes().setPriority(jobs.last().id, EncodePriority::High);
    static_cast<void>(desk.encodes().enqueueCut(jobs.first().assetId, EditList({{0, 5'000'000, {}}}), EncodePriority::Low));
    pass(12'000);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_MEDIA_BACKEND", "gstreamer");
    QApplication application(argc, argv);
    app::nameApplication(u"rawi"_s);
    QCommandLineParser parser;
    const QCommandLineOption media(u"media"_s, u"Folder of tests/data/fetch_media"_s, u"DIR"_s);
    const QCommandLineOption files(u"files"_s, u"How many files are dropped"_s, u"N"_s, u"300"_s);
    const QCommandLineOption pictures(u"pictures"_s, u"Take pictures of the screens instead"_s, u"DIR"_s);
    parser.addOptions({media, files, pictures});
    parser.process(application);

    LanguageSwitch language(application);
    language.setLanguage(Language::Arabic);
    const QTemporaryDir profile;
    const SystemClock clock;
    auto desk = Desk::open(profile.path(), app::workerProgram(), clock);
    if (!desk.ok()) {
        QTextStream(stderr) << desk.error().toString() << Qt::endl;
        return 1;
    }
    PreferenceStore preferences((*desk)->replica());
    MainWindow window(**desk, language, preferences, app::deskFeatures());
    window.resize(1560, 940);
    window.show();
    pass(500);
    if (parser.isSet(pictures)) {
        fillForPictures(**desk, parser.value(media));
        takePictures(window, language, **desk, parser.value(pictures));
    } else {
        QTextStream(stdout) << QThread::idealThreadCount() << " cores" << Qt::endl;
        measure(**desk, window, parser.value(media), parser.value(files).toInt());
    }
    return 0;
}
