// Names that differ only to a computer: one form of each, whoever wrote it.
#include "core/content/content_item.h"
#include "core/rules/conflict.h"
#include "core/rules/text_form.h"
#include "core/text/visible.h"
#include "tests/support/rule_bench.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const QString kNothing[] = {u""_s,       u" \t\u00A0"_s, u"\u0640\u0640"_s, u"\u064B\u0651"_s,     u"\u200D\u200C\u200F"_s,
                            u"\u3164"_s, u"\u2800"_s,    u"\uFEFF\u2060"_s, u"\u115F\u1160\uFFA0"_s, u"\uFE0F"_s};

class Names : public testing::Test {
protected:
    QString make(const QJsonObject &fields)
    {
        QJsonObject args = fields;
        args.insert(u"kind"_s, u"video"_s);
        return bench.make(u"content.create"_s, args);
    }
    Error refusal(const QJsonObject &fields)
    {
        QJsonObject args = fields;
        args.insert(u"kind"_s, u"video"_s);
        const Result<QJsonObject> result = bench.run(u"content.create"_s, args);
        EXPECT_FALSE(result.ok());
        return result.ok() ? Error{} : result.error();
    }
    ContentItem item(const QString &id) { return bench.get<ContentItem>(id); }
    QStringList tags(const QStringList &given)
    {
        return item(make({{u"tags"_s, QJsonArray::fromStringList(given)}})).tags;
    }

    RuleBench bench;
};

} // namespace

TEST(Visible, IsWhatAReaderSees)
{
    for (const QString &nothing : kNothing) {
        EXPECT_FALSE(hasVisible(nothing)) << nothing.toUtf8().toHex().constData();
        EXPECT_TRUE(hasVisible(nothing + u"ا"_s));
    }
    for (const QString &seen : {u"a"_s, u"ب"_s, u"٣"_s, u"-"_s, u"😀"_s, u"👨\u200D👩"_s, u"é"_s, u"हि"_s}) {
        EXPECT_TRUE(hasVisible(seen)) << qUtf8Printable(seen);
    }
}

TEST(Visible, ControlsAreShownToATerminalAndNotSent)
{
    EXPECT_EQ(withEscapedControls(u"a\u001b[31m\n\u009b\u007f ب\u200F"_s), u"a\\u001b[31m\\n\\u009b\\u007f ب\u200F"_s);
}

TEST_F(Names, AreComposedAndTrimmed)
{
    const ContentItem made = item(make({{u"title_en"_s, u"  Cafe\u0301\tde\nParis "_s}, {u"title_ar"_s, u"\u00A0\u0627\u0653ن "_s}}));
    EXPECT_EQ(made.titleEn, u"Caf\u00E9 de Paris"_s);
    EXPECT_EQ(made.titleAr, u"\u0622ن"_s);
    const QString body = u"  e\u0301\n\n  "_s;
    EXPECT_EQ(item(make({{u"body_en"_s, body}})).bodyEn, body) << "what is long stays as it was written";
}

TEST_F(Names, HoldNoControlCharacter)
{
    for (const QString &control : {u"\u001b"_s, u"\u0007"_s, u"\u007f"_s, u"\u009b"_s}) {
        const Error error = refusal({{u"title_en"_s, u"a"_s + control + u"b"_s}});
        EXPECT_EQ(error.code, ErrorCode::InvalidArgument);
        EXPECT_EQ(error.subject, u"title_en"_s);
        EXPECT_EQ(refusal({{u"tags"_s, QJsonArray{control + u"x"_s}}}).subject, u"tags"_s);
    }
}

TEST_F(Names, OfNothingThatCanBeSeenAreStillEmpty)
{
    for (const QString &nothing : kNothing) {
        if (nothing.trimmed().isEmpty()) {
            const QString id = make({{u"title_ar"_s, nothing}, {u"title_en"_s, u"T"_s}});
            EXPECT_TRUE(item(id).titleAr.isEmpty());
            const Result<QJsonObject> submitted = bench.run(u"content.submit"_s, {{u"id"_s, id}});
            ASSERT_FALSE(submitted.ok());
            EXPECT_EQ(submitted.error().subject, u"title_ar"_s);
            continue;
        }
        const Error error = refusal({{u"title_ar"_s, nothing}});
        EXPECT_EQ(error.code, ErrorCode::FieldRequired) << nothing.toUtf8().toHex().constData();
        EXPECT_EQ(error.subject, u"title_ar"_s);
    }
    const Result<QJsonObject> returned = bench.run(u"content.return"_s, {{u"id"_s, make({})}, {u"note"_s, u"\u200D\u0640"_s}});
    ASSERT_FALSE(returned.ok());
    EXPECT_EQ(returned.error().code, ErrorCode::FieldRequired);
}

TEST_F(Names, OneTagIsOneTagHoweverItIsWritten)
{
    EXPECT_EQ(tags({u"news"_s, u" news "_s, u"News"_s, u"ne\u200Dws"_s}).size(), 1);
    EXPECT_EQ(tags({u"أخبار"_s, u"اخبار"_s, u"أَخبار"_s, u"أخبـار"_s, u"\u0627\u0654خبار"_s}), QStringList{u"أخبار"_s});
    EXPECT_EQ(tags({u"news  desk"_s, u"news desk"_s}).size(), 1);
    EXPECT_EQ(tags({u""_s, u"  "_s, u"\u0640"_s, u"x"_s}), QStringList{u"x"_s});
    EXPECT_EQ(tags({u"a"_s, u"b"_s}), (QStringList{u"a"_s, u"b"_s}));
    const QString id = make({{u"tags"_s, QJsonArray{u"أخبار"_s}}});
    bench.make(u"content.update"_s, {{u"id"_s, id}, {u"tags"_s, QJsonArray{u"أخبار"_s, u"اخبار"_s, u"عدن"_s}}},
               {{u"tags"_s, QJsonArray{u"أخبار"_s}}});
    EXPECT_EQ(item(id).tags, (QStringList{u"أخبار"_s, u"عدن"_s}));
}

TEST_F(Names, EveryFieldOfTheKindHasTheForm)
{
    int lines = 0;
    for (const RecordInfo *type : bench.rules().types()) {
        for (const FieldInfo &field : type->fields) {
            const bool isShort = field.kind == FieldKind::Text && (field.name.startsWith(u"title") || field.name.startsWith(u"name"));
            EXPECT_FALSE(isShort && field.form == TextForm::Long) << qUtf8Printable(type->name + u'.' + field.name);
            lines += field.form == TextForm::Long ? 0 : 1;
        }
    }
    EXPECT_GE(lines, 15);
}

TEST_F(Names, RowsFromBeforeAreMendedByTheServerAndToldToAnEditor)
{
    const QString id = make({{u"title_en"_s, u"T"_s}});
    const RecordInfo &type = recordInfo<ContentItem>();
    QJsonObject row = toJson(item(id));
    row.insert(u"title_ar"_s, u"\u0640\u200D"_s);
    row.insert(u"title_en"_s, u" a\u001bb "_s);
    row.insert(u"tags"_s, QJsonArray{u"\u0627دب"_s, u"\u0623دب"_s, u"\u0640"_s});
    bench.store.take({RowChange{&type, uuidFromText(id), toJson(item(id)), row}});
    bench.makeByServer(u"record.mend"_s, {{u"type"_s, type.name}, {u"id"_s, id}});
    const ContentItem mendedItem = item(id);
    EXPECT_EQ(mendedItem.titleAr, QString());
    EXPECT_EQ(mendedItem.titleEn, u"a b"_s);
    EXPECT_EQ(mendedItem.tags, QStringList{u"\u0627دب"_s});
    EXPECT_EQ(mendedItem.rev, 2);
    const QList<Conflict> conflicts = bench.all<Conflict>();
    ASSERT_EQ(conflicts.size(), 1);
    EXPECT_EQ(conflicts.first().field, u"title_ar"_s);
    EXPECT_EQ(conflicts.first().mineText, u"\u0640\u200D"_s);
    bench.make(u"conflict.settle"_s, {{u"id"_s, conflicts.first().id.text()}, {u"text"_s, u"عنوان"_s}});
    EXPECT_EQ(item(id).titleAr, u"عنوان"_s);
    bench.makeByServer(u"record.mend"_s, {{u"type"_s, type.name}, {u"id"_s, id}});
    EXPECT_TRUE(bench.lastChanges.isEmpty());
}

// Any other change of such a row goes through meanwhile.
TEST_F(Names, ARowFromBeforeStopsNoOtherChange)
{
    const QString id = make({{u"title_en"_s, u"T"_s}});
    QJsonObject row = toJson(item(id));
    row.insert(u"title_ar"_s, u"\u0640"_s);
    bench.store.take({RowChange{&recordInfo<ContentItem>(), uuidFromText(id), toJson(item(id)), row}});
    bench.make(u"content.update"_s, {{u"id"_s, id}, {u"title_en"_s, u"New"_s}}, {{u"title_en"_s, u"T"_s}});
    bench.make(u"content.trash"_s, {{u"id"_s, id}});
    EXPECT_EQ(item(id).titleEn, u"New"_s);
}

} // namespace rawi::test
