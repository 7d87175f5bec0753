#pragma once

#include "ui/sync/attention_model.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace rawi {

class ConflictView;
class EmptyState;
class NoticeBar;
class RefusedView;
class MatterView;

// "Needs attention": all that AttentionModel lists, each with its ways out.
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
    void buildMatters();
    MatterView *addMatter();
    void retranslate();
    void showCurrent();
    void restoreSelection();
    void retryCurrent();
    void showKnown();
    QString savingCommand(const QList<Draft> &drafts) const;
    void saveDrafts();
    void discardCurrent();
    void discard();
    void copyCurrent();
    void exportCurrent();
    void settleCurrent(const QString &text);
    void keepTypedSettlement(const QString &text);
    void uploadRequested();
    void retryUploadOf(int row);
    void forgetUpload();
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
    MatterView *m_request = nullptr;
    MatterView *m_upload = nullptr;
    QPushButton *m_showUpload = nullptr;
    MatterView *m_known = nullptr;
    QPushButton *m_openKnown = nullptr;
    ConflictView *m_conflict = nullptr;
    NoticeBar *m_notices = nullptr;
};

} // namespace rawi
