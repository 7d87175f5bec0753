#pragma once

#include "core/desk/house/desk.h"
#include "core/desk/media/encode_extras.h"
#include "core/desk/media/preset_list.h"
#include "ui/text/feature_words.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QMenu;
class QPushButton;
class QTreeWidget;

namespace rawi {

// The item's media files with their versions, and encoding and uploading them.
class ItemMediaView : public QWidget {
    Q_OBJECT

public:
    explicit ItemMediaView(Desk &desk, QWidget *parent = nullptr);

    void setItem(const Id<ContentItem> &item);
    // Queues the first that the menu of encodes offers for the item's file.
    void encodeAsUsual();

Q_SIGNALS:
    void failed(const rawi::Error &error);
    void told(const rawi::Words &text);           // something was queued
    void assetChosen(const QUuid &assetId);   // to be previewed
    void presetsRequested();                  // the editor of presets
    void subtitlesRequested();
    void chaptersRequested();
    void posterRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTree();
    void buildButtons();
    void showButtons();
    void retranslate();
    void refresh();
    Result<void> fill();
    Id<MediaAsset> currentAsset() const;
    void fillEncodeMenu();
    void addExtras(QMenu &menu);
    void addPresets(QMenu &menu, const QString &title, const QList<EncodePreset> &presets);
    void addEncode(QMenu &menu, const Words &words, const QStringList &presets);
    void encode(const Words &words, const QStringList &presets);
    void upload();
    void showMenu(const QPoint &at);
    void askPlace(const Id<MediaAsset> &asset);

    Desk &m_desk;
    Id<ContentItem> m_item;
    QTreeWidget *m_tree = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_actions = nullptr;
    QPushButton *m_encode = nullptr;
    QPushButton *m_subtitles = nullptr;
    QPushButton *m_chapters = nullptr;
    QPushButton *m_poster = nullptr;
    QMenu *m_encodeMenu = nullptr;
    QPushButton *m_upload = nullptr;
    QCheckBox *m_withOriginal = nullptr;
    EncodeExtras m_extras; // of the next encodes of this item
};

} // namespace rawi
