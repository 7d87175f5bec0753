#include "ui/media/player/compare_view.h"

#include "core/media/quality_report.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/media/player/compare_picture.h"
#include "ui/text/format_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace rawi {

namespace {

// Renditions that lie on this desk and can be played, with their files.
QList<std::pair<MediaVariant, QString>> localRenditions(Desk &desk, const Id<MediaAsset> &asset)
{
    QList<std::pair<MediaVariant, QString>> out;
    const auto variants = desk.replica().where<MediaVariant>("asset_id", asset.text());
    for (const MediaVariant &variant : variants.ok() ? *variants : QList<MediaVariant>()) {
        const auto file = desk.localMedia().find(asset, variant.name);
        const bool plays =
            variant.type == VariantType::Rendition && !variant.contentType.startsWith(u"image/"_s);
        if (!plays || !file.ok() || !*file || !QFileInfo::exists((*file)->path)) {
            continue;
        }
        const auto twin = std::find_if(out.begin(), out.end(), [&](const auto &one) { return one.first.name == variant.name; });
        if (twin == out.end()) {
            out.append({variant, (*file)->path});
        } else if (variant.sha256 == (*file)->sha256) { // of what is on the server and what replaces it, the one that lies here
            twin->first = variant;
        }
    }
    return out;
}

QString originalPath(Desk &desk, const Id<MediaAsset> &asset)
{
    const auto file = desk.localMedia().find(asset, u"original"_s);
    return file.ok() && *file && QFileInfo::exists((*file)->path) ? (*file)->path : QString();
}

// What the quality report says of the original's sound.
std::optional<double> measuredLoudness(Desk &desk, const Id<MediaAsset> &asset)
{
    constexpr qint64 kMostBytes = 4 << 20;
    const auto found = desk.localMedia().find(asset, u"report"_s);
    QFile file(found.ok() && *found ? (*found)->path : QString());
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > kMostBytes) {
        return {};
    }
    const auto report = QualityReport::fromJson(QJsonDocument::fromJson(file.readAll()).object());
    return report.ok() && report->loudness ? report->loudness->integrated : std::nullopt;
}

} // namespace

std::optional<MatchedGain> matchedGain(const LoudnessReport &report, std::optional<double> original)
{
    if (!report.integrated || (!original && report.limited)) {
        return {};
    }
    const double louder = original ? *report.integrated - *original : report.gainDb; // of the rendition
    return MatchedGain{qMin(0.0, louder), qMin(0.0, -louder)};
}

CompareView::CompareView(Desk &desk, const Id<MediaAsset> &asset, QWidget *parent)
    : QWidget(parent, Qt::Window), m_desk(desk), m_originalPath(originalPath(desk, asset)),
      m_originalLufs(measuredLoudness(desk, asset)),
      m_players{std::make_unique<MediaPlayer>(), std::make_unique<MediaPlayer>()}
{
    if (const auto found = desk.replica().find(asset); found.ok() && *found) {
        m_asset = **found;
    }
    for (const auto &[variant, path] : localRenditions(desk, asset)) {
        m_variants.append(variant);
        m_paths.append(path);
    }
    auto *column = new QVBoxLayout(this);
    buildHead();
    m_picture = new ComparePicture(this);
    m_picture->setShownSize({m_asset.width, m_asset.height});
    column->addWidget(m_picture, 1);
    buildTransport();
    bind();
    retranslate();
    resize(1040, 480);
    m_players[0]->open(QUrl::fromLocalFile(m_originalPath));
    openRendition();
}

CompareView::~CompareView() = default;

bool CompareView::isPossible(Desk &desk, const Id<MediaAsset> &asset)
{
    return !asset.isNull() && !originalPath(desk, asset).isEmpty() && !localRenditions(desk, asset).isEmpty();
}

void CompareView::buildHead()
{
    // The pictures do not change sides with the language, so neither does what is said of them.
    auto *head = new QWidget(this);
    head->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    for (QLabel *&facts : m_facts) {
        facts = new QLabel(head);
        facts->setAlignment(Qt::AlignHCenter);
        row->addWidget(facts, 1);
    }
    layout()->addWidget(head);
}

void CompareView::buildTransport()
{
    auto *transport = new QWidget(this);
    transport->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(transport);
    row->setContentsMargins(0, 0, 0, 0);
    const auto button = [&](Icon which) {
        auto *made = new QToolButton(transport);
        made->setAutoRaise(true);
        made->setIcon(icon(which));
        row->addWidget(made);
        return made;
    };
    m_back = button(Icon::StepBack);
    m_play = button(Icon::Play);
    m_forward = button(Icon::StepForward);
    m_seek = new QSlider(Qt::Horizontal, transport);
    m_position = new QLabel(transport);
    row->addWidget(m_seek, 1);
    row->addWidget(m_position);
    layout()->addWidget(transport);
    auto *choices = new QHBoxLayout;
    m_choice = new QComboBox(this);
    for (const MediaVariant &variant : m_variants) {
        m_choice->addItem(variant.name);
    }
    m_layout = new QComboBox(this);
    m_sound = new QComboBox(this);
    m_matched = new QCheckBox(this);
    for (QWidget *one : std::initializer_list<QWidget *>{m_choice, m_layout, m_sound, m_matched}) {
        choices->addWidget(one);
    }
    choices->addStretch();
    static_cast<QVBoxLayout *>(layout())->addLayout(choices);
}

void CompareView::bind()
{
    for (int side = 0; side < 2; ++side) {
        MediaPlayer *player = m_players[side].get();
        connect(player, &MediaPlayer::frameChanged, this, [this, side, player] {
            m_picture->setFrame(ComparePicture::Side(side), player->frame());
        });
        // A file shows its first frame when it opens: bring it to where the other one is.
        connect(player, &MediaPlayer::opened, this, [this] { seekTo(m_seek->value()); });
    }
    connect(m_players[0].get(), &MediaPlayer::positionChanged, this, &CompareView::updateTimes);
    connect(m_players[0].get(), &MediaPlayer::durationChanged, this, &CompareView::updateTimes);
    connect(m_players[0].get(), &MediaPlayer::playingChanged, this,
            [this](bool playing) { m_play->setIcon(icon(playing ? Icon::Pause : Icon::Play)); });
    connect(m_back, &QToolButton::clicked, this, [this] { stepFrames(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { stepFrames(1); });
    connect(m_play, &QToolButton::clicked, this, &CompareView::togglePlaying);
    connect(m_seek, &QSlider::sliderMoved, this, &CompareView::seekTo);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &CompareView::openRendition);
    connect(m_layout, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_picture->setPictureLayout(ComparePicture::Layout(qMax(0, index))); });
    connect(m_sound, &QComboBox::currentIndexChanged, this, &CompareView::updateSound);
    connect(m_matched, &QCheckBox::toggled, this, &CompareView::updateSound);
}

void CompareView::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    const auto fill = [](QComboBox *box, const QStringList &words) {
        const QSignalBlocker quiet(box);
        const int chosen = qMax(0, box->currentIndex());
        box->clear();
        box->addItems(words);
        box->setCurrentIndex(chosen);
    };
    setWindowTitle(tr("Compare: %1").arg(isolate(m_asset.originalFilename)));
    name(m_picture, tr("Original and rendition"));
    name(m_seek, tr("Position"));
    name(m_position, tr("Position"));
    name(m_back, tr("One frame back (Left arrow)"));
    name(m_play, tr("Play both (Space)"));
    name(m_forward, tr("One frame forward (Right arrow)"));
    name(m_choice, tr("Rendition"));
    name(m_layout, tr("Arrangement"));
    name(m_sound, tr("Sound"));
    fill(m_layout, {tr("Side by side"), tr("Wipe")});
    fill(m_sound, {tr("Sound of the original"), tr("Sound of the rendition")});
    m_matched->setText(tr("Equally loud"));
    m_matched->setToolTip(tr("Turns the louder one down to the other, by the measured loudness"));
    describe();
    updateTimes();
    updateSound();
}

void CompareView::openRendition()
{
    const int index = m_choice->currentIndex();
    m_players[1]->open(index >= 0 ? QUrl::fromLocalFile(m_paths.at(index)) : QUrl());
    describe();
    updateSound();
}

QString CompareView::describeFile(const QString &name, const QString &path, const QSize &size) const
{
    const qint64 bytes = QFileInfo(path).size();
    QStringList facts{isolate(name)};
    if (!size.isEmpty()) {
        facts.append(isolate(tr("%1 × %2").arg(size.width()).arg(size.height()))); // width first in Arabic, too
    }
    facts.append(isolate(byteSizeText(bytes)));
    if (m_asset.durationMs > 0) {
        const double kilobits = double(bytes) * 8 / double(m_asset.durationMs);
        facts.append(tr("%1 kbit/s").arg(QLocale().toString(qRound64(kilobits))));
    }
    return facts.join(u" · "_s);
}

void CompareView::describe()
{
    m_facts[0]->setText(describeFile(tr("Original"), m_originalPath, {m_asset.width, m_asset.height}));
    const int index = m_choice->currentIndex();
    m_facts[1]->setText(index < 0 ? QString()
                                  : describeFile(m_variants.at(index).name, m_paths.at(index),
                                                 {m_variants.at(index).width, m_variants.at(index).height}));
}

FrameTime CompareView::frameTime() const
{
    const double probed = probedFrameRate(m_asset.metadata);
    const double played = m_players[0]->frameRate();
    return {probed > 0 ? probed : played > 0 ? played : 25.0,
            m_players[0]->durationMs() > 0 ? m_players[0]->durationMs() : m_asset.durationMs};
}

void CompareView::updateTimes()
{
    const FrameTime time = frameTime();
    m_position->setText(timecodeText(m_players[0]->positionMs(), time.fps));
    if (!m_seek->isSliderDown()) {
        const QSignalBlocker quiet(m_seek);
        m_seek->setRange(0, int(time.durationMs));
        m_seek->setValue(int(m_players[0]->positionMs()));
    }
}

void CompareView::updateSound()
{
    const int index = m_choice->currentIndex();
    const auto report = index < 0 ? Result<LoudnessReport>(LoudnessReport{})
                                  : LoudnessReport::fromJson(m_variants.at(index).loudness);
    const auto gain = report.ok() ? matchedGain(*report, m_originalLufs) : std::nullopt;
    m_matched->setEnabled(gain.has_value());
    const MatchedGain used = m_matched->isChecked() && gain ? *gain : MatchedGain{};
    m_players[0]->setGain(used.original, m_sound->currentIndex() != 0);
    m_players[1]->setGain(used.rendition, m_sound->currentIndex() != 1);
}

void CompareView::seekTo(qint64 positionMs)
{
    const qint64 target = frameTime().clamped(positionMs);
    for (const auto &player : m_players) {
        player->pause();
        player->seek(target);
    }
}

void CompareView::stepFrames(int frames)
{
    const FrameTime time = frameTime();
    seekTo(time.positionOf(time.frameAt(m_players[0]->positionMs()) + frames));
}

void CompareView::togglePlaying()
{
    if (m_players[0]->isPlaying()) {
        seekTo(m_players[0]->positionMs()); // both come to rest at the same frame
        return;
    }
    for (const auto &player : m_players) {
        player->play();
    }
}

void CompareView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void CompareView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Space:
        togglePlaying();
        break;
    case Qt::Key_Left:
        stepFrames(-1);
        break;
    case Qt::Key_Right:
        stepFrames(1);
        break;
    case Qt::Key_Escape:
        close();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace rawi
