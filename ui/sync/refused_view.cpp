#include "ui/sync/refused_view.h"

#include "core/content/content_item.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/sync/attention_model.h"
#include "ui/text/argument_text.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTextEdit>
#include <QVBoxLayout>

namespace rawi {

RefusedView::RefusedView(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    m_title = new QLabel(this);
    m_title->setProperty("role", u"title"_s);
    m_title->setWordWrap(true);
    m_reason = new QLabel(this);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_wantedLabel = new QLabel(this);
    m_wantedLabel->setProperty("role", u"muted"_s);
    m_wanted = new QTextEdit(this);
    m_wanted->setReadOnly(true);
    m_wanted->setTabChangesFocus(true);
    for (QWidget *one : std::initializer_list<QWidget *>{m_title, m_reason, m_wantedLabel}) {
        column->addWidget(one);
    }
    column->addWidget(m_wanted, 1);
    auto *buttons = new QHBoxLayout;
    m_retry = new QPushButton(this);
    m_retry->setProperty("role", u"primary"_s);
    m_show = new QPushButton(icon(Icon::Pencil), {}, this);
    m_copy = new QPushButton(icon(Icon::Copy), {}, this);
    m_export = new QPushButton(icon(Icon::Download), {}, this);
    m_discard = new QPushButton(icon(Icon::Trash), {}, this);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_show);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_export);
    buttons->addStretch();
    buttons->addWidget(m_discard);
    column->addLayout(buttons);
    connect(m_retry, &QPushButton::clicked, this, &RefusedView::retryAsked);
    connect(m_show, &QPushButton::clicked, this, &RefusedView::showAsked);
    connect(m_copy, &QPushButton::clicked, this, &RefusedView::copyAsked);
    connect(m_export, &QPushButton::clicked, this, &RefusedView::exportAsked);
    connect(m_discard, &QPushButton::clicked, this, &RefusedView::discardAsked);
    retranslate();
}

void RefusedView::setEntry(const OutboxEntry &entry, const QString &title)
{
    m_entry = entry;
    m_drafts.clear();
    m_title->setText(title);
    showEntry();
}

void RefusedView::setDrafts(const QList<Draft> &drafts, const QString &command, const QString &title)
{
    m_entry = {};
    m_entry.command.name = command;
    m_drafts = drafts;
    for (const Draft &draft : drafts) {
        m_entry.command.args.insert(draft.field, draft.text);
        m_entry.command.base.insert(draft.field, draft.base);
        m_entry.command.atMs = draft.typedMs;
        m_entry.reason = draft.reason;
    }
    m_title->setText(title);
    showEntry();
}

void RefusedView::showEntry()
{
    const bool typed = !m_drafts.isEmpty();
    const bool quarantined = m_entry.state == OutboxState::Quarantined;
    m_reason->setText(typed         ? AttentionModel::draftsText(m_drafts)
                      : quarantined ? AttentionModel::quarantineText()
                                    : errorText(m_entry.reason));
    m_wantedLabel->setText(quarantined || typed ? tr("What you had typed") : tr("What you wanted"));
    m_wanted->setAccessibleName(m_wantedLabel->text());
    m_wanted->setPlainText(asText());
    m_retry->setVisible(!quarantined && !(typed && m_entry.command.name.isEmpty()));
    m_retry->setText(typed ? tr("Save") : tr("Try again"));
    m_show->setVisible(typed && m_drafts.first().type == recordInfo<ContentItem>().name);
    m_copy->setText(quarantined || typed ? tr("Copy text") : tr("Copy"));
    m_export->setVisible(quarantined || typed);
}

QString RefusedView::asText() const
{
    QJsonObject args = m_entry.command.args;
    const QStringList names = args.keys();
    for (const QString &name : names) {
        if (!uuidFromText(args.value(name).toString()).isNull()) {
            args.remove(name); // ids say nothing to an editor, and the title above names the record
        }
    }
    const QStringList lines = argumentLines(args, {}, {}, ArgumentLength::Whole); // it is copied and exported, too
    return lines.isEmpty() ? commandText(m_entry.command.name) : lines.join(QLatin1Char('\n'));
}

void RefusedView::retranslate()
{
    m_show->setText(tr("Show the item"));
    m_export->setText(tr("Export…"));
    m_discard->setText(tr("Discard…"));
    showEntry();
}

void RefusedView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
