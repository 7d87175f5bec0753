#pragma once

#include "core/rules/conflict.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rawi {

// One conflict: the text both edits began from, both edits, and the text that will stand, each in its own direction.
class ConflictView : public QWidget {
    Q_OBJECT

public:
    explicit ConflictView(QWidget *parent = nullptr);

    // `title` is the record's, `madeBy` the name of who made the edit that waits (empty when unknown); its theirsText is what
    // stands there now. `begun`: what was typed here before of the text to keep.
    void setConflict(const Conflict &conflict, const QString &title, const QString &madeBy, const std::optional<QString> &begun = {});
    // What whoever settles it sees as the current version.
    QString seenText() const { return m_conflict.theirsText; }

Q_SIGNALS:
    void typed(const QString &text); // of the text to keep
    void settleAsked(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Conflict m_conflict;
    QString m_madeBy;
    QLabel *m_title = nullptr;
    QLabel *m_about = nullptr;
    QLabel *m_baseLabel = nullptr;
    QLabel *m_mineLabel = nullptr;
    QLabel *m_theirsLabel = nullptr;
    QLabel *m_keepLabel = nullptr;
    QPlainTextEdit *m_base = nullptr;
    QPlainTextEdit *m_mine = nullptr;
    QPlainTextEdit *m_theirs = nullptr;
    QPlainTextEdit *m_keep = nullptr;
    QPushButton *m_takeMine = nullptr;
    QPushButton *m_takeTheirs = nullptr;
    QPushButton *m_settle = nullptr;
};

} // namespace rawi
