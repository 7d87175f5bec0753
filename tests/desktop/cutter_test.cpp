#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/kit/language.h"
#include "ui/kit/theme.h"
#include "ui/media/cutter/cutter_actions.h"
#include "ui/media/cutter/cutter_dialog.h"
#include "ui/media/cutter/cutter_timeline.h"
#include "ui/media/player/frame_view.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMouseEvent>
#include <QPointer>
#include <QProcess>
#include <QTableView>

using namespace rawi;

namespace {

class CutterTest : public test::DeskFixture {
protected:
    // A real film, taken in as an editor does it.
    Id<MediaAsset> takeIn(const QString &path, const Id<ContentItem> &item = {})
    {
        QUuid asset;
        const auto connection = QObject::connect(&desk().intake(), &MediaIntake::added, &desk(),
                                                 [&](const QString &, const QUuid &, const QUuid &made) { asset = made; });
        desk().intake().add({path}, item);
        EXPECT_TRUE(waitFor([&] { return !asset.isNull(); }, 30'000));
        QObject::disconnect(connection);
        return Id<MediaAsset>(asset);
    }

    CutterDialog *openCutter(const Id<MediaAsset> &asset)
    {
        const auto opened = CutterDialog::open(desk(), asset, nullptr);
        EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : qUtf8Printable(opened.error().toString()));
        return opened.ok() ? *opened : nullptr;
    }

    static void expectClosed(const QPointer<CutterDialog> &dialog)
    {
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_TRUE(dialog.isNull()) << "the window stays in memory";
    }

    static void mouse(QWidget &on, QEvent::Type type, const QPointF &where, Qt::MouseButtons held)
    {
        QMouseEvent event(type, where, on.mapToGlobal(where), Qt::LeftButton, held, Qt::NoModifier);
        QCoreApplication::sendEvent(&on, &event);
    }

    static void drag(CutterTimeline &timeline, int fromX, int toX)
    {
        const qreal y = timeline.stripMiddle();
        mouse(*timeline.viewport(), QEvent::MouseButtonPress, {qreal(fromX), y}, Qt::LeftButton);
        mouse(*timeline.viewport(), QEvent::MouseMove, {qreal(toX), y}, Qt::LeftButton);
        mouse(*timeline.viewport(), QEvent::MouseButtonRelease, {qreal(toX), y}, Qt::NoButton);
    }
};

} // namespace

TEST_F(CutterTest, MarksSplitsRemovesAndUndoes)
{
    CutterPresenter cutter(desk());
    ASSERT_TRUE(cutter.open(takeIn(test::streetVideo())).ok()); // 10 frames a second, 79.5 s
    const EditList whole = cutter.list();
    cutter.setPlayhead(2'030'000);
    EXPECT_EQ(cutter.playhead(), 2'000'000) << "the playhead stands on frames";
    cutter.setMarkIn();
    cutter.setPlayhead(3'900'000);
    cutter.setMarkOut();
    EXPECT_EQ(cutter.markOut(), 4'000'000) << "the frame under the playhead belongs to what is marked";
    cutter.remove();
    EXPECT_EQ(cutter.list(), whole.without(2'000'000, 4'000'000));
    EXPECT_EQ(cutter.playhead(), 2'000'000);
    cutter.step(1);
    cutter.split();
    EXPECT_EQ(cutter.list().ranges().size(), 3);
    EXPECT_EQ(cutter.selected(), 2);
    cutter.moveSelected(-2);
    EXPECT_EQ(cutter.list().ranges().first().fromUs, 4'100'000);
    cutter.trim(0, 5'020'000, cutter.list().ranges().first().toUs);
    EXPECT_EQ(cutter.list().ranges().first().fromUs, 5'000'000) << "an edge goes to a frame";
    cutter.trim(0, 5'000'000, 200'000'000'000);
    EXPECT_LE(cutter.list().ranges().first().toUs, whole.lengthUs()) << "nothing behind the source's end";
    while (cutter.undoStack().canUndo()) {
        cutter.undoStack().undo();
    }
    EXPECT_EQ(cutter.list(), whole);
    cutter.clearMarks();
    cutter.select(0);
    cutter.remove();
    EXPECT_EQ(cutter.list(), whole) << "an edit of nothing is no edit";
}

TEST_F(CutterTest, AKeptEditIsThereAgain)
{
    const Id<MediaAsset> asset = takeIn(test::streetVideo());
    EditList kept;
    {
        CutterPresenter cutter(desk());
        ASSERT_TRUE(cutter.open(asset).ok());
        cutter.trim(0, 1'000'000, 9'000'000);
        EXPECT_FALSE(cutter.isSaved());
        ASSERT_TRUE(cutter.save().ok());
        EXPECT_TRUE(cutter.isSaved());
        cutter.setPlayhead(4'000'000);
        cutter.split();
        ASSERT_TRUE(cutter.save().ok());
        kept = cutter.list();
    }
    CutterPresenter again(desk());
    ASSERT_TRUE(again.open(asset).ok());
    EXPECT_EQ(again.list(), kept);
    const auto records = desk().replica().where<MediaEdit>("asset_id", asset.text());
    ASSERT_TRUE(records.ok());
    EXPECT_EQ(records->size(), 1) << "saving again changes the same edit";
}

TEST_F(CutterTest, TheRangesAreAProperModel)
{
    CutterPresenter cutter(desk());
    CutterRangesModel model(cutter);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_TRUE(cutter.open(takeIn(test::streetVideo())).ok());
    cutter.setPlayhead(5'000'000);
    cutter.split();
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_TRUE(model.index(1, CutterRangesModel::FromColumn).data().toString().contains(u"00:00:05:00"_s));
    cutter.undoStack().undo();
    EXPECT_EQ(model.rowCount(), 1);
}

// Time runs left to right whatever the language: the same drag trims the same edge.
TEST_F(CutterTest, AnEdgeIsDrawnWithTheMouseInBothDirections)
{
    const Id<MediaAsset> asset = takeIn(test::streetVideo());
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const QPointer<CutterDialog> dialog = openCutter(asset);
        ASSERT_TRUE(dialog);
        dialog->setLayoutDirection(direction);
        wait(50);
        CutterTimeline &timeline = dialog->timeline();
        CutterPresenter &cutter = dialog->presenter();
        const qint64 length = cutter.list().lengthUs();
        EXPECT_LT(timeline.xOf(0), timeline.xOf(length));
        drag(timeline, timeline.xOf(0) + 2, timeline.xOf(20'000'000));
        const qint64 from = cutter.list().ranges().first().fromUs;
        EXPECT_NEAR(double(from), 20e6, 0.5e6);
        EXPECT_EQ(from % 100'000, 0) << "not on a frame";
        EXPECT_EQ(cutter.list().ranges().first().toUs, length);
        mouse(*timeline.viewport(), QEvent::MouseButtonPress, {qreal(timeline.xOf(30'000'000)), 5}, Qt::LeftButton);
        mouse(*timeline.viewport(), QEvent::MouseButtonRelease, {qreal(timeline.xOf(30'000'000)), 5}, Qt::NoButton);
        EXPECT_NEAR(double(cutter.playhead()), 30e6, 0.2e6);
        dialog->close();
        EXPECT_TRUE(dialog && dialog->isVisible()) << "what is not saved is asked for";
        cutter.undoStack().setClean();
        expectClosed(dialog);
    }
}

TEST_F(CutterTest, PlaysOverWhatIsCutOut)
{
    const QPointer<CutterDialog> dialog = openCutter(takeIn(test::streetVideo()));
    ASSERT_TRUE(dialog);
    CutterPresenter &cutter = dialog->presenter();
    QUndoStack &undo = cutter.undoStack();
    cutter.trim(0, 0, 1'000'000);
    cutter.setPlayhead(0);
    ASSERT_TRUE(cutter.join({}).ok());
    cutter.trim(1, 60'000'000, 79'000'000);
    cutter.trim(1, 60'000'000, 62'000'000);
    ASSERT_EQ(cutter.list().lengthUs(), 3'000'000);
    wait(1500); // the player opens the film
    cutter.setPlayhead(0);
    dialog->actions().play->trigger();
    EXPECT_TRUE(waitFor([&] { return cutter.playhead() > 1'400'000; }, 20'000)) << "it does not come over the cut";
    EXPECT_TRUE(waitFor([&] { return !dialog->playback().isPlaying(); }, 20'000)) << "it does not end with the edit";
    undo.setClean();
    expectClosed(dialog);
}

TEST_F(CutterTest, WhatIsMadeIsAFileOfTheSameItem)
{
    const Id<ContentItem> item = makeItem(u"شارع"_s, u"Street"_s);
    const Id<MediaAsset> asset = takeIn(test::phoneVideo(), item);
    CutterPresenter cutter(desk());
    ASSERT_TRUE(cutter.open(asset).ok());
    cutter.trim(0, 0, 800'000);
    QUuid made;
    desk().encodes().start();
    QObject::connect(&desk().encodes(), &EncodeQueue::cutMade, &cutter, [&](const QUuid &, const QUuid &id) { made = id; });
    const auto job = cutter.makeCut();
    ASSERT_TRUE(job.ok()) << qUtf8Printable(job.error().toString());
    EXPECT_EQ(cutter.openCut(), *job);
    ASSERT_TRUE(waitFor([&] { return !made.isNull(); }, 60'000));
    const auto record = desk().replica().find(Id<MediaAsset>(made));
    ASSERT_TRUE(record.ok() && *record);
    EXPECT_EQ((*record)->contentId, item);
    EXPECT_NEAR(double((*record)->durationMs), 800, 40);
    EXPECT_TRUE(cutter.openCut().isNull());
    EXPECT_EQ(this->item(item).mainAsset, asset) << "the original stays the item's main file";
}

TEST_F(CutterTest, AnEditOfWhatIsNotHereIsRefused)
{
    const Id<ContentItem> item = makeItem(u"شارع"_s, u"Street"_s);
    const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                   {{u"content_id"_s, item.text()},
                                    {u"original_filename"_s, u"elsewhere.mp4"_s},
                                    {u"duration_ms"_s, 5000}}));
    const auto opened = CutterDialog::open(desk(), asset, nullptr);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::FileMissing);
    EXPECT_EQ(desk().encodes().enqueueCut(asset, EditList::whole(5'000'000)).error().code, ErrorCode::FileMissing);
}

// Taken away by the server while somebody cuts it: the window closes, and what was not saved is among what is kept.
TEST_F(CutterTest, ALostFilmClosesTheWindowAndAnUnsavedEditIsKept)
{
    const Id<MediaAsset> asset = takeIn(test::streetVideo());
    const QPointer<CutterDialog> dialog = openCutter(asset);
    ASSERT_NE(dialog, nullptr);
    dialog->presenter().trim(0, 1'000'000, 9'000'000);
    const QJsonObject edits = dialog->presenter().list().toJson();
    std::optional<bool> kept;
    QObject::connect(dialog, &CutterDialog::filmLost, &desk(), [&](bool some) { kept = some; });
    lose({recordInfo<MediaAsset>().name, asset.uuid()});
    EXPECT_EQ(kept, true);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_TRUE(dialog.isNull());
    const auto waiting = desk().replica().outbox(OutboxState::Waiting);
    ASSERT_TRUE(waiting.ok());
    ASSERT_FALSE(waiting->isEmpty());
    EXPECT_EQ(waiting->last().command.name, u"edit.create"_s);
    EXPECT_EQ(waiting->last().command.args.value("edits"_L1).toObject(), edits);
}

// Chrome mirrors, time does not; every control has a name. With RAWI_PICTURES=FOLDER the pictures are kept there.
TEST_F(CutterTest, StandsInBothLanguagesAndThemes)
{
    const Id<MediaAsset> asset = takeIn(test::narratedVideo());
    const QString strip = m_directory.path() + u"/strip"_s;
    for (const char *verb : {"storyboard", "waveform"}) {
        ASSERT_EQ(QProcess::execute(workerProgram(),
                                    {QLatin1StringView(verb), test::narratedVideo(), u"--out"_s, strip}),
                  0);
    }
    for (const QFileInfo &file : QDir(strip).entryInfoList(QDir::Files)) {
        const QString variant = file.suffix() == "vtt"_L1 ? file.fileName() : file.completeBaseName();
        ASSERT_TRUE(desk().localMedia().put({asset, variant, file.absoluteFilePath(), file.size(), 0, {}}).ok());
    }
    LanguageSwitch language(*qApp);
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        const QPointer<CutterDialog> dialog = openCutter(asset);
        ASSERT_TRUE(dialog);
        CutterPresenter &cutter = dialog->presenter();
        EXPECT_GT(cutter.sourceOf(-1).waveform.count(), 100);
        EXPECT_FALSE(cutter.sourceOf(-1).storyboard.tiles.isEmpty());
        cutter.setPlayhead(40'000'000);
        cutter.split();
        ASSERT_TRUE(cutter.join({}).ok());
        cutter.trim(2, 90'000'000, 120'000'000);
        cutter.setPlayhead(60'000'000);
        cutter.setMarkIn();
        cutter.setPlayhead(85'000'000);
        cutter.setMarkOut();
        cutter.setPlayhead(30'000'000);
        cutter.select(1);
        waitFor([&] { return dialog->findChild<FrameView *>()->hasFrame(); }, 10'000);
        wait(300);
        const auto *table = dialog->findChild<QTableView *>();
        const auto *picture = dialog->findChild<FrameView *>();
        EXPECT_EQ(table->selectionModel()->selectedRows().value(0).row(), 1);
        EXPECT_EQ(table->x() < picture->x(), one == Language::Arabic);
        EXPECT_LT(dialog->timeline().xOf(0), dialog->timeline().xOf(10'000'000));
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
            const bool ofQt = button->inherits("QTableCornerButton") || !button->isVisible();
            EXPECT_TRUE(ofQt || !button->text().isEmpty() || !button->accessibleName().isEmpty());
        }
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            applyTheme(*qApp, theme);
            wait(50);
            const QString folder = qEnvironmentVariable("RAWI_PICTURES");
            const QString name = u"/cutter-%1-%2.png"_s.arg(
                LanguageSwitch::code(one), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s);
            EXPECT_TRUE(folder.isEmpty() ? !dialog->grab().isNull() : dialog->grab().save(folder + name));
        }
        applyTheme(*qApp, ThemeMode::Light);
        cutter.undoStack().setClean();
        expectClosed(dialog);
    }
    language.setLanguage(Language::English);
}
