#pragma once

#include "core/base/error.h"

#include <QMutex>
#include <QObject>
#include <QSize>
#include <QThread>
#include <QUrl>
#include <QVideoFrame>

#include <atomic>

namespace rawi {

class PlayerCore;

// Plays one file or URL. Used from the GUI thread, which it never blocks: the player itself lives on a thread of
// its own, seeks are coalesced to the newest target, and only the newest frame is kept.
class MediaPlayer : public QObject {
    Q_OBJECT

public:
    explicit MediaPlayer(QObject *parent = nullptr);
    ~MediaPlayer() override;

    // Opens and shows the first frame, paused; an empty URL closes. Answers with opened or failed.
    void open(const QUrl &source);
    void play();
    void pause();
    void seek(qint64 positionMs);
    void setRate(double rate); // 0.5 … 2
    void setVolume(double volume, bool muted); // 0 … 1, as the ear hears it

    void setGain(double decibels, bool muted);  // exact, ≤ 0

    bool isOpen() const { return m_open; }
    bool isPlaying() const { return m_playing; }
    qint64 positionMs() const { return m_positionMs; }
    qint64 durationMs() const { return m_durationMs; }
    double frameRate() const { return m_frameRate; } // 0 = not known
    QVideoFrame frame() const;                       // the newest, invalid when there is none

Q_SIGNALS:
    void opened();
    void failed(const rawi::Error &error);
    void frameChanged();
    void positionChanged(qint64 positionMs);
    void durationChanged(qint64 durationMs);
    void playingChanged(bool playing);
    void ended();

private:
    friend class PlayerCore;

    void takeFrame(const QVideoFrame &frame); // from any thread
    void onCore(std::function<void(PlayerCore &)> work);

    QThread m_thread;
    PlayerCore *m_core = nullptr; // lives on m_thread
    mutable QMutex m_frameMutex;
    QVideoFrame m_frame;
    std::atomic<bool> m_frameAnnounced{false};
    std::atomic<qint64> m_wantedSeekMs{-1};
    std::atomic<bool> m_seekQueued{false};
    int m_generation = 0; // of open(); answers of an older one are dropped
    bool m_open = false;
    bool m_playing = false;
    qint64 m_positionMs = 0;
    qint64 m_durationMs = 0;
    double m_frameRate = 0;
};

} // namespace rawi
