#pragma once

#include "ui/house/feature.h"

#include <QAction>
#include <QHash>
#include <QObject>

class QMenu;

namespace rawi {

// Every action of a window, made once from what the window and its features offer: buttons, menus, the command palette
// and the list of shortcuts show the same ones. GUI thread.
class ActionBook : public QObject {
    Q_OBJECT

public:
    ActionBook(Workbench &workbench, QWidget &window);

    // An id stands once; a second one is a mistake of the program and ends it.
    QAction *add(const ActionPage &page);
    QAction *action(const QString &id) const; // null when nobody offers it
    // All, in the order in which they came: visible ones are offered by the palette.
    const QList<QAction *> &all() const { return m_actions; }
    Menu menuOf(const QAction *action) const;
    // Puts the menu's actions into it, with lines between their groups.
    void fill(QMenu &menu, Menu which) const;
    void retranslate();
    // Shows and hides what has a right of its own, after a change of the person or of the role.
    void showAllowed();

private:
    struct Entry {
        ActionPage page;
        QAction *action = nullptr;
    };

    Workbench &m_workbench;
    QWidget &m_window;
    QList<Entry> m_entries;
    QList<QAction *> m_actions;
    QHash<QString, QAction *> m_byId;
};

} // namespace rawi
