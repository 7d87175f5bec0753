// Typed text is never lost, in the dialogs and editors beside the item's own fields: refused, left by Escape, and after Rawi was
// killed in the middle.
#include "core/media/subtitle_track.h"
#include "tests/desktop/window_fixture.h"
#include "ui/catalog/series_board_view.h"
#include "ui/catalog/series_dialog.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/record_dialog.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/subtitles/chapters_view.h"
#include "ui/media/subtitles/subtitle_editor_view.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/conflict_view.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace rawi::test {

namespace {

class TypedTextTest : public WindowFixture {
protected:
    // As after a kill: what was typed was saved by nobody.
    void startAgain()
    {
        m_window.reset();
        m_preferences.reset();
        m_desk.reset();
        WindowFixture::SetUp();
    }

    SeriesDialog *openDialog(bool create)
    {
        m_window->showRoom(u"series"_s);
        auto *board = m_window->part<SeriesBoardView>();
        if (create) {
            board->newSeries();
        } else {
            for (QPushButton *button : board->findChildren<QPushButton *>()) {
                if (button->text() == u"Edit…"_s || button->text() == u"تحرير…"_s) {
                    button->click();
                }
            }
        }
        return board->findChild<SeriesDialog *>();
    }

    static QTextEdit *about(SeriesDialog &dialog, Direction direction)
    {
        for (auto *edit : dialog.findChildren<DirectionalTextEdit *>()) {
            if (edit->direction() == direction) {
                return edit;
            }
        }
        return nullptr;
    }

    static QMessageBox *question(QWidget &over) { return over.findChild<QMessageBox *>(u"discard_typed"_s); }
};

TEST_F(TypedTextTest, OfASeriesSurvivesRefusalEscapeAndTheEndOfRawi)
{
    const Id<Series> series(run(u"series.create"_s, {{u"title_ar"_s, u"ساحات"_s}, {u"title_en"_s, u"Squares"_s}}));
    const QString text = QString(u"وصف طويل للسلسلة. "_s).repeated(20);
    for (const bool create : {false, true}) {
        open(Language::English);
        m_window->showRoom(u"series"_s);
        m_window->part<SeriesBoardView>()->selectSeries(series);
        SeriesDialog *dialog = openDialog(create);
        ASSERT_NE(dialog, nullptr);
        about(*dialog, Direction::RightToLeft)->setPlainText(text);
        QTest::keyClick(dialog, Qt::Key_Escape);
        ASSERT_NE(question(*dialog), nullptr) << "Escape asks";
        shoot(*question(*dialog), u"discard-typed-en"_s);
        question(*dialog)->reject();
        EXPECT_TRUE(dialog->isVisible());
        EXPECT_EQ(about(*dialog, Direction::RightToLeft)->toPlainText(), text);
        startAgain();
        EXPECT_EQ(desk().attentionCount(), 1) << "what was typed waits under attention";
        open(Language::Arabic);
        m_window->showRoom(u"series"_s);
        m_window->part<SeriesBoardView>()->selectSeries(series);
        dialog = openDialog(create);
        ASSERT_NE(dialog, nullptr);
        EXPECT_EQ(about(*dialog, Direction::RightToLeft)->toPlainText(), text) << "and comes back where it was typed";
        EXPECT_EQ(desk().attentionCount(), 0) << "it is being typed again";
        for (auto *edit : dialog->findChildren<DirectionalLineEdit *>()) {
            edit->setText(u"ـــ"_s); // a title of nothing that is seen
        }
        dialog->accept();
        EXPECT_TRUE(dialog->isVisible()) << "a refusal takes nothing away";
        EXPECT_EQ(about(*dialog, Direction::RightToLeft)->toPlainText(), text);
        for (auto *edit : dialog->findChildren<DirectionalLineEdit *>()) {
            edit->setText(u"ساحات"_s);
        }
        dialog->accept();
        const auto all = desk().replica().rows(recordInfo<Series>());
        EXPECT_TRUE(std::any_of(all->cbegin(), all->cend(), [&](const QJsonObject &row) {
            return row.value("description_ar"_L1).toString() == text.trimmed();
        }));
        EXPECT_TRUE(desk().drafts().leftRecords().isEmpty());
        startAgain();
        EXPECT_EQ(desk().attentionCount(), 0) << "it is saved";
    }
}

TEST_F(TypedTextTest, ToSettleAConflictIsKeptUntilItIsSettled)
{
    QList<Conflict> conflicts;
    for (int i = 0; i < 2; ++i) {
        const Id<ContentItem> id = makeItem(u"لهم"_s, u"News %1"_s.arg(i));
        Conflict one;
        m_clock.advance(1);
        one.id = Id<Conflict>(makeUuidV7(m_clock.nowMs()));
        one.recordType = recordInfo<ContentItem>().name;
        one.recordId = id.text();
        one.field = u"title_ar"_s;
        one.baseText = u"قبل"_s;
        one.mineText = u"لي"_s;
        one.theirsText = u"لهم"_s;
        pull(one);
        conflicts.append(one);
    }
    const auto keepEdit = [](AttentionView &view) {
        const auto edits = view.findChild<ConflictView *>()->findChildren<QPlainTextEdit *>();
        return *std::find_if(edits.cbegin(), edits.cend(), [](const QPlainTextEdit *edit) { return !edit->isReadOnly(); });
    };
    {
        AttentionView view(desk());
        view.show();
        view.select(0);
        keepEdit(view)->setPlainText(u"نص ثالث"_s);
        view.select(1);
        EXPECT_EQ(keepEdit(view)->toPlainText(), u"لهم"_s);
        view.select(0);
        EXPECT_EQ(keepEdit(view)->toPlainText(), u"نص ثالث"_s) << "another one was looked at meanwhile";
    }
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 2) << "the text belongs to its conflict";
    AttentionView view(desk());
    view.show();
    EXPECT_EQ(view.model().rowCount(), 2);
    view.select(0);
    const bool first = keepEdit(view)->toPlainText() == u"نص ثالث"_s;
    view.select(first ? 0 : 1);
    EXPECT_EQ(keepEdit(view)->toPlainText(), u"نص ثالث"_s);
    Q_EMIT view.findChild<ConflictView *>()->settleAsked(u"نص ثالث"_s);
    EXPECT_EQ(view.model().rowCount(), 1);
    EXPECT_TRUE(desk().drafts().leftRecords().isEmpty());
}

TEST_F(TypedTextTest, OfSubtitlesAndChaptersSurvivesTheEndOfRawi)
{
    const Id<ContentItem> item = makeItem(u"مقابلة"_s, u"Interview"_s);
    const Id<MediaAsset> asset(run(u"media.add_asset"_s, {{u"content_id"_s, item.text()},
                                                          {u"original_filename"_s, u"a.mp4"_s},
                                                          {u"duration_ms"_s, 60'000}}));
    run(u"subtitles.put"_s, {{u"asset_id"_s, asset.text()},
                             {u"language"_s, u"en"_s},
                             {u"kind"_s, u"subtitles"_s},
                             {u"body"_s, u"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"_s}});
    {
        SubtitleEditorView editor(desk());
        editor.setAsset(asset);
        SubtitleEditorModel &model = editor.presenter().model();
        model.setProtectedSide({});
        ASSERT_TRUE(model.setData(model.index(0, SubtitleEditorModel::EnglishColumn), u"Hello there"_s));
        for (auto *edit : editor.findChild<ChaptersView *>()->findChildren<DirectionalTextEdit *>()) {
            if (edit->direction() == Direction::RightToLeft) {
                edit->setPlainText(u"00:00 المقدمة"_s);
            }
        }
    } // without close(): nobody saved
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 2);
    SubtitleEditorView editor(desk());
    editor.setAsset(asset);
    EXPECT_EQ(desk().attentionCount(), 1) << "the lines are being worked on again";
    ASSERT_EQ(editor.presenter().model().cues(SubtitleSide::English).size(), 1);
    EXPECT_EQ(editor.presenter().model().cues(SubtitleSide::English).first().text, u"Hello there"_s);
    EXPECT_TRUE(editor.presenter().isChanged()) << "and not saved yet";
    bool chapters = false;
    for (auto *edit : editor.findChild<ChaptersView *>()->findChildren<DirectionalTextEdit *>()) {
        chapters = chapters || edit->toPlainText() == u"00:00 المقدمة"_s;
    }
    EXPECT_TRUE(chapters);
    ASSERT_TRUE(editor.presenter().save().ok());
    const auto tracks = desk().replica().where<SubtitleTrack>("asset_id", asset.text());
    EXPECT_TRUE(std::any_of(tracks->cbegin(), tracks->cend(), [](const SubtitleTrack &one) { return one.body.contains(u"Hello there"_s); }));
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 1) << "the chapters, which are not saved yet";
}

TEST_F(TypedTextTest, OfAPresetSurvivesTheEndOfRawiUntilItIsSavedOrLeft)
{
    {
        PresetEditorPresenter presenter(desk());
        presenter.startNew();
        presenter.setKey(u"evening-show"_s);
        presenter.setNames(u"برنامج المساء"_s, u"Evening show"_s);
    }
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 1);
    {
        PresetEditorDialog dialog(desk());
        dialog.show();
        QStringList shown;
        for (const QLineEdit *line : dialog.findChildren<QLineEdit *>()) {
            shown.append(line->text());
        }
        EXPECT_TRUE(shown.contains(u"evening-show"_s) && shown.contains(u"برنامج المساء"_s) && shown.contains(u"Evening show"_s));
        EXPECT_EQ(desk().attentionCount(), 0) << "it is being typed again";
        PresetEditorPresenter &presenter = dialog.presenter();
        ASSERT_TRUE(presenter.isNew());
        ASSERT_TRUE(presenter.save());
        presenter.setNames(u"برنامج المساء الطويل"_s, u"Evening show"_s);
    }
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 1) << "the change since";
    {
        PresetEditorPresenter presenter(desk());
        EXPECT_EQ(presenter.shown().nameAr, u"برنامج المساء الطويل"_s);
        EXPECT_TRUE(presenter.isDirty());
        presenter.choose(u"720p"_s); // it was left
    }
    startAgain();
    EXPECT_EQ(desk().attentionCount(), 0);
    EXPECT_EQ(PresetEditorPresenter(desk()).shown().key, builtInPresets().first().key);
}

TEST_F(TypedTextTest, OfAFormIsAskedAboutBeforeEscapeTakesIt)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        m_language->setLanguage(language);
        RecordDialog form({formField(recordInfo<Series>(), u"title_en", [] { return u"Title"_s; })},
                          {[] { return u"Form"_s; }, [] { return u"Add"_s; }});
        form.show();
        QTest::keyClick(&form, Qt::Key_Escape);
        EXPECT_FALSE(form.isVisible()) << "nothing was typed";
        form.show();
        auto *line = form.findChild<QLineEdit *>();
        ASSERT_NE(line, nullptr);
        line->setFocus();
        QTest::keyClicks(line, u"typed"_s);
        QTest::keyClick(&form, Qt::Key_Escape);
        EXPECT_TRUE(form.isVisible());
        QMessageBox *asked = question(form);
        ASSERT_NE(asked, nullptr);
        for (QAbstractButton *button : asked->buttons()) {
            if (button->text() == (language == Language::English ? u"Discard it"_s : u"التخلي عنه"_s)) {
                button->click();
            }
        }
        EXPECT_FALSE(form.isVisible());
    }
}

} // namespace

} // namespace rawi::test
