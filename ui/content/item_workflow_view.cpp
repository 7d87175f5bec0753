#include "ui/content/item_workflow_view.h"

#include "core/text/direction.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/icons.h"
#include "ui/kit/state_pill.h"
#include "ui/kit/theme.h"
#include "ui/text/error_text.h"
#include "ui/text/feature_words.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTextEdit>
#include <QVBoxLayout>

namespace rawi {

namespace {

QString stepText(WorkflowStep step)
{
    switch (step) {
    case WorkflowStep::Submit:
        return ItemWorkflowView::tr("Submit for review");
    case WorkflowStep::Withdraw:
        return ItemWorkflowView::tr("Withdraw from review");
    case WorkflowStep::Return:
        return ItemWorkflowView::tr("Send back…");
    case WorkflowStep::Approve:
        return ItemWorkflowView::tr("Approve");
    case WorkflowStep::Publish:
        return ItemWorkflowView::tr("Publish");
    case WorkflowStep::Unpublish:
        return ItemWorkflowView::tr("Unpublish");
    case WorkflowStep::Archive:
        return ItemWorkflowView::tr("Archive");
    case WorkflowStep::Restore:
        return ItemWorkflowView::tr("Restore");
    }
    return {};
}

QString paritySentence(Parity parity)
{
    switch (parity) {
    case Parity::InStep:
        break;
    case Parity::ArabicStale:
        return ItemWorkflowView::tr("The Arabic has not followed the English.");
    case Parity::EnglishStale:
        return ItemWorkflowView::tr("The English has not followed the Arabic.");
    case Parity::BothStale:
        return ItemWorkflowView::tr("Each language was changed without the other.");
    }
    return {};
}

bool sameSteps(const QList<OfferedStep> &a, const QList<OfferedStep> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const OfferedStep &x, const OfferedStep &y) {
        return x.step == y.step && x.allowed == y.allowed && x.reason == y.reason;
    });
}

} // namespace

ItemWorkflowView::ItemWorkflowView(ItemPresenter &presenter, QWidget *parent)
    : QWidget(parent), m_presenter(presenter)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_steps = new QWidget(this);
    auto *flow = new FlowLayout(m_steps);
    m_pill = new StatePill(m_steps);
    flow->addWidget(m_pill);
    m_live = new StatePill(m_steps);
    flow->addWidget(m_live);
    column->addWidget(m_steps);
    m_lacks = new QLabel(this);
    m_lacks->setWordWrap(true);
    m_lacks->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_lacks);
    buildNotes();
    connect(&presenter, &ItemPresenter::itemChanged, this, &ItemWorkflowView::refresh);
    connect(&presenter, &ItemPresenter::stepsChanged, this, &ItemWorkflowView::refresh);
    retranslate();
}

void ItemWorkflowView::buildNotes()
{
    m_noteForm = new QFrame(this);
    m_noteForm->setProperty("role", u"card"_s);
    auto *form = new QVBoxLayout(m_noteForm);
    m_noteLabel = new QLabel(m_noteForm);
    m_note = new QTextEdit(m_noteForm);
    m_note->setTabChangesFocus(true);
    m_note->setAcceptRichText(false);
    m_note->setMaximumHeight(72);
    m_noteLabel->setBuddy(m_note);
    auto *buttons = new QHBoxLayout;
    m_sendBack = new QPushButton(m_noteForm);
    m_sendBack->setProperty("role", u"primary"_s);
    m_keep = new QPushButton(m_noteForm);
    buttons->addWidget(m_sendBack);
    buttons->addWidget(m_keep);
    buttons->addStretch();
    form->addWidget(m_noteLabel);
    form->addWidget(m_note);
    form->addLayout(buttons);
    m_noteForm->hide();
    layout()->addWidget(m_noteForm);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_noteForm->hide();
        m_presenter.keepUnfinished(u"review_note"_s, {});
    });
    connect(m_note, &QTextEdit::textChanged, this, [this] {
        m_sendBack->setEnabled(!typedNote().isEmpty());
        m_presenter.keepUnfinished(u"review_note"_s, m_note->toPlainText());
    });
    connect(m_sendBack, &QPushButton::clicked, this, [this] { takeStep(WorkflowStep::Return); });

    m_reviewNote = new QLabel(this);
    m_reviewNote->setWordWrap(true);
    m_reviewNote->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout()->addWidget(m_reviewNote);

    m_parity = new QWidget(this);
    auto *parity = new QHBoxLayout(m_parity);
    parity->setContentsMargins(0, 0, 0, 0);
    m_paritySign = new QLabel(m_parity);
    m_parityText = new QLabel(m_parity);
    m_parityText->setWordWrap(true);
    m_parityDone = new QPushButton(m_parity);
    parity->addWidget(m_paritySign);
    parity->addWidget(m_parityText, 1);
    parity->addWidget(m_parityDone);
    layout()->addWidget(m_parity);
    connect(m_parityDone, &QPushButton::clicked, &m_presenter, &ItemPresenter::confirmParity);
}

QString ItemWorkflowView::typedNote() const
{
    return m_note->toPlainText().trimmed();
}

void ItemWorkflowView::askForNote(bool toSendBack)
{
    m_asksToSendBack = toSendBack;
    sayWhatTheNoteIsFor();
    const QSignalBlocker quiet(m_note); // what was begun, not typed now
    m_note->setPlainText(m_presenter.unfinished(u"review_note"_s));
    m_sendBack->setEnabled(!typedNote().isEmpty());
    m_noteForm->show();
    m_note->setFocus();
}

void ItemWorkflowView::sayWhatTheNoteIsFor()
{
    m_noteLabel->setText(m_asksToSendBack ? tr("Why is it sent back?") : tr("A note for the history; now choose the step"));
    m_note->setAccessibleName(m_noteLabel->text());
    m_sendBack->setVisible(m_asksToSendBack);
}

void ItemWorkflowView::takeStep(WorkflowStep step)
{
    const QString note = m_noteForm->isHidden() ? QString() : typedNote();
    if (step == WorkflowStep::Return && note.isEmpty()) {
        askForNote(true);
        return;
    }
    m_noteForm->hide();
    m_presenter.takeStep(step, note);
}

void ItemWorkflowView::rebuildSteps()
{
    QLayout *flow = m_steps->layout();
    while (QLayoutItem *item = flow->takeAt(2)) { // after the pills
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the button whose click this is
        delete item;
    }
    for (const OfferedStep &offered : std::as_const(m_shown)) {
        auto *button = new QPushButton(stepText(offered.step), m_steps);
        if (leadsOn(offered.step)) {
            button->setProperty("role", u"primary"_s);
        }
        button->setEnabled(offered.allowed);
        if (!offered.allowed) {
            button->setToolTip(errorText(offered.reason));
            button->setAccessibleDescription(button->toolTip());
        }
        connect(button, &QPushButton::clicked, this, [this, step = offered.step] { takeStep(step); });
        flow->addWidget(button);
        button->show();
    }
    const bool any = std::any_of(m_shown.cbegin(), m_shown.cend(), [](const OfferedStep &one) { return one.allowed; });
    auto *withNote = new QPushButton(tr("With a note…"), m_steps);
    withNote->setFlat(true);
    withNote->setEnabled(any);
    connect(withNote, &QPushButton::clicked, this, [this] { askForNote(false); });
    flow->addWidget(withNote);
    withNote->show();
    m_steps->updateGeometry();
}

void ItemWorkflowView::refresh()
{
    const auto &item = m_presenter.item();
    setEnabled(item.has_value());
    if (!item) {
        return;
    }
    m_pill->setState(contentStateText(item->state), contentStateTone(item->state));
    const QString live = liveText(standingOf(*item));
    m_live->setVisible(!live.isEmpty());
    m_live->setState(live, Tone::Ok);
    showLacks();
    QList<OfferedStep> now = m_presenter.steps();
    if (std::exchange(m_shownItem, item->id) != item->id) {
        m_noteForm->hide(); // a note is of the item it was begun with
    }
    if (!sameSteps(now, m_shown)) {
        m_shown = std::move(now);
        rebuildSteps();
        m_noteForm->hide();
    }
    m_reviewNote->setVisible(!item->reviewNote.isEmpty());
    m_reviewNote->setText(tr("Sent back: %1").arg(isolate(item->reviewNote)));
    m_parity->setVisible(item->parity != Parity::InStep);
    m_parityText->setText(paritySentence(item->parity));
}

void ItemWorkflowView::showLacks()
{
    QStringList lines;
    for (const Unready reason : m_presenter.lacks()) {
        lines.append(u"• "_s + knownValue(enumText(reason)));
    }
    m_lacks->setVisible(!lines.isEmpty());
    lines.prepend(tr("Before it can be published it still needs:"));
    m_lacks->setText(lines.join(u'\n'));
}

void ItemWorkflowView::retranslate()
{
    drawSign();
    sayWhatTheNoteIsFor();
    m_sendBack->setText(tr("Send back"));
    m_keep->setText(tr("Cancel"));
    m_parityDone->setText(tr("Checked"));
    m_parityDone->setToolTip(tr("Both languages say the same now"));
    rebuildSteps();
    refresh();
}

void ItemWorkflowView::drawSign()
{
    m_paritySign->setPixmap(icon(Icon::Alert, themeTokens(palette()).warn).pixmap(QSize(18, 18), devicePixelRatioF()));
}

void ItemWorkflowView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        drawSign();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
