#include "ui/settings/account_settings_view.h"

#include "core/office/office_client.h"
#include "core/people/person.h"
#include "core/text/direction.h"
#include "ui/kit/directional_edit.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace rawi {

AccountSettingsView::AccountSettingsView(Workbench &workbench, QWidget *parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_who(new QLabel(this))
    , m_where(new QLabel(this))
    , m_signIn(new QPushButton(this))
    , m_signOut(new QPushButton(this))
    , m_passwordPart(new QWidget(this))
    , m_passwordTitle(new QLabel(m_passwordPart))
    , m_change(new QPushButton(m_passwordPart))
    , m_answer(new QLabel(m_passwordPart))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_who->setProperty("role", u"title"_s);
    m_where->setProperty("role", u"muted"_s);
    m_where->setWordWrap(true);
    column->addWidget(m_who);
    column->addWidget(m_where);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_signOut);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addSpacing(14);
    column->addWidget(m_passwordPart);
    column->addStretch(1);
    buildPassword();
    connect(m_signIn, &QPushButton::clicked, this, [this] { m_workbench.trigger(u"account.sign_in"_s); });
    connect(m_signOut, &QPushButton::clicked, this, [this] { m_workbench.trigger(u"account.sign_out"_s); });
    connect(&m_workbench.desk().sync(), &SyncEngine::statusChanged, this, &AccountSettingsView::refresh);
    retranslate();
}

void AccountSettingsView::buildPassword()
{
    auto *column = new QVBoxLayout(m_passwordPart);
    column->setContentsMargins(0, 0, 0, 0);
    m_passwordTitle->setProperty("role", u"title"_s);
    column->addWidget(m_passwordTitle);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    for (int i = 0; i < 3; ++i) {
        m_labels[i] = new QLabel(m_passwordPart);
        m_fields[i] = new DirectionalLineEdit(Direction::LeftToRight, m_passwordPart);
        m_fields[i]->setEchoMode(QLineEdit::Password);
        m_labels[i]->setBuddy(m_fields[i]);
        form->addRow(m_labels[i], m_fields[i]);
        connect(m_fields[i], &QLineEdit::returnPressed, this, &AccountSettingsView::changePassword);
    }
    column->addLayout(form);
    m_answer->setWordWrap(true);
    m_answer->hide();
    column->addWidget(m_answer);
    m_change->setProperty("role", u"primary"_s);
    m_change->setAutoDefault(false);
    column->addWidget(m_change, 0, Qt::AlignLeading);
    connect(m_change, &QPushButton::clicked, this, &AccountSettingsView::changePassword);
}

void AccountSettingsView::changePassword()
{
    if (m_fields[0]->text().isEmpty() || m_fields[1]->text().isEmpty()) {
        say(errorText({ErrorCode::FieldRequired, u"password"_s, {}}), false);
        return;
    }
    if (m_fields[1]->text() != m_fields[2]->text()) {
        say(tr("The new password was not written the same twice. Write it again."), false);
        return;
    }
    m_change->setEnabled(false);
    const QJsonObject body{{u"current_password"_s, m_fields[0]->text()}, {u"new_password"_s, m_fields[1]->text()}};
    m_workbench.desk().office().create(this, u"/api/v1/auth/password"_s, body, [this](const Result<OfficeRecord> &done) {
        m_change->setEnabled(true);
        if (done.ok()) {
            for (QLineEdit *field : m_fields) {
                field->clear();
            }
            say(tr("The password is changed. Your other devices have to sign in again."), true);
        } else if (done.error().code == ErrorCode::NotFound || done.error().code == ErrorCode::MethodNotAllowed) {
            say(tr("This server is older and does not offer it. Ask your administrator for another password."), false);
        } else if (done.error().code == ErrorCode::InvalidCredentials) {
            say(tr("The present password is wrong. Check it and try again."), false);
        } else {
            say(errorText({done.error().code, {}, done.error().detail}), false);
        }
    });
}

void AccountSettingsView::say(const QString &text, bool good)
{
    m_answer->setText(text);
    m_answer->setProperty("role", good ? u"ok"_s : u"danger"_s);
    m_answer->style()->unpolish(m_answer);
    m_answer->style()->polish(m_answer);
    m_answer->show();
}

void AccountSettingsView::refresh()
{
    Desk &desk = m_workbench.desk();
    const SyncStatus status = desk.sync().status();
    const bool joined = !desk.sync().serverUrl().isEmpty();
    const bool signedIn = joined && status.state != SyncState::SignInNeeded;
    const Actor actor = desk.replica().actor();
    QString name;
    if (const auto person = desk.replica().find(actor.id); person.ok() && *person) {
        name = inDeskLanguage((*person)->nameAr, (*person)->nameEn);
    }
    m_who->setText(!joined        ? tr("This desk works on its own")
                       : name.isEmpty() ? roleText(actor.role)
                                        : tr("%1 — %2", "name, role").arg(isolate(name), roleText(actor.role)));
    m_where->setText(joined ? tr("Server: %1").arg(isolate(desk.sync().serverUrl().toString()))
                            : tr("Join your newsroom's server to work with others; what is on this desk is sent then."));
    m_signOut->setVisible(signedIn);
    m_passwordPart->setVisible(signedIn);
    m_change->setEnabled(status.state == SyncState::Online);
    m_change->setToolTip(status.state == SyncState::Online ? QString() : tr("The server must be reachable for this."));
}

void AccountSettingsView::retranslate()
{
    m_signIn->setText(tr("Sign in…"));
    m_signOut->setText(tr("Sign out"));
    m_passwordTitle->setText(tr("Another password"));
    const QString names[] = {tr("Present password"), tr("New password"), tr("New password, again")};
    for (int i = 0; i < 3; ++i) {
        m_labels[i]->setText(names[i]);
        m_fields[i]->setAccessibleName(names[i]);
    }
    m_change->setText(tr("Change the password"));
    refresh();
}

void AccountSettingsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
