#include "ui/media/studio/find_files.h"

#include "core/text/direction.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/kit/follow_language.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace rawi {

namespace {

struct FindFiles {
    Q_DECLARE_TR_FUNCTIONS(FindFiles)
};

void chooseFile(Workbench &bench, const FilePlace &place);

void askAboutOther(Workbench &bench, const FilePlace &place, const QString &path, const Error &error)
{
    auto *question = new QMessageBox(&bench.window());
    question->setObjectName(u"other_file"_s);
    question->setIcon(QMessageBox::Warning);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *again = question->addButton(QString(), QMessageBox::AcceptRole);
    QPushButton *join = bench.may(u"media.add_asset"_s) ? question->addButton(QString(), QMessageBox::ActionRole) : nullptr;
    QPushButton *leave = question->addButton(QString(), QMessageBox::RejectRole);
    question->setEscapeButton(leave);
    question->setDefaultButton(again);
    followLanguage(*question, [question, error, again, join, leave] {
        question->setWindowTitle(FindFiles::tr("Another file"));
        question->setText(errorText(error));
        again->setText(FindFiles::tr("Choose again…"));
        if (join) {
            join->setText(FindFiles::tr("Add to the item"));
        }
        leave->setText(FindFiles::tr("Cancel"));
    });
    QObject::connect(again, &QAbstractButton::clicked, &bench, [&bench, place] { chooseFile(bench, place); });
    if (join) {
        QObject::connect(join, &QAbstractButton::clicked, &bench,
                         [&bench, place, path] { bench.giveFiles({path}, place.asset.contentId.uuid()); });
    }
    question->open();
}

void take(Workbench &bench, const FilePlace &place, const QString &path)
{
    bench.tell(Tone::Info, Words([path] { return FindFiles::tr("Comparing %1…").arg(isolate(QFileInfo(path).fileName())); }));
    bench.desk().files().take(place.asset.id, path, [&bench, place, path](const Result<void> &taken) {
        if (taken.ok()) {
            bench.tell(Tone::Ok, Words([name = place.asset.originalFilename] {
                           return FindFiles::tr("%1 was found again.", "a file").arg(isolate(name));
                       }));
        } else if (taken.error().code == ErrorCode::OtherFile) {
            askAboutOther(bench, place, path, taken.error());
        } else {
            bench.tellError(taken.error());
        }
    });
}

void chooseFile(Workbench &bench, const FilePlace &place)
{
    auto *dialog = new AddFilesDialog(FindFiles::tr("Find %1").arg(isolate(place.asset.originalFilename)), QFileDialog::ExistingFile,
                                      &bench.window(), &bench.desk().intake());
    dialog->remember(bench.desk().replica(), FileDialog::Purpose::Media);
    dialog->setObjectName(u"find_file"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, &bench, [&bench, place](const QString &path) { take(bench, place, path); });
    dialog->open();
}

} // namespace

void findFile(Workbench &workbench)
{
    const Id<MediaAsset> asset(workbench.asset());
    if (asset.isNull()) {
        workbench.tell(Tone::Warn, Words([] { return FindFiles::tr("Choose an item first whose file is missing."); }));
        return;
    }
    const auto place = placeOf(workbench.desk().replica(), workbench.desk().localMedia(), asset);
    if (!place.ok()) {
        workbench.tellError(place.error());
    } else if (place->where == FileWhere::Here) {
        workbench.tell(Tone::Info, Words([name = place->asset.originalFilename] {
                           return FindFiles::tr("%1 is where it was; nothing has to be found.", "a file").arg(isolate(name));
                       }));
    } else {
        chooseFile(workbench, *place);
    }
}

void findLostFiles(Workbench &workbench)
{
    auto *dialog = new AddFilesDialog(FindFiles::tr("Find lost files in a folder"), QFileDialog::Directory, &workbench.window(), &workbench.desk().intake());
    dialog->remember(workbench.desk().replica(), FileDialog::Purpose::Media);
    dialog->setObjectName(u"find_lost"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, &workbench, [&workbench](const QString &folder) {
        workbench.tell(Tone::Info, Words([folder] { return FindFiles::tr("Looking in %1…").arg(isolate(QFileInfo(folder).fileName())); }));
        workbench.desk().files().search(folder, [&workbench](int found, int lost, const std::optional<Error> &error) {
            if (error) {
                workbench.tellError(*error);
                return;
            }
            workbench.tell(found > 0 ? Tone::Ok : Tone::Warn, Words([found, lost] {
                               return FindFiles::tr("%n files were found again.", nullptr, found) + u' '
                                   + FindFiles::tr("%n files are still missing.", nullptr, lost);
                           }));
        });
    });
    dialog->open();
}

} // namespace rawi
