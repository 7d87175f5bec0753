#pragma once

#include "ui/kit/record_form.h"

#include <QDialog>

class QPushButton;

namespace rawi {

class ProblemLabel;

// A form in a window of its own, with a button that sends it. Stays open, and keeps what was typed, until the room says
// what came of it. GUI thread.
class RecordDialog : public QDialog {
    Q_OBJECT

public:
    struct Texts {
        Words title;
        Words accept; // "Add"
    };

    RecordDialog(const QList<FormField> &fields, const Texts &texts, QWidget *parent = nullptr);

    RecordForm &form() { return *m_form; }
    QPushButton *acceptButton() const { return m_accept; }
    // What it sends may be what it shows (a new record), not only what was changed in it.
    void setMayBeUnchanged(bool may);
    // It was refused: says why, beside the field when it names one.
    void refuse(const Error &error);
    void accept() override;
    void reject() override; // asks first when something was typed
    // It was done: closes. Otherwise as refuse().
    template <typename T>
    void answer(const Result<T> &result)
    {
        result.ok() ? accept() : refuse(result.error());
    }

Q_SIGNALS:
    // Everything was checked; until refuse() or accept() the buttons rest.
    void submitted();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void updateButtons();
    void retranslate();

    Texts m_texts;
    RecordForm *m_form;
    ProblemLabel *m_error;
    QPushButton *m_accept;
    QPushButton *m_cancel;
    bool m_mayBeUnchanged = false;
    bool m_sent = false;
};

} // namespace rawi
