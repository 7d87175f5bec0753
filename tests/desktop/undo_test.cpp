// What is done to a series' order and to the workflow can be undone, and the “Undo” of a notice takes back what the notice is
// about, whatever was done since.
#include "core/content/content_workflow.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/actors.h"
#include "ui/catalog/item_picker_dialog.h"
#include "ui/catalog/series_board_view.h"
#include "ui/catalog/series_dialog.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_view.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/problem_label.h"
#include "ui/kit/record_dialog.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTreeView>

namespace rawi::test {

namespace {

class UndoTest : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_series = Id<Series>(run(u"series.create"_s, {{u"title_ar"_s, u"سلسلة"_s}, {u"title_en"_s, u"Series"_s}}));
        for (int i = 1; i <= 4; ++i) {
            m_items.append(makeItem(u"حلقة %1"_s.arg(i), u"Part %1"_s.arg(i)));
            m_episodes.append(Id<Episode>(run(u"episode.add"_s, {{u"series_id"_s, m_series.text()},
                                                                 {u"content_id"_s, m_items.last().text()},
                                                                 {u"season_number"_s, 1}})));
        }
    }

    SeriesBoardView &board()
    {
        m_window->showRoom(u"series"_s);
        auto *view = m_window->part<SeriesBoardView>();
        view->selectSeries(m_series);
        return *view;
    }

    // "2:1 1:2 …": number and title's number, in their order.
    QString order()
    {
        SeriesBoardModel &model = m_window->part<SeriesBoardView>()->model();
        QStringList rows;
        const QModelIndex season = model.index(0, 0);
        for (int row = 0; row < model.rowCount(season); ++row) {
            const QModelIndex at = model.index(row, 0, season);
            rows.append(u"%1:%2"_s.arg(at.data(SeriesBoardModel::NumberRole).toInt())
                            .arg(at.data(SeriesBoardModel::TitleEnRole).toString().right(1)));
        }
        return rows.join(u' ');
    }

    void undo() { m_window->workbench().undoStack().undo(); }

    static QPushButton *shownButton(QWidget &where, const QString &text)
    {
        for (QPushButton *one : where.findChildren<QPushButton *>()) {
            if (one->isVisible() && one->text() == text) {
                return one;
            }
        }
        return nullptr;
    }

    Id<Series> m_series;
    QList<Id<ContentItem>> m_items;
    QList<Id<Episode>> m_episodes;
};

TEST_F(UndoTest, TheOrderOfASeriesIsUndoneAndDoneAgain)
{
    open(Language::English);
    SeriesBoardModel &model = board().model();
    ASSERT_EQ(order(), u"1:1 2:2 3:3 4:4"_s);
    ASSERT_TRUE(model.move(m_episodes.at(3), 1, {}));
    EXPECT_EQ(order(), u"4:4 1:1 2:2 3:3"_s);
    undo();
    EXPECT_EQ(order(), u"1:1 2:2 3:3 4:4"_s);
    m_window->workbench().undoStack().redo();
    EXPECT_EQ(order(), u"4:4 1:1 2:2 3:3"_s);
    undo();
    ASSERT_TRUE(model.remove(m_episodes.at(1)));
    EXPECT_EQ(order(), u"1:1 3:3 4:4"_s);
    undo();
    EXPECT_EQ(order(), u"1:1 2:2 3:3 4:4"_s);
    const auto fifth = makeItem(u"حلقة ٥"_s, u"Part 5"_s);
    ASSERT_TRUE(model.add(fifth, 1));
    undo();
    EXPECT_EQ(order(), u"1:1 2:2 3:3 4:4"_s);
}

TEST_F(UndoTest, DraggingOffersToNumberAnew)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        SeriesBoardView &view = board();
        ASSERT_TRUE(view.model().move(m_episodes.at(3), 1, m_episodes.at(0)));
        EXPECT_EQ(order(), u"1:1 4:4 2:2 3:3"_s);
        QPushButton *offer = shownButton(view, language == Language::English ? u"Number them anew"_s : u"إعادة الترقيم"_s);
        ASSERT_NE(offer, nullptr);
        shoot(*m_window, language == Language::English ? u"renumber-en"_s : u"renumber-ar"_s);
        offer->click();
        EXPECT_EQ(order(), u"1:1 2:4 3:2 4:3"_s);
        undo();
        EXPECT_EQ(order(), u"1:1 4:4 2:2 3:3"_s);
        undo();
        EXPECT_EQ(order(), u"1:1 2:2 3:3 4:4"_s);
        m_window.reset();
    }
}

TEST_F(UndoTest, ThePickerKeepsTheOrderSeen)
{
    open(Language::English);
    SeriesBoardView &view = board();
    for (int i = 5; i <= 7; ++i) {
        makeItem(u"حلقة %1"_s.arg(i), u"Part %1"_s.arg(i));
    }
    shownButton(view, u"Add episode…"_s)->click();
    auto *picker = view.findChild<ItemPickerDialog *>();
    auto *list = picker->findChild<QListWidget *>();
    ASSERT_EQ(list->count(), 3);
    QStringList seen;
    for (int row = 0; row < list->count(); ++row) {
        seen.append(list->item(row)->text().remove(QChar(0x2068)).remove(QChar(0x2069)).right(1));
    }
    list->selectAll();
    picker->accept();
    EXPECT_EQ(order(), u"1:1 2:2 3:3 4:4 5:%1 6:%2 7:%3"_s.arg(seen.at(0), seen.at(1), seen.at(2)));
}

TEST_F(UndoTest, StepsOfTheWorkflowAreUndone)
{
    open(Language::English);
    const auto id = m_items.first();
    m_window->showItem(id.uuid());
    auto &presenter = m_window->part<ItemInspector>()->presenter();
    presenter.takeStep(WorkflowStep::Submit);
    presenter.takeStep(WorkflowStep::Approve);
    ASSERT_EQ(item(id).state, ContentState::Approved);
    presenter.undoStack().undo();
    EXPECT_EQ(item(id).state, ContentState::InReview);
    presenter.undoStack().redo();
    EXPECT_EQ(item(id).state, ContentState::Approved);
    presenter.takeStep(WorkflowStep::Archive);
    presenter.undoStack().undo();
    EXPECT_EQ(item(id).state, ContentState::Approved);
}

TEST_F(UndoTest, TheNoticesUndoTakesBackItsOwnAct)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        open(language);
        const auto id = makeItem(u"عنوان"_s, u"Title"_s);
        m_window->showItem(id.uuid());
        ASSERT_TRUE(waitFor([&] { return m_window->part<LibraryView>()->selectedIds().contains(id.uuid()); }));
        m_window->action(u"item.trash"_s)->trigger();
        ASSERT_TRUE(item(id).trashed);
        QPushButton *button = shownButton(*m_window, english ? u"Undo"_s : u"تراجع"_s);
        ASSERT_NE(button, nullptr);
        SeriesBoardModel model(desk(), &m_window->workbench().undoStack());
        model.setSeries(m_series);
        ASSERT_TRUE(model.move(m_episodes.at(3), 1, {})); // another act, later
        button->click();
        EXPECT_FALSE(item(id).trashed);
        EXPECT_EQ(model.index(0, 0, model.index(0, 0)).data(SeriesBoardModel::TitleEnRole).toString(), u"Part 4"_s)
            << "what was done later stays";
        m_window->workbench().undoStack().clear();
        ASSERT_TRUE(model.move(m_episodes.at(3), 1, m_episodes.at(2)));
        m_window.reset();
    }
}

// The server has all that this desk did, and tells what another desk made of it since.
template <typename R>
void leadOnElsewhere(Desk &desk, const std::function<void(const R &)> &pull, R record)
{
    QList<PushResult> answers;
    const auto waiting = desk.replica().outbox(OutboxState::Waiting);
    for (const OutboxEntry &one : *waiting) {
        answers.append({one.command.n, true, {}, {}});
    }
    ASSERT_TRUE(ReplicaFeed(desk.replica()).applyPushResults(answers).ok());
    pull(record);
}

TEST_F(UndoTest, TheNoticesUndoStandsNoLongerThanItsAct)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const QString undoWord = language == Language::English ? u"Undo"_s : u"تراجع"_s;
        const auto id = makeItem(u"عنوان"_s, u"Title"_s);
        open(language);
        m_window->showItem(id.uuid());
        auto *inspector = m_window->part<ItemInspector>();
        auto &presenter = inspector->presenter();
        const std::function<void(const ContentItem &)> tell = [this](const ContentItem &row) { pull(row); };

        ASSERT_TRUE(waitFor([&] { return m_window->part<LibraryView>()->selectedIds().contains(id.uuid()); }));
        presenter.takeStep(WorkflowStep::Submit);
        ASSERT_TRUE(waitFor([&] { return shownButton(*inspector, undoWord) != nullptr; }));
        run(u"content.update"_s, {{u"id"_s, id.text()}, {u"summary_en"_s, u"typed meanwhile"_s}});
        EXPECT_NE(shownButton(*inspector, undoWord), nullptr) << "what has nothing to do with it leaves it";
        ContentItem moved = item(id);
        moved.state = ContentState::Approved;
        leadOnElsewhere(desk(), tell, moved);
        EXPECT_EQ(shownButton(*inspector, undoWord), nullptr) << "the item is no longer where the step led it";
        presenter.undoStack().undo();
        EXPECT_EQ(item(id).state, ContentState::Approved) << "what another desk did is not taken back";
        const auto labels = inspector->findChildren<QLabel *>();
        EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *one) {
            return one->isVisible() && one->text().contains(language == Language::English ? u"not possible from there"_s : u"هذه الخطوة"_s);
        })) << "it is refused in words";

        ASSERT_TRUE(waitFor([&] { return m_window->part<LibraryView>()->selectedIds().contains(id.uuid()); }));
        m_window->action(u"item.trash"_s)->trigger();
        ASSERT_TRUE(item(id).trashed);
        ASSERT_TRUE(waitFor([&] { return shownButton(*m_window, undoWord) != nullptr; }));
        ContentItem restored = item(id);
        restored.trashed = false;
        leadOnElsewhere(desk(), tell, restored);
        EXPECT_EQ(shownButton(*m_window, undoWord), nullptr) << "it is out of the trash already";
        m_window.reset();
    }
}

TEST_F(UndoTest, OpenQuestionsAndNoticesFollowTheLanguage)
{
    MainWindow &window = open(Language::English);
    SeriesBoardView &view = board();
    ASSERT_TRUE(view.model().move(m_episodes.at(3), 1, m_episodes.at(0)));
    window.workbench().tellError({ErrorCode::PermissionDenied, u"content.publish"_s, {}});
    window.action(u"language.ar"_s)->trigger();
    EXPECT_TRUE(waitFor([&] { return shownButton(view, u"إعادة الترقيم"_s) != nullptr; }));
    const auto labels = window.findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(),
                            [](QLabel *one) { return one->isVisible() && one->text().contains(u"صلاحياتك"_s) && one->text().contains(u"النشر"_s); }));
}

// What went wrong in a dialog stands in the language of the moment, too: said by the desk, and by the server beside a field.
TEST_F(UndoTest, WhatWentWrongFollowsTheLanguage)
{
    open(Language::English);
    m_window->showRoom(u"series"_s);
    m_window->part<SeriesBoardView>()->newSeries();
    auto *dialog = m_window->part<SeriesDialog>();
    ASSERT_NE(dialog, nullptr);
    dialog->answer(Error{ErrorCode::PermissionDenied, u"series.create"_s, {}});
    RecordDialog form({formField(recordInfo<Series>(), u"title_en", [] { return u"Title"_s; })}, {[] { return u"Form"_s; }, [] { return u"Add"_s; }});
    form.show();
    form.refuse({ErrorCode::AlreadyExists, u"title_en"_s, {}});
    const auto saysIn = [](QWidget &where, QChar::Script script) {
        const auto labels = where.findChildren<ProblemLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [script](const ProblemLabel *one) {
            return one->isVisible() && !one->text().isEmpty() && one->text().front().script() == script;
        });
    };
    EXPECT_TRUE(saysIn(*dialog, QChar::Script_Latin) || saysIn(*dialog, QChar::Script_Common));
    EXPECT_TRUE(saysIn(form, QChar::Script_Latin));
    m_language->setLanguage(Language::Arabic);
    EXPECT_TRUE(waitFor([&] { return saysIn(form, QChar::Script_Arabic); }));
    const QString said = dialog->findChild<ProblemLabel *>()->text();
    EXPECT_TRUE(said.contains(u"صلاحياتك"_s)) << qUtf8Printable(said);
    m_window->workbench().tell(Tone::Danger, [] { return QLocale().language() == QLocale::Arabic ? u"خطأ"_s : u"An error"_s; });
    m_language->setLanguage(Language::English);
    const auto labels = m_window->findChildren<QLabel *>();
    EXPECT_TRUE(waitFor([&] {
        return std::any_of(labels.cbegin(), labels.cend(), [](QLabel *one) { return one->isVisible() && one->text() == u"An error"_s; });
    })) << "an error stays until it is closed, whatever the language";
    dialog->done(QDialog::Rejected);
}

} // namespace

} // namespace rawi::test
