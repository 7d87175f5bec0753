#include "ui/content/content_feature.h"

#include "core/text/direction.h"
#include "ui/content/content_finder.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_collections.h"
#include "ui/content/library_view.h"
#include "ui/content/words/content_words.h"
#include "ui/house/workbench.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QCoreApplication>

#include <algorithm>

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
        bench.tell(Tone::Danger, Words([count, of, first] {
                       return ContentFeature::tr("%n items of %1 were refused. %2", nullptr, count).arg(countText(of), errorText(first));
                   }));
    }
}

bool anyTrashed(Desk &desk, const QList<QUuid> &items)
{
    return std::any_of(items.cbegin(), items.cend(), [&](const QUuid &id) {
        const auto item = desk.replica().find(Id<ContentItem>(id));
        return item.ok() && *item && (*item)->trashed;
    });
}

void bindLibrary(Workbench &bench, LibraryView &library)
{
    QObject::connect(&library, &LibraryView::itemSelected, &bench, &Workbench::setItem);
    QObject::connect(&library, &LibraryView::itemOpened, &bench, [&bench](const QUuid &item) {
        bench.setItem(item);
        bench.showItemColumn();
        if (auto *inspector = bench.part<ItemInspector>()) {
            inspector->editTitle();
        }
    });
    QObject::connect(&library, &LibraryView::filesDropped, &bench, [&bench](const QStringList &paths) { bench.giveFiles(paths); });
    QObject::connect(&library, &LibraryView::importRequested, &bench, [&bench] { bench.trigger(u"file.import"_s); });
    QObject::connect(&library, &LibraryView::searchCleared, &bench, &Workbench::searchCleared);
    QObject::connect(&library, &LibraryView::failed, &bench, [&bench](const Error &error) { bench.tellError(error); });
    QObject::connect(&library, &LibraryView::refused, &bench,
                     [&bench](int count, int of, const Error &first) { tellRefused(bench, count, of, first); });
    QObject::connect(&library, &LibraryView::trashed, &bench, [&bench, &library](const QList<QUuid> &items) {
        bench.tellUndoable(
            Tone::Info,
            [count = static_cast<int>(items.size())] { return ContentFeature::tr("%n items moved to the trash", nullptr, count); },
            [&library, items] { library.takeOutOfTrash(items); }, [&bench, items] { return anyTrashed(bench.desk(), items); });
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
        QObject::connect(library, &LibraryView::scopeLeft, collections,
                         [collections](bool trashed) { trashed ? collections->chooseTrash() : collections->chooseAll(); });
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
    QObject::connect(&bench, &Workbench::itemTabAsked, inspector, &ItemInspector::showTab);
    QObject::connect(inspector, &ItemInspector::filesDropped, &bench,
                     [&bench](const QUuid &item, const QStringList &paths) { bench.giveFiles(paths, item); });
    QObject::connect(inspector, &ItemInspector::escaped, &bench, [&bench] {
        if (auto *library = bench.part<LibraryView>(); library && library->isVisible()) {
            library->setFocus();
        }
    });
    QObject::connect(inspector, &ItemInspector::leftUnsaved, &bench, [&bench](const QUuid &item, const Error &error) {
        const auto words = [item, error] {
            return ContentFeature::tr("What you typed in %1 is kept under “Needs attention”, but not in the item yet. %2")
                .arg(isolate(recordText(recordInfo<ContentItem>().name, item)), errorText(error));
        };
        bench.tell(Tone::Danger, words, [] { return ContentFeature::tr("Show the item"); }, [&bench, item] {
                       bench.showItem(item);
                       bench.showItemColumn();
                   });
    });
    leads(&ItemInspector::presetsRequested, u"media.presets"_s);
    leads(&ItemInspector::subtitlesRequested, u"media.subtitles"_s);
    leads(&ItemInspector::chaptersRequested, u"media.chapters"_s);
    leads(&ItemInspector::posterRequested, u"media.poster"_s);
    return inspector;
}

// An article has no file to begin with: it begins with its title.
void newArticle(Workbench &bench)
{
    const auto made = bench.desk().execute(u"content.create"_s, {{u"kind"_s, enumText(ContentKind::Article)}});
    if (!made.ok()) {
        bench.tellError(made.error());
        return;
    }
    bench.showItem(uuidFromText(made->result.value("id"_L1).toString()));
    bench.showItemColumn();
    if (auto *inspector = bench.part<ItemInspector>()) {
        inspector->editTitle();
    }
}

// The step that leads on from the state of the item that is looked at.
void leadOn(Workbench &bench)
{
    if (auto *inspector = bench.part<ItemInspector>()) {
        inspector->leadOn();
    }
}

// What an item of its kind is encoded to when nothing else is said.
void encodeAsUsual(Workbench &bench)
{
    if (auto *inspector = bench.part<ItemInspector>()) {
        inspector->encodeAsUsual();
    }
}

// Until there is room again, the end of the program would take what is being typed.
void watchDrafts(Workbench &bench)
{
    QObject::connect(&bench.desk().drafts(), &DraftStore::writtenChanged, &bench, [&bench](bool all) {
        if (all) {
            bench.tell(Tone::Ok, [] { return ContentFeature::tr("What you typed is on the disk now."); });
        } else {
            bench.tell(Tone::Danger, Words([] {
                           return ContentFeature::tr("The disk is full: what you type is kept in memory only. Free some space before "
                                                     "you quit Rawi; it is saved automatically then.");
                       }));
        }
    });
}

} // namespace

Feature contentFeature()
{
    Feature feature;
    feature.id = u"content"_s;
    feature.words = contentWords();
    feature.rooms = {{libraryId(), Icon::Library, [] { return ContentFeature::tr("Library"); }, {}, makeLibrary, true,
                      makeCollections}};
    feature.actions = {{u"item.new_article"_s, Icon::Plus, [] { return ContentFeature::tr("New article"); }, Menu::File, 10,
                        QKeySequence(Qt::CTRL | Qt::Key_N), u"content.create"_s, newArticle},
                       {u"item.lead_on"_s, Icon::Send, [] { return ContentFeature::tr("Next step: submit, approve, publish"); },
                        Menu::Item, 5, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), {}, leadOn},
                       {u"item.encode"_s, Icon::Encode, [] { return ContentFeature::tr("Encode for the web"); }, Menu::Item, 25,
                        QKeySequence(Qt::CTRL | Qt::Key_E), {}, encodeAsUsual},
                       {u"item.trash"_s, Icon::Trash, [] { return ContentFeature::tr("Move to trash"); }, Menu::Item, 90,
                        QKeySequence(Qt::CTRL | Qt::Key_Delete), {}, [](Workbench &bench) {
                            if (auto *library = bench.part<LibraryView>()) {
                                library->trashSelected();
                            }
                        }}};
    feature.start = watchDrafts;
    feature.itemColumn = {{50, makeInspector}};
    feature.makeFinder = [](Workbench &bench, QObject *parent) -> PaletteFinder * { return new ContentFinder(bench, parent); };
    return feature;
}

} // namespace rawi
