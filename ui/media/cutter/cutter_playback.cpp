#include "ui/media/cutter/cutter_playback.h"

#include <QUrl>

#include <cstdlib>

namespace rawi {

namespace {

constexpr int kReverseTickMs = 120;
constexpr int kJumpTakesMs = 1500; // after that a jump counts as done, wherever the player is

} // namespace

CutterPlayback::CutterPlayback(CutterPresenter &presenter, MediaPlayer &player, QObject *parent)
    : QObject(parent), m_presenter(presenter), m_player(player)
{
    m_reverse.setInterval(kReverseTickMs);
    connect(&m_reverse, &QTimer::timeout, this, &CutterPlayback::reverse);
    connect(&player, &MediaPlayer::positionChanged, this, &CutterPlayback::onPosition);
    connect(&player, &MediaPlayer::opened, this, [this] {
        m_player.seek(m_wantedMs);
        if (m_speed > 0) {
            m_player.play();
        }
    });
    connect(&player, &MediaPlayer::failed, this, [this] { setSpeed(0); });
    connect(&player, &MediaPlayer::ended, this, [this] {
        if (m_speed > 0) {
            onPosition(INT32_MAX); // the film's end is a range's end, too
        }
    });
    connect(&presenter, &CutterPresenter::playheadChanged, this, [this] {
        if (!m_following) {
            showPlayhead();
        }
    });
}

void CutterPlayback::toggle()
{
    setSpeed(m_speed != 0 ? 0 : 1);
}

void CutterPlayback::shuttle(int direction)
{
    const bool goesOn = m_speed != 0 && (m_speed > 0) == (direction > 0);
    setSpeed(goesOn ? qBound(-4, m_speed * 2, 2) : direction);
}

void CutterPlayback::stop()
{
    setSpeed(0);
}

void CutterPlayback::setSpeed(int speed)
{
    const bool was = isPlaying();
    m_speed = speed;
    speed < 0 ? m_reverse.start() : m_reverse.stop();
    if (speed > 0) {
        const auto place = m_presenter.list().placeAt(m_presenter.playhead());
        const qint64 frame = m_presenter.sourceOf(place ? place->range : -1).frameUs();
        if (m_presenter.playhead() + 2 * frame >= m_presenter.list().lengthUs()) {
            m_presenter.setPlayhead(0); // from the end it begins anew
        }
        showPlayhead();
        m_player.setRate(speed);
        m_player.play();
    } else {
        m_player.pause();
    }
    if (was != isPlaying()) {
        Q_EMIT playingChanged(isPlaying());
    }
}

void CutterPlayback::showPlayhead()
{
    if (const auto place = m_presenter.list().placeAt(m_presenter.playhead())) {
        enter(place->range, place->sourceUs);
    }
}

// The player goes to a moment of a range's source, in the middle of its frame.
void CutterPlayback::enter(qsizetype range, qint64 sourceUs)
{
    const CutterSource &source = m_presenter.sourceOf(range);
    m_range = range;
    m_wantedMs = (sourceUs + source.frameUs() / 2) / 1000;
    m_sinceJump.start();
    if (source.path != m_path) {
        m_path = source.path;
        m_player.open(QUrl::fromLocalFile(source.path));
    } else {
        m_player.seek(m_wantedMs);
    }
}

void CutterPlayback::onPosition(qint64 positionMs)
{
    const QList<EditRange> &ranges = m_presenter.list().ranges();
    if (m_speed <= 0 || m_range >= ranges.size()) {
        return;
    }
    if (m_wantedMs >= 0) {
        if (std::llabs(positionMs - m_wantedMs) > 400 && !m_sinceJump.hasExpired(kJumpTakesMs)) {
            return;
        }
        m_wantedMs = -1;
    }
    const EditRange range = ranges.at(m_range);
    const qint64 sourceUs = positionMs * 1000;
    if (sourceUs >= range.toUs - m_presenter.sourceOf(m_range).frameUs() / 2) {
        if (m_range + 1 < ranges.size()) {
            enter(m_range + 1, ranges.at(m_range + 1).fromUs);
        } else {
            setSpeed(0);
        }
        return;
    }
    m_following = true;
    m_presenter.setPlayhead(m_presenter.list().startOf(m_range) + qMax<qint64>(0, sourceUs - range.fromUs));
    m_following = false;
}

void CutterPlayback::reverse()
{
    m_presenter.setPlayhead(m_presenter.playhead() + qint64(m_speed) * kReverseTickMs * 1000);
    if (m_presenter.playhead() == 0) {
        setSpeed(0);
    }
}

} // namespace rawi
