#pragma once

#include "core/rules/transaction.h"

namespace rawi {

// The row after an editor's update: each field of `args` that `type` describes and that editors may set is
// merged into `current` by its MergePolicy, against what the edit was based on (shared/design/sync.md). A
// field without a base counts as based on what is current. What cannot merge keeps its current value and
// becomes a Conflict with an id derived from the command, so a second run makes no second conflict. Errors:
// InvalidArgument, FieldTooLong (a malformed base), naming the field.
Result<QJsonObject> mergeFields(Transaction &transaction, const RecordInfo &type, const QJsonObject &current,
                                const QJsonObject &args, const QJsonObject &base);

// The one form in which two values of a field may be compared and hashed: sets sorted, times in UTC
// milliseconds, ids in lower case.
QJsonValue canonicalValue(const FieldInfo &field, const QJsonValue &value);

// A field's value as the text a conflict keeps, and back. Errors: InvalidArgument, FieldTooLong.
QString valueText(const FieldInfo &field, const QJsonValue &value);
Result<QJsonValue> valueFromText(const FieldInfo &field, const QString &text);

} // namespace rawi
