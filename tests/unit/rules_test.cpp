#include "core/catalog/episode_order.h"
#include "core/media/encode_preset.h"
#include "core/media/media_asset.h"
#include "core/rules/conflict.h"
#include "core/rules/rule_args.h"
#include "tests/support/ready_items.h"
#include "tests/support/rule_bench.h"
#include "tests/support/text.h"

namespace rawi::test {

namespace {

template <typename T>
ErrorCode codeOf(const Result<T> &result)
{
    EXPECT_FALSE(result.ok());
    return result.ok() ? ErrorCode::Internal : result.error().code;
}

class Rules : public testing::Test {
protected:
    QString draft(const char *titleAr = "عنوان", const char *titleEn = "Title")
    {
        return bench.make(text("content.create"),
                          {{text("kind"), text("video")},
                           {text("title_ar"), text(titleAr)},
                           {text("title_en"), text(titleEn)}});
    }
    QString step(const char *name, const QString &id) { return bench.make(text(name), {{text("id"), id}}); }
    QString approved()
    {
        const QString id = draft();
        step("content.submit", id);
        return step("content.approve", id);
    }
    QString published()
    {
        const QString id = approved();
        giveRendition(id);
        return step("content.publish", id);
    }
    Id<MediaAsset> giveRendition(const QString &item)
    {
        return test::giveRendition(
            item, [this](const QString &name, const QJsonObject &args) { bench.makeByServer(name, args); });
    }
    QString file(const QString &series, const QString &item, int season = 1)
    {
        return bench.make(
            text("episode.add"),
            {{text("series_id"), series}, {text("content_id"), item}, {text("season_number"), season}});
    }
    QStringList order(int season = 1)
    {
        QList<Episode> episodes = bench.all<Episode>();
        sortEpisodes(episodes);
        QStringList ids;
        for (const Episode &one : episodes) {
            if (one.seasonNumber == season) {
                ids.append(one.id.text());
            }
        }
        return ids;
    }

    RuleBench bench;
};

} // namespace

TEST_F(Rules, EveryCommandOfTheTableIsThereWithItsRole)
{
    // The weakest role that may; nothing: the server alone.
    const std::map<QString, std::optional<Role>> table{
        {text("content.create"), Role::Editor},
        {text("content.update"), Role::Editor},
        {text("content.submit"), Role::Editor},
        {text("content.withdraw"), Role::Editor},
        {text("content.return"), Role::ManagingEditor},
        {text("content.approve"), Role::ManagingEditor},
        {text("content.publish"), Role::ManagingEditor},
        {text("content.unpublish"), Role::ManagingEditor},
        {text("content.archive"), Role::ManagingEditor},
        {text("content.restore"), Role::ManagingEditor},
        {text("content.trash"), Role::Editor},
        {text("content.untrash"), Role::Editor},
        {text("content.set_parity"), Role::Editor},
        {text("media.add_asset"), Role::Editor},
        {text("media.set_hash"), Role::Editor},
        {text("media.set_duration"), Role::Editor},
        {text("media.add_variant"), Role::Editor},
        {text("media.announce_variants"), Role::Editor},
        {text("media.publish_variants"), {}},
        {text("media.refuse_variant"), {}},
        {text("media.remove_variant"), Role::Editor},
        {text("series.create"), Role::Editor},
        {text("series.update"), Role::Editor},
        {text("series.add_cover"), Role::Editor},
        {text("series.set_cover"), Role::Editor},
        {text("series.remove"), Role::ManagingEditor},
        {text("episode.add"), Role::Editor},
        {text("episode.move"), Role::Editor},
        {text("episode.update"), Role::Editor},
        {text("episode.remove"), Role::Editor},
        {text("conflict.settle"), Role::Editor},
        {text("record.mend"), {}},
        {text("person.put"), Role::Admin},
        {text("preset.create"), Role::ManagingEditor},
        {text("preset.update"), Role::ManagingEditor},
        {text("preset.remove"), Role::ManagingEditor},
        {text("workspace.set"), Role::ManagingEditor},
        {text("preferences.set"), Role::Viewer},
        {text("series.restrict"), Role::ManagingEditor},
        {text("subtitles.put"), Role::Editor},
        {text("subtitles.remove"), Role::Editor},
        {text("edit.create"), Role::Editor},
        {text("edit.update"), Role::Editor},
        {text("edit.remove"), Role::Editor},
        {text("media.request_original"), Role::Viewer},
        {text("media.close_request"), Role::Viewer},
        {text("webhook.create"), Role::Admin},
        {text("webhook.update"), Role::Admin},
        {text("webhook.remove"), Role::Admin},
    };
    EXPECT_EQ(static_cast<size_t>(bench.rules().ruleNames().size()), table.size());
    for (const auto &[name, role] : table) {
        const Rule *rule = bench.rules().rule(name);
        ASSERT_TRUE(rule) << qUtf8Printable(name);
        EXPECT_TRUE(rule->touches && rule->apply) << qUtf8Printable(name);
        EXPECT_TRUE(Actor::server().may(rule->right)) << qUtf8Printable(name);
        for (const Role one : kEverybody) {
            const bool expected = role && static_cast<int>(one) >= static_cast<int>(*role);
            EXPECT_EQ(bench.rules().actor({}, one).may(rule->right), expected)
                << qUtf8Printable(name) << ' ' << qUtf8Printable(enumText(one));
        }
    }
}

TEST_F(Rules, EachRightHasWordsInBothLanguagesAndAnAdministratorHoldsWhatAnybodyHolds)
{
    for (const Right &one : bench.rules().rights()) {
        EXPECT_FALSE(one.arabic.isEmpty() || one.english.isEmpty()) << qUtf8Printable(one.name);
        EXPECT_TRUE(one.heldBy.isEmpty() || one.heldBy.contains(Role::Admin)) << qUtf8Printable(one.name);
    }
    RightSet set;
    set.add(text("content.*"));
    EXPECT_TRUE(set.has(u"content.publish"));
    EXPECT_FALSE(set.has(u"contents.publish"));
    EXPECT_FALSE(set.has(u"content"));
}

TEST_F(Rules, WhatOnlyTheServerDoesIsPushedByNobody)
{
    const QString id = uuidText(makeUuidV7(9));
    const QJsonObject args{{text("id"), id}, {text("email"), text("a@b.c")}, {text("role"), text("admin")}};
    for (const Role role : kEverybody) {
        bench.actAs(role);
        EXPECT_EQ(codeOf(bench.run(text("person.put"), args)), ErrorCode::PermissionDenied);
        EXPECT_EQ(codeOf(bench.run(text("media.refuse_variant"), {{text("id"), id}})),
                  ErrorCode::PermissionDenied);
    }
    EXPECT_TRUE(bench.runByServer(text("person.put"), args).ok());
}

TEST(RuleBookDeathTest, WhatNobodyDescribedEndsTheProgramAtItsStart)
{
    RuleBook book;
    EXPECT_DEATH(argsFrom(recordInfo<Series>(), {"titel_ar"}), "series has no field titel_ar");
    EXPECT_DEATH(book.addRule({.name = text("series.burn")}), "series.burn asks for the right series.burn");
    book.addRights({{text("series.burn"), text("حرق"), text("Burn"), kAdministrators}});
    EXPECT_DEATH(book.addRule({.name = text("series.burn"), .required = {text("id")}}),
                 "series.burn requires id");
}

TEST_F(Rules, TheGateChecksNameArgumentsAndRole)
{
    EXPECT_EQ(codeOf(bench.run(text("content.explode"), {})), ErrorCode::UnknownCommand);
    EXPECT_EQ(codeOf(bench.run(text("content.create"), {{text("kind"), text("video")}, {text("colour"), 1}})),
              ErrorCode::UnknownField);
    EXPECT_EQ(codeOf(bench.run(text("content.create"), {})), ErrorCode::FieldRequired);
    EXPECT_EQ(codeOf(bench.run(text("content.create"), {{text("kind"), text("film")}})),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(bench.run(
                  text("content.create"),
                  {{text("kind"), text("video")}, {text("title_ar"), QString(301, QLatin1Char('x'))}})),
              ErrorCode::FieldTooLong);
    bench.actAs(Role::Viewer);
    EXPECT_EQ(codeOf(bench.run(text("content.create"), {{text("kind"), text("video")}})),
              ErrorCode::PermissionDenied);
    EXPECT_TRUE(bench.store.rows().empty());
}

TEST_F(Rules, AnItemIsMadeByWhoMakesIt)
{
    bench.actAs(Role::Editor);
    const QString id = draft();
    const auto item = bench.get<ContentItem>(id);
    EXPECT_EQ(item.rev, 1);
    EXPECT_EQ(item.state, ContentState::Draft);
    EXPECT_EQ(item.createdBy, bench.actor().id);
    EXPECT_EQ(item.createdAt.ms, bench.clock.nowMs());
    const QString given = uuidText(makeUuidV7(1));
    EXPECT_EQ(bench.make(text("content.create"), {{text("id"), given}, {text("kind"), text("audio")}}),
              given);
    EXPECT_EQ(codeOf(bench.run(text("content.create"), {{text("id"), given}, {text("kind"), text("audio")}})),
              ErrorCode::AlreadyExists);
}

TEST_F(Rules, IdsAreDerivedFromTheCommandSoThatDeskAndServerAgree)
{
    const Command command{makeUuidV7(1),
                          QUuid::createUuid(),
                          1,
                          text("content.create"),
                          {{text("kind"), text("video")}},
                          {},
                          1,
                          1};
    RuleBench desk, server;
    const auto here = desk.runAgain(command);
    const auto there = server.runAgain(command);
    ASSERT_TRUE(here.ok() && there.ok());
    EXPECT_EQ(*here, *there);
}

TEST_F(Rules, ReviewNeedsATitleInBothLanguages)
{
    const auto refused = bench.run(text("content.submit"), {{text("id"), draft("عنوان", "  ")}});
    EXPECT_EQ(codeOf(refused), ErrorCode::FieldRequired);
    EXPECT_EQ(refused.error().subject, text("title_en"));
    EXPECT_EQ(bench.run(text("content.submit"), {{text("id"), draft("", "Title")}}).error().subject,
              text("title_ar"));
}

TEST_F(Rules, AReturnedItemKeepsTheNoteUntilItIsApproved)
{
    const QString id = draft();
    step("content.submit", id);
    EXPECT_EQ(codeOf(bench.run(text("content.return"), {{text("id"), id}})), ErrorCode::FieldRequired);
    bench.make(text("content.return"), {{text("id"), id}, {text("note"), text("العنوان طويل")}});
    EXPECT_EQ(bench.get<ContentItem>(id).reviewNote, text("العنوان طويل"));
    step("content.submit", id);
    step("content.approve", id);
    EXPECT_EQ(bench.get<ContentItem>(id).reviewNote, QString());
}

TEST_F(Rules, PublishingIsDatedAndTrashNeedsUnpublishing)
{
    const QString id = published();
    EXPECT_TRUE(bench.get<ContentItem>(id).publishedAt.isSet());
    EXPECT_EQ(codeOf(bench.run(text("content.trash"), {{text("id"), id}})), ErrorCode::StateConflict);
    step("content.unpublish", id);
    EXPECT_FALSE(bench.get<ContentItem>(id).publishedAt.isSet());
    step("content.trash", id);
    const auto refused = bench.run(text("content.update"), {{text("id"), id}, {text("title_ar"), text("x")}});
    EXPECT_EQ(codeOf(refused), ErrorCode::StateConflict);
    EXPECT_EQ(refused.error().subject, text("trashed"));
    EXPECT_EQ(codeOf(bench.run(text("content.submit"), {{text("id"), id}})), ErrorCode::StateConflict);
    step("content.untrash", id);
    step("content.submit", id);
}

TEST_F(Rules, ParityFollowsOnceAnItemWasApproved)
{
    const QString id = draft();
    bench.make(text("content.update"), {{text("id"), id}, {text("title_ar"), text("جديد")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::InStep) << "a draft is still being written";
    step("content.submit", id);
    step("content.approve", id);
    bench.make(text("content.update"),
               {{text("id"), id}, {text("body_ar"), text("نص")}, {text("body_en"), text("text")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::InStep) << "both in one command";
    bench.make(text("content.update"), {{text("id"), id}, {text("tags"), QJsonArray{text("a")}}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::InStep);
    bench.make(text("content.update"), {{text("id"), id}, {text("summary_ar"), text("ملخص")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::EnglishStale);
    EXPECT_EQ(bench.get<ContentItem>(id).state, ContentState::InReview) << "what was approved is another text";
    bench.make(text("content.update"), {{text("id"), id}, {text("summary_en"), text("summary")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::EnglishStale)
        << "catching up is not done until it is said";
    bench.make(text("content.set_parity"), {{text("id"), id}, {text("parity"), text("in_step")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::InStep);
    bench.make(text("content.update"), {{text("id"), id}, {text("title_en"), text("New")}});
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::ArabicStale);
}

TEST_F(Rules, FieldsMergeAgainstTheirBase)
{
    const QString id = draft("رحلة إلى عدن", "A trip to Aden");
    const auto update = [&](const char *field, const QJsonValue &value, const QJsonValue &base) {
        bench.make(text("content.update"), {{text("id"), id}, {text(field), value}}, {{text(field), base}});
    };
    update("title_en", text("A long trip to Aden"), text("A trip to Aden"));
    update("title_en", text("A trip to Mocha"), text("A trip to Aden"));
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, text("A long trip to Mocha"));
    update("tags", QJsonArray{text("b"), text("a")}, QJsonArray{});
    update("tags", QJsonArray{text("c")}, QJsonArray{});
    update("tags", QJsonArray{text("b"), text("d")}, QJsonArray{text("b"), text("a")});
    EXPECT_EQ(bench.get<ContentItem>(id).tags, (QStringList{text("b"), text("c"), text("d")}));
    EXPECT_TRUE(bench.all<Conflict>().isEmpty());
    const qint64 rev = bench.get<ContentItem>(id).rev;
    update("title_ar", text("رحلة إلى عدن"), text("قديم"));
    EXPECT_EQ(bench.get<ContentItem>(id).rev, rev) << "what is there already is no change";
    bench.make(text("content.update"), {{text("id"), id}, {text("title_ar"), text("بلا أساس")}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleAr, text("بلا أساس")) << "no base: based on what is current";
    EXPECT_EQ(codeOf(bench.run(text("content.update"), {{text("id"), id}, {text("title_ar"), text("x")}},
                               {{text("title_ar"), 5}})),
              ErrorCode::InvalidArgument);
}

TEST_F(Rules, WhatCannotMergeBecomesOneConflict)
{
    const QString id = draft("عدن", "Aden");
    bench.make(text("content.update"), {{text("id"), id}, {text("title_en"), text("Mocha")}});
    const Command late{
        makeUuidV7(5),
        QUuid::createUuid(),
        1,
        text("content.update"),
        {{text("id"), id}, {text("title_en"), text("Sanaa")}, {text("title_ar"), text("صنعاء")}},
        {{text("title_en"), text("Aden")}, {text("title_ar"), text("عدن")}},
        1,
        1};
    ASSERT_TRUE(bench.runAgain(late).ok());
    ASSERT_TRUE(bench.runAgain(late).ok());
    const auto item = bench.get<ContentItem>(id);
    EXPECT_EQ(item.titleEn, text("Mocha")) << "the current value stays";
    EXPECT_EQ(item.titleAr, text("صنعاء")) << "each language is a field of its own";
    const auto conflicts = bench.all<Conflict>();
    ASSERT_EQ(conflicts.size(), 1) << "a second run makes no second one";
    EXPECT_EQ(conflicts.first().mineText, text("Sanaa"));
    EXPECT_EQ(conflicts.first().recordId, id);
    bench.make(text("conflict.settle"),
               {{text("id"), conflicts.first().id.text()}, {text("text"), text("Sanaa")}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, text("Sanaa"));
    EXPECT_TRUE(bench.all<Conflict>().first().settled);
    ASSERT_TRUE(bench.runAgain(late).ok());
    EXPECT_TRUE(bench.all<Conflict>().first().settled) << "nor opens it again";
    EXPECT_EQ(codeOf(bench.run(text("conflict.settle"),
                               {{text("id"), conflicts.first().id.text()}, {text("text"), text("x")}})),
              ErrorCode::StateConflict);
}

TEST_F(Rules, SettlingPassesByNoRuleAndNoRightOfTheType)
{
    const auto clash = [&](const QString &command, const QJsonObject &args, const QString &field, const QString &mine) {
        QJsonObject other = args;
        other.insert(field, text("theirs, written meanwhile"));
        bench.make(command, other);
        other.insert(field, mine);
        bench.make(command, other, {{field, text("something older")}});
        const auto conflicts = bench.all<Conflict>();
        const auto open = std::find_if(conflicts.begin(), conflicts.end(), [](const Conflict &one) { return !one.settled; });
        return open == conflicts.end() ? QString() : open->id.text();
    };
    const QString id = approved();
    const QString inItem = clash(text("content.update"), {{text("id"), id}}, text("title_ar"), text("mine"));
    bench.make(text("content.set_parity"), {{text("id"), id}, {text("parity"), text("in_step")}});
    bench.make(text("conflict.settle"), {{text("id"), inItem}, {text("text"), text("settled")}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleAr, text("settled"));
    EXPECT_EQ(bench.get<ContentItem>(id).parity, Parity::EnglishStale) << "as any edit of the Arabic";
    const QString trashed = clash(text("content.update"), {{text("id"), id}}, text("title_en"), text("mine"));
    step("content.trash", id);
    EXPECT_EQ(codeOf(bench.run(text("conflict.settle"), {{text("id"), trashed}, {text("text"), text("x")}})),
              ErrorCode::StateConflict) << "a trashed item is not edited this way either";
    const QString preset = bench.make(text("preset.create"),
                                      {{text("key"), text("ours")},
                                       {text("name_ar"), text("لنا")},
                                       {text("name_en"), text("Ours")},
                                       {text("settings"), builtInPreset(text("720p"))->settings}});
    step("content.untrash", id);
    bench.make(text("conflict.settle"), {{text("id"), trashed}, {text("text"), text("back")}});
    const QString inPreset = clash(text("preset.update"), {{text("id"), preset}}, text("name_en"), text("mine"));
    bench.actAs(Role::Editor);
    EXPECT_EQ(codeOf(bench.run(text("conflict.settle"), {{text("id"), inPreset}, {text("text"), text("x")}})),
              ErrorCode::PermissionDenied) << "who may not change a preset does not settle one";
    bench.actAs(Role::ManagingEditor);
    bench.make(text("conflict.settle"), {{text("id"), inPreset}, {text("text"), text("Ours")}});
}

TEST_F(Rules, WhatHappenedIsTold)
{
    const QString id = draft();
    const auto told = [&] {
        QStringList names;
        for (const DomainEvent &event : std::as_const(bench.lastEvents)) {
            EXPECT_EQ(event.subject, uuidFromText(id));
            names.append(event.type);
        }
        return names.join(text(","));
    };
    EXPECT_EQ(told(), text("content.created"));
    bench.make(text("content.update"), {{text("id"), id}, {text("title_ar"), text("آخر")}});
    EXPECT_EQ(told(), text("content.updated"));
    bench.make(text("content.update"), {{text("id"), id}, {text("title_ar"), text("آخر")}});
    EXPECT_EQ(told(), QString()) << "nothing happened";
    step("content.submit", id);
    step("content.approve", id);
    giveRendition(id);
    step("content.publish", id);
    EXPECT_EQ(told(), text("content.published"));
}

TEST_F(Rules, ARestrictedSeriesTakesWhatHangsOnItAlongAndNobodyLocksThemselvesOut)
{
    const QString series = bench.make(text("series.create"), {{text("title_en"), text("Show")}});
    const QString item = draft();
    file(series, item);
    const QString asset = bench.make(text("media.add_asset"), {{text("content_id"), item}, {text("original_filename"), text("a.mov")}});
    bench.make(text("series.restrict"), {{text("id"), series}, {text("restricted"), true}});
    EXPECT_EQ(bench.get<Series>(series).members, QStringList{bench.actor().id.text()});
    EXPECT_EQ(bench.get<MediaAsset>(asset).scope.text(), series);
    EXPECT_EQ(bench.all<Episode>().first().scope.text(), series);
    bench.actAs(Role::ManagingEditor); // another one, who does not belong to it
    EXPECT_EQ(codeOf(bench.run(text("content.update"), {{text("id"), item}, {text("title_ar"), text("x")}})), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(bench.run(text("series.restrict"), {{text("id"), series}, {text("restricted"), false}})),
              ErrorCode::NotFound);
    bench.actAs(Role::Admin); // who sees what is restricted
    const QString other = bench.make(text("series.create"), {});
    bench.make(text("series.restrict"), {{text("id"), other}, {text("restricted"), true}});
    EXPECT_EQ(codeOf(bench.run(text("episode.add"), {{text("series_id"), other}, {text("content_id"), item}, {text("season_number"), 1}})),
              ErrorCode::StateConflict) << "of two restricted series at once";
    bench.make(text("series.restrict"), {{text("id"), series}, {text("restricted"), false}});
    EXPECT_TRUE(bench.get<MediaAsset>(asset).scope.isNull());
    EXPECT_TRUE(bench.get<ContentItem>(item).scope.isNull());
}

TEST_F(Rules, ConflictsOfNumbersAndChoicesAreSettledToo)
{
    const QString series = bench.make(text("series.create"), {{text("title_en"), text("Show")}});
    bench.make(text("series.update"), {{text("id"), series}, {text("status"), text("hiatus")}});
    bench.make(text("series.update"), {{text("id"), series}, {text("status"), text("completed")}},
               {{text("status"), text("ongoing")}});
    const QString episode = file(series, draft());
    bench.make(text("episode.update"), {{text("id"), episode}, {text("episode_number"), 5}});
    bench.make(text("episode.update"), {{text("id"), episode}, {text("episode_number"), 7}},
               {{text("episode_number"), 1}});
    EXPECT_EQ(bench.get<Episode>(episode).episodeNumber, 5);
    const auto conflicts = bench.all<Conflict>();
    ASSERT_EQ(conflicts.size(), 2);
    for (const Conflict &one : conflicts) {
        EXPECT_EQ(codeOf(bench.run(text("conflict.settle"),
                                   {{text("id"), one.id.text()}, {text("text"), text("nonsense")}})),
                  ErrorCode::InvalidArgument);
        bench.make(text("conflict.settle"), {{text("id"), one.id.text()}, {text("text"), one.mineText}});
    }
    EXPECT_EQ(bench.get<Series>(series).status, SeriesStatus::Completed);
    EXPECT_EQ(bench.get<Episode>(episode).episodeNumber, 7);
}

TEST_F(Rules, AssetsAndVariants)
{
    const QString item = draft();
    const QString hash(64, QLatin1Char('a'));
    const QString asset = bench.make(
        text("media.add_asset"),
        {{text("content_id"), item}, {text("original_filename"), text("فيلم.avi")}, {text("file_size"), 5}});
    bench.make(text("media.add_asset"),
               {{text("content_id"), item}, {text("original_filename"), text("b.avi")}});
    EXPECT_EQ(bench.get<ContentItem>(item).mainAsset.text(), asset) << "the first";
    bench.make(text("media.set_hash"), {{text("id"), asset}, {text("sha256"), hash}});
    EXPECT_EQ(bench.get<MediaAsset>(asset).sha256, hash);
    bench.make(text("media.set_duration"), {{text("id"), asset}, {text("duration_ms"), 1600}});
    bench.make(text("media.set_duration"), {{text("id"), asset}, {text("duration_ms"), 9000}});
    EXPECT_EQ(bench.get<MediaAsset>(asset).durationMs, 1600) << "what is known stays";
    EXPECT_EQ(bench.get<MediaAsset>(asset).metadata.value(text("duration_ms")).toInt(), 1600);
    EXPECT_EQ(codeOf(bench.run(text("media.set_hash"), {{text("id"), asset}, {text("sha256"), text("ABC")}})),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(
        codeOf(bench.run(
            text("media.add_asset"),
            {{text("content_id"), item}, {text("original_filename"), text("c")}, {text("file_size"), -1}})),
        ErrorCode::InvalidArgument);
    const auto announce = [&](const QString &sha) {
        return bench.make(text("media.add_variant"),
                          {{text("asset_id"), asset},
                           {text("type"), text("rendition")},
                           {text("name"), text("720p")},
                           {text("file_size"), 9},
                           {text("sha256"), sha}});
    };
    const QString first = announce(hash);
    EXPECT_EQ(announce(hash), first) << "the same bytes again";
    const auto stored = [&](const QString &id) {
        return QJsonObject{{text("asset_id"), asset},
                           {text("variants"), QJsonObject{{id, QJsonObject{{text("sha256"), hash}, {text("file_size"), 9}}}}}};
    };
    bench.makeByServer(text("media.publish_variants"), stored(first));
    EXPECT_EQ(bench.get<MediaVariant>(first).status, VariantStatus::Completed);
    const QString second = announce(QString(64, QLatin1Char('b')));
    ASSERT_EQ(bench.all<MediaVariant>().size(), 2) << "what is on the server stays until the other is";
    EXPECT_EQ(bench.get<MediaVariant>(first).status, VariantStatus::Completed);
    EXPECT_EQ(bench.get<MediaVariant>(second).status, VariantStatus::Pending);
    EXPECT_EQ(codeOf(bench.runByServer(text("media.publish_variants"), stored(second))),
              ErrorCode::ChecksumMismatch);
    bench.makeByServer(text("media.refuse_variant"), {{text("id"), second}});
    EXPECT_EQ(bench.get<MediaVariant>(second).status, VariantStatus::Failed);
    bench.make(text("media.remove_variant"), {{text("id"), second}});
    bench.make(text("media.remove_variant"), {{text("id"), first}});
    EXPECT_TRUE(bench.all<MediaVariant>().isEmpty());
}

TEST_F(Rules, EpisodesNumberAndOrderThemselves)
{
    const QString series = bench.make(text("series.create"), {{text("title_ar"), text("سلسلة")}});
    const QString itemA = draft();
    const QString a = file(series, itemA), b = file(series, draft()), c = file(series, draft());
    EXPECT_EQ(order(), (QStringList{a, b, c}));
    EXPECT_EQ(bench.get<Episode>(c).episodeNumber, 3);
    EXPECT_EQ(codeOf(bench.run(
                  text("episode.add"),
                  {{text("series_id"), series}, {text("content_id"), itemA}, {text("season_number"), 2}})),
              ErrorCode::AlreadyExists);
    const QString d = bench.make(text("episode.add"),
                                 {{text("series_id"), series},
                                  {text("content_id"), draft()},
                                  {text("season_number"), 1},
                                  {text("after"), a}});
    EXPECT_EQ(order(), (QStringList{a, d, b, c}));
    bench.make(text("episode.move"),
               {{text("id"), c}, {text("season_number"), 1}, {text("after"), QJsonValue()}});
    EXPECT_EQ(order(), (QStringList{c, a, d, b}));
    bench.make(text("episode.move"), {{text("id"), c}, {text("season_number"), 1}, {text("after"), b}});
    EXPECT_EQ(order(), (QStringList{a, d, b, c}));
    bench.make(text("episode.move"), {{text("id"), d}, {text("season_number"), 2}});
    EXPECT_EQ(order(2), QStringList{d});
    EXPECT_EQ(codeOf(bench.run(text("episode.move"), {{text("id"), a}, {text("after"), a}})),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(bench.run(text("episode.move"),
                               {{text("id"), a}, {text("after"), uuidText(QUuid::createUuid())}})),
              ErrorCode::NotFound);
    EXPECT_EQ(codeOf(bench.run(text("series.remove"), {{text("id"), series}})), ErrorCode::StateConflict);
    for (const QString &id : {a, b, c, d}) {
        bench.make(text("episode.remove"), {{text("id"), id}});
    }
    bench.make(text("series.remove"), {{text("id"), series}});
    EXPECT_TRUE(bench.all<Series>().isEmpty());
}

TEST_F(Rules, TwoEqualKeysMakeRoomForAThird)
{
    const QString series = bench.make(text("series.create"), {{text("title_ar"), text("سلسلة")}});
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.append(file(series, draft()));
        auto episode = bench.get<Episode>(ids.last());
        episode.sortKey = {text("V1")};
        bench.store.put({text("episodes"), episode.id.uuid()}, toJson(episode));
    }
    const QStringList before = order();
    bench.make(text("episode.move"),
               {{text("id"), before[2]}, {text("season_number"), 1}, {text("after"), before[0]}});
    EXPECT_EQ(order(), (QStringList{before[0], before[2], before[1]}));
}

TEST_F(Rules, MovingForEverKeepsKeysWithinTheirColumn)
{
    const QString series = bench.make(text("series.create"), {{text("title_ar"), text("سلسلة")}});
    QStringList ids;
    for (int i = 0; i < 4; ++i) {
        ids.append(file(series, draft()));
    }
    for (int i = 0; i < 600; ++i) {
        const QStringList now = order();
        bench.make(text("episode.move"),
                   {{text("id"), now[3]}, {text("season_number"), 1}, {text("after"), now[0]}});
        ASSERT_EQ(order(), (QStringList{now[0], now[3], now[1], now[2]}));
    }
    for (const Episode &one : bench.all<Episode>()) {
        EXPECT_LE(one.sortKey.text.size(), 80);
    }
}

TEST_F(Rules, PeopleArePutByTheAdministrator)
{
    const QString id = uuidText(makeUuidV7(9));
    EXPECT_EQ(codeOf(bench.runByServer(text("person.put"), {{text("id"), id}})), ErrorCode::FieldRequired);
    bench.makeByServer(text("person.put"),
                       {{text("id"), id}, {text("email"), text("a@b.c")}, {text("role"), text("editor")}});
    bench.makeByServer(text("person.put"), {{text("id"), id}, {text("name_ar"), text("سلمى")}});
    EXPECT_EQ(bench.get<Person>(id).email, text("a@b.c"));
    EXPECT_EQ(bench.get<Person>(id).nameAr, text("سلمى"));
    bench.actAs(Role::ManagingEditor);
    EXPECT_EQ(codeOf(bench.run(text("person.put"), {{text("id"), id}, {text("role"), text("admin")}})),
              ErrorCode::PermissionDenied);
}

} // namespace rawi::test
