#include "ui/house/action_book.h"

#include "ui/house/workbench.h"
#include "ui/kit/shortcuts.h"

#include <QMenu>

#include <algorithm>

namespace rawi {

ActionBook::ActionBook(Workbench &workbench, QWidget &window) : QObject(&window), m_workbench(workbench), m_window(window)
{
}

QAction *ActionBook::add(const ActionPage &page)
{
    if (m_byId.contains(page.id)) {
        qFatal("two features offer the action %s", qUtf8Printable(page.id));
    }
    auto *action = new QAction(icon(page.icon), page.text(), &m_window);
    action->setObjectName(page.id);
    action->setCheckable(page.checkable);
    action->setMenuRole(QAction::NoRole); // the words of a language say nothing about what it does
    if (!page.keys.isEmpty()) {
        setShortcut(action, page.keys);
    }
    if (page.run) {
        connect(action, &QAction::triggered, this, [this, run = page.run] { run(m_workbench); });
    }
    m_window.addAction(action);
    m_entries.append({page, action});
    m_actions.append(action);
    m_byId.insert(page.id, action);
    return action;
}

QAction *ActionBook::action(const QString &id) const
{
    return m_byId.value(id);
}

Menu ActionBook::menuOf(const QAction *action) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &one) { return one.action == action; });
    return found == m_entries.cend() ? Menu::None : found->page.menu;
}

void ActionBook::fill(QMenu &menu, Menu which) const
{
    QList<const Entry *> mine;
    for (const Entry &entry : m_entries) {
        if (entry.page.menu == which) {
            mine.append(&entry);
        }
    }
    std::stable_sort(mine.begin(), mine.end(), [](const Entry *a, const Entry *b) { return a->page.group < b->page.group; });
    for (qsizetype i = 0; i < mine.size(); ++i) {
        if (i > 0 && mine[i]->page.group != mine[i - 1]->page.group) {
            menu.addSeparator();
        }
        menu.addAction(mine[i]->action);
    }
}

void ActionBook::retranslate()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.action->setText(entry.page.text());
    }
}

void ActionBook::showAllowed()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!entry.page.right.isEmpty()) {
            entry.action->setVisible(m_workbench.may(entry.page.right));
        }
    }
}

} // namespace rawi
