#include "ui/content/item_history_view.h"

#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/kit/refresh_soon.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QEvent>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

ItemHistoryView::ItemHistoryView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    m_list = new QListWidget(this);
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    column->addWidget(m_list);
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    connect(&desk.replica(), &Replica::outboxChanged, soon, &RefreshSoon::ask);
    refresh();
}

void ItemHistoryView::setItem(const std::optional<ContentItem> &item)
{
    m_item = item;
    refresh();
}

QString ItemHistoryView::personName(const Id<Person> &id) const
{
    const auto person = m_desk.replica().find(id);
    if (!person.ok() || !*person) {
        return tr("somebody on this desk");
    }
    const bool arabic = QLocale().textDirection() == Qt::RightToLeft;
    const Person &one = **person;
    return isolate((arabic && !one.nameAr.isEmpty()) || one.nameEn.isEmpty() ? one.nameAr : one.nameEn);
}

void ItemHistoryView::addOutbox()
{
    auto entries = m_desk.replica().outboxOf(m_item->id.uuid());
    if (!entries.ok()) {
        return; // the sync panel tells what is wrong with the store
    }
    std::stable_partition(entries->begin(), entries->end(),
                          [](const OutboxEntry &entry) { return entry.state == OutboxState::Refused; });
    for (const OutboxEntry &entry : std::as_const(*entries)) {
        QStringList fields;
        for (const QString &name : entry.command.args.keys()) {
            if (name != "id"_L1) {
                fields.append(fieldText(name));
            }
        }
        const QString what = fields.isEmpty() ? tr("a step of the workflow") : QLocale().createSeparatedList(fields);
        const bool refused = entry.state == OutboxState::Refused;
        const QString words = refused ? tr("Refused, needs attention: %1") : tr("Waiting to be sent: %1");
        auto *line = new QListWidgetItem(words.arg(what), m_list);
        line->setIcon(icon(refused ? Icon::Alert : Icon::CloudOff));
    }
}

void ItemHistoryView::refresh()
{
    m_list->setAccessibleName(tr("History"));
    m_list->clear();
    if (!m_item) {
        return;
    }
    addOutbox();
    const qint64 now = m_desk.clock().nowMs();
    const auto add = [&](Icon which, const QString &text) {
        (new QListWidgetItem(text, m_list))->setIcon(icon(which));
    };
    if (m_item->publishedAt.isSet()) {
        add(Icon::CheckCircle, tr("Published %1").arg(relativeTimeText(m_item->publishedAt, now)));
    }
    if (m_item->firstPublishedAt.isSet() && m_item->firstPublishedAt != m_item->publishedAt) {
        add(Icon::CheckCircle, tr("First published %1").arg(relativeTimeText(m_item->firstPublishedAt, now)));
    }
    add(Icon::Pencil,
        tr("Changed by %1, %2").arg(personName(m_item->updatedBy), relativeTimeText(m_item->updatedAt, now)));
    add(Icon::Plus,
        tr("Made by %1, %2").arg(personName(m_item->createdBy), relativeTimeText(m_item->createdAt, now)));
}

void ItemHistoryView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
