#pragma once

#include "ui/content/item_presenter.h"

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QTextEdit;

namespace rawi {

class StatePill;

// Where the item and what the audience reads of it stand, the steps that lead on (those this person may not take say why),
// what it lacks before it may be published, the reviewer's note and the language that has not followed.
class ItemWorkflowView : public QWidget {
    Q_OBJECT

public:
    explicit ItemWorkflowView(ItemPresenter &presenter, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildNotes();
    void retranslate();
    void drawSign();
    void refresh();
    void rebuildSteps();
    void showLacks();
    void askForNote(bool toSendBack);
    void sayWhatTheNoteIsFor();
    QString typedNote() const;
    void takeStep(WorkflowStep step); // with the note, when one was asked for

    ItemPresenter &m_presenter;
    QList<OfferedStep> m_shown;
    Id<ContentItem> m_shownItem;
    StatePill *m_pill = nullptr;
    StatePill *m_live = nullptr; // the audience reads a text that is being changed
    QWidget *m_steps = nullptr;  // the pills, then a button a step
    QLabel *m_lacks = nullptr;
    QFrame *m_noteForm = nullptr; // asks why the item is sent back, or for a note with the next step
    bool m_asksToSendBack = false;
    QLabel *m_noteLabel = nullptr;
    QTextEdit *m_note = nullptr;
    QPushButton *m_sendBack = nullptr;
    QPushButton *m_keep = nullptr;
    QLabel *m_reviewNote = nullptr;
    QWidget *m_parity = nullptr;
    QLabel *m_paritySign = nullptr;
    QLabel *m_parityText = nullptr;
    QPushButton *m_parityDone = nullptr;
};

} // namespace rawi
