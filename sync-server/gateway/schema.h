#pragma once

#include "core/rules/describe.h"

namespace rawi::server {

// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of what is described: the gate checks against the same
// descriptions that are printed here, so the document says what is enforced.

// {"type": …} of one described field.
QJsonObject fieldSchema(const FieldInfo &field);
// An object of these members, the required ones marked, which takes nothing else.
QJsonObject objectSchema(const QList<FieldInfo> &members);
// The component of a record type: id, rev and every described field.
QJsonObject recordSchema(const RecordInfo &type);
// {"$ref": …} to the component of a record type, and a page or a list of such items.
QJsonObject schemaRef(const RecordInfo &type);
QJsonObject pageSchema(const QJsonObject &itemSchema);
QJsonObject itemsSchema(const QJsonObject &itemSchema);
// An answer of which the members are not promised.
QJsonObject anyObjectSchema();
// A text as the whole body.
QJsonObject textSchema();

// Whether a query parameter's text can be this field's value. Errors: InvalidArgument, FieldTooLong, naming
// it.
Result<void> checkParameter(const FieldInfo &field, const QString &text);

} // namespace rawi::server
