#pragma once

#include "ui/house/workbench.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace rawi {

// The settings: the pages that the features offer, chosen from a list. What is chosen holds at once. GUI thread.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Workbench &workbench, QWidget *parent = nullptr);

    void showPage(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildPages(Workbench &workbench);
    void retranslate();

    QList<SettingsPage> m_offered; // in the order of the list
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QList<QLabel *> m_headings;
    QPushButton *m_close;
};

} // namespace rawi
