#include "core/engine/av/av_common.h"

#include <QStringList>

#include <cstdio>
#include <mutex>

namespace rawi {

const char *const kCodecWhitelist
    = "h264,hevc,mpeg4,mpeg1video,mpeg2video,mpegvideo,msmpeg4v1,msmpeg4v2,msmpeg4,h263,h263i,flv,vp6,vp6f,vp6a,"
      "vp8,vp9,av1,libdav1d,libaom-av1,libvpx,libvpx-vp9,theora,prores,dnxhd,cfhd,mjpeg,mjpegb,dvvideo,wmv1,wmv2,"
      "wmv3,vc1,rawvideo,ffv1,huffyuv,ffvhuff,utvideo,qtrle,cinepak,svq1,svq3,indeo3,indeo5,png,apng,webp,libwebp,"
      "gif,bmp,tiff,aac,aac_fixed,aac_latm,libfdk_aac,mp3,mp3float,mp2,mp2float,mp1,mp1float,ac3,eac3,dca,truehd,"
      "vorbis,opus,libopus,flac,alac,wmav1,wmav2,wmapro,wmalossless,amrnb,amrwb,libopencore_amrnb,"
      "libopencore_amrwb,gsm,gsm_ms,nellymoser,speex,libspeex,adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,adpcm_g722,"
      "adpcm_g726,adpcm_swf,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,"
      "pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,mov_text,subrip,srt,ass,ssa,webvtt,"
      "dvdsub,dvbsub,pgssub";

const char *const kFormatWhitelist
    = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,wav,w64,aiff,caf,au,mp3,aac,"
      "ac3,eac3,flac,amr,mxf,dv,gif,apng,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe";

namespace {

std::mutex g_logMutex;
QByteArray g_lastMessage;
int g_linesToTell = 0;

// What libav says to those who call it on a command line, or who build it, is nothing to an editor.
QByteArray withoutAdvice(const QByteArray &text)
{
    qsizetype end = text.size();
    const QByteArray lower = text.toLower();
    for (const char *advice : {"consider ", "you may want to ", "if you want to help", "update your ffmpeg", "try ", "use -", "please "}) {
        const qsizetype at = lower.indexOf(advice);
        end = at >= 0 ? qMin(end, at) : end;
    }
    QByteArray said = text.first(end).trimmed();
    said.chop(said.endsWith(',') ? 1 : 0);
    return said;
}

void rememberMessage(void *source, int level, const char *format, va_list arguments)
{
    if (level > AV_LOG_WARNING) {
        return;
    }
    char line[512];
    int prefix = 0;
    av_log_format_line2(source, level, format, arguments, line, sizeof line, &prefix);
    QByteArray text = QByteArray(line).simplified();
    if (text.startsWith('[')) { // "[h264 @ 0x55…] text": the address says nothing
        text = text.mid(text.indexOf(']') + 1).trimmed();
    }
    text = withoutAdvice(text);
    const std::lock_guard lock(g_logMutex);
    if (text.isEmpty()) {
        return;
    }
    if (g_linesToTell > 0 && text != g_lastMessage) {
        --g_linesToTell;
        std::fprintf(stderr, "%s\n", text.constData());
    }
    // The cause comes before the complaints that follow from it.
    if (!g_lastMessage.contains("max pixel count")) {
        g_lastMessage = text;
    }
}

} // namespace

void captureAvLog()
{
    av_log_set_level(AV_LOG_WARNING);
    av_log_set_callback(rememberMessage);
}

void tellAvLog()
{
    constexpr int kMostLines = 400; // a broken film has something to say about every frame
    const std::lock_guard lock(g_logMutex);
    g_linesToTell = kMostLines;
}

void clearAvLog()
{
    const std::lock_guard lock(g_logMutex);
    g_lastMessage.clear();
}

QString lastAvMessage()
{
    const std::lock_guard lock(g_logMutex);
    return QString::fromUtf8(g_lastMessage);
}

Error avError(int code, const QString &subject, const QString &doing)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    QString detail = doing + u": "_s + QString::fromUtf8(text);
    const QString message = lastAvMessage();
    if (!message.isEmpty()) {
        detail += u" (%1)"_s.arg(message);
    }
    ErrorCode kind = ErrorCode::Internal;
    if (message.contains(u"max pixel count"_s) || code == AVERROR(ENOMEM)) {
        kind = ErrorCode::TooLarge;
    } else if (code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT)) {
        kind = ErrorCode::DiskFull;
    } else if (code == AVERROR_EXIT) {
        kind = ErrorCode::Timeout;
    } else if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF) {
        kind = ErrorCode::MediaTruncated;
    } else if (code == AVERROR_DECODER_NOT_FOUND || code == AVERROR_PATCHWELCOME || code == AVERROR(ENOSYS)
               || code == AVERROR_ENCODER_NOT_FOUND || code == AVERROR_DEMUXER_NOT_FOUND) {
        kind = ErrorCode::MediaUnsupported;
    } else if (code == AVERROR(EIO) || code == AVERROR(EACCES) || code == AVERROR(EPERM)) {
        kind = ErrorCode::IoError;
    }
    return {kind, subject, detail};
}

} // namespace rawi
