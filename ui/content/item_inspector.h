#pragma once

#include "ui/content/item_presenter.h"
#include "ui/text/feature_words.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace rawi {

class ElidedLabel;
class EmptyState;
class ItemFieldView;
class ItemHistoryView;
class ItemMediaView;
class ItemTagsView;
class ItemWorkflowView;
class NoticeBar;

// One item: its workflow above, then its texts side by side in both languages, its media, what other features add, and
// its history. Everything typed is saved by itself.
class ItemInspector : public QWidget {
    Q_OBJECT

public:
    explicit ItemInspector(Desk &desk, QWidget *parent = nullptr);

    void setItem(const Id<ContentItem> &id); // null shows nothing
    ItemPresenter &presenter() { return m_presenter; }
    QUndoStack &undoStack() { return m_presenter.undoStack(); }
    // A tab of another feature; it stands before the history.
    void addTab(const QString &id, const Words &title, QWidget *content);
    // "texts", "body", "media", "history", or one that was added.
    void showTab(const QString &id);
    // Leads to the title in the language of the interface.
    void editTitle();
    // Takes the step that leads on (submit, approve, publish), when there is one.
    void leadOn();
    // Queues what a file of its kind is encoded to for the web.
    void encodeAsUsual();

Q_SIGNALS:
    // The main asset of the item, or the one chosen on the media tab; null when it has none.
    void assetChosen(const QUuid &assetId);
    void presetsRequested(); // the editor of presets
    void subtitlesRequested();
    void chaptersRequested();
    void posterRequested();
    void filesDropped(const QUuid &item, const QStringList &paths);
    void escaped(); // out of its fields
    // What was typed in this item is only a draft, and another is shown.
    void leftUnsaved(const QUuid &item, const rawi::Error &error);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHeader();
    void buildTabs();
    QWidget *buildTexts();
    QWidget *buildBody();
    QBoxLayout *addPair(QBoxLayout &column, const QString &arabic, const QString &english, bool lines, int stretch);
    void retranslate();
    void arrangePairs();
    void refresh();
    void tellStep(const Standing &before);

    Desk &m_desk;
    ItemPresenter m_presenter;
    Id<MediaAsset> m_shownAsset;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    ElidedLabel *m_title = nullptr;
    ItemWorkflowView *m_workflow = nullptr;
    QTabWidget *m_tabs = nullptr;
    QList<std::pair<QString, Words>> m_tabNames; // id and title, in the order of the tabs
    QList<ItemFieldView *> m_fields;
    QList<QBoxLayout *> m_pairs; // English first, then Arabic
    ItemTagsView *m_tags = nullptr;
    ItemMediaView *m_media = nullptr;
    ItemHistoryView *m_history = nullptr;
    NoticeBar *m_notices = nullptr;
    QLabel *m_dropHint = nullptr;
};

} // namespace rawi
