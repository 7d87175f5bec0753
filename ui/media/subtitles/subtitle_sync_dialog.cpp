#include "ui/media/subtitles/subtitle_sync_dialog.h"

#include "core/subtitles/cue_time.h"
#include "ui/kit/number_box.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace rawi {

SubtitleSyncDialog::SubtitleSyncDialog(qint64 firstMs, qint64 lastMs, QWidget *parent)
    : QDialog(parent), m_firstMs(firstMs), m_lastMs(lastMs)
{
    setWindowTitle(tr("Shift and fit"));
    auto *column = new QVBoxLayout(this);
    m_shift = new QRadioButton(tr("Move all lines"), this);
    m_scale = new QRadioButton(tr("Fit the first and the last line"), this);
    m_shift->setChecked(true);
    m_seconds = new DecimalBox(this);
    m_seconds->setRange(-36'000, 36'000);
    m_seconds->setDecimals(3);
    m_seconds->setAccessibleName(tr("Seconds, negative = earlier"));
    m_first = makeTime(firstMs, tr("The first line starts at"));
    m_last = makeTime(lastMs, tr("The last line starts at"));
    column->addWidget(m_shift);
    auto *shift = new QFormLayout;
    shift->addRow(tr("Seconds, negative = earlier"), m_seconds);
    column->addLayout(shift);
    column->addWidget(m_scale);
    auto *scale = new QFormLayout;
    scale->addRow(tr("The first line starts at"), m_first);
    scale->addRow(tr("The last line starts at"), m_last);
    column->addLayout(scale);
    auto *buttons = new QDialogButtonBox(this);
    m_apply = new QPushButton(tr("Apply"), buttons);
    m_apply->setProperty("role", u"primary"_s); // before the box polishes it
    buttons->addButton(m_apply, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_shift, &QRadioButton::toggled, this, &SubtitleSyncDialog::updateUsable);
    updateUsable();
}

QLineEdit *SubtitleSyncDialog::makeTime(qint64 ms, const QString &name)
{
    auto *edit = new QLineEdit(cueTimeText(ms), this);
    edit->setLayoutDirection(Qt::LeftToRight);
    edit->setAccessibleName(name);
    connect(edit, &QLineEdit::textChanged, this, &SubtitleSyncDialog::updateUsable);
    return edit;
}

void SubtitleSyncDialog::updateUsable()
{
    m_seconds->setEnabled(isShift());
    m_first->setEnabled(!isShift());
    m_last->setEnabled(!isShift());
    if (m_apply) {
        m_apply->setEnabled(isShift() || (parseCueTime(m_first->text()) && parseCueTime(m_last->text())));
    }
}

bool SubtitleSyncDialog::isShift() const
{
    return m_shift->isChecked();
}

qint64 SubtitleSyncDialog::shiftMs() const
{
    return qRound64(m_seconds->value() * 1000);
}

SyncPoint SubtitleSyncDialog::first() const
{
    return {m_firstMs, parseCueTime(m_first->text()).value_or(m_firstMs)};
}

SyncPoint SubtitleSyncDialog::last() const
{
    return {m_lastMs, parseCueTime(m_last->text()).value_or(m_lastMs)};
}

} // namespace rawi
