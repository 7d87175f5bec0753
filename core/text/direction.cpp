#include "core/text/direction.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace rawi {

namespace {

constexpr char16_t kLeftToRightIsolate = 0x2066;
constexpr char16_t kFirstStrongIsolate = 0x2068;
constexpr char16_t kPopIsolate = 0x2069;

bool opensIsolate(char32_t character)
{
    return character >= 0x2066 && character <= kFirstStrongIsolate;
}

bool isParagraphEnd(char32_t character)
{
    return QChar::direction(character) == QChar::DirB;
}

} // namespace

std::optional<Direction> firstStrongDirection(QStringView text)
{
    int depth = 0;
    const QList<uint> characters = text.toUcs4();
    for (const char32_t character : characters) {
        if (opensIsolate(character)) {
            ++depth;
        } else if (character == kPopIsolate) {
            depth = depth > 0 ? depth - 1 : 0;
        } else if (isParagraphEnd(character)) {
            depth = 0; // an isolate ends with its paragraph (BD9)
        } else if (depth == 0) {
            switch (QChar::direction(character)) {
            case QChar::DirL:
                return Direction::LeftToRight;
            case QChar::DirR:
            case QChar::DirAL:
                return Direction::RightToLeft;
            default:
                break;
            }
        }
    }
    return std::nullopt;
}

Direction baseDirection(QStringView text, Direction fallback)
{
    return firstStrongDirection(text).value_or(fallback);
}

QString isolate(const QString &text)
{
    int open = 0;
    QString inner;
    for (const QChar one : text) {
        if (opensIsolate(one.unicode())) {
            ++open;
        } else if (one.unicode() == kPopIsolate) {
            if (open == 0) {
                continue; // it would end the isolate made here
            }
            --open;
        }
        inner += one;
    }
    return QChar(kFirstStrongIsolate) + inner + QString(open, QChar(kPopIsolate)) + QChar(kPopIsolate);
}

QString pathText(const QString &path)
{
    QStringList names = path.split(QLatin1Char('/'));
    for (QString &name : names) {
        const bool turns = std::any_of(name.cbegin(), name.cend(), [](QChar one) {
            return one.direction() == QChar::DirR || one.direction() == QChar::DirAL || isBidiControl(one);
        });
        name = turns ? isolate(name) : name;
    }
    return QChar(kLeftToRightIsolate) + names.join(QLatin1Char('/')) + QChar(kPopIsolate);
}

bool isBidiControl(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= kPopIsolate) || code == 0x200E
        || code == 0x200F || code == 0x061C;
}

bool opensBidiSpan(QChar character)
{
    const char16_t code = character.unicode();
    return opensIsolate(code) || code == 0x202A || code == 0x202B || code == 0x202D || code == 0x202E;
}

bool closesBidiSpan(QChar character)
{
    return character.unicode() == kPopIsolate || character.unicode() == 0x202C;
}

QString withoutBidiControls(const QString &text)
{
    QString plain = text;
    plain.removeIf([](QChar one) { return isBidiControl(one); });
    return plain;
}

} // namespace rawi
