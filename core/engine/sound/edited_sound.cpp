#include "core/engine/sound/edited_sound.h"

namespace rawi {

Result<std::unique_ptr<EditedSound>> EditedSound::open(const SourceFile &source, int stream, int channels, int rate,
                                                       const EditList &edit, const FilmSources &others)
{
    std::unique_ptr<EditedSound> sound(new EditedSound(source, stream, channels, rate, edit, others));
    RAWI_TRY(sound->reopen(edit.isEmpty() ? Id<MediaAsset>() : edit.ranges().first().asset));
    return sound;
}

Result<void> EditedSound::reopen(Id<MediaAsset> asset)
{
    const SourceFile *file = asset.isNull() ? &m_source : fileOf(m_others, asset);
    if (file == nullptr) {
        return Error{ErrorCode::NotFound, asset.text(), u"the plan names no file for a range's asset"_s};
    }
    m_sound.reset();
    RAWI_ASSIGN(m_input, AvInput::open(*file));
    const int stream = asset.isNull() && m_stream >= 0 ? m_stream : m_input->audioStream();
    if (stream >= 0 || m_others.empty()) { // alone, a film without sound is an error
        RAWI_ASSIGN(m_sound, MixedSound::open(*m_input, stream, m_channels, m_rate));
    }
    m_asset = asset;
    m_from = m_to = 0;
    m_ended = m_sound == nullptr;
    return {};
}

Result<void> EditedSound::readChunk()
{
    RAWI_ASSIGN(const int count, m_sound->next(m_chunk));
    m_ended = count == 0;
    m_from = m_to;
    m_to += count;
    return {};
}

Result<int> EditedSound::next(SoundPlanes &out)
{
    constexpr qint64 kMostSilence = 48'000;
    if (m_edit.isEmpty()) {
        RAWI_ASSIGN(const int count, m_sound->next(out));
        m_given += count;
        return count;
    }
    out.assign(size_t(m_channels), {});
    while (m_range < m_edit.ranges().size()) {
        const EditRange &range = m_edit.ranges()[m_range];
        // Counted on the edit's clock, so that roundings of many ranges do not add up against the picture.
        const qint64 begin = sampleAt(m_edit.startOf(m_range));
        const qint64 end = sampleAt(m_edit.startOf(m_range + 1));
        if (m_given >= end) {
            ++m_range;
            continue;
        }
        const qint64 wanted = sampleAt(range.fromUs) + m_given - begin; // of the source
        if (wanted < m_from || range.asset != m_asset) {
            RAWI_TRY(reopen(range.asset));
        }
        if (wanted >= m_to && !m_ended) {
            RAWI_TRY(readChunk());
            continue;
        }
        const qint64 room = end - m_given;
        const qint64 count = wanted < m_to ? qMin(room, m_to - wanted) : qMin(room, kMostSilence);
        for (size_t channel = 0; channel < out.size(); ++channel) {
            out[channel].assign(size_t(count), 0.0F);
            if (wanted < m_to) {
                const auto first = m_chunk[channel].begin() + (wanted - m_from);
                std::copy(first, first + count, out[channel].begin());
            }
        }
        m_given += count;
        return int(count);
    }
    return 0;
}

qint64 EditedSound::reachedUs() const
{
    return av_rescale(m_given, 1'000'000, m_rate);
}

} // namespace rawi
