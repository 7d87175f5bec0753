#include "ui/content/item_history_view.h"

#include "core/text/direction.h"
#include "ui/kit/refresh_soon.h"
#include "ui/text/argument_text.h"
#include "ui/text/error_text.h"
#include "ui/text/feature_words.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr QLatin1StringView kApplied("applied");

Icon iconOf(const QString &command)
{
    return command == "content.create"_L1                                              ? Icon::Plus
        : command == "content.update"_L1                                               ? Icon::Pencil
        : command == "content.trash"_L1                                                ? Icon::Trash
        : command.startsWith("content."_L1) && command != "content.set_parity"_L1      ? Icon::CheckCircle
                                                                                       : Icon::Film;
}

} // namespace

ItemHistoryView::ItemHistoryView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    m_list = new QListWidget(this);
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel); // an entry may be taller than the list
    column->addWidget(m_list);
    m_more = new QPushButton(this);
    column->addWidget(m_more, 0, Qt::AlignLeading);
    connect(m_more, &QPushButton::clicked, this, &ItemHistoryView::askMore);
    m_soon = new RefreshSoon(this, [this] {
        refresh();
        if (isVisible() && m_isStale) {
            ask();
        }
    });
    connect(&desk.replica(), &Replica::outboxChanged, m_soon, &RefreshSoon::ask);
    connect(&desk.office(), &OfficeClient::reachableChanged, m_soon, &RefreshSoon::ask);
    refresh();
}

void ItemHistoryView::setItem(const std::optional<ContentItem> &item)
{
    if ((item ? item->id : Id<ContentItem>()) != (m_item ? m_item->id : Id<ContentItem>())) {
        m_entries.clear();
        m_next.clear();
        m_isKnown = false;
    }
    m_item = item;
    m_isStale = true;
    m_soon->ask();
}

void ItemHistoryView::showEvent(QShowEvent *event)
{
    m_soon->ask();
    QWidget::showEvent(event);
}

// The newest, and as many more as are shown already.
void ItemHistoryView::ask()
{
    if (!m_item || !m_desk.office().isReachable()) {
        return;
    }
    m_isStale = false;
    constexpr int kMost = 200;
    OfficeQuery query;
    query.limit = std::clamp(static_cast<int>(m_entries.size()), kPage, kMost);
    m_desk.office().list(this, u"/api/v1/content/%1/history"_s.arg(m_item->id.text()), query,
                         [this, id = m_item->id](const Result<OfficePage> &page) { take(id, page, false); });
}

void ItemHistoryView::askMore()
{
    if (!m_item || m_next.isEmpty()) {
        return;
    }
    m_more->setEnabled(false);
    OfficeQuery query;
    query.limit = kPage;
    query.cursor = m_next;
    m_desk.office().list(this, u"/api/v1/content/%1/history"_s.arg(m_item->id.text()), query,
                         [this, id = m_item->id](const Result<OfficePage> &page) { take(id, page, true); });
}

void ItemHistoryView::take(const Id<ContentItem> &item, const Result<OfficePage> &page, bool more)
{
    m_more->setEnabled(true);
    if (!m_item || m_item->id != item) {
        return;
    }
    if (page.ok()) {
        m_entries = more ? m_entries + page->rows : page->rows;
        m_next = page->next;
        m_isKnown = true;
    }
    refresh(); // without an answer, with what is known here
}

QString ItemHistoryView::personName(const Id<Person> &id) const
{
    if (id.isNull()) {
        return tr("the server");
    }
    const auto person = m_desk.replica().find(id);
    if (!person.ok() || !*person) {
        return tr("somebody on this desk");
    }
    return isolate(inDeskLanguage((*person)->nameAr, (*person)->nameEn));
}

QStringList ItemHistoryView::argumentsOf(const QString &command, const QJsonObject &args) const
{
    const Rule *rule = m_desk.rules().rule(command);
    return argumentLines(args, rule ? rule->args : QList<FieldInfo>(), m_item->id.uuid());
}

// "Edit of an item · Sara, 5 minutes ago", then each argument.
QString ItemHistoryView::lineOf(const QJsonObject &entry) const
{
    const QString command = entry.value("command"_L1).toString();
    const QString known = knownCommand(command);
    const QString when = relativeTimeText(timestampFromText(entry.value("at"_L1).toString()), m_desk.clock().nowMs());
    const auto who = Id<Person>::fromText(entry.value("actor"_L1).toString());
    QStringList lines{tr("%1 · %2, %3", "what was done, by whom, when")
                          .arg(known.isEmpty() ? tr("A change") : known, personName(who), when)};
    if (const QString outcome = entry.value("outcome"_L1).toString(); outcome != kApplied) {
        lines.append(tr("Refused: %1").arg(errorText({errorCodeFromName(outcome), {}, {}})));
    }
    return (lines + argumentsOf(command, entry.value("args"_L1).toObject())).join(u'\n');
}

void ItemHistoryView::addLine(Icon which, const QString &text)
{
    (new QListWidgetItem(text, m_list))->setIcon(icon(which));
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
        const bool refused = entry.state == OutboxState::Refused;
        const QString words = refused ? tr("Refused, needs attention: %1") : tr("Waiting to be sent: %1");
        const QString known = knownCommand(entry.command.name);
        QStringList lines{words.arg(known.isEmpty() ? tr("A change") : known)};
        lines += argumentsOf(entry.command.name, entry.command.args);
        addLine(refused ? Icon::Alert : Icon::CloudOff, lines.join(u'\n'));
    }
}

// What the item's own row says.
void ItemHistoryView::addOwn()
{
    const qint64 now = m_desk.clock().nowMs();
    if (m_item->publishedAt.isSet()) {
        addLine(Icon::CheckCircle, tr("Published %1").arg(relativeTimeText(m_item->publishedAt, now)));
    }
    if (m_item->firstPublishedAt.isSet() && m_item->firstPublishedAt != m_item->publishedAt) {
        addLine(Icon::CheckCircle, tr("First published %1").arg(relativeTimeText(m_item->firstPublishedAt, now)));
    }
    addLine(Icon::Pencil,
            tr("Changed by %1, %2").arg(personName(m_item->updatedBy), relativeTimeText(m_item->updatedAt, now)));
    addLine(Icon::Plus,
            tr("Made by %1, %2").arg(personName(m_item->createdBy), relativeTimeText(m_item->createdAt, now)));
    addLine(Icon::CloudOff, tr("Everything else that was done stands here when the server can be reached."));
}

void ItemHistoryView::refresh()
{
    m_list->setAccessibleName(tr("History"));
    m_more->setText(tr("Show %n more", nullptr, kPage));
    m_more->setVisible(m_isKnown && !m_next.isEmpty());
    m_list->clear();
    if (!m_item) {
        return;
    }
    addOutbox();
    if (!m_isKnown) {
        addOwn();
    }
    for (const QJsonObject &entry : std::as_const(m_entries)) {
        const bool refused = entry.value("outcome"_L1).toString() != kApplied;
        addLine(refused ? Icon::Alert : iconOf(entry.value("command"_L1).toString()), lineOf(entry));
    }
}

void ItemHistoryView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
