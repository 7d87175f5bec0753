#include "ui/text/argument_text.h"

#include "core/text/direction.h"
#include "core/text/truncate.h"
#include "ui/text/feature_words.h"
#include "ui/text/format_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kMostGraphemes = 400;
constexpr qsizetype kFingerprint = 12;
constexpr qsizetype kMostMembers = 24;

struct ArgumentText {
    Q_DECLARE_TR_FUNCTIONS(ArgumentText)
};

QString shownText(const QString &text, ArgumentLength length)
{
    if (length == ArgumentLength::Whole) {
        return isolate(text);
    }
    const QString kept = truncated(text.trimmed(), kMostGraphemes, TextUnit::Graphemes);
    return isolate(kept.size() < text.trimmed().size() ? kept + u'…' : kept);
}

QString idText(const QString &name, const QUuid &id)
{
    const QString title = recordTitleText(id);
    if (!title.isEmpty()) {
        return isolate(title);
    }
    return name == "revision"_L1 ? ArgumentText::tr("as it stood then") : ArgumentText::tr("not on this desk", "a record");
}

QString textText(const QString &name, const FieldInfo *info, const QString &text, ArgumentLength length)
{
    if (const QUuid id = uuidFromText(text); !id.isNull()) {
        return idText(name, id);
    }
    const FieldKind kind = info ? info->kind : FieldKind::Text;
    if (kind == FieldKind::Enum) { // "status.completed": a value that means something else elsewhere
        for (const QString &value : {name + u'.' + text, text}) {
            if (const QString known = knownValue(value); !known.isEmpty()) {
                return known;
            }
        }
    }
    if (kind == FieldKind::Timestamp) {
        return dateTimeText(timestampFromText(text));
    }
    if (kind == FieldKind::Date) {
        return dateText(dateFromIso(text));
    }
    return name == "sha256"_L1 ? leftToRight(text.first(std::min(text.size(), kFingerprint)) + u'…') : shownText(text, length);
}

QString numberText(const QString &name, double number)
{
    const auto whole = static_cast<qint64>(number);
    if (name == "file_size"_L1) {
        return byteSizeText(whole);
    }
    if (name.endsWith("_ms"_L1)) {
        return durationText(whole);
    }
    if (name.endsWith("_us"_L1)) {
        return durationText(whole / 1000);
    }
    constexpr int kDigits = 10;
    return double(whole) == number ? countText(whole) : QLocale().toString(number, 'g', kDigits);
}

QString valueText(const QString &name, const FieldInfo *info, const QJsonValue &value, ArgumentLength length)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? ArgumentText::tr("yes") : ArgumentText::tr("no");
    case QJsonValue::Double:
        return numberText(name, value.toDouble());
    case QJsonValue::String:
        return value.toString().trimmed().isEmpty() ? ArgumentText::tr("nothing") : textText(name, info, value.toString(), length);
    case QJsonValue::Array:
    case QJsonValue::Object:
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return ArgumentText::tr("nothing");
}

// Written line by line; what has no name is counted.
class Lines {
public:
    explicit Lines(ArgumentLength length) : m_length(length) { }

    void add(const QString &path, const QString &name, const FieldInfo *info, const QJsonValue &value)
    {
        if (value.isObject() && !value.toObject().isEmpty()) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                add(path + u'.' + it.key(), it.key(), nullptr, *it);
            }
        } else if (value.isArray() && !value.toArray().isEmpty()) {
            addArray(path, name, info, value.toArray());
        } else {
            say(path, name, valueText(name, info, value, m_length));
        }
    }

    QStringList all() const
    {
        const qsizetype most = m_length == ArgumentLength::Whole ? m_lines.size() : std::min(m_lines.size(), kMostMembers);
        const qsizetype more = m_nameless + m_lines.size() - most;
        QStringList lines = m_lines.first(most);
        if (more > 0) {
            lines.append(ArgumentText::tr("and %n more", nullptr, static_cast<int>(more)));
        }
        return lines;
    }

private:
    void addArray(const QString &path, const QString &name, const FieldInfo *info, const QJsonArray &array)
    {
        QStringList members;
        for (const QJsonValue &one : array) {
            if (one.isObject() || one.isArray()) {
                add(path, name, nullptr, one);
            } else {
                members.append(valueText(name, info, one, m_length));
            }
        }
        if (!members.isEmpty()) {
            say(path, name, QLocale().createSeparatedList(members));
        }
    }

    void say(const QString &path, const QString &name, const QString &value)
    {
        const bool isMember = path.contains(u'.');
        const QString label = isMember && knownField(name).isEmpty() && knownField(path) == knownField(path.section(u'.', 0, 0))
            ? QString()
            : fieldText(path);
        if (label.isEmpty() && m_length == ArgumentLength::Whole) {
            m_lines.append(value); // no word is lost for want of a name
        } else if (label.isEmpty()) {
            ++m_nameless;
        } else {
            m_lines.append(ArgumentText::tr("%1: %2", "an argument and its value").arg(label, value));
        }
    }

    ArgumentLength m_length;
    QStringList m_lines;
    qsizetype m_nameless = 0;
};

} // namespace

QStringList argumentLines(const QJsonObject &args, const QList<FieldInfo> &described, const QUuid &about, ArgumentLength length)
{
    Lines lines(length);
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (!about.isNull() && uuidFromText(it->toString()) == about) {
            continue;
        }
        const auto info = std::find_if(described.begin(), described.end(), [&](const FieldInfo &one) { return one.name == it.key(); });
        lines.add(it.key(), it.key(), info == described.end() ? nullptr : &*info, *it);
    }
    return lines.all();
}

} // namespace rawi
