#pragma once

#include "core/media/encode_settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QSpinBox;

namespace rawi {

// The settings of a preset as a form that shows only what applies to the kind of file. Knows nothing of presets: it
// shows settings and says what was chosen.
class PresetSettingsView : public QWidget {
    Q_OBJECT

public:
    explicit PresetSettingsView(QWidget *parent = nullptr);

    void show(const EncodeSettings &settings);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed(const rawi::EncodeSettings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line {
        QLabel *label = nullptr;
        QWidget *field = nullptr;
    };

    void buildVideo();
    void buildAudio();
    void buildPicture();
    template <typename W>
    W *add(QFormLayout *form, W *field);
    QComboBox *addChoice(QFormLayout *form);
    QSpinBox *addNumber(QFormLayout *form, int least, int most, int step);
    void name(QWidget *field, const QString &text, const QString &help = {});
    void setShown(QWidget *field, bool shown);
    void retranslate();
    void nameFields();
    void fillChoices();
    void showVideo();
    void showAudio();
    void tell();
    EncodeSettings read() const;

    EncodeSettings m_settings;
    bool m_showing = false;
    QHash<QWidget *, QLabel *> m_labels;
    QComboBox *m_form = nullptr;
    QGroupBox *m_videoBox = nullptr;
    QComboBox *m_videoCodec = nullptr;
    QComboBox *m_shape = nullptr;
    QSpinBox *m_height = nullptr;
    QSpinBox *m_crf = nullptr;
    QSpinBox *m_maxRate = nullptr; // kbit/s
    QComboBox *m_speed = nullptr;
    QComboBox *m_profile = nullptr;
    QGroupBox *m_audioBox = nullptr;
    QComboBox *m_audioCodec = nullptr;
    QSpinBox *m_audioRate = nullptr; // kbit/s
    QComboBox *m_channels = nullptr;
    QComboBox *m_destination = nullptr;
    QDoubleSpinBox *m_loudness = nullptr;
    QDoubleSpinBox *m_ceiling = nullptr;
    QGroupBox *m_pictureBox = nullptr;
    QSpinBox *m_longSide = nullptr;
    QSpinBox *m_quality = nullptr;
};

} // namespace rawi
