#pragma once

#include "core/base/error.h"

#include <QMediaPlayer>
#include <QObject>
#include <QUrl>

#include <atomic>

class QAudioOutput;
class QTimer;
class QVideoSink;

namespace rawi {

class MediaPlayer;

// The part of MediaPlayer that lives on the player's thread: QMediaPlayer, its video sink and its audio output.
class PlayerCore : public QObject {
    Q_OBJECT

public:
    explicit PlayerCore(MediaPlayer &owner);

    void open(const QUrl &source, int generation);
    void play();
    void pause();
    void seek(qint64 positionMs);
    void setRate(double rate);
    void setVolume(double volume, bool muted);

Q_SIGNALS:
    void opened(int generation);
    void failed(int generation, const rawi::Error &error);
    void positionChanged(int generation, qint64 positionMs);
    void lengthKnown(int generation, qint64 durationMs, double frameRate);
    void playingChanged(int generation, bool playing);
    void ended(int generation);

private:
    void makePlayer();
    void seekAgain();
    void onStatus(QMediaPlayer::MediaStatus status);

    MediaPlayer &m_owner;
    QMediaPlayer *m_player = nullptr;
    QVideoSink *m_sink = nullptr;
    QAudioOutput *m_audio = nullptr;
    // A seek that came before the medium was there: kept until its frame is the one shown.
    qint64 m_wishMs = -1;
    int m_triesLeft = 0;
    int m_looks = 0; // since it was wished
    bool m_loaded = false;
    QTimer *m_again = nullptr;
    std::atomic<qint64> m_frameMs{-1}; // of the newest frame; written by the thread that decodes
    int m_generation = 0;
    double m_rate = 1.0;
    double m_volume = 1.0;
    bool m_muted = false;
};

} // namespace rawi
