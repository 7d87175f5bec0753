#include "core/sync/manifest_client.h"

#include "core/protocol/messages.h"

namespace rawi {

namespace {

Result<ManifestStanding> standingOf(const QJsonObject &json)
{
    using Status = ManifestStanding::Status;
    static const QHash<QString, Status> kStatuses{{u"pending"_s, Status::Pending},
                                                  {u"processing"_s, Status::Processing},
                                                  {u"completed"_s, Status::Completed},
                                                  {u"failed"_s, Status::Failed}};
    const auto status = kStatuses.constFind(json.value("status"_L1).toString());
    if (status == kStatuses.cend()) {
        return Error{ErrorCode::CorruptData, u"manifest"_s, u"no status in the answer"_s, SubjectKind::Code};
    }
    ManifestStanding standing{*status, {}, {}};
    for (const QJsonValue &one : json.value("missing"_L1).toArray()) {
        standing.missing.insert(one["name"_L1].toString(),
                                Id<MediaVariant>::fromText(one["variant_id"_L1].toString()));
    }
    for (const QJsonValue &one : json.value("problems"_L1).toArray()) {
        standing.problems.insert(one["name"_L1].toString(), errorFromProblem(one.toObject()));
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
    const QUrl url = m_auth.url(u"/api/v1/media/%1/manifest"_s.arg(manifest.assetId.text()));
    m_auth.send(m_http, HttpClient::jsonRequest("POST", url, manifest.toJson()),
                [this, handler = std::move(handler)](const HttpAnswer &answer) {
                    m_location = QString::fromUtf8(answer.headers.value("location"));
                    answered(answer, handler);
                });
}

void ManifestClient::ask(Handler handler)
{
    m_auth.send(m_http, {"GET", m_auth.linked(m_location), {}, {}},
                [this, handler = std::move(handler)](const HttpAnswer &answer) { answered(answer, handler); });
}

void ManifestClient::answered(const HttpAnswer &answer, const Handler &handler)
{
    const Result<QJsonObject> json = answer.json();
    handler(json ? standingOf(*json) : Result<ManifestStanding>(json.error()), answer.retryAfterMs());
}

} // namespace rawi
