#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rawi {

// The log of one encode: what the worker was told, what it complained of, how it ended. GUI thread.
class EncodeLogDialog : public QDialog {
    Q_OBJECT

public:
    EncodeLogDialog(Desk &desk, const QUuid &job, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();

    Desk &m_desk;
    QUuid m_job;
    QLabel *m_why;
    QPlainTextEdit *m_text;
    QPushButton *m_copy = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace rawi
