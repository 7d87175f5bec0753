#include "core/engine/av/mux_file.h"

#include "core/engine/av/output_file.h"
#include "core/engine/av/text_track.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <cstring>

namespace rawi {

namespace {

const char *muxerName(OutputForm form)
{
    switch (form) {
    case OutputForm::WebM:
        return "webm";
    case OutputForm::Mkv:
        return "matroska";
    case OutputForm::Mp3:
        return "mp3";
    case OutputForm::Opus:
        return "opus";
    default:
        return "mp4";
    }
}

// ISO 639-2 in its terminological form, as MP4 and Matroska want it; "und" when unknown.
QByteArray threeLetters(const QString &language)
{
    const QLocale::Language known = QLocale::codeToLanguage(language.section(QLatin1Char('-'), 0, 0));
    const QString code = QLocale::languageToCode(known, QLocale::ISO639Part2T);
    return code.isEmpty() ? QByteArray("und") : code.toLatin1();
}

// Samples that Opus puts in front of the sound: its header says it (RFC 7845 §5.1), intermediate files do not.
int primingOf(const AVCodecParameters *parameters)
{
    constexpr int kPreSkipAt = 10;
    const bool opus = parameters->codec_id == AV_CODEC_ID_OPUS && parameters->extradata_size >= kPreSkipAt + 2;
    return opus ? parameters->extradata[kPreSkipAt] | parameters->extradata[kPreSkipAt + 1] << 8 : 0;
}

// The first MP3 frame begins before the sound and the last one ends after it: the file's LAME header has to say so.
void markPadding(AVPacket *packet)
{
    constexpr int kFrame = 1152; // of MPEG-1, the only one that is made
    const auto before = uint32_t(qMax<qint64>(0, -packet->pts));
    const auto after = uint32_t(packet->duration > 0 ? qMax<qint64>(0, kFrame - packet->duration) : 0);
    uint8_t *data = before + after > 0 ? av_packet_new_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, 10) : nullptr;
    for (int i = 0; data != nullptr && i < 10; ++i) {
        data[i] = i < 4 ? uint8_t(before >> (8 * i)) : i < 8 ? uint8_t(after >> (8 * (i - 4))) : 0;
    }
}

} // namespace

Result<std::unique_ptr<MuxFile>> MuxFile::create(const QString &path, Kind kind, OutputForm form)
{
    std::unique_ptr<MuxFile> file(new MuxFile(path, kind, form));
    const QByteArray part = QFile::encodeName(path + u".part"_s);
    int code = avformat_alloc_output_context2(&file->m_context, nullptr, muxerName(form), part.constData());
    if (code >= 0) {
        code = avio_open(&file->m_context->pb, part.constData(), AVIO_FLAG_WRITE);
    }
    if (code < 0) {
        return file->failed(code);
    }
    file->m_context->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL; // FLAC in MP4 still counts as one
    if (kind != Kind::Final) {
        file->m_context->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
    }
    return file;
}

MuxFile::~MuxFile()
{
    if (m_context != nullptr) {
        avio_closep(&m_context->pb);
        avformat_free_context(m_context);
    }
    if (!m_finished) {
        QFile::remove(m_path + u".part"_s); // it would only fill a disk that is full
    }
}

Error MuxFile::failed(int code) const
{
    return avError(code, QFileInfo(m_path).fileName(), u"writing the file"_s);
}

Result<int> MuxFile::addStream(const AVCodecParameters *parameters, AVRational timeBase, uint32_t tag)
{
    AVStream *stream = avformat_new_stream(m_context, nullptr);
    if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, parameters) < 0) {
        return failed(AVERROR(ENOMEM));
    }
    stream->codecpar->codec_tag = tag;
    stream->time_base = timeBase;
    if (m_kind == Kind::Final) {
        stream->codecpar->initial_padding = primingOf(parameters);
    }
    m_timeBases.push_back(timeBase);
    return stream->index;
}

Result<int> MuxFile::addText(const QString &language)
{
    AVCodecParameters *parameters = avcodec_parameters_alloc();
    parameters->codec_type = AVMEDIA_TYPE_SUBTITLE;
    parameters->codec_id = textCodec(m_form);
    const QByteArray header = textHeader(m_form);
    if (!header.isEmpty()) {
        parameters->extradata = static_cast<uint8_t *>(av_mallocz(size_t(header.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
        std::copy(header.begin(), header.end(), parameters->extradata);
        parameters->extradata_size = int(header.size());
    }
    const Result<int> stream = addStream(parameters, {1, 1000});
    avcodec_parameters_free(&parameters);
    RAWI_TRY(stream);
    av_dict_set(&m_context->streams[*stream]->metadata, "language", threeLetters(language).constData(), 0);
    return stream;
}

void MuxFile::addChapters(const QList<PlanChapter> &chapters, qint64 filmMs)
{
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        auto *chapter = static_cast<AVChapter *>(av_mallocz(sizeof(AVChapter)));
        auto **grown = static_cast<AVChapter **>(
            av_realloc_array(m_context->chapters, m_context->nb_chapters + 1, sizeof(AVChapter *)));
        if (chapter == nullptr || grown == nullptr) {
            av_free(chapter);
            return;
        }
        chapter->id = int(i) + 1;
        chapter->time_base = {1, 1000};
        chapter->start = chapters[i].startMs;
        chapter->end = i + 1 < chapters.size() ? chapters[i + 1].startMs
                                                : qMax(filmMs, chapters[i].startMs + 1);
        av_dict_set(&chapter->metadata, "title", chapters[i].title.toUtf8().constData(), 0);
        m_context->chapters = grown;
        m_context->chapters[m_context->nb_chapters++] = chapter;
    }
}

Result<qint64> MuxFile::endFragment()
{
    int code = av_interleaved_write_frame(m_context, nullptr);
    if (code >= 0) {
        code = av_write_frame(m_context, nullptr);
    }
    avio_flush(m_context->pb);
    if (code < 0 || m_context->pb->error < 0) {
        return failed(code < 0 ? code : m_context->pb->error);
    }
    return avio_tell(m_context->pb);
}

Result<void> MuxFile::setDisplayMatrix(int stream, const int32_t *matrix)
{
    constexpr size_t kBytes = 9 * sizeof(int32_t);
#if LIBAVCODEC_VERSION_MAJOR >= 61
    AVCodecParameters *parameters = m_context->streams[stream]->codecpar;
    AVPacketSideData *side = av_packet_side_data_new(&parameters->coded_side_data, &parameters->nb_coded_side_data,
                                                     AV_PKT_DATA_DISPLAYMATRIX, kBytes, 0);
    uint8_t *data = side != nullptr ? side->data : nullptr;
#else
    uint8_t *data = av_stream_new_side_data(m_context->streams[stream], AV_PKT_DATA_DISPLAYMATRIX, kBytes);
#endif
    if (data == nullptr) {
        return failed(AVERROR(ENOMEM));
    }
    std::memcpy(data, matrix, kBytes);
    return {};
}

void MuxFile::describeSound(int stream, const QString &language, AudioRole role, bool isDefault)
{
    AVStream *track = m_context->streams[stream];
    if (!language.isEmpty()) {
        av_dict_set(&track->metadata, "language", threeLetters(language).constData(), 0);
    }
    track->disposition = (isDefault ? AV_DISPOSITION_DEFAULT : 0)
        | (role == AudioRole::Dub ? AV_DISPOSITION_DUB
               : role == AudioRole::Description ? AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS
                                                : AV_DISPOSITION_ORIGINAL);
}

Result<void> MuxFile::start()
{
    AvOptions options;
    const bool mp4 = QByteArray(m_context->oformat->name) == "mp4";
    for (size_t i = 0; i < m_timeBases.size(); ++i) {
        if (mp4 && m_context->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO) {
            options.set("video_track_timescale", qint64(m_timeBases[i].den));
        }
    }
    switch (m_kind) {
    case Kind::VideoSegment:
        options.set("movflags", "+empty_moov+frag_keyframe+default_base_moof+frag_discont").set("use_editlist", "0");
        break;
    case Kind::AudioTrack:
        options.set("movflags", "+empty_moov+default_base_moof+frag_discont")
            .set("frag_duration", qint64(10'000'000))
            .set("use_editlist", "0");
        break;
    case Kind::Hls:
        options.set("movflags", "+frag_custom+empty_moov+default_base_moof+frag_discont").set("use_editlist", "0");
        break;
    case Kind::Final:
        if (mp4) {
            options.set("movflags", "+faststart");
        } else if (m_form == OutputForm::WebM || m_form == OutputForm::Mkv) {
            options.set("cues_to_front", qint64(1)); // players seek before the file is whole
        }
        break;
    }
    const int code = avformat_write_header(m_context, options.options());
    if (code < 0) {
        return failed(code);
    }
    return {};
}

Result<void> MuxFile::write(AVPacket *packet, int stream)
{
    const AVRational base = m_timeBases[size_t(stream)];
    const qint64 shift = m_kind == Kind::Final ? 0 : m_kind == Kind::Hls ? kHlsShiftSeconds : kIntermediateShiftSeconds;
    packet->pts += shift * base.den;
    packet->dts += shift * base.den;
    if (m_kind == Kind::Final && m_form == OutputForm::Mp3) {
        markPadding(packet);
    }
    packet->stream_index = stream;
    packet->pos = -1;
    av_packet_rescale_ts(packet, base, m_context->streams[stream]->time_base);
    int code = av_interleaved_write_frame(m_context, packet);
    if (code >= 0) {
        code = m_context->pb->error;
    }
    if (code < 0) {
        return failed(code);
    }
    return {};
}

Result<qint64> MuxFile::finish()
{
    int code = av_write_trailer(m_context);
    if (code >= 0) {
        code = m_context->pb->error;
    }
    const int closed = avio_closep(&m_context->pb);
    if (code < 0 || closed < 0) {
        return failed(code < 0 ? code : closed);
    }
    RAWI_TRY(commitFile(m_path + u".part"_s, m_path));
    m_finished = true;
    return QFileInfo(m_path).size();
}

Result<AVFormatContext *> openIntermediate(const QString &path)
{
    AVFormatContext *context = nullptr;
    AvOptions options;
    options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2").set("protocol_whitelist", "file");
    int code = avformat_open_input(&context, QFile::encodeName(path).constData(), nullptr, options.options());
    // Of a picture the header mostly says all that a copy needs; looking further would decode its first frames.
    const bool isKnown = code >= 0 && context->nb_streams == 1 && context->streams[0]->codecpar->width > 0;
    if (code >= 0 && !isKnown) {
        code = avformat_find_stream_info(context, nullptr);
    }
    if (code < 0 || context->nb_streams != 1) {
        avformat_close_input(&context);
        return avError(code < 0 ? code : AVERROR_INVALIDDATA, QFileInfo(path).fileName(),
                       u"reading a finished part"_s);
    }
    return context;
}

} // namespace rawi
