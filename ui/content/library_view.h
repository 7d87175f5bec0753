#pragma once

#include "core/desk/house/desk.h"
#include "ui/content/content_list_model.h"
#include "ui/content/content_step.h"
#include "ui/content/library_thumbnails.h"

#include <QButtonGroup>
#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QUndoStack;

namespace rawi {

class ElidedLabel;
class EmptyState;
class LibraryGridView;

// The library room: header with count, filters and order, the grid of items, drop of files. GUI thread.
class LibraryView : public QWidget {
    Q_OBJECT

public:
    LibraryView(Desk &desk, QUndoStack &undo, QWidget *parent = nullptr);

    // What the collections chose; filters and search stay.
    void setScope(const ContentQuery &scope, const QString &title);
    void setSearch(const QString &text);
    // Selects the item and scrolls to it, as soon as it is in the list.
    void showItem(const Id<ContentItem> &item);
    QList<QUuid> selectedIds() const;
    ContentListModel &model() { return m_model; }
    LibraryGridView &grid() { return *m_grid; }
    void takeOutOfTrash(const QList<QUuid> &items);

Q_SIGNALS:
    void itemSelected(const QUuid &item); // null when none or several are
    void itemOpened(const QUuid &item);
    void filesDropped(const QStringList &paths);
    void importRequested();
    void searchCleared();
    void scopeLeft(bool trashed); // for everything, or for all of the trash
    void failed(const rawi::Error &error);
    // Of `of` items these many were refused, the first for this reason.
    void refused(int count, int of, const rawi::Error &first);
    void trashed(const QList<QUuid> &items);

public Q_SLOTS:
    void trashSelected();
    void restoreSelected();

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildHeader();
    void buildGrid();
    void retranslate();
    QString emptyTitle() const;
    void applyQuery();
    void showLoaded(bool fresh);
    void tellSelection();
    void tellNone();
    void widenFor(const Id<ContentItem> &item);
    void showMenu(const QPoint &point);
    void addWorkflowActions(QMenu &menu);
    StepOutcome runOnSelected(const QString &command);
    void takeStep(const QString &text, const QString &command);
    void runUndoably(const QString &text, const QString &forwards, const QString &backwards);
    void tellOutcome(const StepOutcome &outcome);

    Desk &m_desk;
    QUndoStack &m_undo;
    ContentListModel m_model;
    LibraryThumbnails m_thumbnails;
    ContentQuery m_scope;
    QString m_scopeTitle;
    QString m_search;
    QUuid m_wanted; // to be shown when it arrives
    QUuid m_told;   // the one that was selected last

    ElidedLabel *m_title = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_searchChip = nullptr;
    QButtonGroup m_kinds;
    QComboBox *m_order = nullptr;
    QStackedWidget *m_pages = nullptr;
    LibraryGridView *m_grid = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_dropHint = nullptr;
};

} // namespace rawi
