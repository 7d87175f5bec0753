#pragma once

#include "core/desk/house/desk.h"
#include "core/media/loudness_report.h"
#include "ui/media/player/frame_time.h"
#include "ui/media/player/media_player.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace rawi {

class ComparePicture;

// By how much each of two sounds is turned down so that both are equally loud, dB, ≤ 0.
struct MatchedGain {
    double original = 0;
    double rendition = 0;
    bool operator==(const MatchedGain &) const = default;
};
// From the rendition's report and, where it was measured, the original's integrated loudness (LUFS); without that from
// what was added to the original, which is exact only where nothing was limited: otherwise, and without a measurement, none.
std::optional<MatchedGain> matchedGain(const LoudnessReport &report, std::optional<double> original = {});

// Compares an asset's original with one of its renditions, as both lie on this desk: the same frame of both, stepped and
// played together; the sound of one or the other, as it is or equally loud.
class CompareView : public QWidget {
    Q_OBJECT

public:
    CompareView(Desk &desk, const Id<MediaAsset> &asset, QWidget *parent = nullptr);
    ~CompareView() override;

    // Whether this desk has an original and a rendition to set beside it.
    static bool isPossible(Desk &desk, const Id<MediaAsset> &asset);

    MediaPlayer &original() { return *m_players[0]; }
    MediaPlayer &rendition() { return *m_players[1]; }

public Q_SLOTS:
    void seekTo(qint64 positionMs); // both; pauses
    void stepFrames(int frames);
    void togglePlaying();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHead();
    void buildTransport();
    void bind();
    void retranslate();
    void openRendition();
    void describe();
    void updateTimes();
    void updateSound();
    QString describeFile(const QString &name, const QString &path, const QSize &size) const;
    FrameTime frameTime() const;

    Desk &m_desk;
    MediaAsset m_asset;
    QString m_originalPath;
    std::optional<double> m_originalLufs; // of the quality report, when it lies here
    QList<MediaVariant> m_variants; // renditions that lie here
    QStringList m_paths;            // of m_variants
    std::unique_ptr<MediaPlayer> m_players[2];
    ComparePicture *m_picture = nullptr;
    QLabel *m_facts[2] = {};
    QComboBox *m_choice = nullptr;
    QComboBox *m_layout = nullptr;
    QSlider *m_seek = nullptr;
    QLabel *m_position = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_play = nullptr;
    QToolButton *m_forward = nullptr;
    QComboBox *m_sound = nullptr; // 0 = of the original, 1 = of the rendition
    QCheckBox *m_matched = nullptr;
};

} // namespace rawi
