#pragma once

#include "ui/kit/form_drafts.h"
#include "ui/kit/form_editor.h"

#include <QUndoStack>
#include <QWidget>

class QLabel;
class QFormLayout;

namespace rawi {

// A form made from descriptions: a label, the editor of the field's kind and, beside it, what is wrong. Ctrl+Z and
// Ctrl+Shift+Z go through the whole form. Sends nothing itself: the room asks for changes() and says what came of
// it. GUI thread.
class RecordForm : public QWidget {
    Q_OBJECT

public:
    explicit RecordForm(const QList<FormField> &fields, QWidget *parent = nullptr);
    ~RecordForm() override;

    // Shows a record (only the form's fields of it); what was typed before is forgotten. A field that it does not have is empty.
    void setRecord(const QJsonObject &row);
    // The record as the server has it now, while somebody types: fields that were not touched follow it.
    void takeRecord(const QJsonObject &row);
    // What is typed into its texts is kept there from the first key on, secrets aside; brings back what an earlier form left
    // there. After setRecord().
    void keepIn(const FormDrafts &drafts);
    void forgetDrafts();
    void reset(); // to the record
    QJsonObject values() const;  // of every field that can be edited
    QJsonObject changes() const; // of those that differ from the record
    bool isDirty() const;

    // Whether all can be sent; says beside each field what is wrong with it and goes to the first one.
    bool check();
    // Says what the server refused beside the field it names; false when it names none of them.
    bool showError(const Error &error);

    QUndoStack &undoStack() { return m_undo; }
    FormEditor *editor(QStringView field) const; // null when there is none
    QString message(QStringView field) const;    // what stands beside it

Q_SIGNALS:
    void edited();
    void dirtyChanged(bool dirty);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Line;
    class Change;

    void addLine(const FormField &field, QFormLayout *layout);
    void tookEdit(Line &line);
    void showValue(Line &line, const QJsonValue &value);
    void tell(Line &line, const Words &message);
    QString problemOf(const Line &line) const;
    void keepDraft(const Line &line);
    void afterChange();
    void retranslate();

    std::vector<std::unique_ptr<Line>> m_lines;
    QUndoStack m_undo;
    QJsonObject m_record;
    std::optional<FormDrafts> m_drafts;
    int m_visit = 0; // counts the times a field got the focus: letters of one visit are undone together
    bool m_dirty = false;
};

} // namespace rawi
