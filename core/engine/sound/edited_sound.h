#pragma once

#include "core/engine/av/film_source.h"
#include "core/engine/sound/mixed_sound.h"
#include "core/media/edit_list.h"

namespace rawi {

// A film's sound as an edit plays it, exact to the sample: each range after the one before. Ranges that go back in time
// make it open the sound again; nothing is sought, so that no codec's start-up shows at a cut. Ranges of another film play
// that one's main sound, or silence when it has none. Belongs to one thread.
class EditedSound {
public:
    // `edit`: empty = the whole sound. `rate`: samples a second. The sources must outlive it. Errors: as MixedSound::open;
    // NotFound for a range of no film.
    static Result<std::unique_ptr<EditedSound>> open(const SourceFile &source, int stream, int channels, int rate,
                                                     const EditList &edit, const FilmSources &others);

    // The next samples, replacing what `out` held; none at the end. Where a range goes on behind the sound's end, silence.
    Result<int> next(SoundPlanes &out);
    qint64 reachedUs() const; // of the edit

private:
    EditedSound(const SourceFile &source, int stream, int channels, int rate, const EditList &edit, const FilmSources &others) :
        m_source(source), m_others(others), m_stream(stream), m_channels(channels), m_rate(rate), m_edit(edit)
    {
    }
    Result<void> reopen(Id<MediaAsset> asset);
    Result<void> readChunk();
    qint64 sampleAt(qint64 us) const { return av_rescale(us, m_rate, 1'000'000); }

    const SourceFile &m_source;
    const FilmSources &m_others;
    int m_stream;
    int m_channels;
    int m_rate;
    EditList m_edit;
    std::unique_ptr<AvInput> m_input; // must outlive m_sound
    std::unique_ptr<MixedSound> m_sound; // none: that film is silent
    Id<MediaAsset> m_asset;              // that is open
    SoundPlanes m_chunk;   // samples m_from to m_to of the source
    qint64 m_from = 0;
    qint64 m_to = 0;
    bool m_ended = false;  // of the source
    qsizetype m_range = 0;
    qint64 m_given = 0;    // samples of the edit handed out
};

} // namespace rawi
