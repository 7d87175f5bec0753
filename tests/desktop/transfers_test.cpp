// The files on their way to the server, as a person at the desk sees and holds them.
#include "tests/desktop/window_fixture.h"
#include "ui/media/studio/job_table.h"
#include "ui/media/studio/transfers_view.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace rawi::test {

namespace {

class TransfersTest : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_language->setLanguage(Language::English);
    }

    // A rendition of a film, in the journal.
    Upload put(const QString &titleAr, const QString &titleEn, const QString &variant, UploadState state, qint64 offset = 0)
    {
        const Id<ContentItem> made = makeItem(titleAr, titleEn);
        const Id<MediaAsset> asset(run(u"media.add_asset"_s, {{u"content_id"_s, made.text()},
                                                              {u"original_filename"_s, u"C0042 (final).mov"_s},
                                                              {u"content_type"_s, u"video/quicktime"_s}}));
        Upload upload;
        upload.id = makeUuidV7(m_clock.nowMs());
        upload.assetId = asset;
        upload.variantId = Id<MediaVariant>(
            run(u"media.add_variant"_s,
                {{u"asset_id"_s, asset.text()},
                 {u"type"_s, variant == "original"_L1 ? u"original"_s : u"rendition"_s},
                 {u"name"_s, variant},
                 {u"content_type"_s, u"video/mp4"_s}}));
        upload.path = m_directory.file(uuidText(upload.id) + u".mp4"_s);
        QFile file(upload.path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        upload.size = 40'000'000;
        upload.offset = offset;
        upload.state = state;
        keep(upload);
        return upload;
    }
    void keep(const Upload &upload)
    {
        ASSERT_TRUE(desk().uploads().put(upload).ok());
        Q_EMIT desk().sync().uploadChanged(upload.id);
    }
    UploadState stateOf(const Upload &upload) { return (*desk().uploads().find(upload.id))->state; }

    static QString cell(const TransfersModel &model, int row, int column) { return bare(model.index(row, column).data().toString()); }
    static QString bare(QString text)
    {
        for (const QChar isolate : {QChar(0x2066), QChar(0x2067), QChar(0x2068), QChar(0x2069)}) {
            text.remove(isolate);
        }
        return text;
    }
};

TEST_F(TransfersTest, NameTheItemAndSpeakOfFilesAsPeopleDo)
{
    TransfersModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Upload upload = put(u"مقابلة"_s, u"Interview"_s, u"720p"_s, UploadState::Running, 10'000'000);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(cell(model, 0, TransfersModel::ItemColumn), u"Interview"_s);
    EXPECT_EQ(cell(model, 0, TransfersModel::FileColumn), u"720p of C0042 (final).mov"_s);
    EXPECT_EQ(cell(model, 0, TransfersModel::SizeColumn), u"10 MB of 40 MB"_s);
    EXPECT_EQ(cell(model, 0, TransfersModel::PlaceColumn), u"No server yet"_s);
    EXPECT_EQ(cell(model, 0, TransfersModel::StateColumn), u"Waits for the server"_s);
    EXPECT_EQ(model.index(0, 0).data(TransfersModel::PermilleRole).toInt(), 250);
    EXPECT_EQ(model.unfinished(), 1);
    for (int column = 0; column < TransfersModel::ColumnCount; ++column) {
        EXPECT_FALSE(model.index(0, column).data().toString().contains(uuidText(upload.id))) << column;
        EXPECT_FALSE(model.index(0, column).data().toString().contains(m_directory.path())) << column;
    }
    m_language->setLanguage(Language::Arabic);
    EXPECT_EQ(cell(model, 0, TransfersModel::ItemColumn), u"مقابلة"_s);
    m_language->setLanguage(Language::English);
    run(u"content.update"_s, {{u"id"_s, uuidText(model.itemAt(0))}, {u"title_en"_s, u"The interview"_s}});
    EXPECT_TRUE(waitFor([&] { return cell(model, 0, TransfersModel::ItemColumn) == u"The interview"_s; })) << "as it is called now";
    upload.offset = upload.size;
    upload.state = UploadState::Done;
    keep(upload);
    EXPECT_EQ(model.index(0, 0).data(TransfersModel::PermilleRole).toInt(), 1000);
    EXPECT_EQ(cell(model, 0, TransfersModel::SizeColumn), u"40 MB"_s);
    EXPECT_EQ(model.unfinished(), 0);
    EXPECT_TRUE(model.summary().isEmpty());
}

TEST_F(TransfersTest, SayHowLongTheyWillTakeByWhatTheyDidLately)
{
    TransfersModel model(desk());
    Upload upload = put(u"فيلم"_s, u"Film"_s, u"original"_s, UploadState::Running);
    EXPECT_TRUE(cell(model, 0, TransfersModel::TimeLeftColumn).isEmpty()) << "nobody knows yet";
    for (int i = 1; i <= 4; ++i) {
        m_clock.advance(10'000);
        upload.offset = i * 4'000'000LL;
        keep(upload);
    }
    // 400 kB a second, 24 MB to go.
    EXPECT_EQ(cell(model, 0, TransfersModel::TimeLeftColumn), u"1 min left"_s);
    EXPECT_EQ(bare(model.summary()), u"1 file to go · 24 MB · 1 min left"_s);
    upload.state = UploadState::Paused;
    keep(upload);
    EXPECT_TRUE(cell(model, 0, TransfersModel::TimeLeftColumn).isEmpty());
    m_clock.advance(3'600'000);
    upload.state = UploadState::Running;
    keep(upload);
    m_clock.advance(1'000);
    upload.offset += 4'000'000;
    keep(upload);
    EXPECT_EQ(cell(model, 0, TransfersModel::TimeLeftColumn), u"5 s left"_s) << "the hour of the pause counts for nothing";
}

TEST_F(TransfersTest, ArePausedResumedAndCancelledByKeysMenuAndButtons)
{
    MainWindow &window = open(Language::English);
    const Upload one = put(u"أول"_s, u"First"_s, u"720p"_s, UploadState::Running, 8'000'000);
    const Upload two = put(u"ثان"_s, u"Second"_s, u"720p"_s, UploadState::Waiting);
    window.showRoom(u"transfers"_s);
    const QList<TransfersView *> views = window.findChildren<TransfersView *>();
    TransfersView *view = nullptr;
    for (TransfersView *candidate : views) {
        view = candidate->isVisible() ? candidate : view;
    }
    ASSERT_NE(view, nullptr);
    auto *table = view->findChild<JobTable *>();
    window.activateWindow();
    QApplication::setActiveWindow(&window);
    table->setFocus();
    table->selectRow(1); // the older one
    QTest::keyClick(table, Qt::Key_Space);
    ASSERT_TRUE(waitFor([&] { return stateOf(one) == UploadState::Paused; }));
    EXPECT_EQ(stateOf(two), UploadState::Waiting);
    EXPECT_TRUE(waitFor([&] { return cell(view->model(), 1, TransfersModel::StateColumn) == u"Paused"_s; }));
    QTest::keyClick(table, Qt::Key_Space);
    ASSERT_TRUE(waitFor([&] { return cell(view->model(), 1, TransfersModel::StateColumn) == u"Waits for the server"_s; }));

    Q_EMIT table->customContextMenuRequested(QPoint(10, 10));
    auto *menu = view->findChild<QMenu *>();
    ASSERT_NE(menu, nullptr);
    QStringList offered;
    for (const QAction *action : menu->actions()) {
        if (action->isEnabled() && !action->isSeparator()) {
            offered.append(action->text());
        }
    }
    EXPECT_EQ(offered, (QStringList{u"Pause"_s, u"Cancel the upload"_s, u"Show the item"_s, u"Open the folder of the file"_s}));
    menu->close();

    QTest::keyClick(table, Qt::Key_Delete);
    ASSERT_TRUE(waitFor([&] { return stateOf(one) == UploadState::Cancelled; }));
    EXPECT_TRUE(waitFor([&] { return view->model().rowCount() == 1; })) << "no row stays behind";
    EXPECT_EQ(cell(view->model(), 0, TransfersModel::ItemColumn), u"Second"_s);
    QPushButton *undo = nullptr;
    for (QPushButton *button : window.findChildren<QPushButton *>()) {
        undo = button->isVisible() && button->text() == u"Undo"_s ? button : undo;
    }
    ASSERT_NE(undo, nullptr);
    undo->click();
    EXPECT_TRUE(waitFor([&] { return stateOf(one) == UploadState::Waiting && view->model().rowCount() == 2; }));

    EXPECT_TRUE(window.workbench().trigger(u"transfers.pause"_s));
    EXPECT_TRUE(waitFor([&] { return stateOf(one) == UploadState::Paused && stateOf(two) == UploadState::Paused; }));
    EXPECT_TRUE(window.workbench().trigger(u"transfers.resume"_s));
    EXPECT_TRUE(waitFor([&] { return stateOf(one) == UploadState::Waiting && stateOf(two) == UploadState::Waiting; }));
}

TEST_F(TransfersTest, WhatWasSentIsClearedAndWhatWasNotStays)
{
    TransfersView view(desk());
    put(u"أول"_s, u"First"_s, u"720p"_s, UploadState::Done);
    put(u"ثان"_s, u"Second"_s, u"720p"_s, UploadState::Paused);
    put(u"ثالث"_s, u"Third"_s, u"720p"_s, UploadState::Failed);
    ASSERT_EQ(view.model().rowCount(), 3);
    for (QPushButton *button : view.findChildren<QPushButton *>()) {
        if (button->text() == u"Clear what was sent"_s) {
            button->click();
        }
    }
    EXPECT_EQ(view.model().rowCount(), 2);
}

TEST_F(TransfersTest, WhatAPersonCancelledIsNotQueuedAgainByItself)
{
    const Upload upload = put(u"أول"_s, u"First"_s, u"original"_s, UploadState::Waiting);
    MediaVariant variant = **desk().replica().find(upload.variantId);
    variant.sha256 = QString(64, u'a');
    pull(variant);
    Upload journal = upload;
    journal.sha256 = variant.sha256;
    journal.state = UploadState::Cancelled;
    keep(journal);
    ASSERT_TRUE(desk().localMedia().put({upload.assetId, u"original"_s, upload.path, 40'000'000, 0, variant.sha256}).ok());
    ASSERT_TRUE(desk().uploadAsset(upload.assetId, true).ok());
    wait(100);
    EXPECT_EQ(stateOf(upload), UploadState::Cancelled);
    ASSERT_TRUE(desk().uploadAsset(upload.assetId, true, UploadCause::Asked).ok());
    EXPECT_TRUE(waitFor([&] { return stateOf(upload) == UploadState::Waiting; }));
}

TEST_F(TransfersTest, NoSizePlaceOrReasonIsCut)
{
    put(u"مقابلة مع الباحثة سلمى"_s, u"An interview with Salma"_s, u"720p"_s, UploadState::Running, 22'000'000);
    Upload failed = put(u"فيلم قصير"_s, u"A short film"_s, u"360p"_s, UploadState::Failed);
    failed.error = {ErrorCode::FileChanged, failed.path, {}};
    failed.size = 123'456'789'012;
    keep(failed);
    Upload refused = put(u"فيلم آخر"_s, u"Another film"_s, u"1080p"_s, UploadState::Failed);
    refused.error = {ErrorCode::LoudnessUnmet, u"1080p"_s, {}};
    keep(refused);
    Upload again = put(u"فيلم ثالث"_s, u"A third film"_s, u"original"_s, UploadState::Waiting, 3'000'000);
    again.error = {ErrorCode::ServerUnavailable, u"newsroom.example.org"_s, {}};
    keep(again);
    ASSERT_TRUE(desk().replica().setSetting(u"server_url"_s, u"https://a-newsroom-with-a-long-name.example.org:8443"_s).ok());
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080), QSize(980, 640)}) {
            MainWindow &window = open(language, size);
            window.showRoom(u"transfers"_s);
            JobTable *table = nullptr;
            for (TransfersView *one : window.findChildren<TransfersView *>()) {
                table = one->isVisible() ? one->findChild<JobTable *>() : table;
            }
            ASSERT_NE(table, nullptr);
            const auto cut = [&] {
                QStringList texts;
                for (const int column : {TransfersModel::SizeColumn, TransfersModel::PlaceColumn, TransfersModel::StateColumn}) {
                    for (int row = 0; row < table->model()->rowCount() && !table->isColumnHidden(column); ++row) {
                        const QModelIndex at = table->model()->index(row, column);
                        const QRect cell = table->visualRect(at);
                        const QString said = at.data().toString();
                        const QRect needs = table->fontMetrics().boundingRect(QRect(0, 0, cell.width() - 16, 10'000), Qt::TextWordWrap, said);
                        const bool line = column != TransfersModel::StateColumn;
                        if ((line && table->fontMetrics().horizontalAdvance(said) > cell.width() - 6) || needs.height() > cell.height()) {
                            texts.append(said);
                        }
                    }
                }
                return texts;
            };
            EXPECT_TRUE(waitFor([&] { return cut().isEmpty(); }, 2000))
                << qUtf8Printable(LanguageSwitch::code(language)) << size.width() << ": " << qUtf8Printable(cut().join(u" | "_s));
            shoot(window, u"transfers-long-%1-%2"_s.arg(LanguageSwitch::code(language)).arg(size.width()));
        }
    }
}

TEST_F(TransfersTest, StandInBothLanguagesAndThemes)
{
    put(u"مقابلة مع الباحثة سلمى"_s, u"An interview with Salma"_s, u"720p"_s, UploadState::Running, 22'000'000);
    put(u"الطريق إلى الساحل"_s, u"The road to the coast"_s, u"original"_s, UploadState::Paused, 8'000'000);
    put(u"نشرة المساء"_s, u"Evening news"_s, u"1080p"_s, UploadState::Done);
    Upload failed = put(u"فيلم قصير"_s, u"A short film"_s, u"360p"_s, UploadState::Failed);
    failed.error = {ErrorCode::FileChanged, failed.path, {}};
    keep(failed);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            MainWindow &window = open(language, QSize(1366, 768));
            setTheme(theme);
            window.showRoom(u"transfers"_s);
            for (JobTable *table : window.findChildren<JobTable *>()) {
                table->selectRow(1);
            }
            shoot(window, u"transfers-%1-%2"_s.arg(LanguageSwitch::code(language), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

} // namespace

} // namespace rawi::test
