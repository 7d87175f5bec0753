#include "core/subtitles/cue_markup.h"

#include "core/base/literals.h"

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr qsizetype kMaxTag = 200; // UTF-16 units; longer ones are text
constexpr std::array<QStringView, 11> kTags{u"i",    u"b",    u"u",  u"s",    u"c", u"v",
                                            u"lang", u"ruby", u"rt", u"font", u"tt"};

struct Reference {
    QStringView name;
    char16_t character;
};
constexpr std::array<Reference, 7> kReferences{{{u"&amp;", u'&'},
                                                {u"&lt;", u'<'},
                                                {u"&gt;", u'>'},
                                                {u"&nbsp;", 0x00A0},
                                                {u"&lrm;", 0x200E},
                                                {u"&rlm;", 0x200F},
                                                {u"&quot;", u'"'}}};

bool isTimestamp(QStringView inside)
{
    return inside.size() >= 9 && std::all_of(inside.begin(), inside.end(), [](QChar one) {
               return (one >= u'0' && one <= u'9') || one == u':' || one == u'.';
           });
}

} // namespace

qsizetype tagLength(QStringView text, qsizetype at)
{
    if (at >= text.size() || text[at] != u'<') {
        return 0;
    }
    const qsizetype close = text.sliced(at, std::min(kMaxTag, text.size() - at)).indexOf(u'>');
    if (close < 2) {
        return 0;
    }
    QStringView inside = text.sliced(at + 1, close - 1);
    // With "-->" it would be a line of times, in a file.
    if (inside.contains(u'<') || inside.contains(u'\n') || inside.endsWith(QStringView(u"--"))) {
        return 0;
    }
    if (isTimestamp(inside)) {
        return close + 1;
    }
    if (inside.startsWith(u'/')) {
        inside = inside.sliced(1);
    }
    const auto end = std::find_if(inside.begin(), inside.end(), [](QChar one) { return !one.isLetter(); });
    const QStringView name = inside.first(end - inside.begin());
    const bool ends = end == inside.end() || *end == u'.' || *end == u' ' || *end == u'\t' || *end == u'/';
    const bool known = std::any_of(kTags.begin(), kTags.end(), [&](QStringView tag) {
        return name.compare(tag, Qt::CaseInsensitive) == 0;
    });
    return known && ends ? close + 1 : 0;
}

QString withoutTags(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        if (const qsizetype tag = tagLength(text, i)) {
            i += tag;
        } else {
            plain += text[i++];
        }
    }
    return plain;
}

QString decodeReferences(const QString &text)
{
    if (!text.contains(u'&')) {
        return text;
    }
    QString decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const QStringView rest = QStringView(text).sliced(i);
        const auto found = std::find_if(kReferences.begin(), kReferences.end(),
                                        [&](const Reference &one) { return rest.startsWith(one.name); });
        if (found == kReferences.end()) {
            decoded += text[i++];
        } else {
            decoded += QChar(found->character);
            i += found->name.size();
        }
    }
    return decoded;
}

QString encodeReferences(const QString &text)
{
    QString encoded;
    encoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        if (const qsizetype tag = tagLength(text, i)) {
            encoded +=
                text.sliced(i, tag).replace(u'&', u"&amp;"_s); // <v Tom &amp; Amal>: it is read decoded
            i += tag;
            continue;
        }
        const QChar one = text[i++];
        if (one == u'&') {
            encoded += QStringView(u"&amp;");
        } else if (one == u'<') {
            encoded += QStringView(u"&lt;");
        } else if (one == u'>' && encoded.endsWith(QStringView(u"--"))) {
            encoded += QStringView(u"&gt;");
        } else {
            encoded += one;
        }
    }
    return encoded;
}

} // namespace rawi
