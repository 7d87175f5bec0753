#pragma once

#include "core/desk/house/desk.h"
#include "core/replica/replica_feed.h"

#include <QDialog>
#include <QThreadPool>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace rawi {

// Why sync stopped and asks: what is sent again and what is not the same on the server when that was restored or is another
// one; how much a server wants to remove. A person lets it go on, or does so later; the status bar opens it again.
class StoppedDialog : public QDialog {
    Q_OBJECT

public:
    explicit StoppedDialog(Desk &desk, QWidget *parent = nullptr);
    ~StoppedDialog() override;

    // Whether this is what a stopped desk asks about.
    static bool asks(const SyncStatus &status);

protected:
    void changeEvent(QEvent *event) override;

private:
    void compare();
    void take(const Result<ServerDifferences> &found);
    void retranslate();
    void fill();
    QTreeWidgetItem *addGroup(const QString &words);
    QString commandLine(const Command &command) const;
    static QString rowLine(const RowDifference &row);

    Desk &m_desk;
    Error m_error;
    ServerDifferences m_differences;
    QThreadPool m_reading; // all rows there are
    bool m_isComparing = false;
    QLabel *m_why = nullptr;
    QTreeWidget *m_list = nullptr;
    QPushButton *m_goOn = nullptr;
    QPushButton *m_later = nullptr;
};

} // namespace rawi
