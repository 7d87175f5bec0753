#include "ui/media/player/preview_material.h"

#include "core/subtitles/cue_markup.h"
#include "core/subtitles/subtitle_format.h"

#include <QFile>
#include <QImageReader>

namespace rawi {

PreviewMaterial::PreviewMaterial(Desk &desk) : m_desk(desk), m_sheets(4) {}

void PreviewMaterial::setAsset(const Id<MediaAsset> &asset)
{
    constexpr qint64 kMostIndex = 4 << 20;
    constexpr qint64 kMostWaveform = 64 << 20;
    m_asset = asset;
    m_storyboard = {};
    m_waveform = {};
    m_tracks.clear();
    m_sheets.clear();
    if (asset.isNull()) {
        return;
    }
    // What is missing or broken is not shown; the film plays without it.
    if (const QByteArray vtt = localBytes(u"storyboard.vtt"_s, kMostIndex); !vtt.isEmpty()) {
        if (auto read = readStoryboard(vtt); read.ok()) {
            m_storyboard = std::move(*read);
        }
    }
    if (const QByteArray peaks = localBytes(u"waveform"_s, kMostWaveform); !peaks.isEmpty()) {
        if (auto read = readWaveform(peaks); read.ok()) {
            m_waveform = std::move(*read);
        }
    }
    readTracks();
}

QByteArray PreviewMaterial::localBytes(const QString &variant, qint64 most) const
{
    const auto found = m_desk.localMedia().find(m_asset, variant);
    if (!found.ok() || !*found) {
        return {};
    }
    QFile file((*found)->path);
    return file.open(QIODevice::ReadOnly) && file.size() <= most ? file.readAll() : QByteArray();
}

void PreviewMaterial::readTracks()
{
    const auto records = m_desk.replica().where<SubtitleTrack>("asset_id", m_asset.text());
    if (!records.ok()) {
        return;
    }
    for (const SubtitleTrack &record : *records) {
        if (record.kind == SubtitleKind::Chapters) {
            continue;
        }
        if (auto read = parseWebVtt(record.body.toUtf8()); read.ok()) {
            std::stable_sort(read->cues.begin(), read->cues.end(),
                             [](const Cue &a, const Cue &b) { return a.startMs < b.startMs; });
            m_tracks.append({record.language, record.kind, read->cues});
        }
    }
}

QImage PreviewMaterial::pictureAt(qint64 ms)
{
    constexpr int kMostSide = 16'384;
    const Storyboard::Tile *tile = m_storyboard.at(ms);
    if (tile == nullptr) {
        return {};
    }
    QImage *sheet = m_sheets.object(tile->sheet);
    if (sheet == nullptr) {
        const auto found = m_desk.localMedia().find(m_asset, tile->variant());
        QImageReader reader(found.ok() && *found ? (*found)->path : QString());
        const QSize size = reader.size();
        sheet = new QImage(size.width() <= kMostSide && size.height() <= kMostSide ? reader.read() : QImage());
        m_sheets.insert(tile->sheet, sheet);
    }
    return sheet->copy(tile->rect.intersected(sheet->rect()));
}

QString PreviewMaterial::textAt(const Track &track, qint64 ms)
{
    QStringList lines;
    for (const Cue &cue : track.cues) {
        if (cue.startMs > ms) {
            break;
        }
        if (cue.endMs > ms) {
            lines.append(withoutTags(cue.text));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace rawi
