#include "core/sync/manifest_client.h"

#include "core/protocol/messages.h"

namespace rawi {

namespace {

Result<ManifestStanding> standingOf(const QJsonObject &json)
{
    using Status = ManifestStanding::Status;
    static const QHash<QString, Status> kStatuses{{QStringLiteral("pending"), Status::Pending},
                                                  {QStringLiteral("processing"), Status::Processing},
                                                  {QStringLiteral("completed"), Status::Completed},
                                                  {QStringLiteral("failed"), Status::Failed}};
    const auto status = kStatuses.constFind(json.value(QLatin1StringView("status")).toString());
    if (status == kStatuses.cend()) {
        return Error{ErrorCode::CorruptData, QStringLiteral("manifest"), QStringLiteral("no status in the answer")};
    }
    ManifestStanding standing{*status, {}, {}};
    for (const QJsonValue &one : json.value(QLatin1StringView("missing")).toArray()) {
        standing.missing.insert(one[QLatin1StringView("name")].toString(),
                                Id<MediaVariant>::fromText(one[QLatin1StringView("variant_id")].toString()));
    }
    for (const QJsonValue &one : json.value(QLatin1StringView("problems")).toArray()) {
        standing.problems.insert(one[QLatin1StringView("name")].toString(), errorFromProblem(one.toObject()));
    }
    return standing;
}

} // namespace

ManifestClient::ManifestClient(AuthClient &auth, HttpClient &http, QObject *parent)
    : QObject(parent), m_auth(auth), m_http(http)
{
}

void ManifestClient::post(const UploadManifest &manifest, Handler handler)
{
    const QUrl url = m_auth.url(QStringLiteral("/api/v1/media/%1/manifest").arg(manifest.assetId.text()));
    m_auth.send(m_http, HttpClient::jsonRequest("POST", url, manifest.toJson()),
                [this, handler = std::move(handler)](const HttpAnswer &answer) {
                    m_location = QString::fromUtf8(answer.headers.value("location"));
                    answered(answer, handler);
                });
}

void ManifestClient::ask(Handler handler)
{
    m_auth.send(m_http, {"GET", m_auth.url(m_location), {}, {}},
                [this, handler = std::move(handler)](const HttpAnswer &answer) { answered(answer, handler); });
}

void ManifestClient::answered(const HttpAnswer &answer, const Handler &handler)
{
    const Result<QJsonObject> json = answer.json();
    handler(json ? standingOf(*json) : Result<ManifestStanding>(json.error()), answer.retryAfterMs());
}

} // namespace rawi
