#pragma once

#include "core/replica/replica.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTextEdit;

namespace rawi {

// One refused command: what was wanted, why it was refused, and what to do about it. A quarantined one cannot be asked
// for again; what was typed can be taken out.
class RefusedView : public QWidget {
    Q_OBJECT

public:
    explicit RefusedView(QWidget *parent = nullptr);

    void setEntry(const OutboxEntry &entry, const QString &title);
    const OutboxEntry &entry() const { return m_entry; }
    // The same as plain text, to be kept or sent to somebody.
    QString asText() const;

Q_SIGNALS:
    void retryAsked();
    void discardAsked();
    void copyAsked();
    void exportAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showEntry();

    OutboxEntry m_entry;
    QLabel *m_title = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_wantedLabel = nullptr;
    QTextEdit *m_wanted = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace rawi
