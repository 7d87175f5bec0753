#include "ui/media/studio/known_files_question.h"

#include "ui/kit/follow_language.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rawi {

namespace {

struct KnownFilesQuestion {
    Q_DECLARE_TR_FUNCTIONS(KnownFilesQuestion)
};

} // namespace

void askAboutKnown(Workbench &workbench, const QList<FileInLibrary> &files, const std::function<void()> &addAnyway,
                   const std::function<void()> &leaveOut)
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
        question->setWindowTitle(KnownFilesQuestion::tr("Already in the library"));
        question->setText(knownFilesText(static_cast<int>(files.size())));
        question->setInformativeText(knownFilesNames(files));
        if (open) {
            open->setText(openKnownText());
        }
        again->setText(addKnownText());
        leave->setText(leaveKnownText());
    });
    QObject::connect(again, &QAbstractButton::clicked, &workbench, addAnyway);
    if (leaveOut) {
        QObject::connect(leave, &QAbstractButton::clicked, &workbench, leaveOut);
    }
    if (open) {
        QObject::connect(open, &QAbstractButton::clicked, &workbench,
                         [&workbench, item = files.first().item] { workbench.showItem(item); });
    }
    question->open();
}

} // namespace rawi
