#include "core/content/content_revision.h"

#include "core/rules/transaction.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace rawi {

namespace {

constexpr QChar kBetween(0x1f);

QByteArray digest(const QStringList &parts)
{
    return QCryptographicHash::hash(parts.join(kBetween).toUtf8(), QCryptographicHash::Sha256);
}

QString hashOf(const QString &title, const QString &summary, const QString &body)
{
    return QString::fromLatin1(digest({saidText(title), saidText(summary), saidText(body)}).toHex());
}

} // namespace

const QStringList &readFields()
{
    static const QStringList fields{u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s,
                                    u"body_ar"_s,  u"body_en"_s,  u"tags"_s};
    return fields;
}

QString saidText(const QString &text)
{
    static const QRegularExpression lineEnd(u"\\r\\n?"_s);
    static const QRegularExpression blanks(u"[ \\t\\x{00a0}]+\\n"_s);
    QString said = text.normalized(QString::NormalizationForm_C);
    said.replace(lineEnd, u"\n"_s).replace(blanks, u"\n"_s);
    const auto isBlank = [](QChar one) {
        return one == u' ' || one == u'\t' || one == u'\n' || one == QChar(0x00a0);
    };
    const auto first = std::find_if_not(said.cbegin(), said.cend(), isBlank);
    const auto last = std::find_if_not(said.crbegin(), std::make_reverse_iterator(first), isBlank).base();
    return said.sliced(first - said.cbegin(), last - first);
}

QString arabicHash(const ContentItem &item)
{
    return hashOf(item.titleAr, item.summaryAr, item.bodyAr);
}

QString englishHash(const ContentItem &item)
{
    return hashOf(item.titleEn, item.summaryEn, item.bodyEn);
}

// A UUID of version 8 (RFC 9562): PostgreSQL makes the same one of what it held before there were revisions.
Id<ContentRevision> revisionOf(const ContentItem &item)
{
    QByteArray bytes =
        digest(QStringList{item.id.text(), arabicHash(item), englishHash(item)} + item.tags).first(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x80);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    return Id<ContentRevision>(QUuid::fromRfc4122(bytes));
}

Result<Id<ContentRevision>> keepRevision(Transaction &transaction, const ContentItem &item)
{
    ContentRevision revision;
    revision.id = revisionOf(item);
    RAWI_ASSIGN(const std::optional<ContentRevision> known, transaction.find(revision.id));
    if (known) {
        return revision.id;
    }
    revision.item = item.id;
    revision.n = item.rev;
    revision.madeBy = transaction.actor().id;
    revision.madeAt = transaction.now();
    const QJsonObject row = toJson(item);
    for (const QString &name : readFields()) {
        revision.fields.insert(name, row.value(name));
    }
    revision.hashAr = arabicHash(item);
    revision.hashEn = englishHash(item);
    RAWI_TRY(transaction.put(revision));
    return revision.id;
}

} // namespace rawi
