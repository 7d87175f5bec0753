#include "core/media/upload_manifest.h"

#include "core/media/stored_file.h"

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

// RFC 6838 §4.2, lower case.
bool hasTypeForm(const QString &text)
{
    const auto plain = [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'0' && one <= u'9') || QStringView(u"!#$&-^_.+").contains(one);
    };
    const qsizetype slash = text.indexOf(u'/');
    return slash > 0 && slash + 1 < text.size() && text.size() <= 127
        && std::all_of(text.begin(), text.begin() + slash, plain) && std::all_of(text.begin() + slash + 1, text.end(), plain);
}

} // namespace

template <>
struct Describe<ManifestFile> {
    using Of = ManifestFile;
    static auto members()
    {
        return std::tuple{member("type", &Of::type, {.required = true}),
                          member("name", &Of::name, {.required = true}),
                          member("content_type", &Of::contentType, {.required = true}),
                          member("size", &Of::size, {.required = true, .least = 0, .most = kMaxFileSize}),
                          member("sha256", &Of::sha256, {.required = true}),
                          member("width", &Of::width, {.least = 0, .most = 65'535}),
                          member("height", &Of::height, {.least = 0, .most = 65'535}),
                          member("duration_ms", &Of::durationMs, {.least = 0, .most = kMaxDurationMs}),
                          member("loudness", &Of::loudness)};
    }
};
template <>
struct Describe<UploadManifest> {
    using Of = UploadManifest;
    static auto members()
    {
        return std::tuple{member("version", &Of::version, {.required = true}),
                          member("asset_id", &Of::assetId, {.required = true}),
                          member("source_sha256", &Of::sourceSha256, {.whenSet = true}),
                          member("files", &Of::files, {.required = true, .least = 1, .most = kMaxManifestFiles})};
    }
};

Result<void> ManifestFile::check() const
{
    if (!isVariantName(name)) {
        return wrong(u"name"_s, u"expected 1 to 64 letters, digits, '.', '-' and '_'"_s);
    }
    if (!hasTypeForm(contentType)) {
        return wrong(u"content_type"_s, u"expected a media type, for example video/mp4"_s);
    }
    return isDigest(sha256) ? Result<void>() : wrong(u"sha256"_s, u"expected 64 lower-case hexadecimal digits"_s);
}

Result<void> UploadManifest::check() const
{
    if (!sourceSha256.isEmpty() && !isDigest(sourceSha256)) {
        return wrong(u"source_sha256"_s, u"expected 64 lower-case hexadecimal digits"_s);
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (names.contains(files.at(i).name)) {
            return wrong(u"files[%1].name"_s.arg(i), u"%1 is there twice"_s.arg(files.at(i).name));
        }
        names.insert(files.at(i).name);
    }
    return {};
}

QJsonObject UploadManifest::toJson() const
{
    return rawi::toJson(*this);
}

const ManifestFile *UploadManifest::file(QStringView name) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const ManifestFile &one) { return one.name == name; });
    return found == files.end() ? nullptr : &*found;
}

Result<UploadManifest> uploadManifestFrom(const QJsonObject &object)
{
    // First: another version may have other members.
    if (object.value("version"_L1).toInt() != kManifestVersion) {
        return wrong(u"version"_s, u"this server reads manifests of version %1"_s.arg(kManifestVersion));
    }
    return parsePlain<UploadManifest>(object);
}

Result<UploadManifest> parseUploadManifest(const QByteArray &text)
{
    if (text.size() > kMaxManifestBytes) {
        return Error{ErrorCode::TooLarge, u"manifest"_s, u"at most %1 bytes"_s.arg(kMaxManifestBytes), SubjectKind::Code};
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
