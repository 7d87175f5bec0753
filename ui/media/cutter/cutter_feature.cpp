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
        bench.tell(Tone::Info, CutterFeature::tr("Choose an item with a film or a recording first"));
        return;
    }
    if (const auto opened = CutterDialog::open(bench.desk(), Id<MediaAsset>(bench.asset()), &bench.window()); !opened.ok()) {
        bench.tellError(opened.error());
    }
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
