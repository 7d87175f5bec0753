#include "core/catalog/series.h"
#include "sync-server/gateway/router.h"
#include "sync-server/gateway/schema.h"
#include "tests/server/rest_bench.h"

#include <gtest/gtest.h>

#include <QJsonArray>

namespace rawi::server {

namespace {

Route route(Method method, const char *pattern)
{
    Route one;
    one.method = method;
    one.pattern = pattern;
    one.summary = "A summary";
    one.responseSchema = schemaRef(recordInfo<Series>());
    one.handle = [](const Request &) -> Result<Reply> { return Reply::noContent(); };
    return one;
}

QJsonObject at(QJsonObject object, std::initializer_list<const char *> path)
{
    for (const char *name : path) {
        object = object.value(QLatin1StringView(name)).toObject();
    }
    return object;
}

TEST(OpenApiTest, DescribesEachRoute)
{
    RoutingTable table;
    table.add(route(Method::Get, "/api/v1/series"));
    table.add(route(Method::Post, "/api/v1/series"));
    table.add(route(Method::Get, "/api/v1/series/{id}/episodes"));
    const QJsonObject document = openApiDocument(table, {&recordInfo<Series>(), &recordInfo<Episode>()});
    EXPECT_EQ(document.value(u"openapi"_s).toString(), u"3.1.0"_s);
    for (const Route &one : table.routes()) {
        const std::string method = one.method == Method::Get ? "get" : "post";
        const QJsonObject operation = at(document, {"paths", one.pattern.c_str(), method.c_str()});
        EXPECT_FALSE(operation.isEmpty()) << method << ' ' << one.pattern;
        EXPECT_TRUE(operation.contains(u"responses"_s));
    }
    const QJsonArray parameters =
        at(document, {"paths", "/api/v1/series/{id}/episodes", "get"}).value(u"parameters"_s).toArray();
    EXPECT_EQ(parameters.at(0).toObject().value(u"name"_s).toString(), u"id"_s);
    EXPECT_EQ(parameters.at(0).toObject().value(u"in"_s).toString(), u"path"_s);
}

using FeatureRoutesTest = test::RestBench;

// Every route of the features, with its method, parameters and success status.
TEST_F(FeatureRoutesTest, AreAllInTheDocument)
{
    const QJsonObject document = openApiDocument(table, rules.types());
    EXPECT_GE(table.routes().size(), 36u);
    for (const Route &one : table.routes()) {
        const QString method = QString::fromLatin1(methodName(one.method).data()).toLower();
        SCOPED_TRACE(method.toStdString() + ' ' + one.pattern);
        const QJsonObject operation = at(document, {"paths", one.pattern.c_str(), method.toLatin1().constData()});
        EXPECT_FALSE(operation.value(u"summary"_s).toString().isEmpty());
        EXPECT_EQ(!operation.value(u"security"_s).toArray().isEmpty(), one.needsSession);
        EXPECT_FALSE(at(operation, {"responses", std::to_string(one.successStatus).c_str()}).isEmpty());
        const QString schema = at(operation, {"responses", "200", "content", "application/json", "schema"})
                                   .value(u"$ref"_s)
                                   .toString();
        if (!schema.isEmpty()) {
            EXPECT_FALSE(at(document, {"components", "schemas", schema.section(u'/', -1).toLatin1().constData()})
                             .isEmpty());
        }
    }
}

TEST(OpenApiTest, DerivesSchemasFromTheRecordTypes)
{
    const QJsonObject document = openApiDocument(RoutingTable(), {&recordInfo<Series>(), &recordInfo<Episode>()});
    for (const RecordInfo *type : {&recordInfo<Series>(), &recordInfo<Episode>()}) {
        const QJsonObject properties =
            at(document, {"components", "schemas", type->name.toLatin1().constData(), "properties"});
        EXPECT_EQ(properties.size(), type->fields.size() + 2);
        for (const FieldInfo &field : type->fields) {
            EXPECT_TRUE(properties.contains(field.name));
        }
    }
    const QJsonObject status = at(document, {"components", "schemas", "series", "properties", "status"});
    EXPECT_EQ(status.value(u"enum"_s).toArray().size(), 3);
}

} // namespace

} // namespace rawi::server
