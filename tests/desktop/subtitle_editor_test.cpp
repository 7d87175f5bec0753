#include "tests/desktop/desk_fixture.h"
#include "tests/support/text.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/language.h"
#include "ui/kit/theme.h"
#include "ui/media/subtitles/subtitle_editor_view.h"
#include "ui/media/subtitles/waveform_strip.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace rawi::test {

namespace {

Cue cue(qint64 startMs, qint64 endMs, const char *words)
{
    return {startMs, endMs, text(words), {}, {}, {}};
}

class SubtitleEditorTest : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        const Id<ContentItem> item = makeItem(text("مقابلة"), text("Interview"));
        m_clock.advance(1);
        asset = Id<MediaAsset>(run(text("media.add_asset"), {{text("content_id"), item.text()},
                                                              {text("original_filename"), text("a.mp4")},
                                                              {text("duration_ms"), 60'000}}));
    }

    QString body(const char *language)
    {
        const auto rows = desk().replica().rowsWhere(recordInfo<SubtitleTrack>(), text("asset_id"), asset.text());
        for (const QJsonObject &row : rows.ok() ? *rows : QList<QJsonObject>()) {
            if (row.value(text("language")).toString() == text(language)) {
                return row.value(text("body")).toString();
            }
        }
        return {};
    }

    Id<MediaAsset> asset;
};

} // namespace

TEST(SubtitleRows, PairByTimeAndDivideAtAGap)
{
    const QList<SubtitleRow> rows = pairCues({cue(0, 1000, "أ"), cue(5000, 6000, "ج")},
                                             {cue(100, 1100, "a"), cue(2000, 3000, "b"), cue(5000, 5600, "c")});
    ASSERT_EQ(rows.size(), 3);
    EXPECT_TRUE(rows[0].arabic && rows[0].english);
    EXPECT_TRUE(!rows[1].arabic && rows[1].english);
    EXPECT_EQ(rows[2].english->text, text("c"));
    const auto [first, second] = splitCue(cue(0, 1000, "one two three"), 600);
    EXPECT_EQ(first.text, text("one two"));
    EXPECT_EQ(second.text, text("three"));
    EXPECT_EQ(second.startMs, 600);
    EXPECT_EQ(joinedCue(first, second).text, text("one two\nthree"));
    EXPECT_EQ(splitCue(cue(0, 1000, "a\nb c"), 5000).first.text, text("a")) << "at the line end, in the middle of the time";
}

TEST(SubtitleEditorModelTest, EveryChangeIsOneStepBackAndTheSourceNeverChanges)
{
    SubtitleEditorModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.load({cue(0, 2000, "مرحبا , نعم"), cue(3000, 5000, "أهلا")}, {cue(0, 2000, "Hello , yes"), cue(3000, 5000, "Hi")});
    const QList<SubtitleRow> start = model.rows();
    const QList<Cue> source = model.cues(SubtitleSide::English);
    model.setProtectedSide(SubtitleSide::English);
    EXPECT_FALSE(model.flags(model.index(0, SubtitleEditorModel::EnglishColumn)).testFlag(Qt::ItemIsEditable));
    EXPECT_FALSE(model.setData(model.index(0, SubtitleEditorModel::EnglishColumn), text("x")));

    EXPECT_TRUE(model.setData(model.index(0, SubtitleEditorModel::StartColumn), text("٠٠:٠٠:٠٠٫٥")));
    EXPECT_EQ(model.rows()[0].arabic->startMs, 500);
    EXPECT_FALSE(model.setData(model.index(0, SubtitleEditorModel::StartColumn), text("soon")));
    model.nudge({0, 1}, 100);
    EXPECT_EQ(model.insertAfter(1, 6000), 2);
    model.split(0, 1900);
    EXPECT_EQ(model.rowCount(), 4);
    model.mergeWithNext(0);
    EXPECT_EQ(model.rows()[0].arabic->text, text("مرحبا ,\nنعم"));
    EXPECT_EQ(model.fixAll(), 1);
    EXPECT_EQ(model.rows()[0].arabic->text, text("مرحبا،\nنعم"));
    EXPECT_EQ(*model.replaceText(SubtitleSide::Arabic, text("اهلا"), text("مرحبًا"), MatchMode::Folded), 1);
    EXPECT_EQ(model.replaceText(SubtitleSide::English, text("Hi"), text("x"), MatchMode::Exact).error().code, ErrorCode::Locked);
    ASSERT_TRUE(model.shiftAll(1000).ok());
    EXPECT_FALSE(model.shiftAll(-100'000).ok());
    ASSERT_TRUE(model.scaleAll({1600, 0}, {4100, 5000}).ok());
    model.removeCues({0, 1, 2});
    EXPECT_EQ(model.rowCount(), 2) << "the source's lines stay";
    EXPECT_EQ(model.cues(SubtitleSide::English), source);
    while (model.undoStack().canUndo()) {
        model.undoStack().undo();
        EXPECT_EQ(model.cues(SubtitleSide::English), source);
    }
    EXPECT_EQ(model.rows(), start);
    while (model.undoStack().canRedo()) {
        model.undoStack().redo();
    }
    EXPECT_EQ(model.rowCount(), 2);
}

TEST(SubtitleEditorModelTest, TypingIsOneStepAndMarksSayWhatToLookAt)
{
    SubtitleEditorModel model;
    model.load({cue(0, 1000, "نعم ؟"), cue(900, 2000, "لا")}, {});
    EXPECT_EQ(model.marks(0).size(), 1);
    EXPECT_TRUE(model.marks(0)[0].fixable);
    EXPECT_EQ(model.marks(1).size(), 1) << "overlap";
    EXPECT_FALSE(model.marks(1)[0].fixable);
    const QModelIndex cell = model.index(1, SubtitleEditorModel::ArabicColumn);
    for (const char *typed : {"لا ش", "لا شك", "لا شكر"}) {
        EXPECT_TRUE(model.setData(cell, text(typed)));
    }
    EXPECT_EQ(model.undoStack().count(), 1);
    EXPECT_EQ(model.findRow(SubtitleSide::Arabic, text("شُكر"), MatchMode::Folded, 0), 1);
    model.undoStack().undo();
    EXPECT_EQ(cell.data().toString(), text("لا"));
    model.fixRow(0);
    EXPECT_TRUE(model.marks(0).isEmpty());
}

TEST_F(SubtitleEditorTest, SavesWhatChangedAndMergesWithAnotherDesk)
{
    SubtitleEditorPresenter presenter(desk());
    presenter.setAsset(asset);
    presenter.model().load({cue(0, 1000, "واحد"), cue(2000, 3000, "اثنان")}, {});
    presenter.model().insertAfter(1, 4000); // so that there is something to save
    presenter.model().removeCues({2});
    m_clock.advance(1);
    ASSERT_TRUE(presenter.save().ok());
    EXPECT_TRUE(body("ar").contains(text("واحد")));
    EXPECT_TRUE(body("en").isEmpty()) << "a side without cues makes no track";
    EXPECT_FALSE(presenter.isChanged());

    presenter.model().setData(presenter.model().index(0, SubtitleEditorModel::ArabicColumn), text("أول"));
    const auto rows = desk().replica().rowsWhere(recordInfo<SubtitleTrack>(), text("asset_id"), asset.text());
    ASSERT_TRUE(rows.ok() && rows->size() == 1);
    auto theirs = fromJson<SubtitleTrack>(rows->first());
    QString changed = theirs.body;
    run(text("subtitles.put"), {{text("id"), theirs.id.text()}, {text("body"), changed.replace(text("اثنان"), text("ثان"))}});
    m_clock.advance(1);
    EXPECT_EQ(presenter.model().rows()[1].arabic->text, text("اثنان")) << "what is being written is left alone";
    ASSERT_TRUE(presenter.save().ok());
    EXPECT_EQ(presenter.model().rows()[0].arabic->text, text("أول"));
    EXPECT_EQ(presenter.model().rows()[1].arabic->text, text("ثان"));

    EXPECT_EQ(presenter.saveChapters(SubtitleSide::English, text("01:00 Late")).error().subject, text("line 1"));
    ASSERT_TRUE(presenter.saveChapters(SubtitleSide::Arabic, text("٠٠:٠٠ بداية\n00:30 وسط")).ok());
    EXPECT_EQ(presenter.chapters(SubtitleSide::Arabic), text("00:00 بداية\n00:30 وسط\n"));
    ASSERT_TRUE(presenter.saveChapters(SubtitleSide::Arabic, {}).ok());
    EXPECT_TRUE(presenter.chapters(SubtitleSide::Arabic).isEmpty());

    const QString path = m_directory.file(text("out.srt"));
    ASSERT_TRUE(presenter.exportFile(path, SubtitleSide::Arabic).ok());
    const auto read = presenter.importFile(path, SubtitleSide::English);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(presenter.model().rows()[1].english->text, text("ثان"));
    EXPECT_FALSE(presenter.exportFile(m_directory.file(text("none/x.srt")), SubtitleSide::Arabic).ok());
}

// Edges and whole cues by hand: one step each, caught by neighbours, let go by Escape; in both directions time runs to the
// right.
TEST_F(SubtitleEditorTest, CuesAreMovedByMouseOnTheWaveform)
{
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        SubtitleEditorView view(desk());
        view.setLayoutDirection(layout);
        view.setAsset(asset);
        auto &model = view.presenter().model();
        model.load({cue(2000, 4000, "واحد"), cue(6000, 8000, "اثنان"), cue(10'000, 10'100, "ثلاثة")}, {cue(2000, 4000, "one")});
        model.setProtectedSide(SubtitleSide::English);
        view.resize(1180, 860);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
        auto *strip = view.findChild<WaveformStrip *>();
        const auto at = [&](qint64 ms) { return QPoint(qRound(strip->xOf(ms)), strip->height() / 2); };
        const auto drag = [&](qint64 from, qint64 to, Qt::KeyboardModifiers keys = {}) {
            QTest::mousePress(strip, Qt::LeftButton, keys, at(from));
            for (const qint64 way : {(from + to) / 2, to}) {
                QMouseEvent move(QEvent::MouseMove, at(way), strip->mapToGlobal(at(way)), Qt::NoButton, Qt::LeftButton, keys);
                QCoreApplication::sendEvent(strip, &move);
            }
            QTest::mouseRelease(strip, Qt::LeftButton, keys, at(to));
        };
        const double pixel = 1.0 / (strip->xOf(1) - strip->xOf(0)); // milliseconds
        const auto arabic = [&](int row) { return *model.rows()[row].arabic; };

        drag(6000, 5000); // the second one's in edge
        EXPECT_NEAR(double(arabic(1).startMs), 5000, 2 * pixel);
        EXPECT_EQ(arabic(1).endMs, 8000);
        EXPECT_EQ(view.currentRow(), 1);
        EXPECT_EQ(model.undoStack().count(), 1) << "one step";
        drag(8000, 9000); // its out edge
        EXPECT_NEAR(double(arabic(1).endMs), 9000, 2 * pixel);
        const Cue before = arabic(1);
        drag(7000, 6000); // the whole
        EXPECT_EQ(arabic(1).endMs - arabic(1).startMs, before.endMs - before.startMs);
        EXPECT_NEAR(double(arabic(1).startMs), double(before.startMs - 1000), 4 * pixel) << "and it is caught by the first one's end";
        EXPECT_EQ(arabic(1).startMs, 4000);
        drag(4000 + qRound(pixel), 4000 + qRound(6 * pixel), Qt::AltModifier);
        EXPECT_NE(arabic(1).startMs, 4000) << "not with Alt";
        EXPECT_EQ(model.undoStack().count(), 4);
        while (model.undoStack().canUndo()) {
            model.undoStack().undo();
        }
        EXPECT_EQ(arabic(1).startMs, 6000);
        EXPECT_EQ(arabic(1).endMs, 8000);

        drag(3000, 4500); // the first row: the source's times stay
        EXPECT_NEAR(double(arabic(0).startMs), 3500, 3 * pixel);
        EXPECT_EQ(model.rows()[0].english->startMs, 2000);
        drag(10'100, 9000); // no cue is turned round
        EXPECT_GE(arabic(2).endMs, arabic(2).startMs + 100);
        const int steps = model.undoStack().count();
        QTest::mousePress(strip, Qt::LeftButton, {}, at(7000));
        QMouseEvent move(QEvent::MouseMove, at(9000), strip->mapToGlobal(at(9000)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(strip, &move);
        QTest::keyClick(strip, Qt::Key_Escape);
        QTest::mouseRelease(strip, Qt::LeftButton, {}, at(9000));
        EXPECT_EQ(model.undoStack().count(), steps);
        QSignalSpy sought(strip, &WaveformStrip::seekRequested);
        QTest::mouseClick(strip, Qt::LeftButton, {}, at(7000));
        QTest::mouseClick(strip, Qt::LeftButton, {}, at(13'000));
        ASSERT_EQ(sought.count(), 2) << "a click still seeks";
        EXPECT_NEAR(sought[0][0].toDouble(), 7000, 2 * pixel);
        model.undoStack().setClean();
    }
}

// Captions beside subtitles, and other languages than the two: tracks of their own, named in the interface's language.
TEST_F(SubtitleEditorTest, ALostFilmLeavesTheEditorAndUnsavedLinesAreKept)
{
    SubtitleEditorView view(desk());
    view.setAsset(asset);
    view.show();
    SubtitleEditorModel &model = view.presenter().model();
    model.load({cue(0, 1000, "واحد")}, {});
    ASSERT_TRUE(model.setData(model.index(0, SubtitleEditorModel::ArabicColumn), text("كلماتي")));
    const int before = desk().replica().waitingCount();
    const FeedCursor cursor{text("test"), ++m_seq, QString::number(m_seq)};
    ASSERT_TRUE(
        ReplicaFeed(desk().replica()).applyPull({{recordInfo<MediaAsset>().name, asset.uuid(), 2, {}, true}}, cursor).ok());
    EXPECT_TRUE(view.presenter().asset().isNull());
    EXPECT_TRUE(model.cues(SubtitleSide::Arabic).isEmpty());
    const auto waiting = desk().replica().outbox(OutboxState::Waiting);
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), before + 1);
    EXPECT_EQ(waiting->last().command.name, text("subtitles.put"));
    EXPECT_TRUE(waiting->last().command.args.value(text("body")).toString().contains(text("كلماتي")));
}

TEST_F(SubtitleEditorTest, CaptionsAndOtherLanguagesAreTracksOfTheirOwn)
{
    const auto put = [&](const char *language, const char *kind, const char *words) {
        run(text("subtitles.put"), {{text("asset_id"), asset.text()},
                                    {text("language"), text(language)},
                                    {text("kind"), text(kind)},
                                    {text("body"), text("1\n00:00:01,000 --> 00:00:03,000\n") + text(words) + text("\n")}});
    };
    put("ar", "subtitles", "مرحبا");
    put("ar", "captions", "(تصفيق) مرحبا");
    put("fr-CA", "subtitles", "Bonjour");
    LanguageSwitch language(*qApp);
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        SubtitleEditorView view(desk());
        view.setAsset(asset);
        view.show();
        auto &model = view.presenter().model();
        const auto box = [&](const QString &data) {
            QComboBox *found = nullptr;
            for (QComboBox *each : view.findChildren<QComboBox *>()) {
                found = each->findData(data) >= 0 ? each : found;
            }
            return found;
        };
        QComboBox *right = box(text("ar"));
        QComboBox *left = box(text("fr-CA"));
        ASSERT_TRUE(right && left);
        EXPECT_NE(right, left);
        EXPECT_EQ(right->findData(text("en")), -1);
        EXPECT_GE(right->findData(text("ur")), 0);
        const int french = left->findData(text("fr-CA"));
        EXPECT_EQ(left->itemText(french), one == Language::Arabic ? text("الفرنسية (كندا)") : text("French (Canada)"));
        EXPECT_EQ(model.cues(SubtitleSide::Arabic).value(0).text, text("مرحبا"));
        EXPECT_TRUE(model.cues(SubtitleSide::English).isEmpty());
        const auto choose = [](QComboBox *in, int index) {
            in->setCurrentIndex(index);
            Q_EMIT in->activated(index);
        };
        choose(left, french);
        EXPECT_EQ(model.cues(SubtitleSide::English).value(0).text, one == Language::Arabic ? text("Bonjour") : text("Salut"));
        EXPECT_TRUE(model.headerData(SubtitleEditorModel::EnglishColumn, Qt::Horizontal, Qt::DisplayRole).toString().contains(
            left->itemText(left->findData(text("fr-CA")))));
        model.setData(model.index(0, SubtitleEditorModel::EnglishColumn), text("Salut"));
        QComboBox *kind = nullptr;
        for (QComboBox *each : view.findChildren<QComboBox *>()) {
            kind = each->count() == 2 && each->isVisible() && each->itemData(0).isNull() && each->parent() == &view ? each : kind;
        }
        ASSERT_NE(kind, nullptr);
        m_clock.advance(1);
        choose(kind, 1); // saves what was written before it goes on
        EXPECT_TRUE(body("fr-CA").contains(text("Salut")));
        EXPECT_EQ(model.cues(SubtitleSide::Arabic).value(0).text, text("(تصفيق) مرحبا"));
        EXPECT_TRUE(model.cues(SubtitleSide::English).isEmpty());
        const QString folder = qEnvironmentVariable("RAWI_PICTURES");
        if (!folder.isEmpty()) {
            wait(50);
            view.grab().save(folder + u"/captions-%1.png"_s.arg(LanguageSwitch::code(one)));
        }
    }
    language.setLanguage(Language::English);
    // A new track takes the column's language and the kind.
    SubtitleEditorPresenter presenter(desk());
    presenter.setAsset(asset);
    presenter.setLanguage(SubtitleSide::English, text("de"));
    presenter.setKind(SubtitleKind::Captions);
    presenter.model().setData(presenter.model().index(0, SubtitleEditorModel::EnglishColumn), text("(Beifall)"));
    m_clock.advance(1);
    ASSERT_TRUE(presenter.save().ok());
    EXPECT_TRUE(body("de").contains(text("(Beifall)")));
    EXPECT_FALSE(body("de").contains(text("مرحبا")));
}

TEST_F(SubtitleEditorTest, AFilmWithoutSoundIsNotWaitedFor)
{
    const auto told = [&](int mainSound) {
        m_clock.advance(1);
        const Id<ContentItem> item = makeItem(text("صامت"), text("Silent"));
        const QUuid made = run(text("media.add_asset"), {{text("content_id"), item.text()},
                                                         {text("original_filename"), text("b.mp4")},
                                                         {text("metadata"), QJsonObject{{text("main_audio"), mainSound}}}});
        SubtitleEditorView view(desk());
        view.setAsset(Id<MediaAsset>(made));
        view.showPart(SubtitleEditorView::Part::Chapters);
        EXPECT_EQ(view.findChild<QTabWidget *>()->currentIndex(), 2);
        return view.findChild<WaveformStrip *>()->emptyText();
    };
    EXPECT_EQ(told(-1), text("This film has no sound."));
    EXPECT_EQ(told(1), text("There is no waveform of this sound yet."));
}

// The window, in both languages: typed by keys, timed by keys, and a picture of each for who looks.
TEST_F(SubtitleEditorTest, IsDrivenByKeysInBothLanguages)
{
    ASSERT_TRUE(desk().execute(text("subtitles.put"),
                               {{text("asset_id"), asset.text()},
                                {text("language"), text("en")},
                                {text("body"), text("1\n00:00:01,000 --> 00:00:03,000\nHello, how are you?\n\n2\n00:00:04,000 --> 00:00:06,000\n"
                                                    "Very well , thank you.\n\n3\n00:00:05,500 --> 00:00:05,800\nWait...\n")}})
                    .ok());
    LanguageSwitch language(*qApp);
    int place = 0;
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        applyTheme(*qApp, place == 0 ? ThemeMode::Light : ThemeMode::Dark);
        SubtitleEditorView view(desk());
        view.setAsset(asset);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
        EXPECT_EQ(view.layoutDirection(), one == Language::Arabic ? Qt::RightToLeft : Qt::LeftToRight);
        auto &model = view.presenter().model();
        EXPECT_TRUE(model.isProtected(SubtitleSide::English));
        const QList<DirectionalTextEdit *> panes = view.findChildren<DirectionalTextEdit *>();
        DirectionalTextEdit *arabic = panes.at(0);
        ASSERT_EQ(arabic->direction(), Direction::RightToLeft);
        ASSERT_EQ(view.currentRow(), 0);
        arabic->setFocus();
        arabic->moveCursor(QTextCursor::End);
        const QString words = place == 0 ? text("مرحبا, كيف الحال?") : text(" نعم");
        for (const QChar letter : words) {
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QCoreApplication::sendEvent(arabic, &press);
        }
        EXPECT_TRUE(model.rows()[0].arabic->text.endsWith(words));
        EXPECT_EQ(model.rows()[0].arabic->startMs, place == 0 ? 1000 : 1100) << "a new translation takes the source's times";
        QTest::keyClick(&view, Qt::Key_Right, Qt::AltModifier);
        EXPECT_EQ(model.rows()[0].arabic->startMs, place == 0 ? 1100 : 1200);
        EXPECT_EQ(model.rows()[0].english->startMs, 1000) << "the source stays";
        QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
        EXPECT_EQ(view.currentRow(), 1);
        if (place == 0) {
            model.fixAll();
            EXPECT_EQ(model.rows()[0].arabic->text, text("مرحبا، كيف الحال؟"));
        }
        wait(50);
        const QString folder = qEnvironmentVariable("RAWI_PICTURES");
        if (!folder.isEmpty()) {
            view.grab().save(folder + u"/subtitles-%1.png"_s.arg(LanguageSwitch::code(one)));
        }
        QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier);
        EXPECT_FALSE(view.presenter().isChanged());
        EXPECT_TRUE(body("ar").contains(text("مرحبا، كيف الحال؟")));
        ++place;
    }
    language.setLanguage(Language::English);
    applyTheme(*qApp, ThemeMode::Light);
}

} // namespace rawi::test
