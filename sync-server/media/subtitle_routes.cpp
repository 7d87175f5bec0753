#include "sync-server/media/subtitle_routes.h"

#include "core/media/subtitle_track.h"
#include "core/subtitles/subtitle_format.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/media/media_rows.h"

namespace rawi::server {

namespace {

constexpr const char *kTracks = "/api/v1/media/{asset_id}/subtitles";
constexpr const char *kTrack = "/api/v1/media/{asset_id}/subtitles/{file}";

QJsonObject listed(const SubtitleTrack &track)
{
    QJsonObject item = toJson(track);
    item.remove(u"body"_s);
    const QString path = u"/api/v1/media/%1/subtitles/%2"_s.arg(track.assetId.text(), track.id.text());
    item.insert(u"vtt"_s, path + u".vtt"_s);
    item.insert(u"srt"_s, path + u".srt"_s);
    return item;
}

Result<Reply> listTracks(PgPool &pool, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, recordInfo<MediaAsset>()));
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, id, request.session.actor));
    RAWI_ASSIGN(const QList<SubtitleTrack> tracks,
                readSubtitles(pool, asset.id.uuid(), request.session.actor));
    QJsonArray items;
    for (const SubtitleTrack &track : tracks) {
        items.append(listed(track));
    }
    return Reply::json({{u"items"_s, items}});
}

// The track of the asset in the path: "{track}.vtt", "{track}.srt", or "{track}" alone. Errors: NotFound.
Result<SubtitleTrack> trackOf(PgPool &pool, const Request &request)
{
    RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
    const QString name = QString::fromStdString(request.params.at(1));
    const bool file = name.endsWith(u".srt"_s) || name.endsWith(u".vtt"_s);
    const QUuid id = uuidFromText(file ? QStringView(name).chopped(4) : QStringView(name));
    RAWI_ASSIGN(const QList<SubtitleTrack> tracks, readSubtitles(pool, asset, request.session.actor));
    for (const SubtitleTrack &track : tracks) {
        if (!id.isNull() && track.id.uuid() == id) {
            return track;
        }
    }
    return Error{ErrorCode::NotFound, name,
                 u"the asset has no such track; expected {track}.vtt or {track}.srt"_s, SubjectKind::Name};
}

Result<Reply> removeTrack(PgPool &pool, const RecordService &records, const Request &request)
{
    RAWI_ASSIGN(const SubtitleTrack track, trackOf(pool, request));
    Request named = request; // by its own id, as other records
    named.params = {track.id.text().toStdString()};
    return records.remove(named, recordInfo<SubtitleTrack>(), u"subtitles.remove"_s);
}

Result<Reply> trackFile(PgPool &pool, const Request &request)
{
    const bool isSrt = QString::fromStdString(request.params.at(1)).endsWith(u".srt"_s);
    const bool isVtt = QString::fromStdString(request.params.at(1)).endsWith(u".vtt"_s);
    if (!isSrt && !isVtt) {
        return Error{ErrorCode::NotFound, QString::fromStdString(request.params.at(1)),
                     u"expected {track}.vtt or {track}.srt"_s, SubjectKind::Name};
    }
    RAWI_ASSIGN(const SubtitleTrack track, trackOf(pool, request));
    Reply reply;
    reply.contentType = isSrt ? "application/x-subrip; charset=utf-8" : "text/vtt; charset=utf-8";
    reply.body = track.body.toStdString();
    if (isSrt) {
        RAWI_ASSIGN(const SubtitleFile file, parseWebVtt(track.body.toUtf8()));
        reply.body = toSrt(file.cues).toStdString();
    }
    reply.headers = {{"ETag", entityTag(track.rev)}, {"Cache-Control", "private, no-cache"}};
    return reply;
}

} // namespace

void addSubtitleRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    Route list;
    list.pattern = kTracks;
    list.summary = "The subtitle, caption and chapter tracks of a media file, without their cues but with where those are";
    list.responseSchema = itemsSchema(schemaRef(recordInfo<SubtitleTrack>()));
    list.handle = [&pool](const Request &request) { return listTracks(pool, request); };
    table.add(std::move(list));

    const Records records = std::make_shared<const RecordService>(pool, commands);
    Route put = commandRoute(
        records, recordInfo<SubtitleTrack>(),
        {Method::Post, kTracks,
         "Put a track (SubRip, WebVTT or ASS text); one of the same language and kind is replaced",
         u"subtitles.put"_s});
    put.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
        return records->create(request, recordInfo<SubtitleTrack>(), u"subtitles.put"_s,
                               {{u"asset_id"_s, uuidText(asset)}},
                               "/api/v1/media/" + uuidText(asset).toStdString() + "/subtitles");
    };
    table.add(std::move(put));

    Route file;
    file.pattern = kTrack;
    file.summary = "A track as a file: {track}.vtt or {track}.srt";
    file.successType = "text/vtt"; // of {track}.srt application/x-subrip
    file.handle = [&pool](const Request &request) { return trackFile(pool, request); };
    table.add(std::move(file));

    Route remove;
    remove.method = Method::Delete;
    remove.pattern = kTrack;
    remove.summary = "Forget a track, named by its id or by either of its files; If-Match: only as it was read";
    remove.right = u"subtitles.remove"_s;
    remove.rate = RateClass::Write;
    remove.successStatus = 204;
    remove.handle = [records, &pool](const Request &request) { return removeTrack(pool, *records, request); };
    table.add(std::move(remove));
}

} // namespace rawi::server
