#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rawi {

class ProblemLabel;

// Joins a server, or signs in again. With `firstRun` it also offers to work on this desk only. Closes itself when
// the server has answered yes; says in words why not otherwise. GUI thread.
class SignInDialog : public QDialog {
    Q_OBJECT

public:
    enum class Occasion { FirstRun, Join };

    SignInDialog(Desk &desk, Occasion occasion, QWidget *parent = nullptr);

Q_SIGNALS:
    void localChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void signIn();
    void showError(const Error &error);
    void setBusy(bool busy);

    Desk &m_desk;
    Occasion m_occasion;
    QLabel *m_title;
    QLabel *m_advice;
    QLabel *m_serverLabel;
    QLabel *m_emailLabel;
    QLabel *m_passwordLabel;
    QLineEdit *m_server;
    QLineEdit *m_email;
    QLineEdit *m_password;
    ProblemLabel *m_error;
    QPushButton *m_signIn;
    QPushButton *m_local;
};

} // namespace rawi
