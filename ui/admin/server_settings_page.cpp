#include "ui/admin/server_settings_page.h"

#include "core/people/workspace_settings.h"
#include "ui/kit/notice_bar.h"
#include "ui/text/preset_text.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace rawi {

namespace {

const QString &settingsPath()
{
    static const QString text = u"/api/v1/workspace/settings"_s;
    return text;
}

} // namespace

ServerSettingsPage::ServerSettingsPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(new QLabel(this))
    , m_lead(new QLabel(this))
    , m_save(new QPushButton(this))
    , m_reset(new QPushButton(this))
    , m_notices(new NoticeBar(this))
{
    FormField gate = formField(recordInfo<WorkspaceSettings>(), u"loudness_gate", [] { return tr("Loudness before publishing"); });
    gate.names = [](const QString &value) {
        const auto known = enumFromText<LoudnessGate>(value);
        return known ? loudnessGateText(*known) : value;
    };
    gate.hint = [] { return tr("An item whose sound was not measured, or is off, is not published."); };
    FormField address = formField(recordInfo<WorkspaceSettings>(), u"public_address", [] { return tr("Public address"); });
    address.direction = Direction::LeftToRight;
    address.hint = [] { return tr("Every link that the server makes begins with it. Empty: as the server was started."); };
    address.problem = [](const QJsonValue &value) {
        const QString text = value.toString();
        return text.isEmpty() || publicAddressFrom(text) ? QString() : tr("Give the whole address, for example %1").arg(QChar(0x2066) + u"https://rawi.example"_s + QChar(0x2069));
    };
    FormField at = formField(recordInfo<WorkspaceSettings>(), u"updated_at", [] { return tr("Last changed"); });
    at.look = FormField::Look::ReadOnly;
    m_form = new RecordForm({gate, address, at}, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 8);
    column->setSpacing(12);
    m_title->setProperty("role", u"h1"_s);
    column->addWidget(m_title);
    m_lead->setProperty("role", u"muted"_s);
    m_lead->setWordWrap(true);
    column->addWidget(m_lead);
    m_form->setMaximumWidth(640);
    auto *row = new QHBoxLayout; // a column would give a wrapped hint the height it has over the whole width
    row->addWidget(m_form, 100);
    row->addStretch(1);
    column->addLayout(row);
    auto *buttons = new QHBoxLayout;
    m_save->setProperty("role", u"primary"_s);
    buttons->addWidget(m_save);
    buttons->addWidget(m_reset);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch(1);
    column->addWidget(m_notices);
    connect(m_save, &QPushButton::clicked, this, &ServerSettingsPage::save);
    connect(m_reset, &QPushButton::clicked, m_form, &RecordForm::reset);
    connect(m_form, &RecordForm::edited, this, &ServerSettingsPage::updateButtons);
    connect(&desk.office(), &OfficeClient::reachableChanged, this, [this](bool reachable) {
        if (reachable && isVisible()) {
            read();
        }
    });
    retranslate();
    updateButtons();
}

void ServerSettingsPage::read()
{
    if (m_call == 0) {
        m_call = m_desk.office().get(this, settingsPath(), [this](const Result<OfficeRecord> &record) { take(record, false); });
    }
}

void ServerSettingsPage::save()
{
    if (m_call == 0 && m_form->check()) {
        m_call = m_desk.office().change(this, settingsPath(), m_form->changes(), {},
                                        [this](const Result<OfficeRecord> &record) { take(record, true); });
        updateButtons();
    }
}

void ServerSettingsPage::take(const Result<OfficeRecord> &record, bool saved)
{
    m_call = 0;
    if (!record) {
        if (!m_form->showError(record.error())) {
            m_notices->tellError(record.error(), [] { return tr("Try again"); }, [this, saved] { saved ? save() : read(); });
        }
    } else if (saved) {
        m_form->setRecord(record->row);
        m_notices->tell(Tone::Ok, [] { return tr("The settings were saved. They hold for everybody."); });
    } else {
        m_read = true;
        m_form->takeRecord(record->row); // what is being changed here stays
        m_notices->hide();
    }
    updateButtons();
    Q_EMIT answered();
}

void ServerSettingsPage::updateButtons()
{
    m_form->setEnabled(m_read);
    m_save->setEnabled(m_read && m_call == 0 && m_form->isDirty());
    m_reset->setEnabled(m_form->isDirty());
}

void ServerSettingsPage::retranslate()
{
    m_title->setText(tr("Settings of the server"));
    m_lead->setText(tr("What is set here holds for everybody in the newsroom."));
    m_save->setText(tr("Save"));
    m_reset->setText(tr("As it was"));
    setAccessibleName(m_title->text());
}

void ServerSettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ServerSettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

} // namespace rawi
