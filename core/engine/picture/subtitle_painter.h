#pragma once

#include "core/engine/av/geometry.h"
#include "core/engine/picture/subtitle_fonts.h"
#include "core/subtitles/cue.h"

typedef struct ass_library ASS_Library;
typedef struct ass_renderer ASS_Renderer;
typedef struct ass_track ASS_Track;
typedef struct ass_image ASS_Image;

namespace rawi {

// Draws subtitles into pictures of one size with libass: plain text (override tags do nothing), at the bottom in the
// middle, each line with the base direction of its own text. Belongs to one thread.
class SubtitlePainter {
public:
    // At most 8 cues, and 1,200 letters of them, are shown at a time. Errors: Internal when libass cannot start.
    static Result<std::unique_ptr<SubtitlePainter>> make(const QList<Cue> &cues, const SubtitleFonts &fonts,
                                                         PictureSize size);
    ~SubtitlePainter();
    SubtitlePainter(const SubtitlePainter &) = delete;
    SubtitlePainter &operator=(const SubtitlePainter &) = delete;

    // Into a picture of yuv420p and limited range (Rec. ITU-R BT.709 when `frame` says so, else BT.601).
    Result<void> draw(AVFrame *frame, qint64 atMs);

private:
    SubtitlePainter() = default;
    void addCues(const QList<Cue> &cues);

    ASS_Library *m_library = nullptr;
    ASS_Renderer *m_renderer = nullptr;
    ASS_Track *m_track = nullptr;
};

} // namespace rawi
