#include "ui/catalog/catalog_feature.h"

#include "ui/catalog/item_series_view.h"
#include "ui/catalog/series_board_view.h"
#include "ui/catalog/words/catalog_words.h"
#include "ui/house/workbench.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct CatalogFeature {
    Q_DECLARE_TR_FUNCTIONS(CatalogFeature)
};

QString seriesId()
{
    return u"series"_s;
}

QWidget *makeBoard(Workbench &bench, QWidget *parent)
{
    auto *board = new SeriesBoardView(bench.desk(), &bench.undoStack(), parent);
    QObject::connect(board, &SeriesBoardView::itemChosen, &bench, &Workbench::setItem);
    QObject::connect(board, &SeriesBoardView::itemActivated, &bench, &Workbench::showItem);
    return board;
}

QWidget *makeSeriesTab(Workbench &bench, QWidget *parent)
{
    auto *tab = new ItemSeriesView(bench.desk(), parent);
    QObject::connect(&bench, &Workbench::itemChanged, tab, [tab](const QUuid &item) { tab->setItem(Id<ContentItem>(item)); });
    QObject::connect(tab, &ItemSeriesView::failed, &bench, [&bench](const Error &error) { bench.tellError(error); });
    return tab;
}

void newSeries(Workbench &bench)
{
    bench.showRoom(seriesId());
    if (auto *board = bench.part<SeriesBoardView>()) {
        board->newSeries();
    }
}

// Puts the item that is looked at into a series, where its places are shown.
void putIntoSeries(Workbench &bench)
{
    auto *tab = bench.part<ItemSeriesView>();
    if (!tab || bench.item().isNull()) {
        return;
    }
    bench.showItemColumn();
    Q_EMIT bench.itemTabAsked(seriesId());
    tab->choose();
}

} // namespace

Feature catalogFeature()
{
    Feature feature;
    feature.id = u"catalog"_s;
    feature.words = catalogWords();
    feature.rooms = {{seriesId(), Icon::Series, [] { return CatalogFeature::tr("Series"); }, {}, makeBoard, true, {}}};
    feature.actions = {{u"series.new"_s, Icon::Plus, [] { return CatalogFeature::tr("New series…"); }, Menu::File, 20,
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), u"series.create"_s, newSeries},
                       {u"item.into_series"_s, Icon::Series, [] { return CatalogFeature::tr("Put into a series…"); }, Menu::Item, 20,
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), u"episode.add"_s, putIntoSeries}};
    feature.inspectorTabs = {{seriesId(), [] { return CatalogFeature::tr("Series"); }, makeSeriesTab}};
    return feature;
}

} // namespace rawi
