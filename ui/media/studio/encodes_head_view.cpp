#include "ui/media/studio/encodes_head_view.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/problem_label.h"
#include "ui/text/encode_text.h"
#include "ui/text/error_text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace rawi {

EncodesHeadView::EncodesHeadView(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_stop(new QToolButton(this))
    , m_words(new ElidedLabel({}, ElidedLabel::Tone::Plain, this))
    , m_bar(new QProgressBar(this))
    , m_afterLabel(new QLabel(this))
    , m_after(new QComboBox(this))
    , m_add(button(&EncodesHeadView::addRequested))
    , m_folders(button(&EncodesHeadView::foldersRequested))
    , m_limits(button(&EncodesHeadView::limitsRequested))
    , m_problem(new ProblemLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *choices = new FlowLayout;
    m_stop->setIconSize(QSize(16, 16));
    m_stop->setCheckable(true);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(scaledPx(120));
    m_afterLabel->setProperty("role", u"muted"_s);
    m_afterLabel->setBuddy(m_after);
    row->addWidget(m_stop);
    row->addWidget(m_bar);
    row->addWidget(m_words, 1);
    for (QWidget *one : std::initializer_list<QWidget *>{m_afterLabel, m_after, m_add, m_folders, m_limits}) {
        choices->addWidget(one);
    }
    row->addLayout(choices, 2);
    column->addLayout(row);
    column->addWidget(m_problem);
    for (const AfterEncodes after : {AfterEncodes::Nothing, AfterEncodes::Quit, AfterEncodes::Sleep}) {
        m_after->addItem(QString(), static_cast<int>(after));
    }
    connect(m_stop, &QToolButton::clicked, this, &EncodesHeadView::setStopped);
    connect(m_after, &QComboBox::activated, this,
            [this](int index) { setAfter(static_cast<AfterEncodes>(m_after->itemData(index).toInt())); });
    EncodeQueue &queue = desk.encodes();
    connect(&queue, &EncodeQueue::jobChanged, this, &EncodesHeadView::refresh);
    connect(&queue, &EncodeQueue::jobsReset, this, &EncodesHeadView::refresh);
    connect(&queue, &EncodeQueue::holdChanged, this, &EncodesHeadView::refresh);
    connect(&queue, &EncodeQueue::limitsChanged, this, &EncodesHeadView::refresh);
    connect(&desk.afterEncodes().sleepClient(), &SleepClient::can, this, [this](bool possible, const Error &why) {
        if (!possible) {
            m_problem->say([why] { return tr("This computer cannot be sent to sleep from here. %1").arg(errorText(why)); });
            setAfter(AfterEncodes::Nothing);
        }
    });
    retranslate();
}

QToolButton *EncodesHeadView::button(void (EncodesHeadView::*request)())
{
    auto *made = new QToolButton(this);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setIconSize(QSize(16, 16));
    connect(made, &QToolButton::clicked, this, request);
    return made;
}

void EncodesHeadView::setStopped(bool stopped)
{
    EncodeLimits limits = m_desk.encodes().limits();
    limits.stopped = stopped;
    if (const auto kept = m_desk.encodes().setLimits(limits); !kept.ok()) {
        m_problem->say(kept.error());
    }
}

void EncodesHeadView::setAfter(AfterEncodes after)
{
    if (after != AfterEncodes::Nothing) {
        m_problem->forget();
    }
    EncodeLimits limits = m_desk.encodes().limits();
    limits.after = after;
    if (const auto kept = m_desk.encodes().setLimits(limits); !kept.ok()) {
        m_problem->say(kept.error());
    }
    if (after == AfterEncodes::Sleep) {
        m_desk.afterEncodes().sleepClient().ask();
    }
    refresh();
}

void EncodesHeadView::refresh()
{
    const EncodeQueue &queue = m_desk.encodes();
    const EncodeTotals totals = queue.totals();
    const QString words = encodeTotalsText(totals, queue.hold());
    m_words->setText(words.isEmpty() ? tr("No encode is waiting") : words);
    m_bar->setVisible(totals.open > 0);
    m_bar->setValue(totals.permille);
    const bool stopped = queue.limits().stopped;
    m_stop->setChecked(stopped);
    m_stop->setIcon(icon(stopped ? Icon::Play : Icon::Pause));
    m_stop->setToolTip(stopped ? tr("Go on with the queue") : tr("Pause the whole queue"));
    m_stop->setAccessibleName(m_stop->toolTip());
    m_after->setCurrentIndex(m_after->findData(static_cast<int>(queue.limits().after)));
}

void EncodesHeadView::retranslate()
{
    m_afterLabel->setText(tr("Then:"));
    m_after->setAccessibleName(tr("What Rawi does when the last encode ended"));
    m_after->setToolTip(m_after->accessibleName());
    m_bar->setAccessibleName(tr("Progress of the whole queue"));
    for (int row = 0; row < m_after->count(); ++row) {
        m_after->setItemText(row, afterEncodesText(static_cast<AfterEncodes>(m_after->itemData(row).toInt())));
    }
    m_add->setText(tr("Add…"));
    m_add->setIcon(icon(Icon::Plus));
    m_add->setToolTip(tr("Add many files or whole folders, and choose what to make of them"));
    m_folders->setText(tr("Watch folders…"));
    m_folders->setIcon(icon(Icon::Folder));
    m_folders->setToolTip(tr("Folders whose new files are imported and encoded automatically"));
    m_limits->setText(tr("Limits…"));
    m_limits->setIcon(icon(Icon::Settings));
    m_limits->setToolTip(tr("How much runs at once, and when"));
    refresh();
}

void EncodesHeadView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
