#include "ui/media/studio/intake_notices.h"

#include "core/text/direction.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/media/studio/known_files_question.h"
#include "ui/text/error_text.h"

#include <QFileInfo>

namespace rawi {

IntakeNotices::IntakeNotices(Workbench &workbench) : QObject(&workbench), m_workbench(workbench), m_desk(workbench.desk())
{
    connect(&workbench, &Workbench::filesGiven, this, &IntakeNotices::take);
    bindIntake();
    bindBatch();
    bindAfterEncodes();
}

void IntakeNotices::import()
{
    auto *dialog = new AddFilesDialog(tr("Import"), QFileDialog::ExistingFiles, &m_workbench.window(), &m_desk.intake());
    dialog->setNameFilters({tr("Media (%1)")
                                .arg(u"*.mp4 *.mov *.mkv *.avi *.webm *.mxf *.mpg *.ts *.m4v "
                                     "*.mp3 *.wav *.flac *.m4a *.ogg *.opus *.jpg *.png"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) { take(paths); });
    dialog->open();
}

void IntakeNotices::take(const QStringList &paths, const QUuid &item)
{
    m_workbench.tell(Tone::Info, tr("Looking at %n files…", nullptr, static_cast<int>(paths.size())));
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
            m_workbench.tell(Tone::Ok, tr("%1 is in the library").arg(isolate(QFileInfo(path).fileName())));
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
    } else if (!known.item.isNull() && !m_desk.batch().isBusy()) { // out of a watch folder
        m_workbench.tellError(error, tr("Open the item"), [this, known] { m_workbench.showItem(known.item); });
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
    const QString good = tr("%n files are in the library.", nullptr, added);
    if (added == 0 && refused == 0) {
        m_workbench.tell(Tone::Warn, tr("There was no file to add: the folders are empty."));
    } else if (wrong > 0) {
        m_workbench.tell(Tone::Danger, tr("%n files were refused. %1 %2", "files refused, the first cause, files taken", wrong)
                                           .arg(errorText(bad.value(0)), good));
    } else if (added > 0) {
        m_workbench.tell(Tone::Ok, good);
    }
}

void IntakeNotices::bindAfterEncodes()
{
    AfterEncodesJob &after = m_desk.afterEncodes();
    connect(&after, &AfterEncodesJob::coming, this, [this](AfterEncodes what, int seconds) {
        const QString words = what == AfterEncodes::Quit
            ? tr("The encodes have ended. Rawi quits in %n s.", nullptr, seconds)
            : tr("The encodes have ended. The computer goes to sleep in %n s.", nullptr, seconds);
        m_workbench.tell(Tone::Warn, words, tr("Cancel"), [this] { m_desk.afterEncodes().callOff(); });
    });
    connect(&after, &AfterEncodesJob::quitWanted, &m_workbench.window(), &QWidget::close);
    connect(&after, &AfterEncodesJob::failed, this, [this](const Error &why) { m_workbench.tellError(why); });
}

} // namespace rawi
