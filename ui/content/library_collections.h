#pragma once

#include "core/desk/content/content_lists.h"
#include "core/desk/house/desk.h"

#include <QTimer>
#include <QTreeWidget>

namespace rawi {

// The tree beside the library: everything, each state of the workflow, each series, the trash, with counts.
// GUI thread.
class LibraryCollections : public QTreeWidget {
    Q_OBJECT

public:
    explicit LibraryCollections(Desk &desk, QWidget *parent = nullptr);

    // Chooses the entry of everything.
    void chooseAll();
    void chooseTrash();

Q_SIGNALS:
    // The part of a query that the chosen entry stands for, and its name.
    void chosen(const rawi::ContentQuery &scope, const QString &title);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void refreshCounts();
    void refreshSeries();
    void tell(QTreeWidgetItem *entry);

    Desk &m_desk;
    QTreeWidgetItem *m_all = nullptr;
    QTreeWidgetItem *m_workflow = nullptr;
    QTreeWidgetItem *m_series = nullptr;
    QTreeWidgetItem *m_trash = nullptr;
    QTimer m_refresh;
};

} // namespace rawi
