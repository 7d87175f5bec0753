#pragma once

#include "ui/media/cutter/cutter_presenter.h"
#include "ui/media/player/media_player.h"

#include <QElapsedTimer>
#include <QTimer>

namespace rawi {

// Plays what the edit plays: one player that jumps over what is cut out and opens the file that a range is of. The playhead
// of the presenter follows it while it plays, and leads it while it stands. GUI thread.
class CutterPlayback : public QObject {
    Q_OBJECT

public:
    CutterPlayback(CutterPresenter &presenter, MediaPlayer &player, QObject *parent = nullptr);

    bool isPlaying() const { return m_speed != 0; }
    void toggle();
    // As on an editing deck: L plays, again faster; J goes back, again faster; K stops.
    void shuttle(int direction);
    void stop();

Q_SIGNALS:
    void playingChanged(bool playing);

private:
    void setSpeed(int speed);
    void showPlayhead();
    void onPosition(qint64 positionMs);
    void enter(qsizetype range, qint64 sourceUs);
    void reverse();

    CutterPresenter &m_presenter;
    MediaPlayer &m_player;
    QTimer m_reverse;
    QElapsedTimer m_sinceJump;
    QString m_path;          // what the player has open
    qsizetype m_range = 0;   // that plays
    qint64 m_wantedMs = -1;  // where a jump goes; positions from before it are old
    int m_speed = 0;         // 1, 2 forwards; -1, -2, -4 backwards; 0 stands
    bool m_following = false; // the playhead follows the player: it must not seek
};

} // namespace rawi
