#include "core/media/upload_manifest.h"

#include "core/media/json_members.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kMaxFileSize = 16LL << 30;       // as tus takes it
constexpr qint64 kMaxDurationMs = 100LL * 3600'000; // a recording of days is no upload

Error wrong(const QString &member, const QString &detail)
{
    return {ErrorCode::InvalidArgument, member, detail};
}

bool isDigest(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar one) {
               return (one >= u'0' && one <= u'9') || (one >= u'a' && one <= u'f');
           });
}

// Flat and plain: it stands in URLs and in playlists, and no name can climb out of its folder.
bool isName(const QString &text)
{
    const auto plain = [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'A' && one <= u'Z') || (one >= u'0' && one <= u'9') || one == u'.'
            || one == u'-' || one == u'_';
    };
    return !text.isEmpty() && text.size() <= 64 && text.front() != u'.' && std::all_of(text.begin(), text.end(), plain);
}

// RFC 6838 §4.2, lower case.
bool isMediaType(const QString &text)
{
    const auto plain = [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'0' && one <= u'9') || QStringView(u"!#$&-^_.+").contains(one);
    };
    const qsizetype slash = text.indexOf(u'/');
    return slash > 0 && slash + 1 < text.size() && text.size() <= 127
        && std::all_of(text.begin(), text.begin() + slash, plain) && std::all_of(text.begin() + slash + 1, text.end(), plain);
}

Result<ManifestFile> fileFrom(const QJsonObject &object, const QString &prefix)
{
    ManifestFile file;
    JsonMembers members(object, prefix);
    for (const char *needed : {"type", "name", "content_type", "size", "sha256"}) {
        if (!members.has(needed)) {
            return Error{ErrorCode::FieldRequired, prefix + QLatin1StringView(needed),
                         u"each file has one"_s};
        }
    }
    RAWI_TRY(members.choice("type", file.type));
    RAWI_TRY(members.text("name", file.name, 64));
    RAWI_TRY(members.text("content_type", file.contentType, 127));
    RAWI_TRY(members.number("size", file.size, 0, kMaxFileSize));
    RAWI_TRY(members.text("sha256", file.sha256, 64));
    RAWI_TRY(members.number("width", file.width, 0, 65'535));
    RAWI_TRY(members.number("height", file.height, 0, 65'535));
    RAWI_TRY(members.number("duration_ms", file.durationMs, 0, kMaxDurationMs));
    if (members.has("loudness")) {
        RAWI_ASSIGN(const QJsonObject said, members.object("loudness"));
        Result<LoudnessReport> report = LoudnessReport::fromJson(said);
        if (!report.ok()) {
            return Error{report.error().code, prefix + report.error().subject, report.error().detail};
        }
        file.loudness = *report;
    }
    RAWI_TRY(members.nothingElse());
    if (!isName(file.name)) {
        return wrong(prefix + u"name"_s, u"expected 1 to 64 letters, digits, '.', '-' and '_'"_s);
    }
    if (!isMediaType(file.contentType)) {
        return wrong(prefix + u"content_type"_s, u"expected a media type, for example video/mp4"_s);
    }
    if (!isDigest(file.sha256)) {
        return wrong(prefix + u"sha256"_s, u"expected 64 lower-case hexadecimal digits"_s);
    }
    return file;
}

QJsonObject fileJson(const ManifestFile &file)
{
    QJsonObject object{{u"type"_s, enumText(file.type)},
                       {u"name"_s, file.name},
                       {u"content_type"_s, file.contentType},
                       {u"size"_s, file.size},
                       {u"sha256"_s, file.sha256},
                       {u"width"_s, file.width},
                       {u"height"_s, file.height},
                       {u"duration_ms"_s, file.durationMs}};
    if (file.loudness) {
        object.insert(u"loudness"_s, file.loudness->toJson());
    }
    return object;
}

} // namespace

QJsonObject UploadManifest::toJson() const
{
    QJsonArray list;
    for (const ManifestFile &one : files) {
        list.append(fileJson(one));
    }
    QJsonObject object{{u"version"_s, kManifestVersion}, {u"asset_id"_s, assetId.text()}, {u"files"_s, list}};
    if (!sourceSha256.isEmpty()) {
        object.insert(u"source_sha256"_s, sourceSha256);
    }
    return object;
}

const ManifestFile *UploadManifest::file(QStringView name) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const ManifestFile &one) { return one.name == name; });
    return found == files.end() ? nullptr : &*found;
}

Result<UploadManifest> uploadManifestFrom(const QJsonObject &object)
{
    UploadManifest manifest;
    JsonMembers members(object, {});
    int version = 0;
    QString asset;
    RAWI_TRY(members.number("version", version, 0, 1'000'000));
    if (version != kManifestVersion) {
        return wrong(u"version"_s, u"this server reads manifests of version %1"_s.arg(kManifestVersion));
    }
    RAWI_TRY(members.text("asset_id", asset, 64));
    manifest.assetId = Id<MediaAsset>::fromText(asset);
    if (manifest.assetId.isNull()) {
        return wrong(u"asset_id"_s, u"expected a UUID"_s);
    }
    RAWI_TRY(members.text("source_sha256", manifest.sourceSha256, 64));
    if (!manifest.sourceSha256.isEmpty() && !isDigest(manifest.sourceSha256)) {
        return wrong(u"source_sha256"_s, u"expected 64 lower-case hexadecimal digits"_s);
    }
    RAWI_ASSIGN(const QList<QJsonObject> files, members.objects("files", kMaxManifestFiles));
    RAWI_TRY(members.nothingElse());
    if (files.isEmpty()) {
        return wrong(u"files"_s, u"a manifest names at least one file"_s);
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QString prefix = u"files[%1]."_s.arg(i);
        RAWI_ASSIGN(ManifestFile file, fileFrom(files.at(i), prefix));
        if (names.contains(file.name)) {
            return wrong(prefix + u"name"_s, u"%1 is there twice"_s.arg(file.name));
        }
        names.insert(file.name);
        manifest.files.append(std::move(file));
    }
    return manifest;
}

Result<UploadManifest> parseUploadManifest(const QByteArray &text)
{
    if (text.size() > kMaxManifestBytes) {
        return Error{ErrorCode::TooLarge, u"manifest"_s, u"at most %1 bytes"_s.arg(kMaxManifestBytes)};
    }
    QJsonParseError failure{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &failure);
    if (failure.error != QJsonParseError::NoError || !document.isObject()) {
        return wrong(u"manifest"_s,
                     failure.error == QJsonParseError::NoError
                         ? u"not a JSON object"_s
                         : u"not JSON: %1 at byte %2"_s.arg(failure.errorString()).arg(failure.offset));
    }
    return uploadManifestFrom(document.object());
}

} // namespace rawi
