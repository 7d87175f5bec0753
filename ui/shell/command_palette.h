#pragma once

#include "ui/house/palette_finder.h"
#include "ui/house/workbench.h"

#include <QFrame>
#include <QStandardItemModel>
#include <QPointer>
#include <QTimer>

class QLineEdit;
class QListView;

namespace rawi {

// The list under the search box: actions of the window that fit what is typed (folded, letters in order), what the
// features find, and "show all results". The keyboard stays in the box. GUI thread.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    // `box` is typed into; `window` is what the list lies over.
    CommandPalette(Workbench &workbench, QLineEdit &box, QWidget *window);

    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void addActions(const QString &text);
    void addHits(const QString &text, const QList<PaletteHit> &hits);
    void add(const PaletteHit &hit, bool keepsText = false);
    void choose(const QModelIndex &index);
    void moveBy(int rows);
    void leadBack();
    void place();
    bool handleKey(int key);

    struct Choice {
        std::function<void()> run;
        bool keepsText = false; // what was typed stays in the box
    };

    Workbench &m_workbench;
    QLineEdit &m_box;
    QList<PaletteFinder *> m_finders;
    QList<Choice> m_choices; // of the rows
    QPointer<QWidget> m_before; // what had the focus
    QTimer m_wait;
    QStandardItemModel m_model;
    QListView *m_list;
};

// Whether the letters of `wanted` occur in `text` in this order; both folded. Lower is better, -1 is no.
int fuzzyRank(const QString &wanted, const QString &text);

} // namespace rawi
