#include "ui/media/studio/known_files_question.h"

#include "core/text/direction.h"
#include "ui/kit/follow_language.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace rawi {

namespace {

struct KnownFiles {
    Q_DECLARE_TR_FUNCTIONS(KnownFiles)
};

constexpr qsizetype kMostNamed = 8;

// The file, and as what the library has it.
QString nameOf(const FileInLibrary &file)
{
    return KnownFiles::tr("%1 is there as %2", "a file, an item")
        .arg(isolate(QFileInfo(file.path).fileName()), isolate(recordText(recordInfo<ContentItem>().name, file.item)));
}

QString namesOf(const QList<FileInLibrary> &files)
{
    QStringList lines;
    for (const FileInLibrary &one : files.mid(0, kMostNamed)) {
        lines.append(nameOf(one));
    }
    if (files.size() > kMostNamed) {
        lines.append(KnownFiles::tr("and %n more", nullptr, static_cast<int>(files.size() - kMostNamed)));
    }
    return lines.join(u'\n');
}

} // namespace

FileInLibrary fileInLibrary(const QString &path, const Error &error)
{
    return {path, error.code == ErrorCode::AlreadyHere ? uuidFromText(error.subject.section(u'/', 1)) : QUuid()};
}

void askAboutKnown(Workbench &workbench, const QList<FileInLibrary> &files, const std::function<void()> &addAnyway)
{
    auto *question = new QMessageBox(&workbench.window());
    question->setObjectName(u"known_files"_s);
    question->setIcon(QMessageBox::Question);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *open = files.size() == 1 ? question->addButton(QString(), QMessageBox::AcceptRole) : nullptr;
    QPushButton *again = question->addButton(QString(), QMessageBox::ActionRole);
    QPushButton *leave = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(open ? open : leave);
    question->setEscapeButton(leave);
    followLanguage(*question, [question, files, open, again, leave] {
        const int count = static_cast<int>(files.size());
        question->setWindowTitle(KnownFiles::tr("Already in the library"));
        question->setText(KnownFiles::tr("%n files are in the library already.", nullptr, count));
        question->setInformativeText(namesOf(files));
        if (open) {
            open->setText(KnownFiles::tr("Open the item"));
        }
        again->setText(KnownFiles::tr("Add once more"));
        leave->setText(KnownFiles::tr("Leave out"));
    });
    QObject::connect(again, &QAbstractButton::clicked, &workbench, addAnyway);
    if (open) {
        QObject::connect(open, &QAbstractButton::clicked, &workbench,
                         [&workbench, item = files.first().item] { workbench.showItem(item); });
    }
    question->open();
}

} // namespace rawi
