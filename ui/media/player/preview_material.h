#pragma once

#include "core/desk/house/desk.h"
#include "core/media/storyboard.h"
#include "core/media/subtitle_track.h"
#include "core/media/waveform.h"
#include "core/subtitles/cue.h"

#include <QCache>
#include <QImage>

namespace rawi {

// What a preview knows of an asset beside its film: storyboard, waveform, subtitles, as they lie on this desk. Belongs to
// the GUI thread; sheets are read when they are first asked for.
class PreviewMaterial {
public:
    explicit PreviewMaterial(Desk &desk);

    void setAsset(const Id<MediaAsset> &asset); // reads what is there now; null forgets all

    bool hasPictures() const { return !m_storyboard.tiles.isEmpty(); }
    // The storyboard's picture for a moment; null when there is none.
    QImage pictureAt(qint64 ms);
    const Waveform &waveform() const { return m_waveform; }

    // One language's track a row, as the record store gives them.
    struct Track {
        QString language; // BCP 47
        SubtitleKind kind = SubtitleKind::Subtitles;
        QList<Cue> cues;  // by start
    };
    const QList<Track> &tracks() const { return m_tracks; }
    // What is to be read at a moment, lines of cues that overlap below each other; empty between them.
    static QString textAt(const Track &track, qint64 ms);

private:
    QByteArray localBytes(const QString &variant, qint64 most) const;
    void readTracks();

    Desk &m_desk;
    Id<MediaAsset> m_asset;
    Storyboard m_storyboard;
    Waveform m_waveform;
    QList<Track> m_tracks;
    QCache<QString, QImage> m_sheets;
};

} // namespace rawi
