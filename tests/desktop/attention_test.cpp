#include "tests/desktop/desk_fixture.h"
#include "ui/sync/attention_model.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/conflict_view.h"
#include "ui/sync/refused_view.h"

#include <QAbstractItemModelTester>
#include <QFileDialog>
#include <QJsonDocument>
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
        ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPushResults(answers).ok());
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

TEST_F(AttentionTest, AFileThatDidNotGoUpIsListedOnceUntilItIsSettled)
{
    AttentionView view(desk());
    AttentionModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Upload upload;
    upload.variantId = Id<MediaVariant>(makeUuidV7(m_clock.nowMs()));
    upload.path = m_directory.file(u"podcast.mp3"_s);
    upload.size = 1000;
    upload.state = UploadState::Failed;
    upload.error = {ErrorCode::StateConflict, u"loudness.integrated"_s, u"the file has -15.1 LUFS, its report says -16.0"_s};
    for (int i = 0; i < 2; ++i) { // tried twice
        upload.id = makeUuidV7(m_clock.nowMs() + i);
        ASSERT_TRUE(desk().uploads().put(upload).ok());
        Q_EMIT desk().sync().uploadChanged(upload.id);
    }
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(desk().attentionCount(), 1);
    EXPECT_TRUE(model.index(0).data().toString().contains(u"podcast.mp3"_s));
    EXPECT_FALSE(model.index(0).data(AttentionModel::SubtitleRole).toString().isEmpty());
    EXPECT_FALSE(model.index(0).data(AttentionModel::IsConflictRole).toBool());
    ASSERT_TRUE(model.uploadAt(0).has_value());
    upload.state = UploadState::Running;
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    EXPECT_EQ(model.rowCount(), 0) << "it goes up again";
    EXPECT_EQ(desk().attentionCount(), 0);
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

TEST_F(AttentionTest, WhatWasTypedWhereOneMayNoLongerLookCanOnlyBeTakenOut)
{
    ContentItem made;
    made.id = Id<ContentItem>(makeUuidV7(m_clock.nowMs()));
    made.titleEn = u"Secret"_s;
    pull(made);
    run(u"content.update"_s, {{u"id"_s, made.id.text()}, {u"title_ar"_s, u"كلماتي أنا"_s}});
    const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
    ASSERT_TRUE(
        ReplicaFeed(desk().replica()).applyPull({{recordInfo<ContentItem>().name, made.id.uuid(), 2, {}, true}}, cursor).ok());
    const auto waiting = desk().replica().outbox(OutboxState::Waiting);
    ASSERT_EQ(waiting->size(), 1);
    const qint64 n = waiting->first().command.n;
    ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPushResults({{n, false, {}, {ErrorCode::NotFound, {}, {}}}}).ok());

    AttentionView view(desk());
    view.resize(1000, 600);
    view.show();
    ASSERT_EQ(view.model().rowCount(), 1);
    const QModelIndex row = view.model().index(0);
    EXPECT_TRUE(row.data(AttentionModel::IsQuarantinedRole).toBool());
    EXPECT_EQ(row.data(AttentionModel::SubtitleRole).toString(), AttentionModel::quarantineText());
    EXPECT_FALSE(row.data().toString().contains(made.id.text()));
    QStringList offered;
    const auto buttons = view.findChild<RefusedView *>()->findChildren<QPushButton *>();
    for (const QPushButton *one : buttons) {
        if (one->isVisible()) {
            offered.append(one->text());
        }
    }
    EXPECT_EQ(offered, (QStringList{u"Copy text"_s, u"Export…"_s, u"Discard…"_s}));

    const auto exported = [&](const QString &name) {
        Q_EMIT view.findChild<RefusedView *>()->exportAsked();
        auto *dialog = view.findChild<QFileDialog *>();
        EXPECT_NE(dialog, nullptr);
        Q_EMIT dialog->fileSelected(m_directory.file(name));
        delete dialog;
        QFile file(m_directory.file(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(file.fileName());
        return file.readAll();
    };
    EXPECT_TRUE(QString::fromUtf8(exported(u"kept.txt"_s)).contains(u"كلماتي أنا"_s));
    const QJsonObject json = QJsonDocument::fromJson(exported(u"kept.json"_s)).object();
    const QJsonObject kept = json.value("kept"_L1).toArray().first().toObject();
    EXPECT_EQ(kept.value("command"_L1).toString(), u"content.update"_s);
    EXPECT_EQ(kept.value("args"_L1).toObject().value("title_ar"_L1).toString(), u"كلماتي أنا"_s);
    ASSERT_TRUE(desk().replica().discardRefused(n).ok());
    EXPECT_EQ(view.model().rowCount(), 0);
}

} // namespace
