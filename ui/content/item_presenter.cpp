#include "ui/content/item_presenter.h"

#include "core/media/media_asset.h"
#include "core/people/workspace_settings.h"
#include "core/replica/kept_commands.h"
#include "core/replica/row_watch.h"
#include "core/rules/conflict.h"

#include <algorithm>

namespace rawi {

namespace {

// Lets the rule book read what the desk shows, to ask it what it would say of a command.
class ShownRows final : public RowReader {
public:
    explicit ShownRows(const Replica &replica) : m_replica(replica) {}
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override
    {
        return m_replica.row(type, id);
    }
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override
    {
        return m_replica.rowsWhere(type, field, value);
    }

private:
    const Replica &m_replica;
};

QString updateCommand()
{
    return u"content.update"_s;
}

QString commandOf(WorkflowStep step)
{
    return u"content."_s + enumText(step);
}

QJsonObject stepArgs(const Id<ContentItem> &id, WorkflowStep step, const QString &note)
{
    QJsonObject args{{u"id"_s, id.text()}};
    if (step == WorkflowStep::Return) {
        args.insert(u"note"_s, note);
    }
    return args;
}

} // namespace

// One saved edit of a field, to be taken back or done again by a command of its own.
class FieldEditCommand final : public QUndoCommand {
public:
    FieldEditCommand(ItemPresenter &presenter, const QString &field, const QJsonValue &before,
                     const QJsonValue &after)
        : m_presenter(presenter), m_field(field), m_before(before), m_after(after)
    {
    }

    void redo() override
    {
        // Pushed after the edit was saved: only a redo after an undo runs it.
        if (std::exchange(m_done, true)) {
            m_presenter.update(m_field, m_after, m_before);
            m_presenter.showRow(m_field);
        }
    }

    void undo() override
    {
        m_presenter.update(m_field, m_before, m_after);
        m_presenter.showRow(m_field);
    }

private:
    ItemPresenter &m_presenter;
    QString m_field;
    QJsonValue m_before;
    QJsonValue m_after;
    bool m_done = false;
};

ItemPresenter::ItemPresenter(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ItemPresenter::commit);
    new RowWatch(desk.replica(), {recordInfo<ContentItem>().name}, this,
                 [this](const QSet<RowKey> &keys) { onItemsChanged(keys); });
    // What publishing asks of the sound, or the sound itself.
    new RowWatch(desk.replica(), {recordInfo<MediaVariant>().name, recordInfo<WorkspaceSettings>().name}, this, [this] {
        if (!m_id.isNull()) {
            Q_EMIT stepsChanged();
        }
    });
    connect(&desk.replica(), &Replica::rowsLost, this, &ItemPresenter::onRowsLost);
}

ItemPresenter::~ItemPresenter()
{
    // Nothing typed is lost when a window closes within the pause.
    const QSignalBlocker quiet(this);
    commit();
}

QStringList ItemPresenter::textFields()
{
    return {u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s, u"body_ar"_s, u"body_en"_s};
}

void ItemPresenter::setItem(const Id<ContentItem> &id)
{
    if (id == m_id) {
        return;
    }
    commit();
    m_drafts.clear();
    m_notices.clear();
    m_undo.clear();
    m_lost = false;
    m_id = id;
    reload();
    Q_EMIT itemChanged();
    for (const QString &field : textFields()) {
        Q_EMIT fieldChanged(field);
        Q_EMIT noticeChanged(field);
    }
}

void ItemPresenter::reload()
{
    m_item.reset();
    m_row = {};
    if (m_id.isNull()) {
        return;
    }
    auto row = m_desk.replica().row(recordInfo<ContentItem>(), m_id.uuid());
    if (!row.ok()) {
        Q_EMIT commandFailed(row.error());
    } else if (*row) {
        m_row = **row;
        m_item = fromJson<ContentItem>(m_row);
        m_lost = false; // it may be seen again
    }
}

// What is being typed can no longer be saved, and is kept as it was typed: in quarantine, with what was saved here and
// not sent yet.
void ItemPresenter::onRowsLost(const QSet<RowKey> &keys)
{
    if (m_id.isNull() || !keys.contains({recordInfo<ContentItem>().name, m_id.uuid()})) {
        return;
    }
    m_pause.stop();
    QJsonObject typed{{u"id"_s, m_id.text()}};
    for (auto it = m_drafts.cbegin(); it != m_drafts.cend(); ++it) {
        if (it->text != it->base) {
            typed.insert(it.key(), it->text);
        }
    }
    if (typed.size() > 1) {
        const auto kept =
            keepTyped(m_desk.replica(), m_id.uuid(), updateCommand(), typed, m_desk.clock().nowMs());
        if (!kept.ok()) {
            Q_EMIT commandFailed(kept.error());
            return; // still there to be copied by the editor
        }
        m_desk.sync().kick();
    }
    m_drafts.clear();
    m_notices.clear();
    m_undo.clear();
    m_lost = true;
    reload();
    Q_EMIT itemChanged();
}

void ItemPresenter::onItemsChanged(const QSet<RowKey> &keys)
{
    if (m_id.isNull() || (!keys.isEmpty() && !keys.contains(RowKey{recordInfo<ContentItem>().name, m_id.uuid()}))) {
        return;
    }
    const QJsonObject before = m_row;
    reload();
    Q_EMIT itemChanged();
    for (const QString &field : textFields()) {
        const QString now = rowValue(field).toString();
        const auto draft = m_drafts.constFind(field);
        if (draft == m_drafts.constEnd()) {
            if (now != before.value(field).toString()) {
                Q_EMIT fieldChanged(field);
            }
        } else if (now != draft->base && now != draft->text) {
            setNotice(field, FieldNotice::ChangedElsewhere);
        }
    }
}

QString ItemPresenter::text(const QString &field) const
{
    const auto draft = m_drafts.constFind(field);
    return draft != m_drafts.constEnd() ? draft->text : rowValue(field).toString();
}

QJsonValue ItemPresenter::rowValue(const QString &field) const
{
    return m_row.value(field);
}

FieldNotice ItemPresenter::notice(const QString &field) const
{
    return m_notices.value(field, FieldNotice::None);
}

void ItemPresenter::setNotice(const QString &field, FieldNotice notice)
{
    if (this->notice(field) != notice) {
        m_notices.insert(field, notice);
        Q_EMIT noticeChanged(field);
    }
}

void ItemPresenter::beginEdit(const QString &field)
{
    if (!m_item) {
        return;
    }
    if (!m_drafts.contains(field)) {
        const QString base = rowValue(field).toString();
        m_drafts.insert(field, {base, base, true});
        setNotice(field, FieldNotice::None);
    }
    m_drafts[field].focused = true;
}

void ItemPresenter::editText(const QString &field, const QString &text)
{
    if (!m_item) {
        return;
    }
    if (!m_drafts.contains(field)) {
        const QString base = rowValue(field).toString();
        m_drafts.insert(field, {base, base, false});
    }
    m_drafts[field].text = text;
    m_pause.start();
}

void ItemPresenter::endEdit(const QString &field)
{
    if (!m_drafts.contains(field)) {
        return;
    }
    m_drafts[field].focused = false;
    commitField(field);
    if (notice(field) == FieldNotice::ChangedElsewhere) {
        setNotice(field, FieldNotice::None);
    }
    Q_EMIT fieldChanged(field);
}

void ItemPresenter::commit()
{
    m_pause.stop();
    const QStringList fields = m_drafts.keys();
    for (const QString &field : fields) {
        commitField(field);
    }
}

void ItemPresenter::commitField(const QString &field)
{
    const Draft draft = m_drafts.value(field);
    if (draft.text == draft.base) {
        if (!draft.focused) {
            m_drafts.remove(field);
        }
        return;
    }
    // The draft is its own base from here on, so that the signals of the change find it in step.
    m_drafts[field].base = draft.text;
    if (!update(field, draft.text, draft.base)) {
        m_drafts[field].base = draft.base; // still there to be saved, or copied, by the editor
        return;
    }
    m_undo.push(new FieldEditCommand(*this, field, draft.base, draft.text));
    const QString kept = rowValue(field).toString();
    if (draft.focused) {
        m_drafts[field] = {kept, kept, true};
    } else {
        m_drafts.remove(field);
    }
    if (kept == draft.text) {
        setNotice(field, FieldNotice::None);
        return;
    }
    // Words of both in it: merged. Otherwise theirs stands and mine waits in a conflict.
    auto conflicts = m_desk.replica().where<Conflict>("record_id", m_id.text());
    const bool both = conflicts.ok() && std::any_of(conflicts->cbegin(), conflicts->cend(), [&](const Conflict &one) {
        return !one.settled && one.field == field && one.mineText == draft.text;
    });
    setNotice(field, both ? FieldNotice::BothKept : FieldNotice::Merged);
    Q_EMIT fieldChanged(field);
}

void ItemPresenter::showRow(const QString &field)
{
    const auto draft = m_drafts.find(field);
    if (draft != m_drafts.end() && draft->text == draft->base) {
        draft->base = rowValue(field).toString();
        draft->text = draft->base;
    }
    Q_EMIT fieldChanged(field);
}

void ItemPresenter::setTags(const QStringList &tags)
{
    if (!m_item || tags == m_item->tags) {
        return;
    }
    const QJsonValue before = rowValue(u"tags"_s);
    const QJsonValue after = QJsonArray::fromStringList(tags);
    if (update(u"tags"_s, after, before)) {
        m_undo.push(new FieldEditCommand(*this, u"tags"_s, before, after));
    }
}

bool ItemPresenter::update(const QString &field, const QJsonValue &value, const QJsonValue &base)
{
    const auto done =
        m_desk.execute(updateCommand(), {{u"id"_s, m_id.text()}, {field, value}}, {{field, base}});
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
        return false;
    }
    reload();
    return true;
}

std::optional<Error> ItemPresenter::refusal(const QString &command, const QJsonObject &args) const
{
    ShownRows rows(m_desk.replica());
    Command asked;
    asked.id = makeUuidV7(m_desk.clock().nowMs());
    asked.client = m_desk.replica().clientId();
    asked.name = command;
    asked.args = args;
    asked.atMs = m_desk.clock().nowMs();
    const auto outcome = m_desk.rules().apply(rows, m_desk.replica().actor(), asked.atMs, asked);
    return outcome.ok() ? std::nullopt : std::optional<Error>(outcome.error());
}

std::optional<Error> ItemPresenter::readOnlyReason() const
{
    if (!m_item) {
        return Error{ErrorCode::NotFound, m_id.text(), {}};
    }
    return refusal(updateCommand(), {{u"id"_s, m_id.text()}, {u"title_ar"_s, m_item->titleAr}});
}

QList<OfferedStep> ItemPresenter::steps() const
{
    QList<OfferedStep> offered;
    if (!m_item) {
        return offered;
    }
    const QList<WorkflowStep> possible = allowedSteps(m_item->state);
    for (const WorkflowStep step : possible) {
        const auto reason = refusal(commandOf(step), stepArgs(m_id, step, u"-"_s));
        offered.append({step, !reason, reason.value_or(Error{})});
    }
    return offered;
}

void ItemPresenter::takeStep(WorkflowStep step, const QString &note)
{
    if (!m_item) {
        return;
    }
    commit();
    const auto done = m_desk.execute(commandOf(step), stepArgs(m_id, step, note));
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
        return;
    }
    Q_EMIT stepTaken(step);
}

void ItemPresenter::confirmParity()
{
    const auto done = m_desk.execute(u"content.set_parity"_s,
                                     {{u"id"_s, m_id.text()}, {u"parity"_s, enumText(Parity::InStep)}});
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
    }
}

} // namespace rawi
