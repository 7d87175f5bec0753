#include "sync-server/media/file_check.h"

#include "core/media/stored_file.h"
#include "core/media/hls_playlist.h"
#include "core/media/probe_report.h"
#include "core/media/quality_report.h"
#include "core/media/waveform.h"
#include "core/text/truncate.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>
#include <cstdlib>

namespace rawi::server {

namespace {

constexpr int kProbeMs = 20'000; // the worker gives up by itself after twelve
// Sound is measured a hundred times faster than it plays; a file made to be slow is not waited for.
constexpr qint64 kMeasureFloorMs = 60'000;
constexpr qint64 kMeasureMostMs = 30 * 60'000;
constexpr double kLoudnessTolerance = 0.2 + 0.005; // LU; reports keep two decimals
constexpr double kPeakTolerance = 0.5 + 0.005;     // dB
constexpr qint64 kMaxText = 16 << 20;

Error differs(const char *what, qint64 said, qint64 found)
{
    return {ErrorCode::StateConflict, QLatin1StringView(what),
            u"the manifest says %1, the file has %2"_s.arg(said).arg(found), SubjectKind::Field};
}

QString levelText(const std::optional<double> &level, const char *unit)
{
    return level ? u"%1 %2"_s.arg(*level).arg(QLatin1StringView(unit)) : u"silence"_s;
}

// Errors: StateConflict naming both figures.
Result<void> compareLevel(const char *member, const std::optional<double> &said, const std::optional<double> &found,
                          double tolerance, const char *unit)
{
    if (said.has_value() == found.has_value() && (!said || std::abs(*said - *found) <= tolerance)) {
        return {};
    }
    return Error{
        ErrorCode::StateConflict, u"loudness."_s + QLatin1StringView(member),
        u"the manifest says %1, the file has %2"_s.arg(levelText(said, unit), levelText(found, unit)), SubjectKind::Field};
}

// One name for what has two.
QString plainType(const QString &contentType)
{
    static const QHash<QString, QString> kSame{
        {u"audio/opus"_s, u"audio/ogg"_s},
        {u"audio/x-m4a"_s, u"audio/mp4"_s},
        {u"audio/mp3"_s, u"audio/mpeg"_s},
        {u"image/jpg"_s, u"image/jpeg"_s},
        {u"audio/x-matroska"_s, u"video/x-matroska"_s},
        {u"audio/x-wav"_s, u"audio/wav"_s},
    };
    return kSame.value(contentType, contentType);
}

bool isPlaylist(const QString &contentType)
{
    return contentType.endsWith("mpegurl"_L1);
}

Result<QByteArray> textOf(const QString &path)
{
    QFile file(path);
    if (file.size() > kMaxText) {
        return Error{ErrorCode::TooLarge, u"size"_s, u"a text of at most %1 bytes"_s.arg(kMaxText), SubjectKind::Field};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    return file.readAll();
}

Result<void> checkUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar())) {
        return Error{ErrorCode::CorruptData, u"content_type"_s, u"a text in UTF-8 is expected"_s, SubjectKind::Field};
    }
    return {};
}

// ISO/IEC 14496-12 §4.2: a segment begins with one of these boxes.
Result<void> checkSegment(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    const QByteArray kind = file.read(8).mid(4);
    if (kind != "styp" && kind != "moof" && kind != "sidx" && kind != "ftyp" && kind != "emsg" && kind != "prft") {
        return Error{ErrorCode::NotMedia, u"content_type"_s, u"no segment of fragmented MP4"_s, SubjectKind::Field};
    }
    return {};
}

Result<void> checkTextFile(const ManifestFile &file, const QString &path)
{
    RAWI_ASSIGN(const QByteArray text, textOf(path));
    if (file.type == VariantType::Waveform && file.contentType != "application/json"_L1) {
        RAWI_TRY(readWaveform(text));
        return {};
    }
    RAWI_TRY(checkUtf8(text));
    if (file.contentType == "text/vtt"_L1
        && !text.mid(text.startsWith("\xEF\xBB\xBF") ? 3 : 0).startsWith("WEBVTT")) {
        return Error{ErrorCode::CorruptData, u"content_type"_s, u"a WebVTT file begins with WEBVTT"_s, SubjectKind::Field};
    }
    if (file.contentType == "application/json"_L1 && QJsonDocument::fromJson(text).isNull()) {
        return Error{ErrorCode::CorruptData, u"content_type"_s, u"not JSON"_s, SubjectKind::Field};
    }
    return {};
}

// Says nothing about the file.
bool isOurs(const Error &error)
{
    return error.code == ErrorCode::MissingProgram || error.code == ErrorCode::IoError || error.code == ErrorCode::Cancelled
        || error.code == ErrorCode::Locked || error.code == ErrorCode::DatabaseError
        || error.code == ErrorCode::ServerUnavailable;
}

} // namespace

bool isLookedInto(const QString &contentType)
{
    return isMediaType(contentType) || isMediaText(contentType);
}

Result<std::optional<Error>> FileCheck::check(const ManifestFile &file, const QString &path) const
{
    const auto look = [&]() -> Result<void> {
        if (const qint64 size = QFileInfo(path).size(); size != file.size) {
            return differs("size", file.size, size);
        }
        if (file.contentType == "video/iso.segment"_L1) {
            return checkSegment(path);
        }
        if (isMediaType(file.contentType)) {
            return checkMedia(file, path);
        }
        if (file.loudness && !isPlaylist(file.contentType)) {
            return Error{ErrorCode::StateConflict, u"loudness"_s,
                         u"the file has no sound that could be measured"_s, SubjectKind::Field};
        }
        if (isPlaylist(file.contentType)) {
            RAWI_ASSIGN(const QByteArray text, textOf(path));
            return checkPlaylist(text);
        }
        if (isLookedInto(file.contentType) || file.type == VariantType::Waveform) {
            return checkTextFile(file, path);
        }
        if (file.contentType != "application/octet-stream"_L1) {
            return Error{ErrorCode::UnsupportedMediaType, u"content_type"_s,
                         u"%1 is none that this server publishes"_s.arg(file.contentType), SubjectKind::Field};
        }
        return {};
    };
    const Result<void> looked = look();
    if (looked.ok()) {
        return std::optional<Error>();
    }
    return isOurs(looked.error()) ? Result<std::optional<Error>>(looked.error()) : std::optional<Error>(looked.error());
}

Result<void> FileCheck::checkMedia(const ManifestFile &file, const QString &path) const
{
    RAWI_ASSIGN(const QJsonObject line, m_worker.run({u"probe"_s, path, u"--json"_s}, kProbeMs, m_listener));
    const auto report = fromJson<ProbeReport>(line);
    if (plainType(report.contentType) != plainType(file.contentType)) {
        return Error{ErrorCode::StateConflict, u"content_type"_s,
                     u"the manifest says %1, the file is %2"_s.arg(file.contentType, report.contentType), SubjectKind::Field};
    }
    if (file.width > 0 && std::abs(report.width - file.width) > 1) { // a pixel: sample aspects round
        return differs("width", file.width, report.width);
    }
    if (file.height > 0 && std::abs(report.height - file.height) > 1) {
        return differs("height", file.height, report.height);
    }
    // A frame, an audio block and a container's rounding; half a per cent where only the bit rate tells.
    const qint64 tolerance = std::max<qint64>(250, file.durationMs / 200);
    if (file.durationMs > 0 && std::abs(report.durationMs - file.durationMs) > tolerance) {
        return differs("duration_ms", file.durationMs, report.durationMs);
    }
    return file.loudness ? checkLoudness(file, path, report.durationMs) : Result<void>();
}

// Publishing may depend on this report, so it is not believed.
Result<void> FileCheck::checkLoudness(const ManifestFile &file, const QString &path, qint64 durationMs) const
{
    const int timeoutMs = static_cast<int>(std::clamp(durationMs / 4, kMeasureFloorMs, kMeasureMostMs));
    RAWI_ASSIGN(const QJsonObject measured,
                m_worker.run({u"analyze"_s, path, u"--sound"_s, u"--json"_s}, timeoutMs, m_listener));
    RAWI_ASSIGN(const QualityReport report, QualityReport::fromJson(measured));
    if (!report.loudness) {
        return Error{ErrorCode::StateConflict, u"loudness"_s,
                     u"the file has no sound that could be measured"_s, SubjectKind::Field};
    }
    RAWI_TRY(compareLevel("integrated", file.loudness->integrated, report.loudness->integrated, kLoudnessTolerance, "LUFS"));
    return compareLevel("true_peak", file.loudness->truePeak, report.loudness->truePeak, kPeakTolerance, "dBTP");
}

Result<void> FileCheck::checkPlaylist(const QByteArray &text) const
{
    RAWI_TRY(checkUtf8(text));
    RAWI_ASSIGN(const QStringList called, playlistNames(text));
    for (const QString &name : called) {
        if (!m_siblings.contains(name)) {
            return Error{ErrorCode::FileMissing, truncated(name, 100),
                         u"the playlist calls it and the manifest has no such file"_s};
        }
    }
    return {};
}

} // namespace rawi::server
