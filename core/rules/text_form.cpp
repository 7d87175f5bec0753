#include "core/rules/text_form.h"

#include "core/text/visible.h"
#include "core/text/well_formed.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

bool endsALine(QChar character)
{
    constexpr char16_t kNextLine = 0x0085;
    return (character.unicode() >= u'\t' && character.unicode() <= u'\r') || character == QChar(kNextLine)
        || character == QChar(QChar::LineSeparator) || character == QChar(QChar::ParagraphSeparator);
}

QString lineOf(QString text)
{
    if (!checkWellFormed(text, {}).ok()) {
        return text;
    }
    std::replace_if(text.begin(), text.end(), endsALine, QLatin1Char(' '));
    return text.normalized(QString::NormalizationForm_C).trimmed();
}

QString mendedLine(const FieldInfo &field, const QString &text)
{
    QString line = wellFormed(text);
    std::replace_if(line.begin(), line.end(), isControl, QLatin1Char(' '));
    line = lineOf(line);
    return field.form == TextForm::Name && !hasVisible(line) ? QString() : line;
}

QJsonArray namesOnce(const QJsonArray &names)
{
    QJsonArray kept;
    QSet<QString> keys;
    for (const QJsonValue &name : names) {
        const bool isIllFormed = !name.isString() || !checkWellFormed(name.toString(), {}).ok();
        const QString key = isIllFormed ? QString() : readerKey(name.toString());
        if (isIllFormed || (hasVisible(name.toString()) && !keys.contains(key))) {
            keys.insert(key);
            kept.append(name);
        }
    }
    return kept;
}

template <typename OfText>
QJsonValue inFormBy(const FieldInfo &field, const QJsonValue &value, const OfText &ofText)
{
    if (field.form == TextForm::Long) {
        return value;
    }
    if (field.kind == FieldKind::Text && value.isString()) {
        return ofText(value.toString());
    }
    if (field.kind != FieldKind::TextSet || !value.isArray()) {
        return value;
    }
    QJsonArray lines;
    const QJsonArray members = value.toArray();
    for (const QJsonValue &member : members) {
        lines.append(member.isString() ? QJsonValue(ofText(member.toString())) : member);
    }
    return field.form == TextForm::Name ? namesOnce(lines) : lines;
}

template <typename OfValue>
QJsonObject eachInForm(const QList<FieldInfo> &fields, QJsonObject values, const OfValue &ofValue)
{
    for (const FieldInfo &field : fields) {
        if (const auto given = values.find(field.name); field.form != TextForm::Long && given != values.end()) {
            *given = ofValue(field, QJsonValue(*given));
        }
    }
    return values;
}

} // namespace

QJsonValue inForm(const FieldInfo &field, const QJsonValue &value)
{
    return inFormBy(field, value, lineOf);
}

QJsonObject inForm(const QList<FieldInfo> &fields, QJsonObject values)
{
    return eachInForm(fields, std::move(values), [](const FieldInfo &field, const QJsonValue &value) { return inForm(field, value); });
}

Result<void> checkForm(const FieldInfo &field, const QString &text)
{
    if (field.form == TextForm::Long) {
        return {};
    }
    const auto control =
        std::find_if(text.begin(), text.end(), [](QChar one) { return isControl(one) && !endsALine(one); });
    if (control != text.end()) {
        return Error{ErrorCode::InvalidArgument, field.name,
                     u"holds the control character U+%1, which no line has"_s.arg(control->unicode(), 4, 16, QLatin1Char('0'))};
    }
    if (field.form == TextForm::Name && field.kind == FieldKind::Text && !text.trimmed().isEmpty() && !hasVisible(text)) {
        return Error{ErrorCode::FieldRequired, field.name, u"nothing of it can be seen"_s};
    }
    return {};
}

QJsonValue mended(const FieldInfo &field, const QJsonValue &value)
{
    if (const QString text = value.toString(); field.kind == FieldKind::Date && text.contains(u'T')) { // a moment, as days were once kept
        const Timestamp moment = timestampFromText(text);
        return moment.isSet() ? isoDate(QDateTime::fromMSecsSinceEpoch(moment.ms).date()) : value;
    }
    return inFormBy(field, value, [&](const QString &text) { return mendedLine(field, text); });
}

QJsonObject mended(const QList<FieldInfo> &fields, QJsonObject values)
{
    return eachInForm(fields, std::move(values), [](const FieldInfo &field, const QJsonValue &value) { return mended(field, value); });
}

} // namespace rawi
