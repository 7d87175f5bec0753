#pragma once

#include "ui/house/workbench.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace rawi {

// What this program is: version, licence, and what it stands on. GUI thread.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    AboutDialog(Workbench &workbench, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_name;
    QLabel *m_version;
    QLabel *m_licence;
    QLabel *m_librariesLabel;
    QTextBrowser *m_libraries;
    QPushButton *m_close;
};

} // namespace rawi
