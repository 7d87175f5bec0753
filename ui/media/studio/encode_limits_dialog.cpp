#include "ui/media/studio/encode_limits_dialog.h"

#include "ui/kit/number_box.h"
#include "ui/kit/problem_label.h"
#include "ui/text/error_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace rawi {

EncodeLimitsDialog::EncodeLimitsDialog(Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_jobsLabel(new QLabel(this))
    , m_jobs(new NumberBox(this))
    , m_onlyOnMains(new QCheckBox(this))
    , m_batteryLabel(new QLabel(this))
    , m_battery(new NumberBox(this))
    , m_windowed(new QCheckBox(this))
    , m_fromLabel(new QLabel(this))
    , m_from(new QTimeEdit(this))
    , m_toLabel(new QLabel(this))
    , m_to(new QTimeEdit(this))
    , m_freeLabel(new QLabel(this))
    , m_free(new NumberBox(this))
    , m_hardware(new QCheckBox(this))
    , m_problem(new ProblemLabel(this))
{
    build();
    fill(desk.encodes().limits());
    retranslate();
}

void EncodeLimitsDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    setMinimumWidth(400);
    column->setSpacing(10);
    m_form = new QFormLayout;
    m_form->setSpacing(10);
    m_jobs->setRange(1, EncodeLimits::kMostJobs);
    m_battery->setRange(0, 100);
    m_free->setRange(0, 1'000'000); // as EncodeLimits takes it: a value must not change by being looked at
    const std::pair<QLabel *, QWidget *> fields[] = {{m_jobsLabel, m_jobs}, {nullptr, m_hardware}, {m_freeLabel, m_free}, {nullptr, m_onlyOnMains},
                                                     {m_batteryLabel, m_battery}, {nullptr, m_windowed},
                                                     {m_fromLabel, m_from}, {m_toLabel, m_to}};
    for (const auto &[label, field] : fields) {
        if (label) {
            label->setBuddy(field);
            m_form->addRow(label, field);
        } else {
            m_form->addRow(field);
        }
    }
    for (QTimeEdit *time : {m_from, m_to}) {
        time->setLayoutDirection(Qt::LeftToRight); // Qt reverses hours and minutes in right-to-left layouts
    }
    column->addLayout(m_form);
    column->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(this);
    m_save = new QPushButton(buttons);
    m_save->setProperty("role", u"primary"_s); // before the box polishes it
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addSpacing(6);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &EncodeLimitsDialog::keep);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_windowed, &QCheckBox::toggled, this, [this](bool on) {
        m_from->setEnabled(on);
        m_to->setEnabled(on);
    });
    connect(m_onlyOnMains, &QCheckBox::toggled, m_battery, &QWidget::setDisabled);
}

void EncodeLimitsDialog::fill(const EncodeLimits &limits)
{
    m_jobs->setValue(limits.jobsAtOnce);
    m_onlyOnMains->setChecked(limits.onlyOnMains);
    m_battery->setValue(limits.batteryFloor);
    m_battery->setDisabled(limits.onlyOnMains);
    m_windowed->setChecked(limits.windowed);
    m_from->setTime(limits.from);
    m_to->setTime(limits.to);
    m_from->setEnabled(limits.windowed);
    m_to->setEnabled(limits.windowed);
    m_free->setValue(limits.freeGigabytes);
    m_hardware->setChecked(limits.hardware);
}

void EncodeLimitsDialog::keep()
{
    EncodeLimits limits = m_desk.encodes().limits();
    limits.jobsAtOnce = m_jobs->value();
    limits.onlyOnMains = m_onlyOnMains->isChecked();
    limits.batteryFloor = m_battery->value();
    limits.windowed = m_windowed->isChecked();
    limits.from = m_from->time();
    limits.to = m_to->time();
    limits.freeGigabytes = m_free->value();
    limits.hardware = m_hardware->isChecked();
    if (const auto kept = m_desk.encodes().setLimits(limits); !kept.ok()) {
        m_problem->say(kept.error());
        return;
    }
    accept();
}

void EncodeLimitsDialog::retranslate()
{
    setWindowTitle(tr("Limits of the queue"));
    m_jobsLabel->setText(tr("Encodes at once"));
    m_jobs->setAccessibleName(m_jobsLabel->text());
    m_jobs->setToolTip(tr("One encode of a whole ladder keeps about four cores busy."));
    m_hardware->setText(tr("Use the graphics card when it can"));
    m_hardware->setToolTip(tr("Faster, in larger files or a slightly softer picture. Where the card cannot, or fails, the "
                              "processor encodes."));
    m_freeLabel->setText(tr("Disk space that stays free"));
    m_free->setAccessibleName(m_freeLabel->text());
    m_free->setSuffix(tr(" GB"));
    m_onlyOnMains->setText(tr("Only on mains power"));
    m_batteryLabel->setText(tr("On battery, stop below"));
    m_battery->setAccessibleName(m_batteryLabel->text());
    m_battery->setSuffix(tr("%"));
    m_windowed->setText(tr("Only at a time of day"));
    m_fromLabel->setText(tr("From"));
    m_from->setAccessibleName(m_fromLabel->text());
    m_toLabel->setText(tr("Until"));
    m_to->setAccessibleName(m_toLabel->text());
    for (QTimeEdit *time : {m_from, m_to}) {
        time->setDisplayFormat(u"HH:mm"_s);
    }
    m_save->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
}

void EncodeLimitsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
