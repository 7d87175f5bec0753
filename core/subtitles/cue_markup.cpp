#include "core/subtitles/cue_markup.h"

#include "core/base/literals.h"
#include "core/subtitles/text_encoding.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr qsizetype kMaxTag = 200; // UTF-16 units; longer ones are text
constexpr qsizetype kMaxReference = 12; // "&" and ";" with it
constexpr std::array<QStringView, 11> kTags{u"i",    u"b",    u"u",  u"s",    u"c", u"v",
                                            u"lang", u"ruby", u"rt", u"font", u"tt"};

// What files use of the names of HTML (§13.5): those of WebVTT, of Latin-1 from U+00A0 on, and of typography.
QHash<QString, QChar> referenceNames()
{
    QHash<QString, QChar> names{
        {u"amp"_s, u'&'},         {u"lt"_s, u'<'},          {u"gt"_s, u'>'},          {u"quot"_s, u'"'},
        {u"apos"_s, u'\''},       {u"lrm"_s, QChar(0x200E)}, {u"rlm"_s, QChar(0x200F)}, {u"zwj"_s, QChar(0x200D)},
        {u"zwnj"_s, QChar(0x200C)}, {u"ensp"_s, QChar(0x2002)}, {u"emsp"_s, QChar(0x2003)}, {u"thinsp"_s, QChar(0x2009)},
        {u"hellip"_s, u'…'},      {u"ndash"_s, u'–'},       {u"mdash"_s, u'—'},       {u"lsquo"_s, u'‘'},
        {u"rsquo"_s, u'’'},       {u"sbquo"_s, u'‚'},       {u"ldquo"_s, u'“'},       {u"rdquo"_s, u'”'},
        {u"bdquo"_s, u'„'},       {u"lsaquo"_s, u'‹'},      {u"rsaquo"_s, u'›'},      {u"bull"_s, u'•'},
        {u"dagger"_s, u'†'},      {u"permil"_s, u'‰'},      {u"euro"_s, u'€'},        {u"trade"_s, u'™'},
        {u"minus"_s, u'−'},       {u"larr"_s, u'←'},        {u"rarr"_s, u'→'},        {u"OElig"_s, u'Œ'},
        {u"oelig"_s, u'œ'},       {u"Scaron"_s, u'Š'},      {u"scaron"_s, u'š'},      {u"Yuml"_s, u'Ÿ'}};
    static constexpr QStringView latin
        = u"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro "
          u"para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
          u"Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
          u"Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
          u"igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
          u"thorn yuml";
    char16_t next = 0x00A0;
    for (const QStringView name : latin.split(u' ')) {
        names.insert(name.toString(), QChar(next++));
    }
    return names;
}

// As HTML reads numbers (§13.2.5.80): half surrogates and NUL are U+FFFD, 128 to 159 are those of Windows-1252. A carriage
// return would be another line once it is written.
QString numbered(QStringView digits, int base)
{
    bool isNumber = false;
    const uint code = digits.toUInt(&isNumber, base);
    if (!isNumber) {
        return {};
    }
    if (code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code)) {
        return QChar(QChar::ReplacementCharacter);
    }
    if (code >= 0x80 && code < 0xA0) {
        return windows1252(static_cast<uchar>(code));
    }
    return code == u'\r' ? u"\n"_s : QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
}

// What stands between "&" and ";"; empty when it is no reference.
QString referenced(QStringView inside)
{
    static const QHash<QString, QChar> names = referenceNames();
    if (inside.startsWith(QStringView(u"#x"), Qt::CaseInsensitive)) {
        return numbered(inside.sliced(2), 16);
    }
    if (inside.startsWith(u'#')) {
        return numbered(inside.sliced(1), 10);
    }
    const auto found = names.constFind(inside.toString());
    return found == names.constEnd() ? QString() : QString(*found);
}

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
        const qsizetype end = text[i] == u'&' ? QStringView(text).sliced(i, std::min(kMaxReference, text.size() - i)).indexOf(u';') : -1;
        const QString character = end > 1 ? referenced(QStringView(text).sliced(i + 1, end - 1)) : QString();
        decoded += character.isEmpty() ? QString(text[i]) : character;
        i += character.isEmpty() ? 1 : end + 1;
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
