#include "core/engine/av/av_input.h"

#include "core/engine/av/stated_sizes.h"
#include "core/engine/av/still_file.h"
#include "core/engine/av/truncation.h"

extern "C" {
#include <libavutil/time.h>
}

#include <QSet>

#include <cerrno>
#include <unistd.h>

namespace rawi {

struct AvInputCallbacks {
    static AvInput *self(void *opaque) { return static_cast<AvInput *>(opaque); }

    static int read(void *opaque, uint8_t *buffer, int count)
    {
        AvInput *input = self(opaque);
        if (expired(opaque)) {
            return AVERROR_EXIT;
        }
        for (const auto &[from, to] : input->m_skips) {
            if (input->m_position < from) {
                count = int(qMin<qint64>(count, from - input->m_position));
                break;
            }
            input->m_position = input->m_position < to ? to : input->m_position;
        }
        ssize_t got = 0;
        do {
            got = ::pread(input->m_source.fd(), buffer, size_t(count), input->m_position);
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            return AVERROR(errno);
        }
        input->m_shrunk = input->m_shrunk || (got == 0 && input->m_position < input->m_source.size());
        input->m_position += got;
        return got == 0 ? AVERROR_EOF : int(got);
    }

    static int64_t seek(void *opaque, int64_t offset, int whence)
    {
        AvInput *input = self(opaque);
        switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE:
            return input->m_source.size();
        case SEEK_CUR:
            offset += input->m_position;
            break;
        case SEEK_END:
            offset += input->m_source.size();
            break;
        default:
            break;
        }
        if (offset < 0) {
            return AVERROR(EINVAL);
        }
        input->m_position = offset;
        return offset;
    }

    static int expired(void *opaque)
    {
        const AvInput *input = self(opaque);
        return input->m_deadlineUs != 0 && av_gettime_relative() > input->m_deadlineUs ? 1 : 0;
    }

    static int refuseOpen(AVFormatContext *, AVIOContext **, const char *url, int, AVDictionary **)
    {
        av_log(nullptr, AV_LOG_ERROR, "opening another file is not allowed: %.200s", url);
        return AVERROR(EPERM);
    }
};

namespace {

bool listed(const AVInputFormat *format)
{
    const QList<QByteArray> allowed = QByteArray(kFormatWhitelist).split(',');
    const QList<QByteArray> names = QByteArray(format->name).split(',');
    return std::any_of(names.begin(), names.end(), [&](const QByteArray &n) { return allowed.contains(n); });
}

Error refusedFormat(const AVInputFormat *format, const QString &subject)
{
    static const QSet<QByteArray> kPlaylists{"hls", "concat", "sdp", "rtsp", "dash", "imf"};
    static const QSet<QByteArray> kNotMedia{"tty", "lavfi", "bin", "ffmetadata", "data"};
    const QByteArray name = format->name;
    if (kPlaylists.contains(name)) {
        return {ErrorCode::MediaUnsupported, subject,
                u"a playlist (%1) only names other files; take those in themselves"_s.arg(
                    QLatin1StringView(name))};
    }
    if (kNotMedia.contains(name) || (format->flags & AVFMT_NOFILE) != 0) {
        return {ErrorCode::NotMedia, subject, u"no audio, video or picture in it"_s};
    }
    return {ErrorCode::MediaUnsupported, subject,
            u"files of the format %1 are not taken; taken are MP4, MOV, MKV, WebM, AVI, MPEG, MXF, DV, FLV, ASF, Ogg, WAV, AIFF, CAF, AU, "
            "MP3, AAC, AC-3, FLAC, AMR, JPEG, PNG, WebP, AVIF, TIFF, BMP and GIF"_s.arg(QLatin1StringView(name))};
}

bool usable(const AVStream *stream)
{
    const AVCodecParameters *par = stream->codecpar;
    return (par->codec_type == AVMEDIA_TYPE_VIDEO && par->width > 0 && par->height > 0)
        || (par->codec_type == AVMEDIA_TYPE_AUDIO && par->sample_rate > 0 && par->ch_layout.nb_channels > 0);
}

} // namespace

Result<std::unique_ptr<AvInput>> AvInput::open(const SourceFile &source, qint64 budgetMs, Clock clock)
{
    std::unique_ptr<AvInput> input(new AvInput(source));
    input->m_deadlineUs = budgetMs > 0 ? av_gettime_relative() + budgetMs * 1000 : 0;
    clearAvLog();
    if (const std::optional<QString> cut = truncationOf(source); cut && !source.findings().tolerates(*cut)) {
        return Error{ErrorCode::MediaTruncated, source.name(), *cut};
    }
    if (isAnimatedWebp(source)) {
        return Error{ErrorCode::MediaUnsupported, source.name(),
                     u"an animated WebP cannot be read; save its first frame as a picture"_s};
    }
    if (isHeic(source)) {
        return Error{ErrorCode::MediaUnsupported, source.name(),
                     u"a HEIC picture: save it as JPEG (iPhone: Settings, Camera, Formats, Most Compatible)"_s};
    }
    if (declaredPixels(source) > kMaxPixels) {
        return Error{ErrorCode::TooLarge, source.name(), u"the picture has more than 64 million pixels"_s};
    }
    RAWI_TRY(input->openContext());
    RAWI_TRY(input->readStreams());
    input->m_watchesClock = clock == Clock::Joined && mayBeJoined(input->m_context->iformat);
    RAWI_TRY(input->learnClock(false));
    RAWI_TRY(clock == Clock::Joined ? input->checkFlac() : Result<void>());
    return input;
}

AvInput::~AvInput()
{
    avformat_close_input(&m_context);
    if (m_io != nullptr) {
        av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
}

Result<void> AvInput::openContext()
{
    constexpr int kBufferBytes = 64 * 1024;
    auto *buffer = static_cast<uint8_t *>(av_malloc(kBufferBytes));
    m_io = avio_alloc_context(buffer, kBufferBytes, 0, this, AvInputCallbacks::read, nullptr,
                              AvInputCallbacks::seek);
    m_context = avformat_alloc_context();
    if (m_io == nullptr || m_context == nullptr) {
        return avError(AVERROR(ENOMEM), m_source.name(), u"opening"_s);
    }
    m_context->pb = m_io;
    m_context->flags |= AVFMT_FLAG_CUSTOM_IO;
    m_context->io_open = AvInputCallbacks::refuseOpen;
    m_context->interrupt_callback = {AvInputCallbacks::expired, this};
    m_skips = m_source.findings().skipsNow();
    m_parts = m_source.findings().partsNow();

    const AVInputFormat *format = nullptr;
    const int score = av_probe_input_buffer2(m_io, &format, "", nullptr, 0, 0);
    if (score < 0 || format == nullptr) {
        return score == AVERROR_EXIT
            ? avError(score, m_source.name(), u"recognising the file"_s)
            : Error{ErrorCode::NotMedia, m_source.name(), u"no known audio, video or picture format"_s};
    }
    if (!listed(format)) {
        return refusedFormat(format, m_source.name());
    }
    AvOptions options;
    options.set("format_whitelist", kFormatWhitelist)
        .set("codec_whitelist", kCodecWhitelist)
        .set("protocol_whitelist", "none")
        .set("max_streams", 200);
    const int code = avformat_open_input(&m_context, "", format, options.options());
    if (code < 0) {
        Error error = avError(code, m_source.name(), u"reading the file's header"_s);
        if (error.code == ErrorCode::MediaTruncated && score < AVPROBE_SCORE_EXTENSION) {
            error.code = ErrorCode::NotMedia; // it only resembled this format
        }
        return error;
    }
    return {};
}

Result<void> AvInput::readStreams()
{
    std::vector<AVDictionary *> options(m_context->nb_streams, nullptr);
    for (AVDictionary *&one : options) {
        av_dict_set_int(&one, "max_pixels", kMaxPixels, 0);
        av_dict_set(&one, "threads", "1", 0);
    }
    const int code = avformat_find_stream_info(m_context, options.empty() ? nullptr : options.data());
    for (AVDictionary *&one : options) {
        av_dict_free(&one);
    }
    if (AvInputCallbacks::expired(this) != 0) {
        return avError(AVERROR_EXIT, m_source.name(), u"reading the file's streams"_s);
    }
    if (code < 0) {
        return avError(code, m_source.name(), u"reading the file's streams"_s);
    }
    bool any = false;
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        const AVCodecParameters *par = m_context->streams[i]->codecpar;
        if (qint64(par->width) * par->height > kMaxPixels) {
            return Error{ErrorCode::TooLarge, m_source.name(),
                         u"%1 × %2 pixels; at most 64 million are taken"_s.arg(par->width).arg(par->height)};
        }
        any = any || (usable(m_context->streams[i]) && canDecode(int(i)));
    }
    return any ? Result<void>() : nothingToDecode();
}

Error AvInput::nothingToDecode() const
{
    if (lastAvMessage().contains(u"max pixel count"_s)) {
        return avError(AVERROR(EINVAL), m_source.name(), u"reading the picture"_s);
    }
    const bool named = std::any_of(m_context->streams, m_context->streams + m_context->nb_streams, [](const AVStream *one) {
        const AVCodecParameters *par = one->codecpar;
        const bool isMedia = par->codec_type == AVMEDIA_TYPE_VIDEO || par->codec_type == AVMEDIA_TYPE_AUDIO;
        return par->codec_id != AV_CODEC_ID_NONE || (isMedia && par->codec_tag != 0);
    });
    return {named ? ErrorCode::MediaUnsupported : ErrorCode::NotMedia, m_source.name(),
            u"no stream in it can be decoded (%1)"_s.arg(lastAvMessage())};
}

int AvInput::videoStream() const
{
    int best = -1;
    qint64 bestScore = -1;
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        const AVStream *stream = m_context->streams[i];
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO || !usable(stream)
            || (stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0) {
            continue;
        }
        const qint64 isDefault = (stream->disposition & AV_DISPOSITION_DEFAULT) != 0 ? 1LL << 40 : 0;
        const qint64 score = isDefault + qint64(stream->codecpar->width) * stream->codecpar->height;
        if (score > bestScore) {
            best = int(i);
            bestScore = score;
        }
    }
    return best;
}

int AvInput::audioStream() const
{
    const int first = av_find_best_stream(m_context, AVMEDIA_TYPE_AUDIO, -1, videoStream(), nullptr, 0);
    const int best = first >= 0 && usable(m_context->streams[first]) ? first : -1;
    if (best >= 0 && canDecode(best)) {
        return best;
    }
    for (unsigned i = 0; i < m_context->nb_streams; ++i) { // a phone's second track, for those who know not its first
        const AVStream *stream = m_context->streams[i];
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && usable(stream) && canDecode(int(i))) {
            return int(i);
        }
    }
    return videoStream() >= 0 ? -1 : best;
}

QList<int> AvInput::furtherSounds() const
{
    const int main = audioStream();
    QList<int> found;
    bool tracks = false; // or but channels
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        const AVStream *stream = m_context->streams[i];
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO || !usable(stream) || !canDecode(int(i))) {
            continue;
        }
        tracks = tracks || stream->codecpar->ch_layout.nb_channels > 1 || av_dict_get(stream->metadata, "language", nullptr, 0) != nullptr;
        if (int(i) != main) {
            found.append(int(i));
        }
    }
    return tracks ? found : QList<int>();
}

bool AvInput::canDecode(int stream) const
{
    const AVCodec *codec = avcodec_find_decoder(m_context->streams[stream]->codecpar->codec_id);
    return codec != nullptr && QByteArray(kCodecWhitelist).split(',').contains(codec->name);
}

int AvInput::coverStream() const
{
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        if ((m_context->streams[i]->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0
            && usable(m_context->streams[i])) {
            return int(i);
        }
    }
    return -1;
}

bool AvInput::isPicture() const
{
    const QByteArray name = m_context->iformat->name;
    return name.endsWith("_pipe") || (name == "gif" && m_context->streams[0]->nb_frames <= 1)
        || (name == "apng" && m_context->streams[0]->nb_frames <= 1) || (name.startsWith("mov,") && isBmffStill(m_source));
}

Orientation AvInput::orientation(int stream, const AVFrame *frame) const
{
    const int32_t *matrix = displayMatrix(m_context->streams[stream]);
    if (matrix == nullptr && frame != nullptr) {
        matrix = displayMatrix(frame);
    }
    return matrix == nullptr && isPicture() ? stillOrientation(m_source) : orientationOf(matrix);
}

void AvInput::selectOnly(int stream)
{
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        m_context->streams[i]->discard = int(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

Result<bool> AvInput::read(AVPacket *packet)
{
    const int code = av_read_frame(m_context, packet);
    if (code >= 0) {
        if (av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, nullptr) != nullptr) { // ISO/IEC 23001-7
            return Error{ErrorCode::MediaUnsupported, m_source.name(), u"it is encrypted; only a copy without protection can be taken"_s};
        }
        ontoTimeBase(packet, m_context->streams[packet->stream_index], m_context->iformat, m_parts);
        RAWI_TRY(ontoOneClock(packet));
        return true;
    }
    if (m_io->error < 0 && m_io->error != AVERROR_EOF) {
        return avError(m_io->error, m_source.name(), u"reading the file"_s);
    }
    if (m_shrunk) {
        const QString what = u"it became shorter while it was read: its %1 bytes end after %2"_s.arg(m_source.size()).arg(m_position);
        return m_source.findings().tolerates(what) ? Result<bool>(false) : Error{ErrorCode::MediaTruncated, m_source.name(), what};
    }
    if (code == AVERROR_EOF) {
        return false;
    }
    return avError(code, m_source.name(), u"reading the file"_s);
}

// Reads the whole file for its clock: when it looks joined, or `atOnce` since it is. Only then too little time is an error.
Result<void> AvInput::learnClock(bool atOnce)
{
    if (!m_watchesClock) {
        return {};
    }
    FileFindings &known = m_source.findings();
    const std::lock_guard lock(known.mutex);
    const bool may = atOnce || known.suspected || (!known.looked && looksJoined(m_source, m_context->iformat));
    known.looked = true;
    const QByteArray format = m_context->iformat->name;
    if (known.joined == nullptr && may && format == "flac") {
        known.skips = m_skips = flacHeadersInside(m_source);
    } else if (known.joined == nullptr && may && format == "ogg") {
        known.parts = chainedParts(m_source);
    }
    m_parts = known.parts;
    if (known.joined == nullptr && may) {
        const qint64 leftMs = m_deadlineUs == 0 ? 0 : qMax<qint64>(1, (m_deadlineUs - av_gettime_relative()) / 1000);
        const Result<std::shared_ptr<const JoinedClock>> measured = JoinedClock::measure(m_source, atOnce ? leftMs : (leftMs + 1) / 2);
        known.suspected = !measured.ok();
        if (measured.ok()) {
            known.joined = *measured;
        } else if (atOnce) {
            return measured.error();
        }
    }
    m_joined = known.joined;
    return {};
}

// A FLAC says how many samples it has, and each frame which one it is.
Result<void> AvInput::checkFlac()
{
    if (QByteArray(m_context->iformat->name) != "flac" || joins() > 0) {
        return {};
    }
    constexpr qint64 kRoundedUs = 250'000;
    const FlacPromise promise = flacPromise(m_source);
    const qint64 promisedUs = promise.rate > 0 ? av_rescale(promise.samples, 1'000'000, promise.rate) : 0;
    const qint64 endUs = m_joined != nullptr ? m_joined->endUs() : lastFlacFrameUs(m_source, promise);
    if (endUs < 0 || endUs + kRoundedUs >= promisedUs) {
        return {};
    }
    const QString what = missingText("sound", endUs, promisedUs);
    return m_source.findings().tolerates(what) ? Result<void>() : Error{ErrorCode::MediaTruncated, m_source.name(), what};
}

Result<void> AvInput::ontoOneClock(AVPacket *packet)
{
    if (!m_watchesClock) {
        return {};
    }
    m_clocks.resize(qMax(m_clocks.size(), size_t(m_context->nb_streams)));
    const AVRational base = m_context->streams[packet->stream_index]->time_base;
    StreamClock &clock = m_clocks[size_t(packet->stream_index)];
    if (clock.jumpsAt(packet, base) && m_joined == nullptr) {
        RAWI_TRY(learnClock(true));
    }
    if (joins() > 0) {
        const qint64 shift = av_rescale_q(m_joined->shiftUs(packet->stream_index, clock.jumps()), AV_TIME_BASE_Q, base);
        packet->pts += packet->pts == AV_NOPTS_VALUE ? 0 : shift;
        packet->dts += packet->dts == AV_NOPTS_VALUE ? 0 : shift;
    }
    return {};
}

// The container's own way to a moment would mistake one recording for another.
Result<void> AvInput::seekJoined(int stream, qint64 timestamp)
{
    const qint64 us = av_rescale_q(timestamp, m_context->streams[stream]->time_base, AV_TIME_BASE_Q);
    const bool byBytes = stream == videoStream() && QByteArray(m_context->iformat->name).startsWith("mpeg");
    const qint64 position = byBytes ? m_joined->keyBefore(us) : -1;
    const int code = position >= 0 ? av_seek_frame(m_context, -1, position, AVSEEK_FLAG_BYTE)
                                   : av_seek_frame(m_context, stream, INT64_MIN / 2, AVSEEK_FLAG_BACKWARD);
    m_clocks.resize(qMax(m_clocks.size(), size_t(m_context->nb_streams)));
    for (size_t i = 0; i < m_clocks.size(); ++i) {
        m_clocks[i].restart(m_joined->jumpsBefore(int(i), position));
    }
    return code < 0 ? Result<void>(avError(code, m_source.name(), u"seeking"_s)) : Result<void>();
}

Result<void> AvInput::seek(int stream, qint64 timestamp)
{
    if (joins() > 0) {
        return seekJoined(stream, timestamp);
    }
    for (StreamClock &clock : m_clocks) {
        clock.restart(0);
    }
    const int code = av_seek_frame(m_context, stream, timestamp, AVSEEK_FLAG_BACKWARD);
    if (code < 0) {
        return avError(code, m_source.name(), u"seeking"_s);
    }
    return {};
}

bool AvInput::clockJumps() const
{
    const std::lock_guard lock(m_source.findings().mutex);
    return joins() > 0 || m_source.findings().suspected;
}

qint64 AvInput::startUs() const
{
    qint64 start = INT64_MAX;
    for (const int index : {videoStream(), audioStream()}) {
        if (index >= 0 && m_context->streams[index]->start_time != AV_NOPTS_VALUE) {
            const AVStream *stream = m_context->streams[index];
            start = qMin(start, av_rescale_q_rnd(stream->start_time, stream->time_base, AV_TIME_BASE_Q, AV_ROUND_DOWN));
        }
    }
    return start == INT64_MAX ? 0 : start;
}

qint64 AvInput::durationUs() const
{
    if (joins() > 0) {
        return m_joined->endUs() - startUs();
    }
    if (m_context->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE) {
        return 0;
    }
    if (m_context->duration != AV_NOPTS_VALUE && m_context->duration > 0) {
        return m_context->duration;
    }
    const int index = videoStream() >= 0 ? videoStream() : audioStream();
    if (index < 0 || m_context->streams[index]->duration == AV_NOPTS_VALUE) {
        return 0;
    }
    return av_rescale_q(m_context->streams[index]->duration, m_context->streams[index]->time_base, AV_TIME_BASE_Q);
}

qint64 AvInput::measureUs(const SourceFile &source, qint64 budgetMs)
{
    const Result<std::unique_ptr<AvInput>> input = open(source, budgetMs);
    if (!input.ok()) {
        return 0;
    }
    const PacketPtr packet = makePacket();
    qint64 endUs = 0;
    for (;;) {
        const Result<bool> more = (*input)->read(packet.get());
        if (!more.ok() || !*more) {
            return more.ok() && endUs > 0 ? endUs - (*input)->startUs() : 0;
        }
        const AVStream *stream = (*input)->context()->streams[packet->stream_index];
        if (packet->pts != AV_NOPTS_VALUE && usable(stream)) {
            endUs = qMax(endUs, av_rescale_q(packet->pts + packet->duration, stream->time_base, AV_TIME_BASE_Q));
        }
        av_packet_unref(packet.get());
    }
}

} // namespace rawi
