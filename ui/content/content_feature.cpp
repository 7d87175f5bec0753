#include "ui/content/content_feature.h"

#include "ui/content/content_finder.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_collections.h"
#include "ui/content/library_view.h"
#include "ui/content/words/content_words.h"
#include "ui/house/workbench.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct ContentFeature {
    Q_DECLARE_TR_FUNCTIONS(ContentFeature)
};

QString libraryId()
{
    return u"library"_s;
}

void tellRefused(Workbench &bench, int count, int of, const Error &first)
{
    if (of == 1) {
        bench.tellError(first);
    } else {
        bench.tell(Tone::Danger, ContentFeature::tr("%n items of %1 were refused. %2", nullptr, count)
                                     .arg(countText(of), errorText(first)));
    }
}

void bindLibrary(Workbench &bench, LibraryView &library)
{
    QObject::connect(&library, &LibraryView::itemSelected, &bench, &Workbench::setItem);
    QObject::connect(&library, &LibraryView::itemOpened, &bench, [&bench](const QUuid &item) {
        bench.setItem(item);
        if (QAction *shown = bench.actions().action(u"view.inspector"_s)) {
            shown->setChecked(true);
        }
        if (auto *inspector = bench.part<ItemInspector>()) {
            inspector->setFocus();
        }
    });
    QObject::connect(&library, &LibraryView::filesDropped, &bench, &Workbench::giveFiles);
    QObject::connect(&library, &LibraryView::importRequested, &bench, [&bench] { bench.trigger(u"file.import"_s); });
    QObject::connect(&library, &LibraryView::searchCleared, &bench, &Workbench::searchCleared);
    QObject::connect(&library, &LibraryView::failed, &bench, [&bench](const Error &error) { bench.tellError(error); });
    QObject::connect(&library, &LibraryView::refused, &bench,
                     [&bench](int count, int of, const Error &first) { tellRefused(bench, count, of, first); });
    QObject::connect(&library, &LibraryView::trashed, &bench, [&bench](int count) {
        bench.tell(Tone::Info, ContentFeature::tr("%n items moved to the trash", nullptr, count), ContentFeature::tr("Undo"),
                   [&bench] { bench.undoStack().undo(); });
    });
    QObject::connect(&bench, &Workbench::itemAsked, &library, [&bench, &library](const QUuid &item) {
        bench.showRoom(libraryId());
        library.showItem(Id<ContentItem>(item));
        bench.setItem(item);
    });
    QObject::connect(&bench, &Workbench::returned, &library, [&library](const QString &room, const QUuid &item) {
        if (room == libraryId() && !item.isNull()) {
            library.showItem(Id<ContentItem>(item));
        }
    });
    QObject::connect(&bench, &Workbench::searchAsked, &library, [&bench, &library](const QString &text) {
        bench.showRoom(libraryId());
        library.setSearch(text);
        library.setFocus();
    });
}

QWidget *makeLibrary(Workbench &bench, QWidget *parent)
{
    auto *library = new LibraryView(bench.desk(), bench.undoStack(), parent);
    bindLibrary(bench, *library);
    return library;
}

QWidget *makeCollections(Workbench &bench, QWidget *parent)
{
    auto *collections = new LibraryCollections(bench.desk(), parent);
    if (auto *library = bench.part<LibraryView>()) {
        QObject::connect(collections, &LibraryCollections::chosen, library, &LibraryView::setScope);
    }
    return collections;
}

QWidget *makeInspector(Workbench &bench, QWidget *parent)
{
    auto *inspector = new ItemInspector(bench.desk(), parent);
    for (const InspectorTab &tab : offered(bench.features(), &Feature::inspectorTabs)) {
        inspector->addTab(tab.id, tab.title, tab.make(bench, inspector));
    }
    bench.addUndoStack(*inspector, inspector->undoStack());
    QObject::connect(&bench, &Workbench::itemChanged, inspector,
                     [inspector](const QUuid &item) { inspector->setItem(Id<ContentItem>(item)); });
    QObject::connect(inspector, &ItemInspector::assetChosen, &bench, &Workbench::setAsset);
    const auto leads = [&](auto signal, const QString &action) {
        QObject::connect(inspector, signal, &bench, [&bench, action] { bench.trigger(action); });
    };
    leads(&ItemInspector::presetsRequested, u"media.presets"_s);
    leads(&ItemInspector::subtitlesRequested, u"media.subtitles"_s);
    leads(&ItemInspector::chaptersRequested, u"media.chapters"_s);
    leads(&ItemInspector::posterRequested, u"media.poster"_s);
    return inspector;
}

} // namespace

Feature contentFeature()
{
    Feature feature;
    feature.id = u"content"_s;
    feature.words = contentWords();
    feature.rooms = {{libraryId(), Icon::Library, [] { return ContentFeature::tr("Library"); }, {}, makeLibrary, true,
                      makeCollections}};
    feature.actions = {{u"item.trash"_s, Icon::Trash, [] { return ContentFeature::tr("Move to trash"); }, Menu::Item, 90,
                        QKeySequence(Qt::CTRL | Qt::Key_Delete), {}, [](Workbench &bench) {
                            if (auto *library = bench.part<LibraryView>()) {
                                library->trashSelected();
                            }
                        }}};
    feature.itemColumn = {{50, makeInspector}};
    feature.makeFinder = [](Workbench &bench, QObject *parent) -> PaletteFinder * { return new ContentFinder(bench, parent); };
    return feature;
}

} // namespace rawi
