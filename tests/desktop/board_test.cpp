#include "tests/desktop/desk_fixture.h"
#include "ui/catalog/series_board_model.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/content_list_model.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QTreeView>

using namespace rawi;

namespace {

class BoardTest : public test::DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_series =
            Id<Series>(run(u"series.create"_s,
                           {{u"title_ar"_s, u"حكايات المدينة"_s}, {u"title_en"_s, u"Tales of the City"_s}}));
        for (int i = 1; i <= 4; ++i) {
            addEpisode(u"E%1"_s.arg(i), i == 4 ? 2 : 1);
        }
    }

    void addEpisode(const QString &title, int season)
    {
        const Id<ContentItem> made = makeItem(u"حلقة"_s, title);
        m_episodes.append(Id<Episode>(run(u"episode.add"_s,
                                          {{u"series_id"_s, m_series.text()},
                                           {u"content_id"_s, made.text()},
                                           {u"season_number"_s, season}})));
    }

    // "E1 E2 | E3": the seasons in order.
    static QString shape(const SeriesBoardModel &model)
    {
        QStringList seasons;
        for (int s = 0; s < model.rowCount(); ++s) {
            QStringList titles;
            const QModelIndex season = model.index(s, 0);
            for (int r = 0; r < model.rowCount(season); ++r) {
                titles.append(model.index(r, 0, season).data(SeriesBoardModel::TitleEnRole).toString());
            }
            seasons.append(titles.join(QLatin1Char(' ')));
        }
        return seasons.join(u" | "_s);
    }

    Id<Series> m_series;
    QList<Id<Episode>> m_episodes;
};

TEST_F(BoardTest, ShowsSeasonsAndEpisodesInOrder)
{
    SeriesBoardModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 0);
    model.setSeries(m_series);
    EXPECT_EQ(shape(model), u"E1 E2 E3 | E4"_s);
    EXPECT_EQ(model.indexOf(m_episodes.at(1)).data(SeriesBoardModel::NumberRole).toInt(), 2);
    EXPECT_FALSE(model.indexOf(Id<Episode>(QUuid::createUuid())).isValid());
}

TEST_F(BoardTest, ADropMovesTheEpisodeToWhereItFell)
{
    SeriesBoardModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(m_series);
    const QModelIndex first = model.index(0, 0);
    const auto drop = [&](const Id<Episode> &episode, int row, const QModelIndex &season) {
        const std::unique_ptr<QMimeData> data(model.mimeData({model.indexOf(episode)}));
        return model.dropMimeData(data.get(), Qt::MoveAction, row, 0, season);
    };
    EXPECT_TRUE(drop(m_episodes.at(2), 0, first));
    EXPECT_EQ(shape(model), u"E3 E1 E2 | E4"_s);
    EXPECT_TRUE(drop(m_episodes.at(2), 3, model.index(0, 0)));
    EXPECT_EQ(shape(model), u"E1 E2 E3 | E4"_s);
    EXPECT_TRUE(drop(m_episodes.at(0), -1, model.index(1, 0))); // on the season: at its end
    EXPECT_EQ(shape(model), u"E2 E3 | E4 E1"_s);
    EXPECT_TRUE(drop(m_episodes.at(1), 1, model.index(0, 0))); // just after itself: nothing moves
    EXPECT_EQ(shape(model), u"E2 E3 | E4 E1"_s);
    QMimeData foreign;
    foreign.setText(u"no episode"_s);
    EXPECT_FALSE(model.dropMimeData(&foreign, Qt::MoveAction, 0, 0, model.index(0, 0)));
}

TEST_F(BoardTest, ALibraryItemDroppedOnASeasonBecomesItsEpisode)
{
    const Id<ContentItem> made = makeItem(u"حلقة"_s, u"E5"_s);
    ContentListModel library(desk().replica());
    library.setQuery({});
    ASSERT_TRUE(waitFor([&] { return library.rowOf(made.uuid()) >= 0; }));
    const std::unique_ptr<QMimeData> data(library.mimeData({library.index(library.rowOf(made.uuid()))}));

    SeriesBoardView view(desk());
    view.resize(900, 600);
    view.show();
    auto *tree = view.findChild<QTreeView *>();
    ASSERT_NE(tree, nullptr);
    const auto &board = static_cast<const SeriesBoardModel &>(*tree->model());
    const QPoint onSeason = tree->visualRect(board.index(1, 0)).center();
    QDragEnterEvent enter(onSeason, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree->viewport(), &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDragMoveEvent move(onSeason, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree->viewport(), &move);
    QDropEvent drop(onSeason, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree->viewport(), &drop);
    EXPECT_EQ(shape(board), u"E1 E2 E3 | E4 E5"_s);
}

TEST_F(BoardTest, SeveralDroppedEpisodesKeepTheirOrder)
{
    SeriesBoardModel model(desk());
    model.setSeries(m_series);
    const std::unique_ptr<QMimeData> data(
        model.mimeData({model.indexOf(m_episodes.at(0)), model.indexOf(m_episodes.at(1))}));
    EXPECT_TRUE(model.dropMimeData(data.get(), Qt::MoveAction, 0, 0, model.index(1, 0)));
    EXPECT_EQ(shape(model), u"E3 | E1 E2 E4"_s);
}

TEST_F(BoardTest, StepsOverTheBorderOfASeason)
{
    SeriesBoardModel model(desk());
    model.setSeries(m_series);
    EXPECT_TRUE(model.moveUp(m_episodes.at(2)));
    EXPECT_EQ(shape(model), u"E1 E3 E2 | E4"_s);
    EXPECT_TRUE(model.moveDown(m_episodes.at(1)));
    EXPECT_EQ(shape(model), u"E1 E3 | E2 E4"_s);
    EXPECT_TRUE(model.moveUp(m_episodes.at(1)));
    EXPECT_EQ(shape(model), u"E1 E3 E2 | E4"_s);
    EXPECT_FALSE(model.moveUp(m_episodes.at(0)));
    EXPECT_FALSE(model.moveDown(m_episodes.at(3)));
}

TEST_F(BoardTest, ANewSeasonWaitsForItsFirstEpisode)
{
    SeriesBoardModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(m_series);
    EXPECT_EQ(model.addSeason(), 3);
    EXPECT_EQ(model.addSeason(), 3);
    EXPECT_EQ(shape(model), u"E1 E2 E3 | E4 | "_s);
    EXPECT_TRUE(model.moveDown(m_episodes.at(3)));
    EXPECT_EQ(shape(model), u"E1 E2 E3 | E4"_s);
}

TEST_F(BoardTest, TheViewMovesByKeyboardAndKeepsTheSelection)
{
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        SeriesBoardView view(desk());
        view.setLayoutDirection(layout);
        view.resize(900, 600);
        view.show();
        view.selectSeries(m_series);
        view.activateWindow();
        view.setCurrentEpisode(m_episodes.at(1));
        ASSERT_EQ(view.currentEpisode(), m_episodes.at(1));
        auto *tree = view.findChild<QTreeView *>();
        ASSERT_NE(tree, nullptr);
        const QList<QAction *> actions = tree->actions();
        const auto up = std::find_if(actions.cbegin(), actions.cend(), [](const QAction *one) {
            return one->shortcut() == QKeySequence(Qt::ALT | Qt::Key_Up);
        });
        ASSERT_NE(up, actions.cend());
        (*up)->trigger();
        EXPECT_EQ(view.currentEpisode(), m_episodes.at(1));
        EXPECT_TRUE(shape(view.model()).startsWith(u"E2 E1"_s));
        EXPECT_TRUE(view.model().moveDown(m_episodes.at(1)));
    }
}

TEST_F(BoardTest, FollowsOtherDesks)
{
    SeriesBoardModel model(desk());
    model.setSeries(m_series);
    run(u"episode.remove"_s, {{u"id"_s, m_episodes.at(0).text()}});
    EXPECT_EQ(shape(model), u"E2 E3 | E4"_s);
}

} // namespace
