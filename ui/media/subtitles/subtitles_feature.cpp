#include "ui/media/subtitles/subtitles_feature.h"

#include "ui/house/workbench.h"
#include "ui/media/subtitles/subtitle_editor_view.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct SubtitlesFeature {
    Q_DECLARE_TR_FUNCTIONS(SubtitlesFeature)
};

// The editor of the film that is played: the one that is open, else a new one.
void open(Workbench &bench, SubtitleEditorView::Part part)
{
    const Id<MediaAsset> asset(bench.asset());
    if (asset.isNull()) {
        bench.tell(Tone::Info, [] { return SubtitlesFeature::tr("Choose an item that has a media file first."); });
        return;
    }
    SubtitleEditorView *editor = nullptr;
    const QList<SubtitleEditorView *> all = bench.window().findChildren<SubtitleEditorView *>();
    for (SubtitleEditorView *one : all) {
        editor = one->presenter().asset() == asset && one->isVisible() ? one : editor;
    }
    if (editor == nullptr) {
        editor = new SubtitleEditorView(bench.desk(), &bench.window());
        editor->setAttribute(Qt::WA_DeleteOnClose);
        editor->setAsset(asset);
    }
    editor->show();
    editor->raise();
    editor->activateWindow();
    editor->showPart(part);
}

} // namespace

Feature subtitlesFeature()
{
    Feature feature;
    feature.id = u"subtitles"_s;
    feature.actions = {
        {u"media.subtitles"_s, Icon::Subtitles, [] { return SubtitlesFeature::tr("Subtitles…"); }, Menu::Item, 20,
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), {},
         [](Workbench &bench) { open(bench, SubtitleEditorView::Part::Lines); }},
        {u"media.chapters"_s, Icon::Bookmark, [] { return SubtitlesFeature::tr("Chapters…"); }, Menu::Item, 20, {}, {},
         [](Workbench &bench) { open(bench, SubtitleEditorView::Part::Chapters); }},
    };
    return feature;
}

} // namespace rawi
