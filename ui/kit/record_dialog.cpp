#include "ui/kit/record_dialog.h"

#include "ui/kit/discard_question.h"
#include "ui/kit/problem_label.h"
#include "ui/text/error_text.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace rawi {

RecordDialog::RecordDialog(const QList<FormField> &fields, const Texts &texts, QWidget *parent)
    : QDialog(parent)
    , m_texts(texts)
    , m_form(new RecordForm(fields, this))
    , m_error(new ProblemLabel(this))
{
    setMinimumWidth(520);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(m_error);
    column->addStretch();
    // Not the standard buttons: those take Qt's words back after each change of language.
    auto *buttons = new QDialogButtonBox(this);
    m_accept = new QPushButton(this);
    m_accept->setProperty("role", u"primary"_s); // before the box asks the style for its size
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &RecordDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form, &RecordForm::edited, this, &RecordDialog::updateButtons);
    retranslate();
    updateButtons();
}

void RecordDialog::setMayBeUnchanged(bool may)
{
    m_mayBeUnchanged = may;
    updateButtons();
}

void RecordDialog::submit()
{
    if (m_sent || !m_form->check()) {
        return;
    }
    m_sent = true;
    m_error->forget();
    updateButtons();
    Q_EMIT submitted();
}

void RecordDialog::accept()
{
    m_form->forgetDrafts();
    QDialog::accept();
}

void RecordDialog::reject()
{
    const auto leave = [this] {
        m_form->forgetDrafts();
        QDialog::reject();
    };
    m_form->isDirty() && !m_sent ? askToDiscard(*this, leave) : QDialog::reject(); // what came of one that was sent nobody knows
}

void RecordDialog::refuse(const Error &error)
{
    m_sent = false;
    if (!m_form->showError(error)) {
        m_error->say(error);
    }
    updateButtons();
}

void RecordDialog::updateButtons()
{
    m_accept->setEnabled(!m_sent && (m_mayBeUnchanged || m_form->isDirty()));
}

void RecordDialog::retranslate()
{
    setWindowTitle(m_texts.title());
    m_accept->setText(m_texts.accept());
    m_cancel->setText(tr("Cancel"));
}

bool RecordDialog::event(QEvent *event)
{
    const bool done = QDialog::event(event);
    // A window does not grow with its wrapped words by itself: hints, and what is wrong.
    if (event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest) {
        if (const int needed = layout()->totalHeightForWidth(width()); needed > height()) {
            resize(width(), needed);
        }
    }
    return done;
}

void RecordDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
