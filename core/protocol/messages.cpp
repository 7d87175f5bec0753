#include "core/protocol/messages.h"

#include <QCryptographicHash>

#include <iterator>

namespace rawi {

namespace {

const QString kProblemPrefix = u"urn:rawi:error:"_s;

struct CodeStatus {
    ErrorCode code;
    int status;
};

// In the order of the codes, so that each is found by its number; one that is missing does not compile.
constexpr CodeStatus kStatuses[] = {
    {ErrorCode::InvalidArgument, 422},
    {ErrorCode::UnknownField, 422},
    {ErrorCode::UnknownCommand, 404},
    {ErrorCode::FieldRequired, 422},
    {ErrorCode::FieldTooLong, 422},
    {ErrorCode::NotFound, 404},
    {ErrorCode::AlreadyExists, 409},
    {ErrorCode::PermissionDenied, 403},
    {ErrorCode::Unauthenticated, 401},
    {ErrorCode::InvalidCredentials, 401},
    {ErrorCode::WeakPassword, 422},
    {ErrorCode::StateConflict, 409},
    {ErrorCode::RevisionConflict, 412},
    {ErrorCode::TooLarge, 413},
    {ErrorCode::UnsupportedMediaType, 415},
    {ErrorCode::RateLimited, 429},
    {ErrorCode::UpgradeRequired, 426},
    {ErrorCode::CursorUnknown, 409},
    {ErrorCode::CursorExpired, 410},
    {ErrorCode::SequenceGap, 409},
    {ErrorCode::MassDeleteGuard, 409},
    {ErrorCode::FileMissing, 404},
    {ErrorCode::FileChanged, 409},
    {ErrorCode::IoError, 500},
    {ErrorCode::DiskFull, 507},
    {ErrorCode::NetworkUnreachable, 503},
    {ErrorCode::Timeout, 504},
    {ErrorCode::ServerUnavailable, 503},
    {ErrorCode::DatabaseError, 500},
    {ErrorCode::CorruptData, 500},
    {ErrorCode::NotMedia, 422},
    {ErrorCode::MediaTruncated, 422},
    {ErrorCode::MediaUnsupported, 415},
    {ErrorCode::WorkerCrashed, 500},
    {ErrorCode::Cancelled, 500},
    {ErrorCode::AddressInUse, 500},
    {ErrorCode::MissingProgram, 500},
    {ErrorCode::Locked, 423},
    {ErrorCode::ChecksumMismatch, 460}, // tus 1.0, checksum extension
    {ErrorCode::OffsetMismatch, 409},
    {ErrorCode::MethodNotAllowed, 405},
    {ErrorCode::PreconditionRequired, 428},
    {ErrorCode::LoudnessUnmet, 409},
    {ErrorCode::OthersChanges, 409},
    {ErrorCode::Internal, 500},
};

#define X(name, text) +1
static_assert(std::size(kStatuses) == 0 RAWI_ERROR_CODES(X), "an error code has no HTTP status");
#undef X

constexpr bool inOrder()
{
    for (size_t i = 0; i < std::size(kStatuses); ++i) {
        if (static_cast<size_t>(kStatuses[i].code) != i) {
            return false;
        }
    }
    return true;
}
static_assert(inOrder(), "the statuses stand in the order of the error codes");

} // namespace

struct ManifestHasher::Private {
    QCryptographicHash hash{QCryptographicHash::Sha256};
};

ManifestHasher::ManifestHasher() : d(std::make_unique<Private>()) { }

ManifestHasher::~ManifestHasher() = default;

void ManifestHasher::add(const QString &id, qint64 rev, const QString &hash)
{
    d->hash.addData(id.toUtf8() + ':' + QByteArray::number(rev) + ':' + hash.toUtf8() + '\n');
}

QString ManifestHasher::result() const
{
    return QString::fromLatin1(d->hash.result().toHex());
}

int httpStatusOf(ErrorCode code)
{
    return kStatuses[static_cast<size_t>(code)].status;
}

QJsonObject problemFromError(const Error &error)
{
    const QString code = QLatin1StringView(errorCodeName(error.code));
    QString title = code;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    title[0] = title[0].toUpper();
    return {{u"type"_s, kProblemPrefix + code}, {u"title"_s, title}, {u"status"_s, httpStatusOf(error.code)},
            {u"detail"_s, error.detail},        {u"code"_s, code},   {u"subject"_s, error.subject}};
}

Error errorFromProblem(const QJsonObject &problem)
{
    return {errorCodeFromName(problem.value("code"_L1).toString()), problem.value("subject"_L1).toString(),
            problem.value("detail"_L1).toString()};
}

} // namespace rawi
