#pragma once

#include "core/content/content_workflow.h"
#include "core/desk/house/desk.h"
#include "core/media/publish_gate.h"

#include <QTimer>
#include <QUndoStack>

namespace rawi {

// One step of the workflow that makes sense from an item's state, and why it can't be taken now.
struct OfferedStep {
    WorkflowStep step;
    bool allowed = false;
    Error reason; // of one that is not allowed
};

// Whether it brings the item nearer to its audience.
inline bool leadsOn(WorkflowStep step)
{
    return step == WorkflowStep::Submit || step == WorkflowStep::Approve || step == WorkflowStep::Publish;
}

// What an editor should be told, quietly, about a field being edited.
enum class FieldNotice {
    None,
    ChangedElsewhere, // another desk changed it; what is typed will be merged with that
    Merged,           // both changes are in the text now
    BothKept,         // they could not be merged: a conflict waits to be settled
    NotSaved,         // what is typed is kept as a draft; failure() says why it is not in the item
};

// The inspector without a widget: one item, its fields as they are being edited (each with the value the edit
// began from), what may be done with it, and undo. Saves when typing pauses. Lives on the GUI thread.
class ItemPresenter : public QObject {
    Q_OBJECT

public:
    explicit ItemPresenter(Desk &desk, QObject *parent = nullptr);
    ~ItemPresenter() override;

    static QStringList textFields(); // "title_ar", "title_en", …
    static constexpr int kTypingPauseMs = 800;

    // Saves what is being typed in the old item, then shows the new one; null shows nothing. What cannot be saved is kept
    // as a draft of the old one, told by leftUnsaved, and shown again with it.
    void setItem(const Id<ContentItem> &id);
    Id<ContentItem> itemId() const { return m_id; }
    const std::optional<ContentItem> &item() const { return m_item; }
    // The person of this desk may no longer see the item that is shown.
    bool isLost() const { return m_lost; }

    // What the field's editor shows: what is typed, else the item's own.
    QString text(const QString &field) const;
    FieldNotice notice(const QString &field) const;
    Error failure(const QString &field) const { return m_edits.value(field).failure; }
    static int limit(const QString &field); // UTF-16 units
    bool isBeingEdited(const QString &field) const { return m_edits.contains(field); }
    // The field has the focus: its value is captured as the base of what will be typed.
    void beginEdit(const QString &field);
    void editText(const QString &field, const QString &text);
    // The focus left: saves, and shows the item's own value again.
    void endEdit(const QString &field);
    // Saves everything typed so far.
    void commit();
    // False when it was refused.
    bool setTags(const QStringList &tags);
    // What is being written beside the fields ("review_note", a tag in "tags"): kept with the item until it is used or empty.
    void keepUnfinished(const QString &field, const QString &text);
    QString unfinished(const QString &field) const;

    // Why nothing can be edited (role, state), or nothing when it can.
    std::optional<Error> readOnlyReason() const;
    QList<OfferedStep> steps() const;
    // What the item lacks before it may be published; nothing of one that is, or that is put away.
    QList<Unready> lacks() const;
    // Takes a step after saving, and none when something typed could not be saved; `note` stands in the history, and why an item is sent back with the item. Answers with stepTaken or commandFailed.
    void takeStep(WorkflowStep step, const QString &note = {});
    // Says that the stale language was checked against the other.
    void confirmParity();

    QUndoStack &undoStack() { return m_undo; }

Q_SIGNALS:
    void itemChanged();                     // another item, or any field of this one
    void stepsChanged();                    // other ones may be taken, or it lacks something else, though it is the same
    void fieldChanged(const QString &field); // show text(field) again
    void noticeChanged(const QString &field);
    void stepTaken(rawi::WorkflowStep step, const rawi::Standing &before);
    void commandFailed(const rawi::Error &error);
    // Something typed in this item is only a draft, for this reason, and another item is shown now.
    void leftUnsaved(const QUuid &item, const rawi::Error &error);

private:
    friend class FieldEditCommand;

    struct Edit {
        QString base;  // what the item said when the typing began, or says since the last saving
        QString saved; // what was typed then: the item may have it without the blanks at its ends
        QString text;
        bool focused = false;
        bool failed = false; // this text was refused, for this reason
        Error failure;
        bool isSaved() const { return text == saved; }
    };

    void onItemsChanged(const QSet<RowKey> &keys);
    void onRowsLost(const QSet<RowKey> &keys);
    void reload();
    void commitField(const QString &field);
    void refused(const QString &field, const Error &error);
    // Brings the desk's store of drafts up to what is typed in the field.
    void keep(const QString &field);
    void leave();
    void takeDrafts();
    void onDraftsChanged();
    std::optional<Error> firstFailure() const;
    // After undo and redo: what is not being typed follows the row.
    void showRow(const QString &field);
    void setNotice(const QString &field, FieldNotice notice);
    // Runs content.update of one field; what it made of the value is in m_item afterwards.
    Result<void> update(const QString &field, const QJsonValue &value, const QJsonValue &base);
    bool updateOrTell(const QString &field, const QJsonValue &value, const QJsonValue &base);
    QJsonValue rowValue(const QString &field) const;
    std::optional<Error> refusal(const QString &command, const QJsonObject &args) const;

    Desk &m_desk;
    Id<ContentItem> m_id;
    std::optional<ContentItem> m_item;
    QJsonObject m_row;
    bool m_lost = false;
    QHash<QString, Edit> m_edits;
    QHash<QString, FieldNotice> m_notices;
    QTimer m_pause;
    QUndoStack m_undo;
};

} // namespace rawi
