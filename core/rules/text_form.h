#pragma once

#include "core/rules/describe.h"

namespace rawi {

// A value as its field keeps it (TextForm): lines composed, with blanks for tabs and line ends and none at their ends; of a
// set of names those that can be seen, and of names with one readerKey() the first. Everything else, and what is
// ill-formed or no text at all, comes back as it is, for FieldInfo::check() to refuse.
QJsonValue inForm(const FieldInfo &field, const QJsonValue &value);
QJsonObject inForm(const QList<FieldInfo> &fields, QJsonObject values);

// Errors: InvalidArgument for a control character in a line, FieldRequired for a name of which nothing can be seen.
Result<void> checkForm(const FieldInfo &field, const QString &text);

// A value that was kept before fields had forms, or that a rule made of several: as inForm(), without the control
// characters that would be refused; a name of which nothing can be seen becomes empty.
QJsonValue mended(const FieldInfo &field, const QJsonValue &value);
QJsonObject mended(const QList<FieldInfo> &fields, QJsonObject values);

} // namespace rawi
