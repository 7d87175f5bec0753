#include "ui/media/player_core.h"

#include "ui/media/media_player.h"

#include <QAudio>
#include <QAudioDevice>
#include <QAudioOutput>
#include <QFileInfo>
#include <QMediaDevices>
#include <QMediaMetaData>
#include <QVideoSink>

namespace rawi {

namespace {

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
        return {ErrorCode::PermissionDenied, subject, detail};
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
            [this](qint64 positionMs) { Q_EMIT positionChanged(m_generation, positionMs); });
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
    // After the end the player has stopped, and a stopped one seeks without showing a frame.
    if (m_player->playbackState() == QMediaPlayer::StoppedState) {
        m_player->pause();
    }
    m_player->setPosition(positionMs);
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
