#include "core/engine/picture/subtitle_painter.h"

#include "core/engine/av/text_track.h"
#include "core/subtitles/cue_markup.h"
#include "core/text/truncate.h"

#include <QFile>

#include <array>

extern "C" {
#include <ass/ass.h>
}

namespace rawi {

namespace {

Result<QByteArray> fontFile(const char *name)
{
    QFile file(u"/usr/share/fonts/truetype/noto/"_s + QLatin1StringView(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, file.fileName(),
                     u"burning subtitles needs this font; install the package fonts-noto-core"_s};
    }
    return file.readAll();
}

// What libass would take for its own language is only text here.
QByteArray eventText(const QString &text)
{
    constexpr qsizetype kMostLetters = 1200; // more than a picture holds; shaping a wall of text takes minutes
    QString plain = truncated(withoutTags(text), kMostLetters);
    if (!plain.isEmpty() && plain.back().isHighSurrogate()) {
        plain.chop(1);
    }
    plain.replace(QLatin1Char('\\'), u"\\\u2060"_s); // WORD JOINER: "\N" typed by a person is no line break
    plain.replace(QLatin1Char('{'), u"\\{"_s).replace(QLatin1Char('}'), u"\\}"_s);
    plain.replace(QLatin1Char('\n'), u"\\N"_s);
    return plain.toUtf8();
}

QByteArray header(PictureSize size)
{
    // libass fits a font's whole line into this, and Noto Sans Arabic's line is high: its letters come out small.
    const int letters = qMax(16, qMin(size.width, size.height) / 12);
    const QByteArray font = QByteArray::number(letters);
    const QByteArray edge = QByteArray::number(qMax(1, letters / 14));
    const QByteArray margin = QByteArray::number(size.height / 18);
    const QByteArray side = QByteArray::number(size.width / 20);
    // Encoding −1: the base direction of each line is that of its first strong letter (UAX #9 P2); libass would
    // otherwise set everything from left to right.
    return "[Script Info]\nScriptType: v4.00+\nWrapStyle: 0\nScaledBorderAndShadow: yes\nPlayResX: "
        + QByteArray::number(size.width) + "\nPlayResY: " + QByteArray::number(size.height)
        + "\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, "
          "Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
          "MarginL, MarginR, MarginV, Encoding\nStyle: Default,Noto Sans Arabic,"
        + font + ",&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1," + edge + ",0,2," + side + "," + side
        + "," + margin + ",-1\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
}

// Limited-range Y′CbCr of an RGB colour.
std::array<int, 3> yuvOf(unsigned colour, bool bt709)
{
    const double r = double((colour >> 24) & 0xff) / 255;
    const double g = double((colour >> 16) & 0xff) / 255;
    const double b = double((colour >> 8) & 0xff) / 255;
    const double kr = bt709 ? 0.2126 : 0.299;
    const double kb = bt709 ? 0.0722 : 0.114;
    const double y = kr * r + (1 - kr - kb) * g + kb * b;
    return {qRound(16 + 219 * y), qRound(128 + 112 * (b - y) / (1 - kb)), qRound(128 + 112 * (r - y) / (1 - kr))};
}

// Lays one coverage bitmap onto a plane; `step` is 2 for the chroma planes of 4:2:0, where four coverages make one.
void blend(const ASS_Image *image, uint8_t *plane, int stride, int width, int height, int step, int value)
{
    const int opacity = 255 - int(image->color & 0xff);
    for (int y = image->dst_y / step; y <= (image->dst_y + image->h - 1) / step && y < height; ++y) {
        for (int x = image->dst_x / step; x <= (image->dst_x + image->w - 1) / step && x < width; ++x) {
            int cover = 0;
            for (int dy = 0; dy < step; ++dy) {
                for (int dx = 0; dx < step; ++dx) {
                    const int sourceX = x * step + dx - image->dst_x;
                    const int sourceY = y * step + dy - image->dst_y;
                    if (sourceX >= 0 && sourceY >= 0 && sourceX < image->w && sourceY < image->h) {
                        cover += image->bitmap[sourceY * image->stride + sourceX];
                    }
                }
            }
            const int alpha = cover * opacity / (255 * step * step);
            uint8_t &pixel = plane[y * stride + x];
            pixel = uint8_t((pixel * (255 - alpha) + value * alpha + 127) / 255);
        }
    }
}

} // namespace

Result<SubtitleFonts> SubtitleFonts::read()
{
    RAWI_ASSIGN(QByteArray arabic, fontFile("NotoSansArabic-Regular.ttf"));
    RAWI_ASSIGN(QByteArray other, fontFile("NotoSans-Regular.ttf"));
    return SubtitleFonts{std::move(arabic), std::move(other)};
}

Result<std::unique_ptr<SubtitlePainter>> SubtitlePainter::make(const QList<Cue> &cues, const SubtitleFonts &fonts,
                                                               PictureSize size)
{
    std::unique_ptr<SubtitlePainter> painter(new SubtitlePainter);
    painter->m_library = ass_library_init();
    if (painter->m_library != nullptr) {
        ass_set_message_cb(painter->m_library, [](int, const char *, va_list, void *) {}, nullptr);
    }
    painter->m_renderer = painter->m_library != nullptr ? ass_renderer_init(painter->m_library) : nullptr;
    painter->m_track = painter->m_renderer != nullptr ? ass_new_track(painter->m_library) : nullptr;
    if (painter->m_track == nullptr) {
        return Error{ErrorCode::Internal, u"libass"_s, u"it cannot start"_s};
    }
    ass_add_font(painter->m_library, "arabic", fonts.arabic.constData(), int(fonts.arabic.size()));
    ass_add_font(painter->m_library, "other", fonts.other.constData(), int(fonts.other.size()));
    ass_set_frame_size(painter->m_renderer, size.width, size.height);
    ass_set_storage_size(painter->m_renderer, size.width, size.height);
    ass_set_shaper(painter->m_renderer, ASS_SHAPING_COMPLEX);
    // No font provider: it would search the disk, which the sandbox hides.
    ass_set_fonts(painter->m_renderer, nullptr, "Noto Sans", ASS_FONTPROVIDER_NONE, nullptr, 0);
    QByteArray text = header(size);
    ass_process_data(painter->m_track, text.data(), int(text.size()));
    painter->addCues(cues);
    return painter;
}

void SubtitlePainter::addCues(const QList<Cue> &cues)
{
    for (const Cue &cue : withoutOverlaps(cues)) {
        const int index = ass_alloc_event(m_track);
        if (index < 0) {
            return;
        }
        ASS_Event &event = m_track->events[index];
        const QByteArray text = eventText(cue.text);
        event.Start = cue.startMs;
        event.Duration = cue.endMs - cue.startMs;
        event.Style = m_track->n_styles - 1; // the first one is libass's own
        event.Text = static_cast<char *>(std::calloc(size_t(text.size()) + 1, 1)); // libass frees it
        if (event.Text != nullptr) {
            std::copy(text.begin(), text.end(), event.Text);
        }
    }
}

SubtitlePainter::~SubtitlePainter()
{
    if (m_track != nullptr) {
        ass_free_track(m_track);
    }
    if (m_renderer != nullptr) {
        ass_renderer_done(m_renderer);
    }
    if (m_library != nullptr) {
        ass_library_done(m_library);
    }
}

Result<void> SubtitlePainter::draw(AVFrame *frame, qint64 atMs)
{
    const ASS_Image *image = ass_render_frame(m_renderer, m_track, atMs, nullptr);
    if (image == nullptr) {
        return {};
    }
    if (const int code = av_frame_make_writable(frame); code < 0) { // smaller renditions are made of the same picture
        return avError(code, u"subtitles"_s, u"drawing"_s);
    }
    const bool bt709 = frame->colorspace == AVCOL_SPC_BT709 || (frame->colorspace == AVCOL_SPC_UNSPECIFIED && frame->height >= 720);
    for (; image != nullptr; image = image->next) {
        if (image->w <= 0 || image->h <= 0 || image->dst_x < 0 || image->dst_y < 0) {
            continue;
        }
        const std::array<int, 3> colour = yuvOf(image->color, bt709);
        blend(image, frame->data[0], frame->linesize[0], frame->width, frame->height, 1, colour[0]);
        for (int plane = 1; plane < 3; ++plane) {
            blend(image, frame->data[plane], frame->linesize[plane], (frame->width + 1) / 2, (frame->height + 1) / 2, 2,
                  colour[size_t(plane)]);
        }
    }
    return {};
}

} // namespace rawi
