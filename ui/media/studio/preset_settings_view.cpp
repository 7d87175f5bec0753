#include "ui/media/studio/preset_settings_view.h"

#include "ui/kit/group_box.h"
#include "ui/kit/number_box.h"
#include "ui/text/preset_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr int kKilo = 1000;
constexpr double kAsItIs = 0; // as a destination: no target
constexpr double kOther = 1;  // as a destination: what is typed
constexpr std::array kDestinations{-23.0, -16.0, -14.0};

void choose(QComboBox *box, const QVariant &value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

template <typename E>
E chosen(const QComboBox *box)
{
    return static_cast<E>(box->currentData().toInt());
}

void put(QComboBox *box, const QList<std::pair<QString, QVariant>> &choices)
{
    const QVariant current = box->currentData();
    box->clear();
    for (const auto &[text, value] : choices) {
        box->addItem(text, value);
    }
    box->setCurrentIndex(std::max(0, box->findData(current)));
}

template <typename E, typename F>
QList<std::pair<QString, QVariant>> choicesOf(const QList<E> &values, F text)
{
    QList<std::pair<QString, QVariant>> choices;
    for (const E value : values) {
        choices.append({text(value), static_cast<int>(value)});
    }
    return choices;
}

// A number with its unit, left to right in every language.
QString level(const char *text)
{
    return QChar(0x2066) + QString::fromUtf8(text) + QChar(0x2069);
}

} // namespace

PresetSettingsView::PresetSettingsView(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *top = new QFormLayout;
    top->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    column->addLayout(top);
    m_form = addChoice(top);
    buildVideo();
    buildAudio();
    buildPicture();
    column->addStretch();
    retranslate();
}

template <typename W>
W *PresetSettingsView::add(QFormLayout *form, W *field)
{
    auto *label = new QLabel(this);
    label->setBuddy(field);
    m_labels.insert(field, label);
    form->addRow(label, field);
    return field;
}

QComboBox *PresetSettingsView::addChoice(QFormLayout *form)
{
    auto *box = add(form, new QComboBox(this));
    connect(box, &QComboBox::activated, this, &PresetSettingsView::tell);
    return box;
}

QSpinBox *PresetSettingsView::addNumber(QFormLayout *form, int least, int most, int step)
{
    auto *box = add(form, new NumberBox(this));
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, &PresetSettingsView::tell);
    return box;
}

void PresetSettingsView::buildVideo()
{
    m_videoBox = new GroupBox(this);
    m_videoBox->setCheckable(true);
    auto *form = new QFormLayout(m_videoBox);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_videoCodec = addChoice(form);
    m_shape = addChoice(form);
    m_height = addNumber(form, 64, 4320, 2);
    m_crf = addNumber(form, 0, 63, 1);
    m_maxRate = addNumber(form, 0, 200'000, 100);
    m_speed = addChoice(form);
    m_profile = addChoice(form);
    connect(m_videoBox, &QGroupBox::clicked, this, &PresetSettingsView::tell);
    layout()->addWidget(m_videoBox);
}

void PresetSettingsView::buildAudio()
{
    m_audioBox = new GroupBox(this);
    m_audioBox->setCheckable(true);
    auto *form = new QFormLayout(m_audioBox);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_audioCodec = addChoice(form);
    m_audioRate = addNumber(form, 16, 512, 8);
    m_channels = addChoice(form);
    m_destination = addChoice(form);
    const auto level = [&](double least, double most) {
        auto *box = add(form, new DecimalBox(this));
        box->setRange(least, most);
        box->setDecimals(1);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setLayoutDirection(Qt::LeftToRight); // levels are read as the meters show them
        box->setLocale(QLocale::c());
        box->setSingleStep(0.5);
        box->setKeyboardTracking(false);
        connect(box, &QDoubleSpinBox::valueChanged, this, &PresetSettingsView::tell);
        return box;
    };
    m_loudness = level(-40, -5);
    m_ceiling = level(-20, 0);
    connect(m_audioBox, &QGroupBox::clicked, this, &PresetSettingsView::tell);
    layout()->addWidget(m_audioBox);
}

void PresetSettingsView::buildPicture()
{
    m_pictureBox = new QGroupBox(this);
    auto *form = new QFormLayout(m_pictureBox);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_longSide = addNumber(form, 16, 16'384, 10);
    m_quality = addNumber(form, 1, 100, 1);
    layout()->addWidget(m_pictureBox);
}

void PresetSettingsView::setReadOnly(bool readOnly)
{
    for (QWidget *one : std::initializer_list<QWidget *>{m_form, m_videoBox, m_audioBox, m_pictureBox}) {
        one->setEnabled(!readOnly);
    }
}

void PresetSettingsView::setShown(QWidget *field, bool shown)
{
    field->setVisible(shown);
    m_labels.value(field)->setVisible(shown);
}

void PresetSettingsView::show(const EncodeSettings &settings)
{
    m_showing = true;
    m_settings = settings;
    fillChoices();
    choose(m_form, static_cast<int>(settings.form));
    const bool container = !isPicture(settings.form) && !isSound(settings.form);
    m_videoBox->setVisible(container);
    m_videoBox->setChecked(settings.video.has_value());
    m_audioBox->setVisible(!isPicture(settings.form));
    m_audioBox->setCheckable(container);
    m_audioBox->setChecked(settings.audio.has_value());
    m_pictureBox->setVisible(isPicture(settings.form));
    showVideo();
    showAudio();
    if (settings.picture) {
        m_longSide->setValue(settings.picture->longSide);
        m_quality->setValue(settings.picture->quality);
    }
    m_showing = false;
}

void PresetSettingsView::showVideo()
{
    const VideoSettings video = m_settings.video.value_or(VideoSettings{});
    choose(m_videoCodec, static_cast<int>(video.codec));
    choose(m_shape, static_cast<int>(video.shape));
    m_height->setValue(video.height);
    m_crf->setMaximum(largestCrf(video.codec));
    m_crf->setValue(video.crf);
    m_maxRate->setValue(video.maxRate / kKilo);
    choose(m_speed, video.speed);
    choose(m_profile, video.profile);
    setShown(m_videoCodec, videoCodecsOf(m_settings.form).size() > 1);
    setShown(m_profile, video.codec == VideoCodec::H264);
}

void PresetSettingsView::showAudio()
{
    const AudioSettings audio = m_settings.audio.value_or(AudioSettings{});
    choose(m_audioCodec, static_cast<int>(audio.codec));
    m_audioRate->setValue(audio.rate / kKilo);
    choose(m_channels, audio.channels);
    const bool named = audio.loudness
        && std::find(kDestinations.begin(), kDestinations.end(), *audio.loudness) != kDestinations.end();
    choose(m_destination, !audio.loudness ? kAsItIs : named ? *audio.loudness : kOther);
    m_loudness->setValue(audio.loudness.value_or(-16));
    m_ceiling->setValue(audio.ceiling);
    setShown(m_audioCodec, audioCodecsOf(m_settings.form).size() > 1);
    setShown(m_audioRate, audio.codec != AudioCodec::Flac);
    setShown(m_loudness, audio.loudness && !named);
    setShown(m_ceiling, audio.loudness.has_value());
}

EncodeSettings PresetSettingsView::read() const
{
    EncodeSettings settings{chosen<OutputForm>(m_form), {}, {}, {}};
    if (isPicture(settings.form)) {
        settings.picture = PictureSettings{m_longSide->value(), m_quality->value()};
        return settings;
    }
    const bool container = !isSound(settings.form);
    if (container && m_videoBox->isChecked()) {
        VideoSettings video{chosen<VideoCodec>(m_videoCodec), chosen<PictureShape>(m_shape), m_height->value(), m_crf->value(),
                            m_maxRate->value() * kKilo, m_speed->currentData().toString(), {}};
        if (video.codec == VideoCodec::H264) {
            video.profile = m_profile->currentData().toString();
        }
        settings.video = video;
    }
    if (!container || m_audioBox->isChecked()) {
        AudioSettings audio{chosen<AudioCodec>(m_audioCodec), m_audioRate->value() * kKilo, m_channels->currentData().toInt(), {},
                            m_ceiling->value()};
        const double destination = m_destination->currentData().toDouble();
        if (destination == kOther) {
            const bool wasNamed = !m_loudness->isVisibleTo(m_audioBox);
            audio.loudness = wasNamed ? -18 : m_loudness->value(); // none of the named ones, so that it can be typed
        } else if (destination != kAsItIs) {
            audio.loudness = destination;
        }
        settings.audio = audio;
    }
    return settings;
}

void PresetSettingsView::tell()
{
    if (!m_showing) {
        Q_EMIT changed(read());
    }
}

void PresetSettingsView::name(QWidget *field, const QString &text, const QString &help)
{
    m_labels.value(field)->setText(text);
    field->setAccessibleName(text);
    field->setToolTip(help);
}

void PresetSettingsView::nameFields()
{
    name(m_form, tr("Kind of file"));
    m_videoBox->setTitle(tr("Picture"));
    name(m_videoCodec, tr("Codec"));
    name(m_shape, tr("Shape"), tr("Portrait and square cut the picture to a frame that can be moved."));
    name(m_height, tr("Height"), tr("Of an upright 16:9 picture; smaller sources are never enlarged."));
    name(m_crf, tr("Quality"), tr("The codec's own scale: a smaller number is better and larger."));
    name(m_maxRate, tr("Highest data rate"), tr("The peak over two seconds."));
    name(m_speed, tr("Speed of encoding"), tr("Slower makes smaller files of the same quality."));
    name(m_profile, tr("H.264 profile"));
    m_audioBox->setTitle(tr("Sound"));
    name(m_audioCodec, tr("Codec"));
    name(m_audioRate, tr("Data rate"));
    name(m_channels, tr("Channels"));
    name(m_destination, tr("Loudness"), tr("Measured over the whole programme, as EBU R 128 says."));
    name(m_loudness, tr("Own target"));
    name(m_ceiling, tr("Highest peak"), tr("True peak; what is above is limited."));
    m_pictureBox->setTitle(tr("Picture"));
    name(m_longSide, tr("Longer side"), tr("Smaller pictures are never enlarged."));
    name(m_quality, tr("Quality"), tr("From 1 to 100: a larger number is better and larger."));
}

void PresetSettingsView::fillChoices()
{
    QList<OutputForm> forms;
    for (size_t i = 0; i < EnumNames<OutputForm>::names.size(); ++i) {
        forms.append(static_cast<OutputForm>(i));
    }
    put(m_form, choicesOf(forms, outputFormText));
    put(m_videoCodec, choicesOf(videoCodecsOf(m_settings.form), videoCodecText));
    put(m_shape, choicesOf(QList{PictureShape::Source, PictureShape::Portrait, PictureShape::Square}, pictureShapeText));
    put(m_audioCodec, choicesOf(audioCodecsOf(m_settings.form), audioCodecText));
    put(m_channels, {{channelsText(1), 1}, {channelsText(2), 2}});
    QList<std::pair<QString, QVariant>> speeds;
    const VideoCodec codec = m_settings.video ? m_settings.video->codec : VideoCodec::H264;
    const QStringList names = speedsOf(codec);
    for (const QString &one : names) {
        speeds.append({QChar(0x2066) + one + QChar(0x2069), one});
    }
    put(m_speed, speeds);
    put(m_profile, {{u"High"_s, u"high"_s}, {u"Main"_s, u"main"_s}, {u"Baseline"_s, u"baseline"_s}});
    put(m_destination, {{tr("As it is"), 0.0},
                        {tr("Broadcast, %1").arg(level("R 128, −23 LUFS")), -23.0},
                        {tr("Podcast, %1").arg(level("−16 LUFS")), -16.0},
                        {tr("Web, %1").arg(level("−14 LUFS")), -14.0},
                        {tr("Another target…"), 1.0}});
}

void PresetSettingsView::retranslate()
{
    m_showing = true;
    nameFields();
    fillChoices();
    m_height->setSuffix(tr(" px"));
    m_longSide->setSuffix(tr(" px"));
    m_maxRate->setSuffix(tr(" kbit/s"));
    m_maxRate->setSpecialValueText(tr("No limit"));
    m_audioRate->setSuffix(tr(" kbit/s"));
    m_loudness->setSuffix(u" LUFS"_s);
    m_ceiling->setSuffix(u" dBTP"_s);
    m_showing = false;
}

void PresetSettingsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        show(m_settings);
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
