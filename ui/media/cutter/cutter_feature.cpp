#include "ui/media/cutter/cutter_feature.h"

#include "ui/house/workbench.h"
#include "ui/media/cutter/cutter_dialog.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct CutterFeature {
    Q_DECLARE_TR_FUNCTIONS(CutterFeature)
};

void cut(Workbench &bench)
{
    if (bench.asset().isNull()) {
        bench.tell(Tone::Info, [] { return CutterFeature::tr("Choose an item with a film or a recording first"); });
        return;
    }
    const auto opened = CutterDialog::open(bench.desk(), Id<MediaAsset>(bench.asset()), &bench.window());
    if (!opened.ok()) {
        bench.tellError(opened.error());
        return;
    }
    QObject::connect(*opened, &CutterDialog::filmLost, &bench, [&bench](bool kept) {
        bench.tell(Tone::Warn, [kept] {
            return kept ? CutterFeature::tr("You may no longer see the film you were cutting. The edit you had not "
                                            "saved yet is kept in “Needs attention”.")
                        : CutterFeature::tr("You may no longer see the film you were cutting. Your saved edit "
                                            "went with it.");
        });
    });
}

} // namespace

Feature cutterFeature()
{
    Feature feature;
    feature.id = u"cutter"_s;
    feature.actions = {{u"media.cut"_s, Icon::Cut, [] { return CutterFeature::tr("Cut the film…"); }, Menu::Item, 20,
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X), {}, cut}};
    return feature;
}

} // namespace rawi
