#include "ui/media/player/media_player.h"

#include "ui/media/player/player_core.h"

#include <QAudio>

#include <cmath>

namespace rawi {

MediaPlayer::MediaPlayer(QObject *parent) : QObject(parent), m_core(new PlayerCore(*this))
{
    m_thread.setObjectName(u"player"_s);
    m_core->moveToThread(&m_thread);
    connect(m_core, &PlayerCore::opened, this, [this](int generation) {
        if (generation == m_generation && !m_open) {
            m_open = true;
            Q_EMIT opened();
        }
    });
    connect(m_core, &PlayerCore::failed, this, [this](int generation, const Error &error) {
        if (generation == m_generation) {
            m_playing = false;
            Q_EMIT failed(error);
        }
    });
    connect(m_core, &PlayerCore::positionChanged, this, [this](int generation, qint64 positionMs) {
        // What was asked for last is where we are, until the player has done it.
        if (generation == m_generation && m_wantedSeekMs < 0 && !m_seekQueued) {
            m_positionMs = positionMs;
            Q_EMIT positionChanged(positionMs);
        }
    });
    connect(m_core, &PlayerCore::lengthKnown, this, [this](int generation, qint64 durationMs, double frameRate) {
        if (generation == m_generation) {
            m_durationMs = durationMs;
            m_frameRate = frameRate;
            Q_EMIT durationChanged(durationMs);
        }
    });
    connect(m_core, &PlayerCore::playingChanged, this, [this](int generation, bool playing) {
        if (generation == m_generation && playing != m_playing) {
            m_playing = playing;
            Q_EMIT playingChanged(playing);
        }
    });
    connect(m_core, &PlayerCore::ended, this, [this](int generation) {
        if (generation == m_generation) {
            Q_EMIT ended();
        }
    });
    m_thread.start();
}

MediaPlayer::~MediaPlayer()
{
    // The player is taken down on its own thread; QMediaPlayer belongs to it.
    QMetaObject::invokeMethod(m_core, [core = m_core] { delete core; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void MediaPlayer::onCore(std::function<void(PlayerCore &)> work)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, work = std::move(work)] { work(*core); },
                              Qt::QueuedConnection);
}

void MediaPlayer::open(const QUrl &source)
{
    ++m_generation;
    m_open = false;
    m_playing = false;
    m_positionMs = 0;
    m_durationMs = 0;
    m_frameRate = 0;
    m_wantedSeekMs = -1;
    {
        const QMutexLocker lock(&m_frameMutex);
        m_frame = {};
    }
    onCore([source, generation = m_generation](PlayerCore &core) { core.open(source, generation); });
    Q_EMIT frameChanged();
    Q_EMIT positionChanged(0);
    Q_EMIT durationChanged(0);
    Q_EMIT playingChanged(false);
}

void MediaPlayer::play()
{
    onCore([](PlayerCore &core) { core.play(); });
}

void MediaPlayer::pause()
{
    onCore([](PlayerCore &core) { core.pause(); });
}

void MediaPlayer::seek(qint64 positionMs)
{
    m_positionMs = positionMs;
    m_wantedSeekMs = positionMs;
    Q_EMIT positionChanged(positionMs);
    if (m_seekQueued.exchange(true)) {
        return; // the one under way takes the newest target
    }
    onCore([this](PlayerCore &core) {
        for (qint64 wanted = m_wantedSeekMs.exchange(-1); wanted >= 0; wanted = m_wantedSeekMs.exchange(-1)) {
            core.seek(wanted);
        }
        m_seekQueued = false;
        // A target set between the last look and the flag has found the flag up: look once more.
        if (const qint64 late = m_wantedSeekMs.exchange(-1); late >= 0) {
            core.seek(late);
        }
    });
}

void MediaPlayer::setRate(double rate)
{
    onCore([rate](PlayerCore &core) { core.setRate(rate); });
}

void MediaPlayer::setVolume(double volume, bool muted)
{
    onCore([volume, muted](PlayerCore &core) { core.setVolume(volume, muted); });
}

void MediaPlayer::setGain(double decibels, bool muted)
{
    const double factor = std::pow(10.0, qMin(0.0, decibels) / 20);
    setVolume(QAudio::convertVolume(factor, QAudio::LinearVolumeScale, QAudio::LogarithmicVolumeScale), muted);
}

QVideoFrame MediaPlayer::frame() const
{
    const QMutexLocker lock(&m_frameMutex);
    return m_frame;
}

void MediaPlayer::takeFrame(const QVideoFrame &frame)
{
    {
        const QMutexLocker lock(&m_frameMutex);
        m_frame = frame;
    }
    if (!m_frameAnnounced.exchange(true)) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_frameAnnounced = false;
                Q_EMIT frameChanged();
            },
            Qt::QueuedConnection);
    }
}

} // namespace rawi
