#include "core/engine/mux_file.h"

#include "core/engine/output_file.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

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

} // namespace

Result<std::unique_ptr<MuxFile>> MuxFile::create(const QString &path, Kind kind, OutputForm form)
{
    std::unique_ptr<MuxFile> file(new MuxFile(path, kind, form));
    const QByteArray part = QFile::encodeName(path + QStringLiteral(".part"));
    int code = avformat_alloc_output_context2(&file->m_context, nullptr, muxerName(form), part.constData());
    if (code >= 0) {
        code = avio_open(&file->m_context->pb, part.constData(), AVIO_FLAG_WRITE);
    }
    if (code < 0) {
        return file->failed(code);
    }
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
}

Error MuxFile::failed(int code) const
{
    return avError(code, QFileInfo(m_path).fileName(), QStringLiteral("writing the file"));
}

Result<int> MuxFile::addStream(const AVCodecParameters *parameters, AVRational timeBase)
{
    AVStream *stream = avformat_new_stream(m_context, nullptr);
    if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, parameters) < 0) {
        return failed(AVERROR(ENOMEM));
    }
    stream->codecpar->codec_tag = 0;
    stream->time_base = timeBase;
    m_timeBases.push_back(timeBase);
    return stream->index;
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
    if (m_kind != Kind::Final) {
        packet->pts += kIntermediateShiftSeconds * base.den;
        packet->dts += kIntermediateShiftSeconds * base.den;
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
    RAWI_TRY(commitFile(m_path + QStringLiteral(".part"), m_path));
    return QFileInfo(m_path).size();
}

Result<AVFormatContext *> openIntermediate(const QString &path)
{
    AVFormatContext *context = nullptr;
    AvOptions options;
    options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2").set("protocol_whitelist", "file");
    int code = avformat_open_input(&context, QFile::encodeName(path).constData(), nullptr, options.options());
    if (code >= 0) {
        code = avformat_find_stream_info(context, nullptr);
    }
    if (code < 0 || context->nb_streams != 1) {
        avformat_close_input(&context);
        return avError(code < 0 ? code : AVERROR_INVALIDDATA, QFileInfo(path).fileName(),
                       QStringLiteral("reading a finished part"));
    }
    return context;
}

} // namespace rawi
