// What a state demands holds while the state lasts, what the audience reads, and which language is behind.
#include "core/catalog/series.h"
#include "core/content/content_revision.h"
#include "core/content/content_workflow.h"
#include "core/media/publish_gate.h"
#include "tests/support/ready_items.h"
#include "tests/support/rule_bench.h"
#include "tests/support/text.h"

namespace rawi::test {

namespace {

class PublishingRules : public testing::Test {
protected:
    QString make(const char *kind, const QJsonObject &texts = {})
    {
        QJsonObject args{{u"kind"_s, text(kind)}, {u"title_ar"_s, u"عنوان"_s}, {u"title_en"_s, u"Title"_s}};
        for (auto it = texts.begin(); it != texts.end(); ++it) {
            args.insert(it.key(), it.value());
        }
        return bench.make(u"content.create"_s, args);
    }
    QString article() { return make("article", {{u"body_ar"_s, u"نص"_s}, {u"body_en"_s, u"Text"_s}}); }
    QString step(const char *name, const QString &id)
    {
        bench.make(u"content."_s + text(name), {{u"id"_s, id}});
        return id;
    }
    Error refused(const char *name, const QString &id, const QJsonObject &more = {})
    {
        QJsonObject args = more;
        args.insert(u"id"_s, id);
        const auto result = bench.run(text(name), args);
        EXPECT_FALSE(result.ok()) << name;
        return result.ok() ? Error{} : result.error();
    }
    QString approved(const QString &id) { return step("approve", step("submit", id)); }
    QString published(const QString &id) { return step("publish", approved(id)); }
    void edit(const QString &id, const QJsonObject &texts)
    {
        QJsonObject args = texts;
        args.insert(u"id"_s, id);
        bench.make(u"content.update"_s, args);
    }
    Id<MediaAsset> giveRendition(const QString &item)
    {
        return test::giveRendition(
            item, [this](const QString &name, const QJsonObject &args) { bench.makeByServer(name, args); });
    }
    ContentItem item(const QString &id) { return bench.get<ContentItem>(id); }
    // What the audience reads in a field.
    QString live(const QString &id, const char *field)
    {
        return bench.get<ContentRevision>(item(id).liveRev.text()).fields.value(text(field)).toString();
    }
    QStringList reasons(const QString &id)
    {
        return refused("content.publish", id).subject.split(u", "_s);
    }

    RuleBench bench;
};

} // namespace

TEST_F(PublishingRules, EveryStepOfTheWorkflowLeadsWhereTheTableSays)
{
    for (size_t s = 0; s < EnumNames<ContentState>::names.size(); ++s) {
        for (size_t w = 0; w < EnumNames<WorkflowStep>::names.size(); ++w) {
            for (const bool live : {false, true}) {
                const auto state = static_cast<ContentState>(s);
                const auto which = static_cast<WorkflowStep>(w);
                ContentItem item;
                item.id = Id<ContentItem>(QUuid::createUuid());
                item.rev = 1;
                item.kind = ContentKind::Article;
                item.state = state;
                item.titleAr = item.bodyAr = text("أ");
                item.titleEn = item.bodyEn = text("A");
                item.approvedRev = revisionOf(item);
                if (live) {
                    item.liveRev = Id<ContentRevision>(QUuid::createUuid());
                }
                bench.store.put({text("content_items"), item.id.uuid()}, toJson(item));
                QJsonObject args{{text("id"), item.id.text()}};
                if (which == WorkflowStep::Return) {
                    args.insert(text("note"), text("أعد النظر"));
                }
                const auto result = bench.run(text("content.") + enumText(which), args);
                const auto next = standingAfter({state, live}, which);
                EXPECT_EQ(result.ok(), next.has_value()) << s << " " << w << " " << live;
                EXPECT_EQ(standingOf(bench.get<ContentItem>(item.id.text())), next.value_or(Standing{state, live}))
                    << s << " " << w << " " << live;
                if (!next) {
                    EXPECT_EQ(result.error().code, ErrorCode::StateConflict);
                    EXPECT_EQ(result.error().subject, enumText(state));
                    for (const WorkflowStep one : allowedSteps({state, live})) {
                        EXPECT_TRUE(result.error().detail.contains(enumText(one)));
                    }
                }
            }
        }
    }
}

TEST_F(PublishingRules, TheWayBackLeadsToWhatTheAudienceHadOrThereIsNone)
{
    using enum WorkflowStep;
    const auto way = [](Standing from, Standing to) { return stepsBetween(from, to); };
    EXPECT_EQ(way({ContentState::Draft, false}, {ContentState::Published, true}), (QList{Submit, Approve, Publish}));
    EXPECT_EQ(way({ContentState::Published, true}, {ContentState::Approved, false}),
              (QList{Unpublish, Submit, Approve}));
    EXPECT_EQ(way({ContentState::InReview, true}, {ContentState::Draft, true}), QList{Withdraw}) << "by whoever sent it";
    EXPECT_TRUE(way({ContentState::Draft, false}, {ContentState::Draft, true}).isEmpty())
        << "what the audience read is not in the working copy";
    EXPECT_TRUE(way({ContentState::Draft, true}, {ContentState::Draft, true}).isEmpty());
}

TEST_F(PublishingRules, AnAuthorTakesBackWhatWaitsForReview)
{
    bench.actAs(Role::Editor);
    const QString id = article();
    EXPECT_EQ(refused("content.withdraw", id).code, ErrorCode::StateConflict);
    step("submit", id);
    bench.make(u"content.withdraw"_s, {{u"id"_s, id}, {u"note"_s, u"نسيت المصدر"_s}});
    EXPECT_EQ(item(id).state, ContentState::Draft);
    EXPECT_EQ(item(id).reviewNote, QString()) << "nobody sent it back";
    ASSERT_EQ(bench.lastEvents.size(), 1);
    EXPECT_EQ(bench.lastEvents.first().type, u"content.withdrawn"_s);
    step("submit", id);
    bench.actAs(Role::ManagingEditor);
    step("approve", id);
    bench.actAs(Role::Editor);
    EXPECT_EQ(refused("content.withdraw", id).code, ErrorCode::StateConflict) << "it waits no longer";
    bench.actAs(Role::Viewer);
    EXPECT_EQ(refused("content.withdraw", id).code, ErrorCode::PermissionDenied);
}

TEST_F(PublishingRules, AWithdrawnChangeLeavesTheAudienceItsText)
{
    const QString id = published(article());
    edit(id, {{u"body_en"_s, u"Another text"_s}});
    step("withdraw", step("submit", id));
    EXPECT_EQ(item(id).state, ContentState::Draft);
    EXPECT_EQ(live(id, "body_en"), u"Text"_s);
}

TEST_F(PublishingRules, EveryStepTakesANote)
{
    for (const char *name : EnumNames<WorkflowStep>::names) {
        const Rule *rule = bench.rules().rule(u"content."_s + text(name));
        ASSERT_TRUE(rule) << name;
        EXPECT_TRUE(rule->arg(u"note")) << name;
    }
    const QString id = article();
    bench.make(u"content.submit"_s, {{u"id"_s, id}, {u"note"_s, u"عاجل"_s}});
    bench.make(u"content.approve"_s, {{u"id"_s, id}, {u"note"_s, u"جيد"_s}});
    EXPECT_EQ(item(id).reviewNote, QString()) << "only what sends back stands with the item";
}

// Gates asked only at one step.

TEST_F(PublishingRules, AnArticleNeedsItsTextInBothLanguages)
{
    const QString id = approved(make("article"));
    EXPECT_EQ(refused("content.publish", id).code, ErrorCode::NotReady);
    EXPECT_EQ(reasons(id), (QStringList{u"body_ar_missing"_s, u"body_en_missing"_s}));
    edit(id, {{u"body_ar"_s, u"نص"_s}, {u"body_en"_s, u" \n\t"_s}});
    step("approve", id);
    EXPECT_EQ(reasons(id), QStringList{u"body_en_missing"_s});
    edit(id, {{u"body_en"_s, u"Text"_s}});
    step("publish", step("approve", id));
    EXPECT_EQ(item(id).state, ContentState::Published);
}

TEST_F(PublishingRules, AFilmAndASoundNeedAFileAndARenditionOnTheServer)
{
    for (const char *kind : {"video", "audio"}) {
        const QString id = approved(make(kind));
        EXPECT_EQ(reasons(id), (QStringList{u"file_missing"_s, u"rendition_missing"_s})) << kind;
        const QString asset = bench.make(u"media.add_asset"_s, {{u"content_id"_s, id}, {u"original_filename"_s, u"a.mov"_s}});
        EXPECT_EQ(reasons(id), QStringList{u"rendition_missing"_s}) << kind;
        const auto add = [&](const char *type, const char *name, bool arrives) {
            const QString variant = bench.make(u"media.add_variant"_s,
                                               {{u"asset_id"_s, asset}, {u"type"_s, text(type)}, {u"name"_s, text(name)}});
            if (arrives) {
                bench.makeByServer(u"media.publish_variants"_s,
                                   {{u"asset_id"_s, asset},
                                    {u"variants"_s, QJsonObject{{variant, QJsonObject{{u"sha256"_s, QString(64, u'b')}, {u"file_size"_s, 5}}}}}});
            }
        };
        add("rendition", "720p", false);
        add("original", "original", true);
        add("poster", "poster", true);
        EXPECT_EQ(reasons(id), QStringList{u"rendition_missing"_s}) << "announced is not there; nor does another form of it do";
        add("rendition", "360p", true);
        step("publish", id);
    }
}

TEST_F(PublishingRules, APictureIsReadyWithItsOriginalOnTheServer)
{
    const QString id = approved(make("image"));
    EXPECT_EQ(reasons(id), (QStringList{u"file_missing"_s, u"rendition_missing"_s}));
    const QString asset = bench.make(u"media.add_asset"_s, {{u"content_id"_s, id}, {u"original_filename"_s, u"a.png"_s}});
    const QString original = bench.make(u"media.add_variant"_s, {{u"asset_id"_s, asset}, {u"type"_s, u"original"_s}, {u"name"_s, u"original"_s}});
    EXPECT_EQ(reasons(id), QStringList{u"rendition_missing"_s});
    bench.makeByServer(u"media.publish_variants"_s,
                       {{u"asset_id"_s, asset},
                        {u"variants"_s, QJsonObject{{original, QJsonObject{{u"sha256"_s, QString(64, u'b')}, {u"file_size"_s, 5}}}}}});
    step("publish", id);
}

TEST_F(PublishingRules, AllReasonsAreNamedBeforeTheStepToo)
{
    ContentItem empty;
    EXPECT_EQ(unreadyReasons(empty, {}),
              (QList{Unready::TitleArMissing, Unready::TitleEnMissing, Unready::FileMissing, Unready::RenditionMissing}));
    empty.kind = ContentKind::Article;
    EXPECT_EQ(unreadyReasons(empty, {}),
              (QList{Unready::TitleArMissing, Unready::TitleEnMissing, Unready::BodyArMissing, Unready::BodyEnMissing}));
    empty.titleAr = empty.titleEn = empty.bodyAr = empty.bodyEn = u"x"_s;
    EXPECT_TRUE(unreadyReasons(empty, {}).isEmpty());
    PublishFacts facts{MediaAsset{}, {}, LoudnessGate::R128};
    EXPECT_EQ(unreadyReasons(empty, facts), QList{Unready::LoudnessUnmet});
}

TEST_F(PublishingRules, TheTitleOfAPublishedItemStaysWithTheAudienceWhenItIsEmptied)
{
    const QString id = published(article());
    edit(id, {{u"title_en"_s, QString()}});
    EXPECT_EQ(item(id).state, ContentState::Draft);
    EXPECT_EQ(live(id, "title_en"), u"Title"_s);
    EXPECT_EQ(refused("content.submit", id).subject, u"title_en"_s);
}

TEST_F(PublishingRules, WhatReviewNeedsIsNotTakenAwayInReviewOrAfterApproval)
{
    const QString id = step("submit", article());
    EXPECT_EQ(refused("content.update", id, {{u"title_ar"_s, u"  "_s}}).code, ErrorCode::FieldRequired);
    EXPECT_EQ(refused("content.update", id, {{u"title_ar"_s, u"  "_s}}).subject, u"title_ar"_s);
    step("approve", id);
    EXPECT_EQ(refused("content.update", id, {{u"title_en"_s, QString()}}).subject, u"title_en"_s);
    EXPECT_EQ(item(id).state, ContentState::Approved);
}

TEST_F(PublishingRules, TextsThatChangeAfterApprovalGoBackToReview)
{
    for (const char *field : {"title_ar", "summary_en", "body_ar"}) {
        const QString id = approved(article());
        const auto seen = item(id).approvedRev;
        EXPECT_EQ(seen, revisionOf(item(id)));
        edit(id, {{text(field), u"شيء آخر"_s}});
        EXPECT_EQ(item(id).state, ContentState::InReview) << field;
        EXPECT_EQ(refused("content.publish", id).code, ErrorCode::StateConflict) << field;
        step("publish", step("approve", id));
        EXPECT_NE(item(id).liveRev, seen);
        EXPECT_EQ(live(id, field), u"شيء آخر"_s);
    }
    const QString id = approved(article());
    edit(id, {{u"tags"_s, QJsonArray{u"جديد"_s}}});
    EXPECT_EQ(item(id).state, ContentState::InReview) << "tags are read, too";
}

TEST_F(PublishingRules, AnItemWhoseTextsAreNotTheApprovedOnesIsNotPublished)
{
    ContentItem changed = item(approved(article()));
    changed.bodyEn = u"by a way that no command has"_s;
    bench.store.put({u"content_items"_s, changed.id.uuid()}, toJson(changed));
    EXPECT_EQ(reasons(changed.id.text()), QStringList{u"changed_since_approval"_s});
}

TEST_F(PublishingRules, AnApprovalIsOfTheTextThatWasRead)
{
    const QString id = step("submit", article());
    const QString read = revisionOf(item(id)).text();
    edit(id, {{u"body_en"_s, u"written meanwhile"_s}});
    EXPECT_EQ(refused("content.approve", id, {{u"revision"_s, read}}).code, ErrorCode::RevisionConflict);
    bench.make(u"content.approve"_s, {{u"id"_s, id}, {u"revision"_s, revisionOf(item(id)).text()}});
    EXPECT_EQ(item(id).approvedRev, revisionOf(item(id)));
}

TEST_F(PublishingRules, ChangesToAPublishedItemGoThroughReviewWhileTheAudienceReadsOn)
{
    const QString id = published(article());
    const auto before = item(id).liveRev;
    edit(id, {{u"body_en"_s, u"Better"_s}});
    EXPECT_EQ(standingOf(item(id)), (Standing{ContentState::Draft, true}));
    EXPECT_EQ(refused("content.trash", id).code, ErrorCode::StateConflict) << "the audience reads it";
    EXPECT_EQ(refused("content.archive", id).code, ErrorCode::StateConflict);
    approved(id);
    EXPECT_EQ(item(id).liveRev, before);
    EXPECT_EQ(live(id, "body_en"), u"Text"_s);
    step("publish", id);
    EXPECT_EQ(live(id, "body_en"), u"Better"_s);
    EXPECT_EQ(bench.all<ContentRevision>().size(), 2) << "what was published before is kept";
}

TEST_F(PublishingRules, WhatIsTakenBackToThePublishedTextIsPublished)
{
    const QString id = published(article());
    edit(id, {{u"body_en"_s, u"Text!"_s}});
    edit(id, {{u"body_en"_s, u"Text"_s}});
    EXPECT_EQ(item(id).state, ContentState::Published);
    edit(id, {{u"body_en"_s, u"Text \n"_s}});
    EXPECT_EQ(item(id).state, ContentState::Published) << "a blank at the end says nothing";
    step("unpublish", id);
    edit(id, {{u"body_en"_s, u"Text!"_s}});
    edit(id, {{u"body_en"_s, u"Text"_s}});
    EXPECT_EQ(item(id).state, ContentState::Draft) << "the audience reads nothing";
}

TEST_F(PublishingRules, UnpublishingTakesTheAudiencesTextAwayAndLeavesTheChanges)
{
    const QString id = published(article());
    edit(id, {{u"body_en"_s, u"Better"_s}});
    step("unpublish", step("submit", id));
    EXPECT_EQ(standingOf(item(id)), (Standing{ContentState::InReview, false}));
    EXPECT_EQ(item(id).bodyEn, u"Better"_s);
    EXPECT_FALSE(item(id).publishedAt.isSet());
}

TEST_F(PublishingRules, TheFirstDateOfPublicationIsKeptForEver)
{
    const QString id = published(article());
    const Timestamp first = item(id).publishedAt;
    EXPECT_EQ(item(id).firstPublishedAt, first);
    bench.clock.advance(86'400'000);
    step("restore", step("archive", id));
    EXPECT_FALSE(item(id).publishedAt.isSet()) << "a draft is not published";
    EXPECT_EQ(item(id).firstPublishedAt, first);
    published(id);
    EXPECT_EQ(item(id).firstPublishedAt, first);
    EXPECT_GT(item(id).publishedAt, first);
    step("unpublish", id);
    EXPECT_EQ(item(id).firstPublishedAt, first);
}

TEST_F(PublishingRules, ATrashedItemIsNotFiledIntoASeriesNorJudged)
{
    const QString id = step("trash", article());
    const QString series = bench.make(u"series.create"_s, {{u"title_en"_s, u"Show"_s}});
    const QJsonObject place{{u"series_id"_s, series}, {u"content_id"_s, id}, {u"season_number"_s, 1}};
    const auto result = bench.run(u"episode.add"_s, place);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::StateConflict);
    EXPECT_EQ(result.error().subject, u"trashed"_s);
    EXPECT_EQ(refused("content.set_parity", id, {{u"parity"_s, u"in_step"_s}}).subject, u"trashed"_s);
    step("untrash", id);
    bench.make(u"episode.add"_s, place);
}

TEST_F(PublishingRules, TheLastRenditionOfAPublishedFilmStays)
{
    const QString id = make("video");
    const auto asset = giveRendition(id);
    const QString variant = bench.all<MediaVariant>().first().id.text();
    const QString second = bench.make(u"media.add_variant"_s, {{u"asset_id"_s, asset.text()}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"360p"_s}});
    published(id);
    EXPECT_EQ(refused("media.remove_variant", variant).subject, u"published"_s);
    bench.make(u"media.remove_variant"_s, {{u"id"_s, second}}); // it was not there yet
    step("unpublish", id);
    bench.make(u"media.remove_variant"_s, {{u"id"_s, variant}});
}

namespace {

// A published film with one rendition, `720p`, and others of that name.
class Replacing : public PublishingRules {
protected:
    void SetUp() override
    {
        m_item = make("video");
        m_asset = giveRendition(m_item);
        m_live = bench.all<MediaVariant>().first().id.text();
        published(m_item);
    }
    QString announce(QChar bytes, const QJsonObject &more = {})
    {
        QJsonObject args{{u"asset_id"_s, m_asset.text()}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"720p"_s},
                         {u"file_size"_s, 5},             {u"sha256"_s, QString(64, bytes)}};
        for (auto it = more.begin(); it != more.end(); ++it) {
            args.insert(it.key(), it.value());
        }
        return bench.make(u"media.add_variant"_s, args);
    }
    Result<QJsonObject> arrives(const QString &variant, QChar bytes)
    {
        const QJsonObject measures{{u"sha256"_s, QString(64, bytes)}, {u"file_size"_s, 5}};
        return bench.runByServer(u"media.publish_variants"_s,
                                 {{u"asset_id"_s, m_asset.text()}, {u"variants"_s, QJsonObject{{variant, measures}}}});
    }
    // Of all variants, in the order of their making: whose bytes, and whether they are there.
    QStringList standing()
    {
        QStringList all;
        const QList<MediaVariant> variants = bench.all<MediaVariant>();
        for (const MediaVariant &one : variants) {
            all.append(one.sha256.left(1) + u' ' + enumText(one.status));
        }
        all.sort();
        return all;
    }

    QString m_item;
    Id<MediaAsset> m_asset;
    QString m_live;
};

} // namespace

TEST_F(Replacing, TheAudienceKeepsTheOnlyRenditionUntilItsSuccessorIsThere)
{
    const QString next = announce(u'b');
    EXPECT_NE(next, m_live);
    EXPECT_EQ(standing(), (QStringList{u"a completed"_s, u"b pending"_s}));
    ASSERT_TRUE(arrives(next, u'b').ok());
    EXPECT_EQ(standing(), QStringList{u"b completed"_s});
    EXPECT_EQ(refused("media.remove_variant", next).subject, u"published"_s) << "now it is the last one";
}

TEST_F(Replacing, OnlyOneWaitsAndTheLastWordCounts)
{
    const QString second = announce(u'b');
    EXPECT_EQ(announce(u'b'), second) << "the same again";
    const QString third = announce(u'c');
    EXPECT_EQ(standing(), (QStringList{u"a completed"_s, u"c pending"_s}));
    const auto late = arrives(second, u'b');
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, ErrorCode::NotFound);
    bench.makeByServer(u"media.refuse_variant"_s, {{u"id"_s, third}});
    EXPECT_EQ(standing(), (QStringList{u"a completed"_s, u"c failed"_s})) << "a refused one takes nothing away";
    EXPECT_EQ(announce(u'c'), third);
    EXPECT_EQ(standing(), (QStringList{u"a completed"_s, u"c pending"_s}));
    bench.make(u"media.remove_variant"_s, {{u"id"_s, third}});
    EXPECT_EQ(standing(), QStringList{u"a completed"_s});
}

TEST_F(Replacing, WhatIsThereAnnouncedAgainEndsTheWait)
{
    announce(u'b');
    EXPECT_EQ(announce(u'a', {{u"file_size"_s, 1000}}), m_live);
    EXPECT_EQ(standing(), QStringList{u"a completed"_s});
}

TEST_F(Replacing, NoOtherKindOfFileTakesTheNameOfARendition)
{
    QJsonObject args{{u"asset_id"_s, m_asset.text()}, {u"type"_s, u"report"_s}, {u"name"_s, u"720p"_s}};
    const auto other = bench.run(u"media.add_variant"_s, args);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().subject, u"type"_s);
    args.insert(u"type"_s, u"rendition"_s);
    args.insert(u"id"_s, m_live);
    const auto twice = bench.run(u"media.add_variant"_s, args);
    ASSERT_FALSE(twice.ok()) << "other bytes under the id of what is there";
    EXPECT_EQ(twice.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(standing(), QStringList{u"a completed"_s});
}

TEST_F(PublishingRules, AManifestsFilesReplaceTheirNamesakesTogether)
{
    const QString id = make("video");
    const auto asset = giveRendition(id);
    const QJsonObject variants{{u"720p"_s, QJsonObject{{u"type"_s, u"rendition"_s}, {u"sha256"_s, QString(64, u'b')}, {u"file_size"_s, 5}}},
                               {u"480p"_s, QJsonObject{{u"type"_s, u"rendition"_s}, {u"sha256"_s, QString(64, u'c')}, {u"file_size"_s, 5}}}};
    const auto announced = bench.run(u"media.announce_variants"_s, {{u"asset_id"_s, asset.text()}, {u"variants"_s, variants}});
    ASSERT_TRUE(announced.ok());
    const QJsonObject ids = announced->value("variants"_L1).toObject();
    EXPECT_EQ(bench.all<MediaVariant>().size(), 3);
    bench.makeByServer(u"media.publish_variants"_s,
                       {{u"asset_id"_s, asset.text()},
                        {u"variants"_s,
                         QJsonObject{{ids.value("720p"_L1).toString(), QJsonObject{{u"sha256"_s, QString(64, u'b')}, {u"file_size"_s, 5}}},
                                     {ids.value("480p"_L1).toString(), QJsonObject{{u"sha256"_s, QString(64, u'c')}, {u"file_size"_s, 5}}}}}});
    const QList<MediaVariant> left = bench.all<MediaVariant>();
    EXPECT_EQ(left.size(), 2);
    EXPECT_TRUE(std::all_of(left.begin(), left.end(), [](const MediaVariant &one) { return one.status == VariantStatus::Completed && !one.sha256.startsWith(u'a'); }));
}

// Parity by history instead of by text.

TEST_F(PublishingRules, UnpublishedChangedAndPublishedAgainTheOtherLanguageIsBehind)
{
    const QString id = published(article());
    step("unpublish", id);
    edit(id, {{u"body_ar"_s, u"نص آخر"_s}});
    EXPECT_EQ(item(id).parity, Parity::EnglishStale);
    published(id);
    EXPECT_EQ(item(id).parity, Parity::EnglishStale) << "publishing checks no translation";
    edit(id, {{u"body_ar"_s, u"نص"_s}});
    EXPECT_EQ(item(id).parity, Parity::InStep) << "what it was checked against";
}

TEST_F(PublishingRules, BlanksAndNormalisationFormsMakeNoLanguageStale)
{
    const QString id = approved(make("article", {{u"body_ar"_s, u"آن\nثم"_s}, {u"body_en"_s, u"Café"_s}}));
    edit(id, {{u"body_ar"_s, u" آن \t\r\nثم\u00a0"_s.normalized(QString::NormalizationForm_D)}});
    EXPECT_EQ(item(id).parity, Parity::InStep);
    EXPECT_EQ(item(id).state, ContentState::Approved);
    edit(id, {{u"body_en"_s, u"Café"_s.normalized(QString::NormalizationForm_D)}});
    EXPECT_EQ(item(id).parity, Parity::InStep);
    edit(id, {{u"body_en"_s, u"Cafe"_s}});
    EXPECT_EQ(item(id).parity, Parity::ArabicStale) << "an accent is a letter";
}

TEST_F(PublishingRules, BothLanguagesCanBeBehind)
{
    const QString id = approved(article());
    edit(id, {{u"title_ar"_s, u"عنوان آخر"_s}, {u"summary_en"_s, u"A summary"_s}});
    EXPECT_EQ(item(id).parity, Parity::BothStale);
    bench.make(u"content.set_parity"_s, {{u"id"_s, id}, {u"parity"_s, u"english_stale"_s}});
    EXPECT_EQ(item(id).parity, Parity::EnglishStale) << "the Arabic was checked";
    edit(id, {{u"title_en"_s, u"Another title"_s}});
    EXPECT_EQ(item(id).parity, Parity::EnglishStale) << "catching up";
    bench.make(u"content.set_parity"_s, {{u"id"_s, id}, {u"parity"_s, u"in_step"_s}});
    edit(id, {{u"tags"_s, QJsonArray{u"a"_s}}});
    EXPECT_EQ(item(id).parity, Parity::InStep);
    bench.make(u"content.set_parity"_s, {{u"id"_s, id}, {u"parity"_s, u"both_stale"_s}});
    EXPECT_EQ(item(id).parity, Parity::BothStale);
    edit(id, {{u"tags"_s, QJsonArray{u"b"_s}}});
    EXPECT_EQ(item(id).parity, Parity::BothStale) << "what a person said holds";
}

TEST_F(PublishingRules, ARevisionIsTheSameForTheSameTextsOnly)
{
    ContentItem one;
    one.id = Id<ContentItem>::fromText(u"01910000-0000-7000-8000-000000000001"_s);
    one.titleAr = u"عنوان"_s;
    one.titleEn = u"Title"_s;
    one.tags = {u"a"_s, u"b"_s};
    const auto id = revisionOf(one);
    EXPECT_EQ(id.text().at(14), u'8') << "a UUID of version 8";
    ContentItem other = one;
    other.titleEn = u"Title "_s;
    other.reviewNote = u"a note"_s;
    EXPECT_EQ(revisionOf(other), id);
    other.tags = {u"a"_s};
    EXPECT_NE(revisionOf(other), id);
    other = one;
    std::swap(other.titleEn, other.summaryEn);
    EXPECT_NE(revisionOf(other), id) << "a title is no summary";
    other = one;
    other.id = Id<ContentItem>(QUuid::createUuid());
    EXPECT_NE(revisionOf(other), id);
}

} // namespace rawi::test
