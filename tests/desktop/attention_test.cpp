#include "tests/desktop/desk_fixture.h"
#include "ui/sync/attention_model.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/conflict_view.h"
#include "ui/sync/refused_view.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLabel>
#include <QMessageBox>
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

TEST_F(AttentionTest, AFileThatDidNotGoUpIsToldPlainlyAndTriedAgainOrLeft)
{
    AttentionView view(desk());
    view.resize(1000, 600);
    view.show();
    Upload upload;
    upload.variantId = Id<MediaVariant>(makeUuidV7(m_clock.nowMs()));
    upload.id = makeUuidV7(m_clock.nowMs());
    upload.path = m_directory.file(u"podcast.mp3"_s);
    QFile file(upload.path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("sound") == 5);
    file.close();
    upload.size = 5;
    upload.state = UploadState::Failed;
    upload.error = {ErrorCode::UnsupportedMediaType, u"podcast.mp3"_s, {}};
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    ASSERT_EQ(view.model().rowCount(), 1);
    EXPECT_FALSE(view.findChild<RefusedView *>()->isVisible()) << "no command was refused";
    QStringList said;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        said.append(label->isVisible() ? label->text() : QString());
    }
    EXPECT_TRUE(said.filter(u"podcast.mp3"_s).size() >= 2) << "what, and why";
    const auto shown = [&](const QString &text) -> QPushButton * {
        for (QPushButton *button : view.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == text) {
                return button;
            }
        }
        return nullptr;
    };
    ASSERT_NE(shown(u"Try again"_s), nullptr);
    EXPECT_EQ(shown(u"Show the item"_s), nullptr) << "it is of none";
    ASSERT_NE(shown(u"Do not send it…"_s), nullptr);
    shown(u"Do not send it…"_s)->click();
    auto *question = view.findChild<QMessageBox *>();
    ASSERT_NE(question, nullptr);
    for (QAbstractButton *button : question->buttons()) {
        if (button->text() == u"Do not send it"_s) {
            button->click();
        }
    }
    EXPECT_TRUE(waitFor([&] { return (*desk().uploads().find(upload.id))->state == UploadState::Cancelled; }));
    EXPECT_TRUE(waitFor([&] { return view.model().rowCount() == 0; }));
}

TEST_F(AttentionTest, IsReadAnewOnlyWhenWhatItListsChanged)
{
    refuseOne(); // while something is refused, each upload may be what it waits for
    AttentionModel model(desk());
    int resets = 0;
    QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { ++resets; });
    Upload upload;
    upload.id = makeUuidV7(m_clock.nowMs());
    upload.variantId = Id<MediaVariant>(makeUuidV7(m_clock.nowMs()));
    upload.path = m_directory.file(u"film.mp4"_s);
    upload.size = 100'000'000;
    upload.state = UploadState::Running;
    const qint64 before = model.readings();
    for (int piece = 0; piece < 100; ++piece) {
        upload.offset = piece * 1'000'000;
        ASSERT_TRUE(desk().uploads().put(upload).ok());
        Q_EMIT desk().sync().uploadChanged(upload.id);
    }
    EXPECT_LE(model.readings() - before, 1) << "once, as it is new";
    EXPECT_EQ(resets, 0) << "nothing that is listed changed";
    run(u"content.update"_s, {{u"id"_s, makeItem(u"ب"_s, u"b"_s).text()}, {u"title_en"_s, u"c"_s}});
    EXPECT_EQ(resets, 0) << "what waits in the outbox is no matter";
    upload.state = UploadState::Failed;
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    EXPECT_EQ(resets, 1);
    EXPECT_EQ(model.rowCount(), 2);
    upload.error = {ErrorCode::FileChanged, u"film.mp4"_s, {}};
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    EXPECT_EQ(resets, 2) << "for another reason";
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
    ASSERT_TRUE(desk().replica().retryRefused(entry->told.command.n).ok());
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

// What the server thinks of what waits: refused are the commands of these names.
void answerAll(Desk &desk, const QStringList &refused)
{
    const auto waiting = desk.replica().outbox(OutboxState::Waiting);
    QList<PushResult> answers;
    for (const OutboxEntry &entry : *waiting) {
        const bool bad = refused.contains(entry.command.name);
        answers.append({entry.command.n, !bad, {}, bad ? Error{ErrorCode::TooLarge, u"film.mov"_s, {}} : Error{}});
    }
    ASSERT_TRUE(ReplicaFeed(desk.replica()).applyPushResults(answers).ok());
}

class FailedFileTest : public AttentionTest {
protected:
    // A film with its original on this desk, read.
    void SetUp() override
    {
        AttentionTest::SetUp();
        m_item = makeItem(u"فيلم"_s, u"A film"_s);
        const QString path = m_directory.file(u"film.mov"_s);
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("not really media") == 16);
        file.close();
        m_asset = Id<MediaAsset>(makeUuidV7(m_clock.nowMs()));
        run(u"media.add_asset"_s, {{u"id"_s, m_asset.text()},
                                   {u"content_id"_s, m_item.text()},
                                   {u"original_filename"_s, u"film.mov"_s},
                                   {u"content_type"_s, u"video/quicktime"_s}});
        run(u"media.set_hash"_s, {{u"id"_s, m_asset.text()}, {u"sha256"_s, QString(64, u'a')}});
        ASSERT_TRUE(desk().localMedia().put({m_asset, u"original"_s, path, 16, QFileInfo(path).lastModified().toMSecsSinceEpoch(),
                                             QString(64, u'a')}).ok());
    }
    qsizetype refusedCommands() { return desk().replica().outbox(OutboxState::Refused)->size(); }

    Id<MediaAsset> m_asset;
};

TEST_F(FailedFileTest, AFileThatIsRefusedIsListedOnceHoweverOftenItIsTried)
{
    AttentionModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    answerAll(desk(), {});
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(desk().uploadAsset(m_asset, true, UploadCause::Asked).ok());
        answerAll(desk(), {u"media.add_variant"_s});
        EXPECT_EQ(refusedCommands(), 1) << "try " << i;
        EXPECT_EQ(desk().uploads().uploads()->size(), 1) << "try " << i;
        EXPECT_EQ(model.rowCount(), 0) << "it stands among the transfers";
        EXPECT_EQ(desk().attentionCount(), 0);
    }
    const QUuid upload = desk().uploads().uploads()->first().id;
    ASSERT_TRUE(retryUpload(desk(), upload).ok());
    EXPECT_EQ(refusedCommands(), 0) << "it is announced again";
    EXPECT_EQ(desk().replica().waitingCount(), 1);
    answerAll(desk(), {u"media.add_variant"_s});
    ASSERT_TRUE(cancelUpload(desk(), upload).ok());
    EXPECT_EQ(refusedCommands(), 0);
    EXPECT_TRUE(waitFor([&] { return (*desk().uploads().find(upload))->state == UploadState::Cancelled; }));
    EXPECT_EQ(model.rowCount(), 0) << "nothing of it is left";
}

TEST_F(FailedFileTest, AFileRefusedWithAllThatHangsOnItIsOneMatter)
{
    AttentionModel model(desk());
    ASSERT_TRUE(desk().uploadAsset(m_asset, true, UploadCause::Asked).ok());
    answerAll(desk(), {u"media.add_asset"_s, u"media.set_hash"_s, u"media.add_variant"_s});
    ASSERT_EQ(refusedCommands(), 3);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(desk().attentionCount(), 1);
    EXPECT_TRUE(model.index(0).data(AttentionModel::SubtitleRole).toString().contains(u"film.mov"_s));
    ASSERT_TRUE(retryChange(desk(), *model.refusedAt(0)).ok());
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(desk().replica().waitingCount(), 3) << "all of it is asked for again";
    answerAll(desk(), {u"media.add_asset"_s, u"media.set_hash"_s, u"media.add_variant"_s});
    ASSERT_EQ(model.rowCount(), 1);
    ASSERT_TRUE(discardChange(desk(), *model.refusedAt(0)).ok());
    EXPECT_EQ(refusedCommands(), 0);
}

TEST_F(AttentionTest, TheSameRefusedTwiceIsOneMatter)
{
    m_item = makeItem(u"تقرير"_s, u"A report"_s);
    answerAll(desk(), {});
    AttentionModel model(desk());
    for (int i = 0; i < 2; ++i) {
        run(u"content.update"_s, {{u"id"_s, m_item.text()}, {u"title_en"_s, u"Another"_s}});
        answerAll(desk(), {u"content.update"_s});
    }
    ASSERT_EQ(desk().replica().outbox(OutboxState::Refused)->size(), 2);
    ASSERT_EQ(model.rowCount(), 1);
    ASSERT_TRUE(retryChange(desk(), *model.refusedAt(0)).ok());
    EXPECT_EQ(desk().replica().waitingCount(), 1) << "asked for once";
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
