#pragma once

#include "ui/house/workbench.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace rawi {

// The page "Account" of the settings: who works here and on which server, signing in and out, another password of one's
// own. GUI thread.
class AccountSettingsView : public QWidget {
    Q_OBJECT

public:
    AccountSettingsView(Workbench &workbench, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildPassword();
    void retranslate();
    void refresh();
    void changePassword();
    void say(const QString &text, bool good);

    Workbench &m_workbench;
    QLabel *m_who;
    QLabel *m_where;
    QPushButton *m_signIn;
    QPushButton *m_signOut;
    QWidget *m_passwordPart;
    QLabel *m_passwordTitle;
    QLabel *m_labels[3];
    QLineEdit *m_fields[3]; // the present one, the new one, and the new one again
    QPushButton *m_change;
    QLabel *m_answer;
};

} // namespace rawi
