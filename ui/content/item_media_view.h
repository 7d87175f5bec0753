#pragma once

#include "core/desk/desk.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace rawi {

// The item's media files with their versions, and encoding and uploading them.
class ItemMediaView : public QWidget {
    Q_OBJECT

public:
    explicit ItemMediaView(Desk &desk, QWidget *parent = nullptr);

    void setItem(const Id<ContentItem> &item);

Q_SIGNALS:
    void failed(const rawi::Error &error);
    void told(const QString &text);           // something was queued
    void assetChosen(const QUuid &assetId);   // to be previewed

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTree();
    void buildButtons();
    void retranslate();
    void refresh();
    Result<void> fill();
    Id<MediaAsset> currentAsset() const;
    void encode(const QString &preset);
    void upload();

    Desk &m_desk;
    Id<ContentItem> m_item;
    QTreeWidget *m_tree = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_actions = nullptr;
    QList<QPushButton *> m_encode; // one a preset
    QPushButton *m_upload = nullptr;
    QCheckBox *m_withOriginal = nullptr;
};

} // namespace rawi
