#include "tests/desktop/desk_fixture.h"
#include "ui/sync/attention_model.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/conflict_view.h"

#include <QAbstractItemModelTester>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QTextLayout>

using namespace rawi;

namespace {

class AttentionTest : public test::DeskFixture {
protected:
    void refuseOne()
    {
        m_item = makeItem(u"تقرير"_s, u"A report"_s);
        const auto waiting = desk().replica().outbox(OutboxState::Waiting);
        ASSERT_TRUE(waiting.ok());
        QList<PushResult> answers;
        for (const OutboxEntry &entry : *waiting) {
            answers.append({entry.command.n, false, {}, {ErrorCode::PermissionDenied, u"editor"_s, {}}});
        }
        ASSERT_TRUE(desk().replica().applyPushResults(answers).ok());
    }

    Conflict makeConflict()
    {
        ContentItem made;
        made.id = Id<ContentItem>(makeUuidV7(m_clock.nowMs()));
        made.titleAr = u"القمة تبدأ غدًا"_s;
        made.titleEn = u"Summit"_s;
        pull(made);
        m_item = made.id;
        Conflict conflict;
        conflict.id = Id<Conflict>(makeUuidV7(m_clock.nowMs()));
        conflict.recordType = recordInfo<ContentItem>().name;
        conflict.recordId = made.id.text();
        conflict.field = u"title_ar"_s;
        conflict.baseText = u"القمة تبدأ"_s;
        conflict.mineText = u"القمة تبدأ اليوم"_s;
        conflict.theirsText = made.titleAr;
        pull(conflict);
        return conflict;
    }

    Id<ContentItem> m_item;
};

TEST_F(AttentionTest, ListsRefusedCommandsAndConflicts)
{
    AttentionModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 0);
    refuseOne();
    EXPECT_EQ(model.rowCount(), 1);
    makeConflict();
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_TRUE(model.index(0).data(AttentionModel::IsConflictRole).toBool());
    EXPECT_FALSE(model.index(1).data(AttentionModel::IsConflictRole).toBool());
    EXPECT_FALSE(model.index(1).data(AttentionModel::SubtitleRole).toString().isEmpty());
}

TEST_F(AttentionTest, SettlesAConflictWithEitherTextOrAThird)
{
    const Conflict conflict = makeConflict();
    AttentionView view(desk());
    view.resize(1000, 600);
    view.show();
    auto *page = view.findChild<ConflictView *>();
    ASSERT_NE(page, nullptr);
    EXPECT_TRUE(page->isVisible());
    const QList<QPlainTextEdit *> texts = page->findChildren<QPlainTextEdit *>();
    ASSERT_EQ(texts.size(), 4);
    for (const QPlainTextEdit *text : texts) {
        EXPECT_EQ(text->document()->defaultTextOption().textDirection(), Qt::RightToLeft);
        EXPECT_GT(text->document()->firstBlock().layout()->lineAt(0).naturalTextRect().left(), text->width() / 2)
            << "Arabic stands at the right";
        EXPECT_FALSE(text->accessibleName().isEmpty());
    }
    Q_EMIT page->settleAsked(conflict.mineText);
    EXPECT_EQ(item(m_item).titleAr, conflict.mineText);
    EXPECT_EQ(view.model().rowCount(), 0);
    EXPECT_FALSE(page->isVisible());
}

TEST_F(AttentionTest, RetryPutsTheCommandBackIntoTheOutbox)
{
    refuseOne();
    AttentionModel model(desk());
    const auto entry = model.refusedAt(0);
    ASSERT_TRUE(entry);
    ASSERT_TRUE(desk().replica().retryRefused(entry->command.n).ok());
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(desk().replica().waitingCount(), 1);
}

} // namespace
