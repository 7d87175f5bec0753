#pragma once

#include "core/desk/house/desk.h"
#include "ui/media/player/frame_time.h"
#include "ui/media/player/media_player.h"
#include "ui/media/player/preview_material.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace rawi {

class FrameView;
class SeekBar;

// Plays an asset: picture, seek bar, transport. The transport reads left to right in both languages, as time
// does. Shows the poster until something plays; what only the server has is fetched from there.
class PreviewView : public QWidget {
    Q_OBJECT

public:
    explicit PreviewView(Desk &desk, QWidget *parent = nullptr);
    ~PreviewView() override;

    void setAsset(const Id<MediaAsset> &asset); // null shows nothing
    void setUrl(const QUrl &url);               // plays from there, e.g. from the server

    MediaPlayer &player() { return *m_player; }
    const Id<MediaAsset> &asset() const { return m_asset; }
    // Offers what is done with the film elsewhere: cutting, subtitles and chapters, the poster. Without it the preview only
    // plays.
    void offerWork();
    // The frame that is shown, at most `side` pixels long, upright; and its moment. Null before the film is open.
    QImage shownFrame(int side) const;
    qint64 shownMs() const;
    bool isPlaying() const { return m_player->isPlaying(); }

Q_SIGNALS:
    void cutRequested(const QUuid &assetId);
    void subtitlesRequested();
    void chaptersRequested();
    void posterRequested();      // to choose one
    void posterHereRequested();  // the frame that is shown

public Q_SLOTS:
    void togglePlaying();
    void stepFrames(int frames); // pauses; negative = backwards
    void seekTo(qint64 positionMs);
    void compare(); // opens the original beside a rendition

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildPicture();
    void buildTransport();
    void buildWork(QBoxLayout &row);
    void bindPlayer();
    void retranslate();
    QUrl localUrl() const;
    void openSource();
    void openFromServer();
    void showPoster();
    void showError(const Error &error);
    void updateTimes();
    void updatePlaying();
    void setUsable(bool usable);
    void loadMaterial();
    void fillCaptions();
    void updateCaption();
    void dragTo(qint64 positionMs);
    void endDrag();
    FrameTime frameTime() const;

    Desk &m_desk;
    Id<MediaAsset> m_asset;
    std::optional<MediaAsset> m_record;
    QUrl m_url;
    bool m_opened = false;     // the player has m_url
    bool m_playWhenOpen = false;
    std::optional<Error> m_error;
    PreviewMaterial m_material;
    std::unique_ptr<MediaPlayer> m_player;
    FrameView *m_picture = nullptr;
    QWidget *m_transport = nullptr;
    SeekBar *m_seek = nullptr;
    QLabel *m_position = nullptr;
    QLabel *m_length = nullptr;
    QToolButton *m_start = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_play = nullptr;
    QToolButton *m_forward = nullptr;
    QToolButton *m_end = nullptr;
    QToolButton *m_compare = nullptr; // shown when there is something to compare
    QComboBox *m_captions = nullptr; // data: index of the track, -1 = none
    QComboBox *m_rate = nullptr;
    QToolButton *m_cut = nullptr;
    QToolButton *m_texts = nullptr;
    QToolButton *m_poster = nullptr;
    QAction *m_subtitles = nullptr;
    QAction *m_chapters = nullptr;
    QAction *m_posterHere = nullptr;
    QAction *m_choosePoster = nullptr;
    bool m_offersWork = false;
    QString m_wantedVariant; // whose URL on the server was asked for, to be played
    QToolButton *m_mute = nullptr;
    QSlider *m_volume = nullptr;
};

} // namespace rawi
