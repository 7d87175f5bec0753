#include "tests/desktop/desk_fixture.h"
#include "tests/support/actors.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/item_workflow_view.h"
#include "ui/content/words/content_words.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/state_pill.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace rawi;

namespace {

const QString kTitleAr = u"title_ar"_s;
const QString kTitleEn = u"title_en"_s;

class InspectorTest : public test::DeskFixture {
protected:
    void SetUp() override
    {
        addWords(contentWords()); // as the feature does, which no window brings here
        DeskFixture::SetUp();
        // As the feed brings it, so that nothing of it waits in the outbox.
        ContentItem made;
        made.id = Id<ContentItem>(makeUuidV7(m_clock.nowMs()));
        made.titleAr = u"نشرة التاسعة"_s;
        made.titleEn = u"Nine o'clock bulletin"_s;
        made.summaryEn = u"The news of the day"_s;
        pull(made);
        m_item = made.id;
        m_presenter = std::make_unique<ItemPresenter>(desk());
        m_presenter->setItem(m_item);
    }

    void TearDown() override { m_presenter.reset(); }

    Id<ContentItem> m_item;
    std::unique_ptr<ItemPresenter> m_presenter;
};

TEST(DirectionalLineEditTest, ItsDirectionIsThatOfTheFieldWhateverIsInIt)
{
    for (const auto direction : {Direction::RightToLeft, Direction::LeftToRight}) {
        DirectionalLineEdit field(direction);
        field.resize(400, 30);
        field.show();
        for (const QString &text : {QString(), u"Dr. Hanan عن الأرشيف"_s, u"عن Dr. Hanan"_s}) {
            field.setText(text);
            field.home(false);
            field.grab(); // where the text stands is known once it was painted
            const int start = field.inputMethodQuery(Qt::ImCursorRectangle).toRectF().center().toPoint().x();
            EXPECT_EQ(start > 200, direction == Direction::RightToLeft) << qUtf8Printable(text);
        }
    }
}

TEST_F(InspectorTest, SavesWhenTypingPauses)
{
    m_presenter->beginEdit(kTitleEn);
    m_presenter->editText(kTitleEn, u"Ten o'clock bulletin"_s);
    EXPECT_EQ(item(m_item).titleEn, u"Nine o'clock bulletin"_s);
    EXPECT_TRUE(waitFor([&] { return item(m_item).titleEn == u"Ten o'clock bulletin"_s; }, 3000));
    const auto waiting = desk().replica().outbox(OutboxState::Waiting);
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), 1);
    EXPECT_EQ(waiting->first().command.base.value(kTitleEn).toString(), u"Nine o'clock bulletin"_s);
}

TEST_F(InspectorTest, SavesWhenTheFocusLeavesAndWhenAnotherItemIsShown)
{
    m_presenter->beginEdit(kTitleAr);
    m_presenter->editText(kTitleAr, u"نشرة العاشرة"_s);
    m_presenter->endEdit(kTitleAr);
    EXPECT_EQ(item(m_item).titleAr, u"نشرة العاشرة"_s);
    m_presenter->editText(kTitleAr, u"نشرة الظهيرة"_s);
    m_presenter->setItem({});
    EXPECT_EQ(item(m_item).titleAr, u"نشرة الظهيرة"_s);
}

TEST_F(InspectorTest, AChangeFromAnotherDeskNeverReplacesWhatIsTyped)
{
    const QString field = u"summary_en"_s;
    m_presenter->beginEdit(field);
    m_presenter->editText(field, u"The news of the long day"_s);
    ContentItem theirs = item(m_item);
    theirs.summaryEn = u"All the news of the day"_s;
    pull(theirs);
    EXPECT_EQ(m_presenter->text(field), u"The news of the long day"_s);
    EXPECT_EQ(m_presenter->notice(field), FieldNotice::ChangedElsewhere);
    m_presenter->commit();
    EXPECT_EQ(item(m_item).summaryEn, u"All the news of the long day"_s);
    EXPECT_EQ(m_presenter->text(field), u"All the news of the long day"_s);
    EXPECT_EQ(m_presenter->notice(field), FieldNotice::Merged);
}

TEST_F(InspectorTest, AFocusedFieldKeepsItsTextAndItsBase)
{
    m_presenter->beginEdit(kTitleEn);
    ContentItem theirs = item(m_item);
    theirs.titleEn = u"Nine o'clock bulletin tonight"_s;
    pull(theirs);
    EXPECT_EQ(m_presenter->text(kTitleEn), u"Nine o'clock bulletin"_s);
    m_presenter->editText(kTitleEn, u"Eight o'clock bulletin"_s);
    m_presenter->endEdit(kTitleEn);
    EXPECT_EQ(item(m_item).titleEn, u"Eight o'clock bulletin tonight"_s);
}

TEST_F(InspectorTest, EditsThatOverlapAreBothKept)
{
    m_presenter->beginEdit(kTitleEn);
    m_presenter->editText(kTitleEn, u"Ten o'clock bulletin"_s);
    ContentItem theirs = item(m_item);
    theirs.titleEn = u"Seven o'clock bulletin"_s;
    pull(theirs);
    m_presenter->commit();
    EXPECT_EQ(item(m_item).titleEn, u"Seven o'clock bulletin"_s);
    EXPECT_EQ(m_presenter->notice(kTitleEn), FieldNotice::BothKept);
    EXPECT_EQ(desk().replica().attentionCount(), 1);
}

TEST_F(InspectorTest, UndoAndRedoAreCommandsOfTheirOwn)
{
    m_presenter->beginEdit(kTitleEn);
    m_presenter->editText(kTitleEn, u"Ten o'clock bulletin"_s);
    m_presenter->commit();
    m_presenter->setTags({u"economy"_s, u"اقتصاد"_s});
    EXPECT_EQ(item(m_item).tags.size(), 2);
    m_presenter->undoStack().undo();
    EXPECT_TRUE(item(m_item).tags.isEmpty());
    m_presenter->undoStack().undo();
    EXPECT_EQ(item(m_item).titleEn, u"Nine o'clock bulletin"_s);
    EXPECT_EQ(m_presenter->text(kTitleEn), u"Nine o'clock bulletin"_s);
    m_presenter->undoStack().redo();
    EXPECT_EQ(item(m_item).titleEn, u"Ten o'clock bulletin"_s);
    EXPECT_EQ(m_presenter->text(kTitleEn), u"Ten o'clock bulletin"_s);
}

TEST_F(InspectorTest, OffersTheStepsOfTheStateAndSaysWhyOneIsNotAllowed)
{
    const QList<OfferedStep> draft = m_presenter->steps();
    ASSERT_FALSE(draft.isEmpty());
    EXPECT_EQ(draft.first().step, WorkflowStep::Submit);
    EXPECT_TRUE(draft.first().allowed);
    m_presenter->takeStep(WorkflowStep::Submit);
    EXPECT_EQ(item(m_item).state, ContentState::InReview);

    ASSERT_TRUE(desk().replica().setActor(test::actorOf(desk().replica().actor().id, Role::Editor)).ok());
    const QList<OfferedStep> review = m_presenter->steps();
    const auto approve = std::find_if(review.cbegin(), review.cend(),
                                      [](const OfferedStep &one) { return one.step == WorkflowStep::Approve; });
    ASSERT_NE(approve, review.cend());
    EXPECT_FALSE(approve->allowed);
    EXPECT_EQ(approve->reason.code, ErrorCode::PermissionDenied);

    ASSERT_TRUE(desk().replica().setActor(test::actorOf(desk().replica().actor().id, Role::ManagingEditor)).ok());
    m_presenter->takeStep(WorkflowStep::Return, u"أضيفوا المصدر"_s);
    EXPECT_EQ(item(m_item).state, ContentState::Draft);
    EXPECT_EQ(item(m_item).reviewNote, u"أضيفوا المصدر"_s);
}

TEST_F(InspectorTest, PublishingWaitsForAMeasuredSoundWhenTheNewsroomAsksForIt)
{
    run(u"workspace.set"_s, {{u"loudness_gate"_s, u"r128"_s}});
    const QString asset =
        uuidText(run(u"media.add_asset"_s,
                     {{u"content_id"_s, m_item.text()}, {u"original_filename"_s, u"bulletin.wav"_s}}));
    MediaVariant rendition = test::renditionOnServer(Id<MediaAsset>::fromText(asset));
    pull(rendition);
    m_presenter->takeStep(WorkflowStep::Submit);
    m_presenter->takeStep(WorkflowStep::Approve);
    const auto publish = [&] {
        const QList<OfferedStep> steps = m_presenter->steps();
        return *std::find_if(steps.cbegin(), steps.cend(), [](const OfferedStep &one) { return one.step == WorkflowStep::Publish; });
    };
    EXPECT_FALSE(publish().allowed);
    EXPECT_EQ(publish().reason.code, ErrorCode::LoudnessUnmet);
    EXPECT_TRUE(errorText(publish().reason).contains(u"loudness report"_s));
    QSignalSpy offered(m_presenter.get(), &ItemPresenter::stepsChanged);
    rendition.rev = 1;
    rendition.loudness = {{u"integrated"_s, -23.1}, {u"true_peak"_s, -2.5}};
    pull(rendition);
    EXPECT_GE(offered.size(), 1);
    EXPECT_TRUE(publish().allowed);
    m_presenter->takeStep(WorkflowStep::Publish);
    EXPECT_EQ(item(m_item).state, ContentState::Published);
}

TEST_F(InspectorTest, WhatIsMissingIsShownBesideTheSteps)
{
    const auto words = [&] {
        ItemWorkflowView view(*m_presenter);
        QStringList shown;
        const auto labels = view.findChildren<QLabel *>();
        for (const QLabel *one : labels) {
            if (!one->isHidden()) {
                shown.append(one->text());
            }
        }
        return shown.join(u'\n');
    };
    EXPECT_EQ(m_presenter->lacks(), (QList{Unready::FileMissing, Unready::RenditionMissing}));
    EXPECT_TRUE(words().contains(u"a media file"_s)) << qUtf8Printable(words());
    QSignalSpy told(m_presenter.get(), &ItemPresenter::stepsChanged);
    run(u"media.add_asset"_s, {{u"content_id"_s, m_item.text()}, {u"original_filename"_s, u"bulletin.mov"_s}});
    EXPECT_GE(told.size(), 1);
    EXPECT_EQ(m_presenter->lacks(), QList{Unready::RenditionMissing});
    EXPECT_FALSE(words().contains(u"a media file"_s));
    EXPECT_TRUE(words().contains(u"a rendition that is on the server"_s));
    m_presenter->takeStep(WorkflowStep::Submit);
    m_presenter->takeStep(WorkflowStep::Approve);
    QSignalSpy failed(m_presenter.get(), &ItemPresenter::commandFailed);
    m_presenter->takeStep(WorkflowStep::Publish);
    ASSERT_EQ(failed.size(), 1);
    const auto refused = failed.first().first().value<Error>();
    EXPECT_EQ(refused.code, ErrorCode::NotReady);
    EXPECT_TRUE(errorText(refused).contains(u"a rendition that is on the server"_s));
    bringRendition(m_item);
    EXPECT_TRUE(m_presenter->lacks().isEmpty());
    m_presenter->takeStep(WorkflowStep::Publish);
    EXPECT_EQ(item(m_item).state, ContentState::Published);
}

TEST_F(InspectorTest, APublishedItemUnderChangeSaysThatTheAudienceReadsOn)
{
    run(u"media.add_asset"_s, {{u"content_id"_s, m_item.text()}, {u"original_filename"_s, u"bulletin.mov"_s}});
    bringRendition(m_item);
    for (const WorkflowStep step : {WorkflowStep::Submit, WorkflowStep::Approve, WorkflowStep::Publish}) {
        m_presenter->takeStep(step);
    }
    ItemWorkflowView view(*m_presenter);
    const auto pills = view.findChildren<StatePill *>();
    ASSERT_EQ(pills.size(), 2);
    EXPECT_TRUE(pills.last()->isHidden());
    m_presenter->beginEdit(kTitleEn);
    m_presenter->editText(kTitleEn, u"Ten o'clock bulletin"_s);
    m_presenter->commit();
    EXPECT_FALSE(pills.last()->isHidden());
    EXPECT_EQ(pills.last()->accessibleName(), u"Published; changes are being written"_s);
    m_presenter->takeStep(WorkflowStep::Submit);
    EXPECT_EQ(pills.last()->accessibleName(), u"Published; changes are in review"_s);
    m_presenter->undoStack().undo();
    m_presenter->undoStack().undo();
    EXPECT_EQ(item(m_item).state, ContentState::Published) << "taken back to what the audience reads";
    EXPECT_TRUE(pills.last()->isHidden());
    m_presenter->takeStep(WorkflowStep::Unpublish);
    m_presenter->undoStack().undo();
    EXPECT_EQ(item(m_item).state, ContentState::Published);
}

TEST_F(InspectorTest, BothLanguagesBehindHaveWordsOfTheirOwn)
{
    run(u"content.set_parity"_s, {{u"id"_s, m_item.text()}, {u"parity"_s, u"both_stale"_s}});
    EXPECT_EQ(parityText(item(m_item).parity), u"Both languages are behind"_s);
    ItemWorkflowView view(*m_presenter);
    const auto labels = view.findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(),
                            [](const QLabel *one) { return one->text() == u"Each language was changed without the other."_s; }));
    m_presenter->confirmParity();
    EXPECT_EQ(item(m_item).parity, Parity::InStep);
}

TEST_F(InspectorTest, AskingWhichStepsAreAllowedChangesNothing)
{
    (void)m_presenter->steps();
    (void)m_presenter->readOnlyReason();
    EXPECT_EQ(item(m_item).state, ContentState::Draft);
    EXPECT_EQ(desk().replica().waitingCount(), 0);
}

TEST_F(InspectorTest, AViewerReadsAndIsToldWhy)
{
    EXPECT_FALSE(m_presenter->readOnlyReason());
    ASSERT_TRUE(desk().replica().setActor(test::actorOf(desk().replica().actor().id, Role::Viewer)).ok());
    const auto reason = m_presenter->readOnlyReason();
    ASSERT_TRUE(reason);
    EXPECT_EQ(reason->code, ErrorCode::PermissionDenied);
}

TEST_F(InspectorTest, FieldsKeepTheirOwnDirectionInBothLayouts)
{
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        ItemInspector inspector(desk());
        inspector.setLayoutDirection(layout);
        inspector.setItem(m_item);
        inspector.resize(700, 700);
        inspector.show();
        wait(50);
        const QList<ItemFieldView *> fields = inspector.findChildren<ItemFieldView *>();
        ASSERT_EQ(fields.size(), 6);
        QPoint arabic;
        QPoint english;
        for (ItemFieldView *field : fields) {
            EXPECT_FALSE(field->editor()->accessibleName().isEmpty());
            if (field->field() == kTitleAr) {
                EXPECT_EQ(field->editor()->layoutDirection(), Qt::RightToLeft);
                arabic = field->mapTo(&inspector, QPoint());
            } else if (field->field() == kTitleEn) {
                EXPECT_EQ(field->editor()->layoutDirection(), Qt::LeftToRight);
                english = field->mapTo(&inspector, QPoint());
            }
        }
        EXPECT_EQ(arabic.y(), english.y());
        EXPECT_GT(arabic.x(), english.x()); // Arabic on the right, as on a bilingual page
    }
}

TEST_F(InspectorTest, ALostItemClosesInWordsAndWhatWasBeingTypedIsKept)
{
    ItemInspector inspector(desk());
    inspector.show();
    inspector.setItem(m_item);
    m_presenter->beginEdit(kTitleEn);
    m_presenter->editText(kTitleEn, u"Half a title"_s);
    QSignalSpy failures(m_presenter.get(), &ItemPresenter::commandFailed);
    const ContentItem before = item(m_item);
    const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
    ASSERT_TRUE(
        ReplicaFeed(desk().replica()).applyPull({{recordInfo<ContentItem>().name, m_item.uuid(), 2, {}, true}}, cursor).ok());
    EXPECT_TRUE(m_presenter->isLost());
    EXPECT_FALSE(m_presenter->item());
    EXPECT_FALSE(m_presenter->isBeingEdited(kTitleEn));
    EXPECT_TRUE(failures.isEmpty()) << "no error";
    const auto labels = inspector.findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [](QLabel *one) {
        return one->isVisible() && one->text() == u"You may no longer see this item"_s;
    }));
    // It waits for the server's word like whatever else is asked of the item, and is quarantined then.
    const auto waiting = desk().replica().outbox(OutboxState::Waiting);
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), 1);
    EXPECT_EQ(waiting->first().command.args.value(kTitleEn).toString(), u"Half a title"_s);
    EXPECT_TRUE(waiting->first().command.base.isEmpty());
    ASSERT_TRUE(ReplicaFeed(desk().replica())
                    .applyPushResults({{waiting->first().command.n, false, {}, {ErrorCode::NotFound, {}, {}}}})
                    .ok());
    EXPECT_EQ(desk().replica().outbox(OutboxState::Quarantined)->size(), 1);
    EXPECT_EQ(desk().replica().attentionCount(), 1);
    pull(before); // granted again
    EXPECT_FALSE(m_presenter->isLost());
    EXPECT_TRUE(m_presenter->item());
}

} // namespace
