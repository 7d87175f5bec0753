#include "core/protocol/messages.h"

#include "core/rules/plain.h"

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

QJsonObject problemFromError(const Error &error)
{
    const QString code = QLatin1StringView(error.code.name());
    QString title = code;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    title[0] = title[0].toUpper();
    QJsonObject problem = toJson(error); // code, subject and what kind of subject, detail
    problem.insert(u"type"_s, kProblemPrefix + code);
    problem.insert(u"title"_s, title);
    problem.insert(u"status"_s, error.code.httpStatus());
    return problem;
}

Error errorFromProblem(const QJsonObject &problem)
{
    return fromJson<Error>(problem);
}

} // namespace rawi
