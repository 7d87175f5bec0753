#include "ui/media/poster/poster_feature.h"

#include "ui/house/workbench.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/poster/poster_dialog.h"
#include "ui/media/poster/poster_presenter.h"

#include <QCoreApplication>

namespace rawi {

namespace {

constexpr int kPosterSide = 1280; // core/engine/look/thumbs.h

struct PosterFeature {
    Q_DECLARE_TR_FUNCTIONS(PosterFeature)
};

PosterPresenter &presenter(Workbench &bench)
{
    return *bench.findChild<PosterPresenter *>();
}

void bind(Workbench &bench)
{
    auto *poster = new PosterPresenter(bench.desk(), bench.undoStack(), &bench);
    QObject::connect(poster, &PosterPresenter::failed, &bench, [&bench](const Error &error) { bench.tellError(error); });
    QObject::connect(poster, &PosterPresenter::chosen, &bench, [&bench, poster](const QUuid &asset) {
        bench.undoGroup().setActiveStack(&bench.undoStack()); // what is undone next is what was done last
        bench.tellUndoable(Tone::Ok, [] { return PosterFeature::tr("The poster was changed."); },
                           [poster, asset] { poster->takeBack(asset); }, [poster, asset] { return poster->canTakeBack(asset); });
    });
}

std::optional<MediaAsset> shownFilm(Workbench &bench, bool orSound)
{
    const auto asset = bench.desk().replica().find(Id<MediaAsset>(bench.asset()));
    const QString type = asset.ok() && *asset ? (*asset)->contentType : QString();
    if (!type.startsWith("video/"_L1) && !(orSound && type.startsWith("audio/"_L1))) {
        bench.tell(Tone::Info, [] { return PosterFeature::tr("Choose an item that has a film first."); });
        return {};
    }
    return **asset;
}

void choose(Workbench &bench)
{
    const auto *preview = bench.part<PreviewView>();
    if (const auto film = shownFilm(bench, true); film && preview) {
        auto *dialog = new PosterDialog(presenter(bench), *film, {preview->shownFrame(kPosterSide), preview->shownMs()},
                                        &bench.window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &PosterDialog::filmLost, &bench, [&bench] {
            bench.tell(Tone::Warn, [] { return PosterFeature::tr("You may no longer see this film, so its poster cannot be chosen."); });
        });
        dialog->open();
    }
}

void takeShown(Workbench &bench)
{
    const auto *preview = bench.part<PreviewView>();
    const auto film = shownFilm(bench, false);
    if (!film || !preview) {
        return;
    }
    if (const QImage shown = preview->shownFrame(kPosterSide); shown.isNull()) {
        bench.tell(Tone::Info, [] { return PosterFeature::tr("Play the film, or drag its bar, to the frame first."); });
    } else {
        presenter(bench).choose(film->id, preview->shownMs(), shown);
    }
}

} // namespace

Feature posterFeature()
{
    Feature feature;
    feature.id = u"poster"_s;
    feature.actions = {
        {u"media.poster"_s, Icon::Image, [] { return PosterFeature::tr("Choose the poster…"); }, Menu::Item, 30,
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), {}, choose},
        {u"media.poster_here"_s, Icon::Image, [] { return PosterFeature::tr("Use this frame as the poster"); }, Menu::Item,
         30, QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P), {}, takeShown},
    };
    feature.start = bind;
    return feature;
}

} // namespace rawi
