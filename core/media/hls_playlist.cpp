#include "core/media/hls_playlist.h"

#include "core/text/truncate.h"

#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kMaxBytes = 4 << 20;
constexpr qsizetype kMaxLines = 100'000;

bool isPlainName(const QString &uri)
{
    const auto plain = [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'A' && one <= u'Z') || (one >= u'0' && one <= u'9') || one == u'.'
            || one == u'-' || one == u'_';
    };
    return !uri.isEmpty() && uri.size() <= 64 && uri.front() != u'.' && std::all_of(uri.begin(), uri.end(), plain);
}

using Visit = std::function<Result<QByteArray>(const QByteArray &uri)>;

// A tag's URI="…" attributes (RFC 8216 §4.2: a quoted string holds no quote).
Result<QByteArray> visitTag(const QByteArray &line, const Visit &visit)
{
    static const QByteArray kAttribute = "URI=\"";
    QByteArray out;
    qsizetype from = 0;
    for (;;) {
        const qsizetype at = line.indexOf(kAttribute, from);
        if (at < 0) {
            return out + line.mid(from);
        }
        const qsizetype begin = at + kAttribute.size();
        const qsizetype end = line.indexOf('"', begin);
        if (end < 0) {
            return Error{ErrorCode::CorruptData, u"URI"_s, u"a quote is not closed"_s, SubjectKind::Code};
        }
        RAWI_ASSIGN(const QByteArray uri, visit(line.mid(begin, end - begin)));
        out += line.mid(from, begin - from) + uri + '"';
        from = end + 1;
    }
}

Result<QByteArray> visitAll(const QByteArray &text, const Visit &visit)
{
    if (text.size() > kMaxBytes) {
        return Error{ErrorCode::TooLarge, u"playlist"_s, u"at most %1 bytes"_s.arg(kMaxBytes), SubjectKind::Code};
    }
    const QList<QByteArray> lines = text.split('\n');
    if (lines.first().trimmed() != "#EXTM3U") {
        return Error{ErrorCode::CorruptData, u"playlist"_s, u"it does not begin with #EXTM3U"_s, SubjectKind::Code};
    }
    if (lines.size() > kMaxLines) {
        return Error{ErrorCode::TooLarge, u"playlist"_s, u"at most %1 lines"_s.arg(kMaxLines), SubjectKind::Code};
    }
    QByteArrayList out;
    for (const QByteArray &raw : lines) {
        const QByteArray line = raw.endsWith('\r') ? raw.chopped(1) : raw;
        if (line.startsWith('#')) {
            RAWI_ASSIGN(QByteArray tag, visitTag(line, visit));
            out.append(std::move(tag));
        } else if (line.trimmed().isEmpty()) {
            out.append(QByteArray());
        } else {
            RAWI_ASSIGN(QByteArray uri, visit(line));
            out.append(std::move(uri));
        }
    }
    return out.join('\n');
}

Result<QString> nameOf(const QByteArray &uri)
{
    const QString name = QString::fromLatin1(uri);
    if (!isPlainName(name)) {
        return Error{ErrorCode::InvalidArgument, truncated(QString::fromUtf8(uri), 200),
                     u"a playlist may call only files beside it, by a plain name"_s, SubjectKind::File};
    }
    return name;
}

} // namespace

Result<QStringList> playlistNames(const QByteArray &text)
{
    QStringList names;
    QSet<QString> known;
    RAWI_TRY(visitAll(text, [&](const QByteArray &uri) -> Result<QByteArray> {
        RAWI_ASSIGN(const QString name, nameOf(uri));
        if (!known.contains(name)) {
            known.insert(name);
            names.append(name);
        }
        return uri;
    }));
    return names;
}

Result<QByteArray> rewrittenPlaylist(const QByteArray &text, const std::function<QString(const QString &name)> &uriOf)
{
    return visitAll(text, [&](const QByteArray &uri) -> Result<QByteArray> {
        RAWI_ASSIGN(const QString name, nameOf(uri));
        return uriOf(name).toLatin1();
    });
}

} // namespace rawi
