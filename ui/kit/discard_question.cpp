#include "ui/kit/discard_question.h"

#include "core/base/literals.h"
#include "ui/kit/follow_language.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rawi {

namespace {

struct DiscardQuestion {
    Q_DECLARE_TR_FUNCTIONS(DiscardQuestion)
};

} // namespace

void askToDiscard(QWidget &dialog, const std::function<void()> &discard)
{
    auto *question = new QMessageBox(&dialog);
    question->setObjectName(u"discard_typed"_s);
    question->setIcon(QMessageBox::Question);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *leave = question->addButton(QString(), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    followLanguage(*question, [question, leave, stay] {
        question->setWindowTitle(DiscardQuestion::tr("Close without saving?"));
        question->setText(DiscardQuestion::tr("What you typed here is not saved yet."));
        leave->setText(DiscardQuestion::tr("Discard it"));
        stay->setText(DiscardQuestion::tr("Go on writing"));
    });
    QObject::connect(leave, &QAbstractButton::clicked, &dialog, discard);
    question->open();
}

} // namespace rawi
