#include "core/catalog/series.h"
#include "core/media/media_asset.h"
#include "core/protocol/messages.h"
#include "core/rules/plain.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

// A plain struct with a member of each form that a record does not have.
struct Leg {
    int metres = 0;
    QString note;
    Result<void> check() const
    {
        return metres == 13 ? Error{ErrorCode::StateConflict, u"metres"_s, u"never 13"_s} : Result<void>();
    }
};
struct Walk {
    QUuid id;
    quint64 inode = 0;
    double pace = 1.5;
    QStringList stops;
    QList<Leg> legs;
    std::optional<double> height;
    std::optional<Leg> detour;
    Error error;
};

} // namespace rawi::test

namespace rawi {

template <>
struct Describe<test::Leg> {
    static auto members()
    {
        return std::tuple{member("metres", &test::Leg::metres, {.required = true, .least = 0, .most = 1000}),
                          member("note", &test::Leg::note, {.maxLength = 5, .whenSet = true})};
    }
};
template <>
struct Describe<test::Walk> {
    using Of = test::Walk;
    static auto members()
    {
        return std::tuple{member("id", &Of::id),
                          member("inode", &Of::inode),
                          member("pace", &Of::pace, {.least = 0, .most = 9}),
                          member("stops", &Of::stops),
                          member("legs", &Of::legs, {.most = 2}),
                          member("height", &Of::height, {.orNull = true}),
                          member("detour", &Of::detour),
                          member("error", &Of::error)};
    }
};

} // namespace rawi

namespace rawi::test {

namespace {

FieldInfo field(FieldKind kind, int maxLength = 0)
{
    return {u"f"_s, kind, MergePolicy::Fixed, maxLength, {u"a"_s, u"b"_s}};
}

ErrorCode codeOf(const Result<void> &result)
{
    return result.ok() ? ErrorCode::Internal : result.error().code;
}

} // namespace

TEST(Describe, ARecordSurvivesItsJson)
{
    ContentItem item;
    item.id = Id<ContentItem>(makeUuidV7(1763697600123));
    item.rev = 3;
    item.state = ContentState::InReview;
    item.titleAr = u"عنوان"_s;
    item.tags = {u"a"_s, u"b"_s};
    item.createdAt = {1763697600123};
    const QJsonObject row = toJson(item);
    EXPECT_EQ(row.value(u"created_at"_s).toString(), u"2025-11-21T04:00:00.123Z"_s);
    EXPECT_TRUE(row.value(u"main_asset"_s).isNull());
    EXPECT_EQ(toJson(fromJson<ContentItem>(row)), row);
    EXPECT_TRUE(checkRow(recordInfo<ContentItem>(), row).ok());
    EXPECT_EQ(row.size(), recordInfo<ContentItem>().fields.size() + 2);
}

TEST(Describe, ValuesOfTheWrongFormAreNamed)
{
    EXPECT_TRUE(field(FieldKind::Integer).check(5).ok());
    EXPECT_EQ(codeOf(field(FieldKind::Integer).check(5.5)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(field(FieldKind::Integer).check(1e300)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(field(FieldKind::Integer).check(u"5"_s)), ErrorCode::InvalidArgument);
    EXPECT_TRUE(field(FieldKind::Timestamp).check(QJsonValue()).ok());
    EXPECT_TRUE(field(FieldKind::Timestamp).check(u"2025-11-21T07:00:00+03:00"_s).ok());
    EXPECT_EQ(codeOf(field(FieldKind::Timestamp).check(u"2025-11-21T07:00:00"_s)),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(field(FieldKind::Enum).check(u"c"_s)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(field(FieldKind::Text, 3).check(u"abcd"_s)), ErrorCode::FieldTooLong);
    EXPECT_EQ(codeOf(field(FieldKind::Id).check(u"{x}"_s)), ErrorCode::InvalidArgument);
    const QJsonObject unknown{{u"colour"_s, 1}};
    EXPECT_EQ(codeOf(checkRow(recordInfo<ContentItem>(), unknown)), ErrorCode::UnknownField);
}

TEST(Days, ADayIsOneOfTheCalendarInOneForm)
{
    const FieldInfo day = field(FieldKind::Date);
    for (const QJsonValue &right :
         {QJsonValue(), QJsonValue(u"1970-01-01"_s), QJsonValue(u"2024-02-29"_s), QJsonValue(u"0800-12-31"_s)}) {
        EXPECT_TRUE(day.check(right).ok()) << qUtf8Printable(right.toString());
    }
    for (const QJsonValue &wrong : {QJsonValue(u"2023-02-29"_s), QJsonValue(u"2024-2-9"_s), QJsonValue(u"2024-02-09T00:00:00Z"_s),
                                    QJsonValue(u""_s), QJsonValue(u"1445/09/01"_s), QJsonValue(u"٢٠٢٤-٠٢-٠٩"_s), QJsonValue(20240209)}) {
        EXPECT_EQ(codeOf(day.check(wrong)), ErrorCode::InvalidArgument) << qUtf8Printable(wrong.toString());
    }
    Episode episode;
    EXPECT_TRUE(toJson(episode).value(u"air_date"_s).isNull());
    episode.airDate = QDate(1970, 1, 1);
    EXPECT_EQ(toJson(episode).value(u"air_date"_s).toString(), u"1970-01-01"_s);
    EXPECT_EQ(fromJson<Episode>(toJson(episode)).airDate, episode.airDate);
}

TEST(Describe, APlainStructSurvivesItsJson)
{
    Walk walk;
    walk.id = makeUuidV7(1763697600123);
    walk.inode = std::numeric_limits<quint64>::max();
    walk.stops = {u"b"_s, u"a"_s, u"b"_s};
    walk.legs = {{5, {}}, {7, u"up"_s}};
    walk.detour = Leg{3, {}};
    walk.error = {ErrorCode::DiskFull, u"/a"_s, u"no room"_s};
    const QJsonObject json = toJson(walk);
    EXPECT_TRUE(json.value(u"height"_s).isNull() && json.contains(u"height"_s));
    EXPECT_EQ(json.value(u"inode"_s).toString(), u"18446744073709551615"_s);
    EXPECT_EQ(json.value(u"legs"_s).toArray().first().toObject(), (QJsonObject{{u"metres"_s, 5}}));
    EXPECT_EQ(json.value(u"error"_s).toObject().value(u"code"_s).toString(), u"disk_full"_s);
    EXPECT_EQ(toJson(fromJson<Walk>(json)), json);
    const Result<Walk> parsed = parsePlain<Walk>(json);
    ASSERT_TRUE(parsed.ok()) << qUtf8Printable(parsed.error().toString());
    EXPECT_EQ(parsed->stops, walk.stops) << "their order is kept";
    EXPECT_EQ(toJson(*parsed), json);
}

TEST(Describe, AWrongMemberOfAPlainStructIsNamedWithItsPlace)
{
    const auto errorOf = [](const char *json) {
        const Result<Walk> walk = parsePlain<Walk>(QJsonDocument::fromJson(json).object(), u"walk"_s);
        return walk.ok() ? Error{} : walk.error();
    };
    EXPECT_EQ(errorOf(R"({"legs":[{"metres":1},{"metres":1001}]})").subject, u"walk.legs[1].metres"_s);
    EXPECT_EQ(errorOf(R"({"legs":[{}]})"), (Error{ErrorCode::FieldRequired, u"walk.legs[0].metres"_s, u"it is needed here"_s}));
    EXPECT_EQ(errorOf(R"({"legs":[{"metres":1,"note":"longer"}]})").code, ErrorCode::FieldTooLong);
    EXPECT_EQ(errorOf(R"({"legs":[{"metres":1},{"metres":1},{"metres":1}]})").subject, u"walk.legs"_s);
    EXPECT_EQ(errorOf(R"({"detour":{"metres":13}})"), (Error{ErrorCode::StateConflict, u"walk.detour.metres"_s, u"never 13"_s}));
    EXPECT_EQ(errorOf(R"({"colour":1})").code, ErrorCode::UnknownField);
    EXPECT_EQ(errorOf(R"({"pace":"fast"})").code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(parsePlain<Walk>({{u"detour"_s, QJsonValue()}, {u"pace"_s, QJsonValue()}}).ok()) << "null is not there";
    // What another version wrote of itself is read as far as it is known.
    EXPECT_EQ(fromJson<Walk>({{u"colour"_s, 1}, {u"pace"_s, 2}}).pace, 2);
    EXPECT_EQ(fromJson<Walk>({{u"error"_s, QJsonObject{{u"code"_s, u"of_later"_s}}}}).error.code, ErrorCode::Internal);
}

TEST(Describe, TimesWithAnOffsetBecomeUtc)
{
    EXPECT_EQ(timestampText(timestampFromText(u"2025-11-21T07:00:00.5+03:00")),
              u"2025-11-21T04:00:00.500Z"_s);
    EXPECT_EQ(timestampText({}), QString());
}

TEST(Describe, TheHashDoesNotDependOnTheOrderOfKeys)
{
    const auto one = QJsonDocument::fromJson(R"({"b":1,"a":{"y":1.0,"x":[true,null]}})").object();
    const auto other = QJsonDocument::fromJson(R"({ "a": {"x":[true,null],"y":1}, "b":1 })").object();
    EXPECT_EQ(rowHash(one), rowHash(other));
    EXPECT_EQ(rowHash({}), u"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"_s);
}

TEST(Protocol, AProblemIsTheErrorAgain)
{
    const Error error{ErrorCode::StateConflict, u"published"_s, u"allowed: unpublish"_s};
    const QJsonObject problem = problemFromError(error);
    EXPECT_EQ(problem.value(u"type"_s).toString(), u"urn:rawi:error:state_conflict"_s);
    EXPECT_EQ(problem.value(u"title"_s).toString(), u"State conflict"_s);
    EXPECT_EQ(problem.value(u"status"_s).toInt(), 409);
    EXPECT_EQ(errorFromProblem(problem), error);
    EXPECT_EQ(errorFromProblem({}).code, ErrorCode::Internal);
    for (const ErrorCode code : errorCodes()) {
        EXPECT_GE(code.httpStatus(), 400) << code.name();
        EXPECT_EQ(errorCodeFromName(QString::fromLatin1(code.name())), code);
    }
}

TEST(Protocol, ACommandSurvivesItsJson)
{
    const Command command{makeUuidV7(1), QUuid::createUuid(), 7, u"content.update"_s, {{u"id"_s, u"x"_s}},
                          {{u"a"_s, 1}}, 1763697600123,       1};
    const auto again = commandFromJson(commandToJson(command));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, command);
    QJsonObject json = commandToJson(command);
    json.insert(u"colour"_s, 1);
    EXPECT_EQ(commandFromJson(json).error().code, ErrorCode::UnknownField);
    json = commandToJson(command);
    json.remove(u"n"_s);
    EXPECT_EQ(commandFromJson(json).error().subject, u"n"_s);
}

TEST(Protocol, AManifestBucketIsTheHashOfItsLines)
{
    ManifestHasher hasher;
    EXPECT_EQ(hasher.result(), u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s);
    hasher.add(u"a"_s, 1, u"b"_s);
    EXPECT_EQ(hasher.result().size(), 64);
}

} // namespace rawi::test
