#pragma once

#include "ui/house/workbench.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace rawi {

// Every action of the window with its keys, searched by typing. A row that is opened runs its action.
// GUI thread.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    ShortcutsDialog(Workbench &workbench, QWidget *parent = nullptr);

    QTreeWidget &list() { return *m_list; }
    QLineEdit &searchBox() { return *m_search; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void filter();
    void retranslate();

    Workbench &m_workbench;
    QLineEdit *m_search;
    QTreeWidget *m_list;
    QPushButton *m_close;
};

} // namespace rawi
