// The words of PresetSettingsView: what its fields are called and what can be chosen.
#include "ui/media/studio/preset_settings_view.h"

#include "ui/text/preset_text.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGroupBox>
#include <QLabel>
#include <QSpinBox>

namespace rawi {

namespace {

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
