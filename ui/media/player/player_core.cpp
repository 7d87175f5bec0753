#include "ui/media/player/player_core.h"

#include "ui/media/player/media_player.h"

#include <QAudio>
#include <QAudioDevice>
#include <QAudioOutput>
#include <QFileInfo>
#include <QMediaDevices>
#include <QMediaMetaData>
#include <QTimer>
#include <QVideoSink>

#include <utility>

namespace rawi {

namespace {

constexpr int kLookMs = 100;
constexpr int kLooksASeek = 6; // a seek that is asked for again too soon begins anew
constexpr int kMostTries = 120;
constexpr qint64 kFrameNearMs = 250; // a frame every quarter of a second is the slowest that is played

Error errorOf(QMediaPlayer::Error error, const QUrl &source, const QString &detail)
{
    const QString subject = source.isLocalFile() ? source.toLocalFile() : source.toString(QUrl::RemoveQuery);
    if (source.isLocalFile() && !QFileInfo::exists(source.toLocalFile())) {
        return {ErrorCode::FileMissing, subject, detail};
    }
    switch (error) {
    case QMediaPlayer::NetworkError:
        return {ErrorCode::NetworkUnreachable, subject, detail};
    case QMediaPlayer::AccessDeniedError:
        return {ErrorCode::PermissionDenied, subject, detail, SubjectKind::File};
    case QMediaPlayer::ResourceError:
        return {source.isLocalFile() ? ErrorCode::IoError : ErrorCode::NetworkUnreachable, subject, detail};
    default:
        return {ErrorCode::MediaUnsupported, subject, detail};
    }
}

} // namespace

PlayerCore::PlayerCore(MediaPlayer &owner) : m_owner(owner) {}

void PlayerCore::makePlayer()
{
    m_player = new QMediaPlayer(this);
    m_sink = new QVideoSink(this);
    m_again = new QTimer(this);
    m_again->setSingleShot(true);
    connect(m_again, &QTimer::timeout, this, &PlayerCore::seekAgain);
    // An output without a device makes the pipeline fail; without one the picture still plays.
    if (!QMediaDevices::defaultAudioOutput().isNull()) {
        m_audio = new QAudioOutput(this);
        m_player->setAudioOutput(m_audio);
        setVolume(m_volume, m_muted);
    }
    m_player->setVideoSink(m_sink);
    // Direct: frames are handed over on the thread that decoded them.
    connect(
        m_sink, &QVideoSink::videoFrameChanged, this,
        [this](const QVideoFrame &frame) {
            if (frame.isValid()) {
                m_frameMs = frame.startTime() / 1000;
                m_owner.takeFrame(frame);
            }
        },
        Qt::DirectConnection);
    connect(m_player, &QMediaPlayer::mediaStatusChanged, this, &PlayerCore::onStatus);
    connect(m_player, &QMediaPlayer::errorOccurred, this, [this](QMediaPlayer::Error error, const QString &text) {
        if (error != QMediaPlayer::NoError) {
            Q_EMIT failed(m_generation, errorOf(error, m_player->source(), text));
        }
    });
    connect(m_player, &QMediaPlayer::positionChanged, this,
            [this](qint64 positionMs) {
                if (m_wishMs < 0) { // until then the wish is where we are
                    Q_EMIT positionChanged(m_generation, positionMs);
                }
            });
    const auto tellLength = [this] {
        Q_EMIT lengthKnown(m_generation, m_player->duration(),
                           m_player->metaData().value(QMediaMetaData::VideoFrameRate).toDouble());
    };
    connect(m_player, &QMediaPlayer::durationChanged, this, tellLength);
    connect(m_player, &QMediaPlayer::metaDataChanged, this, tellLength);
    connect(m_player, &QMediaPlayer::playbackStateChanged, this, [this](QMediaPlayer::PlaybackState state) {
        Q_EMIT playingChanged(m_generation, state == QMediaPlayer::PlayingState);
    });
}

void PlayerCore::onStatus(QMediaPlayer::MediaStatus status)
{
    switch (status) {
    case QMediaPlayer::LoadedMedia:
    case QMediaPlayer::BufferedMedia:
        m_loaded = true;
        if (m_wishMs >= 0) {
            m_again->start(0); // not from within the status: the pipeline is still being put together
        }
        Q_EMIT opened(m_generation);
        break;
    case QMediaPlayer::InvalidMedia:
        Q_EMIT failed(m_generation, errorOf(QMediaPlayer::FormatError, m_player->source(), m_player->errorString()));
        break;
    case QMediaPlayer::EndOfMedia:
        Q_EMIT ended(m_generation);
        break;
    default:
        break;
    }
}

void PlayerCore::open(const QUrl &source, int generation)
{
    m_generation = generation;
    m_loaded = false;
    m_wishMs = -1;
    m_frameMs = -1;
    if (source.isEmpty()) {
        if (m_player) {
            m_player->stop();
            m_player->setSource({});
        }
        return;
    }
    if (!m_player) {
        makePlayer();
    }
    m_player->setSource(source);
    m_player->setPlaybackRate(m_rate);
    m_player->pause();
}

void PlayerCore::play()
{
    if (m_player) {
        m_player->play();
    }
}

void PlayerCore::pause()
{
    if (m_player) {
        m_player->pause();
    }
}

void PlayerCore::seek(qint64 positionMs)
{
    if (!m_player) {
        return;
    }
    if (!m_loaded || m_wishMs >= 0) {
        m_wishMs = positionMs;
        m_triesLeft = kMostTries;
        m_looks = 0;
        return;
    }
    // After the end the player has stopped, and a stopped one seeks without showing a frame.
    if (m_player->playbackState() == QMediaPlayer::StoppedState) {
        m_player->pause();
    }
    m_player->setPosition(positionMs);
}

// Qt 6.4's gstreamer backend reports the position of a seek into a pipeline that is not rolled yet, and shows the first frame
// all the same: so what counts is the frame.
void PlayerCore::seekAgain()
{
    if (m_wishMs < 0) {
        return;
    }
    if (!m_player->hasVideo() || m_player->playbackState() == QMediaPlayer::PlayingState) {
        m_player->setPosition(std::exchange(m_wishMs, -1));
        return;
    }
    const qint64 frameMs = m_frameMs;
    const bool there = frameMs >= 0 && qAbs(frameMs - m_wishMs) <= kFrameNearMs;
    if (there || m_triesLeft-- == 0) {
        m_wishMs = -1;
        return;
    }
    if (frameMs >= 0 && m_looks++ % kLooksASeek == 0) {
        // The same position again would be taken for where it is already.
        m_player->setPosition(m_wishMs + m_looks / kLooksASeek % 2);
    }
    m_again->start(kLookMs);
}

void PlayerCore::setRate(double rate)
{
    m_rate = rate;
    if (m_player) {
        m_player->setPlaybackRate(rate);
    }
}

void PlayerCore::setVolume(double volume, bool muted)
{
    m_volume = volume;
    m_muted = muted;
    if (m_audio) {
        m_audio->setVolume(static_cast<float>(
            QAudio::convertVolume(volume, QAudio::LogarithmicVolumeScale, QAudio::LinearVolumeScale)));
        m_audio->setMuted(muted);
    }
}

} // namespace rawi
