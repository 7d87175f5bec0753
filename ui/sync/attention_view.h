#pragma once

#include "ui/sync/attention_model.h"

#include <QWidget>

class QLabel;
class QListView;
class QStackedWidget;

namespace rawi {

class ConflictView;
class EmptyState;
class NoticeBar;
class RefusedView;
class RequestView;

// "Needs attention": what the server refused, edits that could not be merged, and what was typed into records that one
// may no longer see, and texts that are not saved, each with its ways out.
class AttentionView : public QWidget {
    Q_OBJECT

public:
    explicit AttentionView(Desk &desk, QWidget *parent = nullptr);

    AttentionModel &model() { return m_model; }
    void select(int row);

Q_SIGNALS:
    void itemAsked(const QUuid &item);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildList();
    void buildPages();
    void retranslate();
    void showCurrent();
    void restoreSelection();
    void retryCurrent();
    QString savingCommand(const QList<Draft> &drafts) const;
    void saveDrafts();
    void discardCurrent();
    void discard();
    void copyCurrent();
    void exportCurrent();
    void settleCurrent(const QString &text);
    void uploadRequested();
    void closeRequest();
    void told(const Result<void> &result);

    Desk &m_desk;
    AttentionModel m_model;
    QString m_currentKey;
    QLabel *m_title = nullptr;
    QListView *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    RefusedView *m_refused = nullptr;
    RequestView *m_request = nullptr;
    ConflictView *m_conflict = nullptr;
    NoticeBar *m_notices = nullptr;
};

} // namespace rawi
