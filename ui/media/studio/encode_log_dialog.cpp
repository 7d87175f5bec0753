#include "ui/media/studio/encode_log_dialog.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace rawi {

EncodeLogDialog::EncodeLogDialog(Desk &desk, const QUuid &job, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_job(job), m_why(new QLabel(this)), m_text(new QPlainTextEdit(this))
{
    resize(760, 420);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    m_why->setWordWrap(true);
    m_why->setProperty("role", u"danger"_s);
    column->addWidget(m_why);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    column->addWidget(m_text, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_copy = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&desk.encodes(), &EncodeQueue::jobsReset, this, &EncodeLogDialog::refresh);
    retranslate();
}

void EncodeLogDialog::refresh()
{
    const auto job = m_desk.encodes().job(m_job);
    const bool failed = job && job->state == EncodeState::Failed;
    m_why->setText(failed ? errorText(job->error) : QString());
    m_why->setVisible(failed);
    const QString log = m_desk.encodes().log(m_job);
    m_text->setPlaceholderText(tr("There is no log yet: the encode has not begun."));
    m_text->setLayoutDirection(log.isEmpty() ? layoutDirection() : Qt::LeftToRight); // a log is English in every language
    if (m_text->toPlainText() != log) {
        m_text->setPlainText(log);
        m_text->moveCursor(QTextCursor::End);
    }
    setWindowTitle(tr("Log of %1").arg(job ? isolate(QFileInfo(job->sourcePath).fileName()) : QString()));
}

void EncodeLogDialog::retranslate()
{
    m_text->setAccessibleName(tr("Log"));
    m_copy->setText(tr("Copy"));
    m_close->setText(tr("Close"));
    refresh();
}

void EncodeLogDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
