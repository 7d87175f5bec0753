#pragma once

#include <QValidator>

class QLineEdit;

namespace rawi {

// Lets a line edit take at most so many UTF-16 units, as FieldInfo::maxLength counts, and never half a grapheme (the
// edit's own maximum length cuts a pasted emoji in two). Typing into a full field does nothing; of what is pasted, dropped
// or committed by an input method as much goes in as has room, in one step that undo takes back. What the program itself
// sets is shown as it is. Lives as long as the edit. GUI thread.
class TextLimit : public QValidator {
    Q_OBJECT

public:
    static void set(QLineEdit *edit, int most);

    State validate(QString &input, int &position) const override;

private:
    TextLimit(QLineEdit *edit, int most);
    // Puts in place of `removed` units at `from` as much of the text as has room, once the edit has taken the change back.
    void insertWhatFits(qsizetype from, qsizetype removed, const QString &text) const;

    QLineEdit *m_edit;
    int m_most;
    mutable QString m_before; // the last text that had room
};

} // namespace rawi
