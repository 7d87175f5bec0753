#include "ui/media/player/player_feature.h"

#include "ui/house/workbench.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/words/media_words.h"

namespace rawi {

namespace {

QWidget *makePreview(Workbench &bench, QWidget *parent)
{
    auto *preview = new PreviewView(bench.desk(), parent);
    preview->hide(); // until there is something to play
    preview->offerWork();
    QObject::connect(&bench, &Workbench::assetChanged, preview, [preview](const QUuid &asset) {
        preview->setAsset(Id<MediaAsset>(asset));
        preview->setVisible(!asset.isNull());
    });
    const auto leads = [&](auto signal, const QString &action) {
        QObject::connect(preview, signal, &bench, [&bench, action] { bench.trigger(action); });
    };
    leads(&PreviewView::cutRequested, u"media.cut"_s);
    leads(&PreviewView::subtitlesRequested, u"media.subtitles"_s);
    leads(&PreviewView::chaptersRequested, u"media.chapters"_s);
    leads(&PreviewView::posterRequested, u"media.poster"_s);
    leads(&PreviewView::posterHereRequested, u"media.poster_here"_s);
    return preview;
}

} // namespace

Feature playerFeature()
{
    Feature feature;
    feature.id = u"player"_s;
    feature.words = mediaWords();
    feature.itemColumn = {{10, makePreview}};
    return feature;
}

} // namespace rawi
