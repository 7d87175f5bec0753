#pragma once

#include "core/replica/draft_store.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTextEdit;

namespace rawi {

// One refused command: what was wanted, why it was refused, and what to do about it. A quarantined one cannot be asked
// for again; what was typed can be taken out. Texts that are not saved can be saved, or typed on in their item.
class RefusedView : public QWidget {
    Q_OBJECT

public:
    explicit RefusedView(QWidget *parent = nullptr);

    void setEntry(const OutboxEntry &entry, const QString &title);
    // Texts of one record, as the command that would save them.
    void setDrafts(const QList<Draft> &drafts, const QString &command, const QString &title);
    const OutboxEntry &entry() const { return m_entry; }
    const QList<Draft> &drafts() const { return m_drafts; } // empty for a command
    // The same as plain text, to be kept or sent to somebody.
    QString asText() const;

Q_SIGNALS:
    void retryAsked();
    void showAsked();
    void discardAsked();
    void copyAsked();
    void exportAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showEntry();

    OutboxEntry m_entry;
    QList<Draft> m_drafts;
    QLabel *m_title = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_wantedLabel = nullptr;
    QTextEdit *m_wanted = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace rawi
