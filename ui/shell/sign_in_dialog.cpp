#include "ui/shell/sign_in_dialog.h"

#include "ui/kit/directional_edit.h"
#include "ui/kit/icons.h"
#include "ui/kit/problem_label.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

SignInDialog::SignInDialog(Desk &desk, Occasion occasion, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_occasion(occasion)
    , m_title(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_serverLabel(new QLabel(this))
    , m_emailLabel(new QLabel(this))
    , m_passwordLabel(new QLabel(this))
    , m_server(new DirectionalLineEdit(Direction::LeftToRight, this))
    , m_email(new DirectionalLineEdit(Direction::LeftToRight, this))
    , m_password(new DirectionalLineEdit(Direction::LeftToRight, this))
    , m_error(new ProblemLabel(this))
    , m_signIn(new QPushButton(this))
    , m_local(new QPushButton(this))
{
    setModal(true);
    setMinimumWidth(440);
    build();
    retranslate();
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::signIn);
    connect(m_local, &QPushButton::clicked, this, [this] {
        if (m_occasion == Occasion::FirstRun) {
            Q_EMIT localChosen();
            accept();
        } else {
            reject();
        }
    });
    connect(&m_desk.sync(), &SyncEngine::signedIn, this, &QDialog::accept);
    connect(&m_desk.sync(), &SyncEngine::signInFailed, this, &SignInDialog::showError);
}

void SignInDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(28, 26, 28, 22);
    column->setSpacing(6);
    m_title->setProperty("role", u"h1"_s);
    m_advice->setProperty("role", u"muted"_s);
    m_advice->setWordWrap(true);
    m_password->setEchoMode(QLineEdit::Password);
    const QUrl known = m_desk.sync().serverUrl();
    m_server->setText(known.isEmpty() ? u"http://127.0.0.1:8420"_s : known.toString());
    column->addWidget(m_title);
    column->addWidget(m_advice);
    column->addSpacing(10);
    const std::pair<QLabel *, QLineEdit *> fields[] = {
        {m_serverLabel, m_server}, {m_emailLabel, m_email}, {m_passwordLabel, m_password}};
    for (const auto &[label, field] : fields) {
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
        column->addSpacing(4);
    }
    column->addWidget(m_error);
    column->addSpacing(10);
    auto *row = new QHBoxLayout;
    row->addWidget(m_local);
    row->addStretch(1);
    row->addWidget(m_signIn);
    column->addLayout(row);
    m_signIn->setProperty("role", u"primary"_s);
    m_signIn->setDefault(true);
    m_local->setAutoDefault(false);
    m_email->setFocus();
}

void SignInDialog::retranslate()
{
    const bool first = m_occasion == Occasion::FirstRun;
    setWindowTitle(tr("Sign in"));
    m_title->setText(first ? tr("Welcome to Rawi") : tr("Sign in"));
    m_advice->setText(first ? tr("Join your newsroom's server, or begin on this desk alone. You can join later; "
                                 "what you made is sent then.")
                            : tr("What this desk holds is sent to the server afterwards."));
    m_serverLabel->setText(tr("Server"));
    m_emailLabel->setText(tr("E-mail"));
    m_passwordLabel->setText(tr("Password"));
    m_server->setAccessibleName(tr("Server"));
    m_email->setAccessibleName(tr("E-mail"));
    m_password->setAccessibleName(tr("Password"));
    m_signIn->setText(m_signIn->isEnabled() ? tr("Sign in") : tr("Signing in…"));
    m_local->setText(first ? tr("Work on this desk only") : tr("Cancel"));
}

void SignInDialog::signIn()
{
    const QUrl server = QUrl::fromUserInput(m_server->text().trimmed());
    if (!server.isValid() || server.host().isEmpty()) {
        showError({ErrorCode::InvalidArgument, u"server"_s, {}});
        return;
    }
    if (m_email->text().trimmed().isEmpty()) {
        showError({ErrorCode::FieldRequired, u"email"_s, {}});
        return;
    }
    setBusy(true);
    m_desk.sync().signIn(server, m_email->text().trimmed(), m_password->text());
}

void SignInDialog::showError(const Error &error)
{
    setBusy(false);
    m_error->say(error);
}

void SignInDialog::setBusy(bool busy)
{
    m_error->forget();
    m_signIn->setDisabled(busy);
    m_signIn->setText(busy ? tr("Signing in…") : tr("Sign in"));
}

void SignInDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
