#include "core/protocol/messages.h"

#include <QCryptographicHash>

namespace rawi {

namespace {

const QString kProblemPrefix = u"urn:rawi:error:"_s;

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
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::UnknownField:
    case ErrorCode::FieldRequired:
    case ErrorCode::FieldTooLong:
    case ErrorCode::WeakPassword:
    case ErrorCode::NotMedia:
    case ErrorCode::MediaTruncated:
        return 422;
    case ErrorCode::Unauthenticated:
    case ErrorCode::InvalidCredentials:
        return 401;
    case ErrorCode::PermissionDenied:
        return 403;
    case ErrorCode::NotFound:
    case ErrorCode::UnknownCommand:
    case ErrorCode::FileMissing:
        return 404;
    case ErrorCode::MethodNotAllowed:
        return 405;
    case ErrorCode::AlreadyExists:
    case ErrorCode::StateConflict:
    case ErrorCode::CursorUnknown:
    case ErrorCode::SequenceGap:
    case ErrorCode::MassDeleteGuard:
    case ErrorCode::FileChanged:
    case ErrorCode::OffsetMismatch:
    case ErrorCode::LoudnessUnmet:
    case ErrorCode::OthersChanges:
        return 409;
    case ErrorCode::CursorExpired:
        return 410;
    case ErrorCode::RevisionConflict:
        return 412;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::UnsupportedMediaType:
    case ErrorCode::MediaUnsupported:
        return 415;
    case ErrorCode::Locked:
        return 423;
    case ErrorCode::UpgradeRequired:
        return 426;
    case ErrorCode::PreconditionRequired:
        return 428;
    case ErrorCode::RateLimited:
        return 429;
    case ErrorCode::ChecksumMismatch:
        return 460; // tus 1.0, checksum extension
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::ServerUnavailable:
        return 503;
    case ErrorCode::Timeout:
        return 504;
    case ErrorCode::DiskFull:
        return 507;
    case ErrorCode::IoError:
    case ErrorCode::DatabaseError:
    case ErrorCode::CorruptData:
    case ErrorCode::WorkerCrashed:
    case ErrorCode::Cancelled:
    case ErrorCode::AddressInUse:
    case ErrorCode::MissingProgram:
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
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
