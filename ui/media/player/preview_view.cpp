#include "ui/media/player/preview_view.h"

#include "core/desk/media/preset_list.h"
#include "core/text/direction.h"
#include "core/text/language_name.h"
#include "ui/kit/icons.h"
#include "ui/media/player/compare_view.h"
#include "ui/media/player/frame_view.h"
#include "ui/media/player/seek_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr double kRates[] = {0.5, 0.75, 1.0, 1.25, 1.5, 2.0};
constexpr int kSkipMs = 5000;

} // namespace

PreviewView::PreviewView(Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_material(desk), m_player(std::make_unique<MediaPlayer>())
{
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildPicture();
    buildTransport();
    bindPlayer();
    connect(&desk, &Desk::picturesChanged, this, [this](const QUuid &asset) {
        if (asset == m_asset.uuid()) {
            showPoster();
            loadMaterial(); // a storyboard or a waveform may have come
        }
    });
    connect(&desk, &Desk::analysisReady, this, [this](const QUuid &asset) {
        if (asset == m_asset.uuid()) {
            loadMaterial();
        }
    });
    connect(&desk.sync(), &SyncEngine::mediaUrlReady, this,
            [this](const QUuid &asset, const QString &variant, const QUrl &url, const Error &error) {
                if (asset != m_asset.uuid() || variant != m_wantedVariant || !m_url.isEmpty()) {
                    return; // a picture on its way to this desk
                }
                m_wantedVariant.clear();
                if (url.isEmpty()) {
                    showError(error);
                    return;
                }
                m_url = url;
                openSource();
            });
    retranslate();
    setUsable(false);
}

PreviewView::~PreviewView() = default;

void PreviewView::buildPicture()
{
    m_picture = new FrameView(this);
    layout()->addWidget(m_picture);
    connect(m_picture, &FrameView::clicked, this, [this] {
        setFocus(Qt::MouseFocusReason);
        togglePlaying();
    });
}

void PreviewView::buildTransport()
{
    // Time runs left to right in both languages, so the bar does not mirror.
    m_transport = new QWidget(this);
    m_transport->setLayoutDirection(Qt::LeftToRight);
    auto *rows = new QVBoxLayout(m_transport);
    rows->setContentsMargins(10, 4, 10, 4);
    rows->setSpacing(2);
    m_seek = new SeekBar(m_transport);
    m_seek->setFocusPolicy(Qt::TabFocus);
    rows->addWidget(m_seek);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    const auto button = [&](Icon which) {
        auto *made = new QToolButton(m_transport);
        made->setAutoRaise(true);
        made->setIcon(icon(which));
        made->setIconSize({20, 20});
        return made;
    };
    m_position = new QLabel(m_transport);
    m_length = new QLabel(m_transport);
    m_start = button(Icon::JumpBack);
    m_back = button(Icon::StepBack);
    m_play = button(Icon::Play);
    m_forward = button(Icon::StepForward);
    m_end = button(Icon::JumpForward);
    m_mute = button(Icon::Volume);
    m_mute->setCheckable(true);
    m_volume = new QSlider(Qt::Horizontal, m_transport);
    m_volume->setRange(0, 100);
    m_volume->setValue(100);
    m_volume->setMaximumWidth(64);
    m_compare = new QToolButton(m_transport);
    m_compare->setAutoRaise(true);
    m_captions = new QComboBox(m_transport);
    m_rate = new QComboBox(m_transport);
    buttons->addWidget(m_position);
    buttons->addStretch();
    for (QWidget *one : {m_start, m_back, m_play, m_forward, m_end}) {
        buttons->addWidget(one);
    }
    buttons->addStretch();
    buttons->addWidget(m_length);
    rows->addLayout(buttons);
    auto *sound = new QHBoxLayout;
    sound->addWidget(m_mute);
    sound->addWidget(m_volume);
    sound->addStretch();
    buildWork(*sound);
    sound->addWidget(m_compare);
    sound->addWidget(m_captions);
    sound->addWidget(m_rate);
    rows->addLayout(sound);
    layout()->addWidget(m_transport);
}

// What an editor does with the film that is shown, hidden until offerWork().
void PreviewView::buildWork(QBoxLayout &row)
{
    const auto button = [&](Icon which) {
        auto *made = new QToolButton(m_transport);
        made->setAutoRaise(true);
        made->setIcon(icon(which));
        made->setIconSize({20, 20});
        made->setVisible(false);
        row.addWidget(made);
        return made;
    };
    const auto menu = [this](QToolButton *on) {
        auto *made = new QMenu(on);
        made->setLayoutDirection(layoutDirection());
        on->setMenu(made);
        on->setPopupMode(QToolButton::InstantPopup);
        // The bar it is in stays left to right; a menu is read.
        connect(made, &QMenu::aboutToShow, this, [this, made] {
            made->setLayoutDirection(layoutDirection());
            m_posterHere->setEnabled(m_player->frame().isValid());
        });
        return made;
    };
    m_cut = button(Icon::Cut);
    m_texts = button(Icon::Subtitles);
    QMenu *texts = menu(m_texts);
    m_subtitles = texts->addAction({}, this, &PreviewView::subtitlesRequested);
    m_chapters = texts->addAction({}, this, &PreviewView::chaptersRequested);
    m_poster = button(Icon::Image);
    QMenu *poster = menu(m_poster);
    m_posterHere = poster->addAction({}, this, &PreviewView::posterHereRequested);
    m_choosePoster = poster->addAction({}, this, &PreviewView::posterRequested);
}

void PreviewView::offerWork()
{
    m_offersWork = true;
    setUsable(m_transport->isEnabled());
}

QImage PreviewView::shownFrame(int side) const
{
    return m_picture->frameImage(side);
}

qint64 PreviewView::shownMs() const
{
    const QVideoFrame &frame = m_picture->frame(); // the player may have a newer one
    // Rounded up: the frame's own moment lies in it, a part of a millisecond before it does not.
    return frame.isValid() && frame.startTime() >= 0 ? (frame.startTime() + 999) / 1000 : m_player->positionMs();
}

void PreviewView::bindPlayer()
{
    MediaPlayer *player = m_player.get();
    connect(player, &MediaPlayer::opened, this, [this] {
        if (std::exchange(m_playWhenOpen, false)) {
            m_player->play();
        }
    });
    connect(player, &MediaPlayer::failed, this, &PreviewView::showError);
    connect(player, &MediaPlayer::frameChanged, this, [this] {
        m_picture->setFrame(m_player->frame());
        if (!m_seek->isSliderDown()) {
            m_picture->setStill({}); // the frame itself has come
        }
    });
    connect(player, &MediaPlayer::positionChanged, this, &PreviewView::updateTimes);
    connect(player, &MediaPlayer::positionChanged, this, &PreviewView::updateCaption);
    connect(player, &MediaPlayer::durationChanged, this, &PreviewView::updateTimes);
    connect(player, &MediaPlayer::playingChanged, this, &PreviewView::updatePlaying);
    connect(m_play, &QToolButton::clicked, this, &PreviewView::togglePlaying);
    connect(m_cut, &QToolButton::clicked, this, [this] {
        m_player->pause();
        Q_EMIT cutRequested(m_asset.uuid());
    });
    connect(m_start, &QToolButton::clicked, this, [this] { seekTo(0); });
    connect(m_end, &QToolButton::clicked, this, [this] { seekTo(frameTime().durationMs); });
    connect(m_back, &QToolButton::clicked, this, [this] { stepFrames(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { stepFrames(1); });
    connect(m_seek, &QSlider::sliderMoved, this, &PreviewView::dragTo);
    connect(m_seek, &QSlider::sliderReleased, this, &PreviewView::endDrag);
    connect(m_compare, &QToolButton::clicked, this, &PreviewView::compare);
    connect(m_captions, &QComboBox::currentIndexChanged, this, &PreviewView::updateCaption);
    connect(m_seek, &QSlider::actionTriggered, this, [this](int action) {
        if (action != QAbstractSlider::SliderMove) {
            seekTo(m_seek->sliderPosition());
        }
    });
    connect(m_rate, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) {
            m_player->setRate(m_rate->itemData(index).toDouble());
        }
    });
    const auto sound = [this] { m_player->setVolume(m_volume->value() / 100.0, m_mute->isChecked()); };
    connect(m_volume, &QSlider::valueChanged, this, sound);
    connect(m_mute, &QToolButton::toggled, this, [this, sound](bool muted) {
        m_mute->setIcon(icon(muted ? Icon::Mute : Icon::Volume));
        sound();
    });
}

void PreviewView::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    setAccessibleName(tr("Preview"));
    name(m_seek, tr("Position"));
    name(m_start, tr("To the start (Home)"));
    name(m_back, tr("One frame back (Left arrow)"));
    name(m_forward, tr("One frame forward (Right arrow)"));
    name(m_end, tr("To the last frame (End)"));
    name(m_cut, tr("Cut…"));
    name(m_texts, tr("Subtitles and chapters"));
    m_subtitles->setText(tr("Subtitles…"));
    m_chapters->setText(tr("Chapters…"));
    name(m_poster, tr("Poster"));
    m_posterHere->setText(tr("Use this frame as the poster"));
    m_choosePoster->setText(tr("Choose among the best frames…"));
    name(m_mute, tr("Mute (M)"));
    name(m_volume, tr("Volume"));
    name(m_rate, tr("Speed"));
    name(m_captions, tr("Subtitles"));
    m_compare->setText(tr("Compare…"));
    m_compare->setToolTip(tr("The original beside a rendition"));
    fillCaptions();
    m_position->setAccessibleName(tr("Position"));
    m_length->setAccessibleName(tr("Length"));
    m_picture->setAccessibleName(tr("Picture"));
    const int chosen = m_rate->count() > 0 ? m_rate->currentIndex() : 2;
    const QSignalBlocker quiet(m_rate);
    m_rate->clear();
    for (const double rate : kRates) {
        // Left to right in every language, as the bar it is in: U+2066 … U+2069.
        m_rate->addItem(QChar(0x2066) + QLocale::c().toString(rate) + QChar(0x00D7) + QChar(0x2069), rate);
    }
    m_rate->setCurrentIndex(chosen);
    updatePlaying();
    updateTimes();
    if (m_error) {
        showError(*m_error);
    }
}

void PreviewView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void PreviewView::setAsset(const Id<MediaAsset> &asset)
{
    if (asset == m_asset && (!asset.isNull() || m_url.isEmpty())) {
        return;
    }
    m_asset = asset;
    m_record.reset();
    m_url.clear();
    m_error.reset();
    m_picture->setMessage({});
    m_opened = false;
    m_playWhenOpen = false;
    m_player->open({});
    if (const auto found = m_desk.replica().find(asset); found.ok() && *found) {
        m_record = *found;
    }
    m_picture->setShownSize(m_record ? QSize(m_record->width, m_record->height) : QSize());
    m_url = localUrl();
    setUsable(m_record.has_value());
    m_wantedVariant.clear();
    m_desk.lookAt(asset);
    showPoster();
    loadMaterial();
    updateTimes();
}

void PreviewView::setUrl(const QUrl &url)
{
    m_asset = {};
    m_record.reset();
    m_error.reset();
    m_picture->setMessage({});
    m_picture->setShownSize({});
    m_picture->setPoster({});
    loadMaterial();
    m_url = url;
    m_opened = false;
    m_playWhenOpen = false;
    setUsable(!url.isEmpty());
    openSource();
}

QUrl PreviewView::localUrl() const
{
    const QString path = m_asset.isNull() ? QString() : m_desk.playablePath(m_asset);
    return path.isEmpty() ? QUrl() : QUrl::fromLocalFile(path);
}

void PreviewView::openSource()
{
    m_opened = true;
    m_player->open(m_url);
}

// The rendition plays on a thin line; the original is asked for only when there is none.
void PreviewView::openFromServer()
{
    const auto variants = m_desk.replica().where<MediaVariant>("asset_id", m_asset.text());
    const QString wanted = variants.ok() ? variantToPlay(*variants) : QString();
    if (wanted.isEmpty()) {
        showError({ErrorCode::FileMissing, m_record ? m_record->originalFilename : QString(),
                   u"neither on this desk nor on the server"_s});
        return;
    }
    m_wantedVariant = wanted;
    m_desk.sync().requestMediaUrl(m_asset.uuid(), wanted);
}

void PreviewView::showPoster()
{
    const QString path = m_asset.isNull() ? QString() : m_desk.posterPath(m_asset);
    QImage poster;
    if (!path.isEmpty()) {
        QImageReader reader(path);
        reader.setAutoTransform(true);
        poster = reader.read();
    }
    m_picture->setPoster(poster);
}

void PreviewView::loadMaterial()
{
    m_material.setAsset(m_asset);
    m_seek->setWaveform(m_material.waveform());
    m_compare->setVisible(CompareView::isPossible(m_desk, m_asset));
    m_picture->setStill({});
    fillCaptions();
    updateCaption();
}

void PreviewView::fillCaptions()
{
    const QVariant chosen = m_captions->currentData();
    const QSignalBlocker quiet(m_captions);
    m_captions->clear();
    m_captions->addItem(tr("No subtitles"), -1);
    for (qsizetype i = 0; i < m_material.tracks().size(); ++i) {
        const PreviewMaterial::Track &track = m_material.tracks().at(i);
        const QString own = languageName(track.language, track.language); // who reads it knows it by its own name
        m_captions->addItem(track.kind == SubtitleKind::Captions ? tr("%1, for the hard of hearing").arg(isolate(own)) : own, int(i));
    }
    m_captions->setCurrentIndex(qMax(0, m_captions->findData(chosen)));
    m_captions->setVisible(m_captions->count() > 1);
}

void PreviewView::updateCaption()
{
    const int track = m_captions->currentData().toInt();
    const bool none = track < 0 || track >= m_material.tracks().size();
    m_picture->setCaption(none ? QString()
                               : PreviewMaterial::textAt(m_material.tracks().at(track), m_player->positionMs()));
}

// The storyboard's picture shows at once; the film itself is sought in when the hand lets go.
void PreviewView::dragTo(qint64 positionMs)
{
    if (!m_material.hasPictures()) {
        seekTo(positionMs);
        return;
    }
    m_picture->setStill(m_material.pictureAt(positionMs));
    m_position->setText(timecodeText(positionMs, frameTime().fps));
}

void PreviewView::endDrag()
{
    if (m_material.hasPictures()) {
        seekTo(m_seek->sliderPosition());
    }
}

void PreviewView::showError(const Error &error)
{
    m_error = error;
    m_playWhenOpen = false;
    m_opened = false; // playing again tries again
    if (!m_asset.isNull() && !m_url.isLocalFile()) {
        m_url.clear(); // a server's URL is short-lived: ask for another
    }
    m_picture->setMessage(errorText(error));
}

FrameTime PreviewView::frameTime() const
{
    FrameTime time;
    const double probed = m_record ? probedFrameRate(m_record->metadata) : 0;
    time.fps = probed > 0 ? probed : m_player->frameRate() > 0 ? m_player->frameRate() : 25.0;
    time.durationMs = m_player->durationMs() > 0 ? m_player->durationMs() : m_record ? m_record->durationMs : 0;
    return time;
}

void PreviewView::updateTimes()
{
    const FrameTime time = frameTime();
    const qint64 position = m_player->positionMs();
    m_position->setText(timecodeText(position, time.fps));
    m_length->setText(timecodeText(time.durationMs, time.fps));
    if (!m_seek->isSliderDown()) {
        const QSignalBlocker quiet(m_seek);
        m_seek->setRange(0, static_cast<int>(time.durationMs));
        m_seek->setSingleStep(kSkipMs);
        m_seek->setPageStep(kSkipMs);
        m_seek->setValue(static_cast<int>(position));
    }
}

void PreviewView::updatePlaying()
{
    const bool playing = m_player->isPlaying();
    m_play->setIcon(icon(playing ? Icon::Pause : Icon::Play));
    const QString text = playing ? tr("Pause (Space)") : tr("Play (Space)");
    m_play->setAccessibleName(text);
    m_play->setToolTip(text);
}

void PreviewView::setUsable(bool usable)
{
    m_transport->setEnabled(usable);
    const auto is = [this](const char *kind) { return m_record && m_record->contentType.startsWith(QLatin1StringView(kind)); };
    const bool film = m_offersWork && m_record && !is("image/");
    m_cut->setVisible(film);
    m_texts->setVisible(film);
    m_poster->setVisible(film && !is("audio/"));
}

void PreviewView::togglePlaying()
{
    if (!m_transport->isEnabled()) {
        return;
    }
    if (m_player->isPlaying()) {
        m_player->pause();
        return;
    }
    m_error.reset();
    m_picture->setMessage({});
    if (!m_opened) {
        m_playWhenOpen = true;
        if (m_url.isEmpty()) {
            m_url = localUrl(); // it may have been encoded here meanwhile
        }
        m_url.isEmpty() ? openFromServer() : openSource();
        return;
    }
    m_player->isOpen() ? m_player->play() : void(m_playWhenOpen = true);
}

void PreviewView::stepFrames(int frames)
{
    m_player->pause();
    const FrameTime time = frameTime();
    seekTo(time.positionOf(time.frameAt(m_player->positionMs()) + frames));
}

void PreviewView::compare()
{
    m_player->pause();
    auto *compare = new CompareView(m_desk, m_asset, window());
    compare->setAttribute(Qt::WA_DeleteOnClose);
    compare->show();
}

void PreviewView::seekTo(qint64 positionMs)
{
    if (!m_opened && !m_url.isEmpty()) {
        openSource();
    }
    m_player->seek(frameTime().clamped(positionMs));
}

void PreviewView::keyPressEvent(QKeyEvent *event)
{
    if (!m_transport->isEnabled()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Space:
        togglePlaying();
        break;
    case Qt::Key_Left:
        stepFrames(event->modifiers().testFlag(Qt::ShiftModifier) ? -10 : -1);
        break;
    case Qt::Key_Right:
        stepFrames(event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
        break;
    case Qt::Key_Home:
        seekTo(0);
        break;
    case Qt::Key_End:
        seekTo(frameTime().durationMs);
        break;
    case Qt::Key_M:
        m_mute->toggle();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace rawi
