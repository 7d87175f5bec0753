#pragma once

#include "core/desk/house/desk.h"
#include "ui/content/content_query_job.h"

#include <QFrame>
#include <QStandardItemModel>
#include <QTimer>

class QAction;
class QLineEdit;
class QListView;

namespace rawi {

// The list under the search box: commands that fit what is typed (folded, letters in order), the first items
// that are found, and "show all in the library". The keyboard stays in the box. GUI thread.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    // `box` is typed into; `window` is what the list lies over.
    CommandPalette(Desk &desk, QLineEdit &box, QWidget *window);

    void setActions(const QList<QAction *> &actions);
    void open();

Q_SIGNALS:
    void itemChosen(const QUuid &item);
    void searchChosen(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void addCommands(const QString &text);
    void addItems(const ContentQuery &query, const QList<QUuid> &ids);
    void choose(const QModelIndex &index);
    void moveBy(int rows);
    void place();
    bool handleKey(int key);

    Desk &m_desk;
    QLineEdit &m_box;
    QList<QAction *> m_actions;
    ContentQueryJob m_job;
    QTimer m_wait;
    QStandardItemModel m_model;
    QListView *m_list;
};

// Whether the letters of `wanted` occur in `text` in this order; both folded. Lower is better, -1 is no.
int fuzzyRank(const QString &wanted, const QString &text);

} // namespace rawi
