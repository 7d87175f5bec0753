#pragma once

#include "core/desk/house/desk.h"
#include "ui/house/action_book.h"
#include "ui/kit/state_pill.h"

#include <QUndoGroup>
#include <QUndoStack>
#include <QWidget>

namespace rawi {

class NoticeBar;
class PreferenceStore;

// What the features of one window share: the desk, the item that is looked at, the actions, notices and undo. A feature
// asks the window and the other features through it and knows neither. One for each window; GUI thread.
class Workbench : public QObject {
    Q_OBJECT

public:
    Workbench(Desk &desk, PreferenceStore &preferences, Features features, QWidget &window);
    ~Workbench() override;

    Desk &desk() const { return m_desk; }
    PreferenceStore &preferences() const { return m_preferences; }
    QWidget &window() const { return m_window; }
    const Features &features() const { return m_features; }
    ActionBook &actions() const { return *m_actions; }
    // The window's first widget of a class, as a room's view; null before it was made.
    template <typename T>
    T *part() const
    {
        return m_window.findChild<T *>();
    }
    // Whether the person at this desk has the right; an empty one is everybody's.
    bool may(const QString &right) const;

    // The item that is looked at, and the media file of it that is played; null for none.
    QUuid item() const { return m_item; }
    void setItem(const QUuid &item);
    QUuid asset() const { return m_asset; }
    void setAsset(const QUuid &asset);

    // Asked of the window or of the feature whose it is.
    void showRoom(const QString &id);
    void showItem(const QUuid &item);
    // Brings the column of the item that is looked at to the screen, wherever there is room for it.
    void showItemColumn();
    void search(const QString &text);
    // They join the item, or each becomes one of its own.
    void giveFiles(const QStringList &paths, const QUuid &item = {});
    // Runs the action of this id; false when no feature offers it or it cannot be done now.
    bool trigger(const QString &action);

    // Says something in the window's own notice bar.
    void setNotices(NoticeBar *notices) { m_notices = notices; }
    // `holds`: whether what is offered can still be done. The notice goes when a row or an upload changed and it cannot.
    void tell(Tone tone, const Words &text, const Words &action = {}, std::function<void()> run = {}, std::function<bool()> holds = {});
    // With “Undo”, which takes back what was done last, however much is done before it is pressed: by the history while that
    // is its last step, else by `takeBack`. It stands no longer than what was done (`holds`): another desk may have gone on.
    void tellUndoable(Tone tone, const Words &text, std::function<void()> takeBack, std::function<bool()> holds);
    // What the notice offers may not be possible any more. By itself after each change of a row or an upload.
    void lookAgainAtNotice();
    void tellError(const Error &error, const Words &action = {}, std::function<void()> run = {});

    // The window's history. What has one of its own adds it: it is undone there while the focus is inside `scope`.
    QUndoStack &undoStack() { return m_undo; }
    QUndoGroup &undoGroup() { return m_undoGroup; }
    void addUndoStack(QWidget &scope, QUndoStack &stack);

Q_SIGNALS:
    void itemChanged(const QUuid &item);
    void assetChanged(const QUuid &asset);
    void roomAsked(const QString &id);
    void itemAsked(const QUuid &item);
    void itemColumnAsked();
    void itemTabAsked(const QString &id); // of the inspector
    void searchAsked(const QString &text);
    void searchCleared(); // by the feature that searched
    void filesGiven(const QStringList &paths, const QUuid &item); // null: an item of its own for each
    // The window went back or forward to a room in which this item was looked at.
    void returned(const QString &room, const QUuid &item);

private:
    void followFocus(QWidget *now);

    Desk &m_desk;
    PreferenceStore &m_preferences;
    const Features m_features;
    QWidget &m_window;
    ActionBook *m_actions;
    NoticeBar *m_notices = nullptr;
    QUuid m_item;
    QUuid m_asset;
    QUndoStack m_undo;
    QUndoGroup m_undoGroup;
    QList<std::pair<QWidget *, QUndoStack *>> m_scopes;
};

} // namespace rawi
