#include "ui/media/studio/intake_notices.h"

#include "core/text/direction.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/media/studio/known_files_question.h"
#include "ui/text/error_text.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

IntakeNotices::IntakeNotices(Workbench &workbench) : QObject(&workbench), m_workbench(workbench), m_desk(workbench.desk())
{
    connect(&workbench, &Workbench::filesGiven, this, &IntakeNotices::take);
    bindIntake();
    bindBatch();
    bindAfterEncodes();
    bindWatchFolders();
}

void IntakeNotices::import()
{
    auto *dialog = new AddFilesDialog(tr("Import"), QFileDialog::ExistingFiles, &m_workbench.window(), &m_desk.intake());
    dialog->remember(m_desk.replica(), FileDialog::Purpose::Media);
    dialog->setNameFilters({tr("Media (%1)")
                                .arg(u"*.mp4 *.mov *.mkv *.avi *.webm *.mxf *.mpg *.ts *.m4v "
                                     "*.mp3 *.wav *.flac *.m4a *.ogg *.opus *.jpg *.png"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) { take(paths); });
    dialog->open();
}

void IntakeNotices::take(const QStringList &paths, const QUuid &item)
{
    m_workbench.tell(Tone::Info, [count = static_cast<int>(paths.size())] { return tr("Looking at %n files…", nullptr, count); });
    if (paths.size() == 1 && QFileInfo(paths.first()).isFile()) {
        m_given.insert(QFileInfo(paths.first()).absoluteFilePath(), item);
        m_desk.intake().add(paths, Id<ContentItem>(item));
    } else {
        m_desk.batch().add(paths, {}, EncodePriority::Normal, Id<ContentItem>(item));
    }
}

// A file that was given to this window is shown as it comes; of many the window tells when all have come. What comes by
// itself (out of a watch folder, a cut) must not take the editor away from what is being written.
void IntakeNotices::bindIntake()
{
    connect(&m_desk.intake(), &MediaIntake::added, this, [this](const QString &path, const QUuid &content) {
        if (m_given.remove(path)) {
            m_workbench.showItem(content);
        }
        if (!m_desk.batch().isBusy()) {
            m_workbench.tell(Tone::Ok, [name = QFileInfo(path).fileName()] { return tr("%1 is in the library").arg(isolate(name)); });
        }
    });
    connect(&m_desk.intake(), &MediaIntake::failed, this, &IntakeNotices::refused);
}

void IntakeNotices::refused(const QString &path, const Error &error)
{
    const FileInLibrary known = fileInLibrary(path, error);
    const bool given = m_given.contains(path);
    const QUuid joins = m_given.take(path);
    if (given && !known.item.isNull()) {
        askAboutKnown(m_workbench, {known}, [this, path, joins] {
            m_given.insert(path, joins);
            m_desk.intake().add({path}, Id<ContentItem>(joins), SameFile::Take);
        });
    } else if (isAskedAbout(path)) {
        return; // out of a watch folder: bindWatchFolders() tells of all of them
    } else if (!known.item.isNull() && !m_desk.batch().isBusy()) {
        m_workbench.tellError(error, openKnownText, [this, known] { m_workbench.showItem(known.item); });
    } else if (!m_desk.batch().isBusy()) {
        m_workbench.tellError(error);
    }
}

void IntakeNotices::bindBatch()
{
    connect(&m_desk.batch(), &BatchAddJob::ended, this, &IntakeNotices::batchEnded);
}

void IntakeNotices::batchEnded(int added, int refused)
{
    QList<FileInLibrary> known;
    QList<Error> bad;
    const QList<std::pair<QString, Error>> &all = m_desk.batch().refused();
    for (const auto &[path, error] : all) {
        const FileInLibrary file = fileInLibrary(path, error);
        if (file.item.isNull()) {
            bad.append(error);
        } else {
            known.append(file);
        }
    }
    if (!known.isEmpty()) {
        askAboutKnown(m_workbench, known, [this] { m_desk.batch().takeSame(); });
    }
    const int wrong = refused - static_cast<int>(known.size());
    const auto good = [added] { return tr("%n files are in the library.", nullptr, added); };
    if (added == 0 && refused == 0) {
        m_workbench.tell(Tone::Warn, [] { return tr("There was no file to add: the folders are empty."); });
    } else if (wrong > 0) {
        m_workbench.tell(Tone::Danger, [wrong, good, first = bad.value(0)] {
            return tr("%n files were refused. %1 %2", "files refused, the first cause, files taken", wrong).arg(errorText(first), good());
        });
    } else if (added > 0) {
        m_workbench.tell(Tone::Ok, good);
    }
}

bool IntakeNotices::isAskedAbout(const QString &path) const
{
    const QList<WatchedFile> asked = m_desk.watchFolders().asked();
    return std::any_of(asked.cbegin(), asked.cend(), [&](const WatchedFile &file) { return file.path == path; });
}

// Nobody waits for what comes by itself: no question stands up over the work. One notice is of all that are asked about, and
// what is not answered there waits under attention.
void IntakeNotices::bindWatchFolders()
{
    const auto paths = [this] {
        QSet<QString> now;
        const QList<WatchedFile> asked = m_desk.watchFolders().asked();
        for (const WatchedFile &file : asked) {
            now.insert(file.path);
        }
        return now;
    };
    m_toldAsked = paths();
    connect(&m_desk.watchFolders(), &WatchFolders::changed, this, [this, paths] {
        const QSet<QString> now = paths();
        const bool more = !(now - m_toldAsked).isEmpty();
        m_toldAsked = now;
        m_workbench.lookAgainAtNotice();
        if (more) {
            m_workbench.tell(
                Tone::Info, [count = static_cast<int>(now.size())] { return knownFilesText(count); }, [] { return tr("Decide…"); },
                [this] { askAboutWatched(); }, [this] { return !m_desk.watchFolders().asked().isEmpty(); });
        }
    });
}

void IntakeNotices::askAboutWatched()
{
    const QList<WatchedFile> asked = m_desk.watchFolders().asked();
    QList<FileInLibrary> files;
    for (const WatchedFile &file : asked) {
        files.append(fileInLibrary(file.path, file.error));
    }
    if (!files.isEmpty()) {
        askAboutKnown(m_workbench, files, [this, asked] { m_desk.watchFolders().takeAsked(asked); },
                      [this, asked] { m_desk.watchFolders().leaveAsked(asked); });
    }
}

void IntakeNotices::bindAfterEncodes()
{
    AfterEncodesJob &after = m_desk.afterEncodes();
    connect(&after, &AfterEncodesJob::coming, this, [this](AfterEncodes what, int seconds) {
        const auto words = [what, seconds] {
            return what == AfterEncodes::Quit ? tr("The encodes have ended. Rawi quits in %n s.", nullptr, seconds)
                                              : tr("The encodes have ended. The computer goes to sleep in %n s.", nullptr, seconds);
        };
        m_workbench.tell(Tone::Info, words, [] { return tr("Cancel"); }, [this] { m_desk.afterEncodes().callOff(); });
    });
    connect(&after, &AfterEncodesJob::quitWanted, &m_workbench.window(), &QWidget::close);
    connect(&after, &AfterEncodesJob::failed, this, [this](const Error &why) { m_workbench.tellError(why); });
}

} // namespace rawi
