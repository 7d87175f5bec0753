#include "ui/content/item_presenter.h"

#include "core/media/media_asset.h"
#include "core/people/workspace_settings.h"
#include "core/replica/row_watch.h"
#include "core/rules/conflict.h"
#include "ui/content/content_step.h"

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

// What a rule may have made of a typed text without changing what it says.
bool sameText(const QString &a, const QString &b)
{
    return a.normalized(QString::NormalizationForm_C).trimmed() == b.normalized(QString::NormalizationForm_C).trimmed();
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
            m_presenter.updateOrTell(m_field, m_after, m_before);
            m_presenter.showRow(m_field);
        }
    }

    void undo() override
    {
        m_presenter.updateOrTell(m_field, m_before, m_after);
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
    // What publishing asks for, or what is there of it.
    new RowWatch(desk.replica(), {recordInfo<MediaAsset>().name, recordInfo<MediaVariant>().name, recordInfo<WorkspaceSettings>().name}, this, [this] {
        if (!m_id.isNull()) {
            Q_EMIT stepsChanged();
        }
    });
    connect(&desk.replica(), &Replica::rowsLost, this, &ItemPresenter::onRowsLost);
    connect(&desk.drafts(), &DraftStore::changed, this, &ItemPresenter::onDraftsChanged);
}

ItemPresenter::~ItemPresenter()
{
    // Nothing typed is lost when a window closes within the pause.
    const QSignalBlocker quiet(this);
    leave();
}

QStringList ItemPresenter::textFields()
{
    return {u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s, u"body_ar"_s, u"body_en"_s};
}

// What could not be saved is nobody's to type any more, and waits under attention.
void ItemPresenter::leave()
{
    commit();
    const QStringList fields = m_edits.keys();
    for (const QString &field : fields) {
        m_edits[field].focused = false;
        keep(field);
    }
    const QList<Draft> drafts = m_desk.drafts().of(m_id.uuid());
    for (Draft draft : drafts) {
        if (!draft.left && !textFields().contains(draft.field)) {
            draft.left = true;
            draft.reason = {ErrorCode::Cancelled, u"unfinished"_s, {}, SubjectKind::Code};
            m_desk.drafts().put(draft);
        }
    }
}

void ItemPresenter::setItem(const Id<ContentItem> &id)
{
    if (id == m_id) {
        return;
    }
    leave();
    const std::optional<Error> unsaved = firstFailure();
    const Id<ContentItem> before = std::exchange(m_id, id);
    m_edits.clear();
    m_notices.clear();
    m_undo.clear();
    m_lost = false;
    reload();
    takeDrafts();
    Q_EMIT itemChanged();
    for (const QString &field : textFields()) {
        Q_EMIT fieldChanged(field);
        Q_EMIT noticeChanged(field);
    }
    if (unsaved) {
        Q_EMIT leftUnsaved(before.uuid(), *unsaved);
    }
}

// What was typed in this item earlier and is not in it. It is saved when it can be, as if it had just been typed.
void ItemPresenter::takeDrafts()
{
    if (!m_item) {
        return;
    }
    const QList<Draft> drafts = m_desk.drafts().of(m_id.uuid());
    for (const Draft &draft : drafts) {
        if (!textFields().contains(draft.field)) {
            continue;
        }
        m_edits.insert(draft.field, {draft.base, draft.base, draft.text, false, draft.left, draft.reason});
        m_notices.insert(draft.field, FieldNotice::NotSaved);
        m_pause.start();
    }
}

// A draft was saved or discarded elsewhere, under attention.
void ItemPresenter::onDraftsChanged()
{
    const QStringList fields = m_edits.keys();
    for (const QString &field : fields) {
        const Edit edit = m_edits.value(field);
        if (!edit.isSaved() && !m_desk.drafts().find(m_id.uuid(), field)) {
            m_edits.remove(field);
            setNotice(field, FieldNotice::None);
            Q_EMIT fieldChanged(field);
        }
    }
}

std::optional<Error> ItemPresenter::firstFailure() const
{
    for (const QString &field : textFields()) {
        if (const Edit edit = m_edits.value(field); edit.failed && !edit.isSaved()) {
            return edit.failure;
        }
    }
    return std::nullopt;
}

int ItemPresenter::limit(const QString &field)
{
    return recordInfo<ContentItem>().field(field)->maxLength;
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

// What was being typed is in quarantine now: the desk puts it there.
void ItemPresenter::onRowsLost(const QSet<RowKey> &keys)
{
    if (m_id.isNull() || !keys.contains({recordInfo<ContentItem>().name, m_id.uuid()})) {
        return;
    }
    m_pause.stop();
    m_edits.clear();
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
        const auto draft = m_edits.constFind(field);
        if (draft == m_edits.constEnd()) {
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
    const auto draft = m_edits.constFind(field);
    return draft != m_edits.constEnd() ? draft->text : rowValue(field).toString();
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
    if (!m_edits.contains(field)) {
        const QString base = rowValue(field).toString();
        m_edits.insert(field, {base, base, base, true, false, {}});
        setNotice(field, FieldNotice::None);
    }
    m_edits[field].focused = true;
}

void ItemPresenter::editText(const QString &field, const QString &text)
{
    if (!m_item) {
        return;
    }
    if (!m_edits.contains(field)) {
        const QString base = rowValue(field).toString();
        m_edits.insert(field, {base, base, base, false, false, {}});
    }
    Edit &edit = m_edits[field];
    if (edit.text == text) {
        return;
    }
    edit.text = text;
    edit.failed = false;
    keep(field);
    m_pause.start();
}

void ItemPresenter::endEdit(const QString &field)
{
    if (!m_edits.contains(field)) {
        return;
    }
    m_edits[field].focused = false;
    commitField(field);
    if (notice(field) == FieldNotice::ChangedElsewhere) {
        setNotice(field, FieldNotice::None);
    }
    Q_EMIT fieldChanged(field);
}

void ItemPresenter::commit()
{
    m_pause.stop();
    const QStringList fields = m_edits.keys();
    for (const QString &field : fields) {
        commitField(field);
    }
}

void ItemPresenter::keep(const QString &field)
{
    const Edit edit = m_edits.value(field);
    if (edit.isSaved()) {
        m_desk.drafts().remove(m_id.uuid(), field);
        return;
    }
    m_desk.drafts().put({recordInfo<ContentItem>().name, m_id.uuid(), field, edit.base, edit.text, m_desk.clock().nowMs(),
                         edit.failed && !edit.focused, edit.failure});
}

// A text that is too long says so beside its field while it is typed; whatever else keeps it out is told once.
void ItemPresenter::refused(const QString &field, const Error &error)
{
    Edit &edit = m_edits[field];
    const bool known = edit.failed && edit.failure == error;
    edit.failed = true;
    edit.failure = error;
    keep(field);
    if (!known) {
        m_notices.insert(field, FieldNotice::NotSaved);
        Q_EMIT noticeChanged(field);
        if (error.code != ErrorCode::FieldTooLong) {
            Q_EMIT commandFailed(error);
        }
    }
}

void ItemPresenter::commitField(const QString &field)
{
    const Edit draft = m_edits.value(field);
    if (draft.isSaved()) {
        if (!draft.focused) {
            m_edits.remove(field);
        }
        return;
    }
    // The draft is its own base from here on, so that the signals of the change find it in step.
    m_edits[field].base = draft.text;
    m_edits[field].saved = draft.text;
    if (const Result<void> saved = update(field, draft.text, draft.base); !saved.ok()) {
        m_edits[field].base = draft.base;
        m_edits[field].saved = draft.saved; // still there to be saved, or copied, by the editor
        refused(field, saved.error());
        return;
    }
    m_desk.drafts().remove(m_id.uuid(), field);
    m_undo.push(new FieldEditCommand(*this, field, draft.base, draft.text));
    const QString kept = rowValue(field).toString();
    const bool asTyped = sameText(kept, draft.text);
    if (draft.focused) {
        const QString shown = asTyped ? draft.text : kept;
        m_edits[field] = {kept, shown, shown, true, false, {}};
    } else {
        m_edits.remove(field);
    }
    if (asTyped) {
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
    const auto draft = m_edits.find(field);
    if (draft != m_edits.end() && draft->isSaved()) {
        draft->base = rowValue(field).toString();
        draft->saved = draft->base;
        draft->text = draft->base;
    }
    Q_EMIT fieldChanged(field);
}

void ItemPresenter::keepUnfinished(const QString &field, const QString &text)
{
    if (!m_item || text == unfinished(field)) {
        return;
    }
    if (text.isEmpty()) {
        m_desk.drafts().remove(m_id.uuid(), field);
    } else {
        m_desk.drafts().put({recordInfo<ContentItem>().name, m_id.uuid(), field, {}, text, m_desk.clock().nowMs(), false, {}});
    }
}

QString ItemPresenter::unfinished(const QString &field) const
{
    const auto draft = m_desk.drafts().find(m_id.uuid(), field);
    return draft ? draft->text : QString();
}

bool ItemPresenter::setTags(const QStringList &tags)
{
    if (!m_item || tags == m_item->tags) {
        return true;
    }
    const QJsonValue before = rowValue(u"tags"_s);
    const QJsonValue after = QJsonArray::fromStringList(tags);
    if (!updateOrTell(u"tags"_s, after, before)) {
        return false;
    }
    m_undo.push(new FieldEditCommand(*this, u"tags"_s, before, after));
    return true;
}

Result<void> ItemPresenter::update(const QString &field, const QJsonValue &value, const QJsonValue &base)
{
    RAWI_TRY(m_desk.execute(updateCommand(), {{u"id"_s, m_id.text()}, {field, value}}, {{field, base}}));
    reload();
    return {};
}

bool ItemPresenter::updateOrTell(const QString &field, const QJsonValue &value, const QJsonValue &base)
{
    const Result<void> done = update(field, value, base);
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
    }
    return done.ok();
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
    const QList<WorkflowStep> possible = allowedSteps(standingOf(*m_item));
    for (const WorkflowStep step : possible) {
        const auto reason = refusal(commandOf(step), stepArgs(*m_item, step, step == WorkflowStep::Return ? u"-"_s : QString()));
        offered.append({step, !reason, reason.value_or(Error{})});
    }
    return offered;
}

QList<Unready> ItemPresenter::lacks() const
{
    if (!m_item || m_item->state == ContentState::Published || m_item->state == ContentState::Archived) {
        return {};
    }
    const Result<PublishFacts> facts = publishFacts(m_desk.replica(), *m_item);
    return facts.ok() ? unreadyReasons(*m_item, *facts) : QList<Unready>();
}

void ItemPresenter::takeStep(WorkflowStep step, const QString &note)
{
    if (!m_item) {
        return;
    }
    commit();
    if (const std::optional<Error> unsaved = firstFailure()) {
        Q_EMIT commandFailed(*unsaved);
        return;
    }
    const Standing before = standingOf(*m_item);
    const auto done = m_desk.execute(commandOf(step), stepArgs(*m_item, step, note));
    if (!done.ok()) {
        Q_EMIT commandFailed(done.error());
        return;
    }
    if (!note.isEmpty()) {
        keepUnfinished(u"review_note"_s, {});
    }
    m_undo.push(new StateStep(m_desk, tr("Step of the workflow"), commandOf(step), stepsTaken(m_desk, {{m_id.uuid(), before}}),
                              [this](const StepOutcome &later) {
                                  if (later.refused > 0) {
                                      Q_EMIT commandFailed(later.firstRefusal);
                                  }
                              }));
    Q_EMIT stepTaken(step, before);
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
