#include "ui/sync/sync_feature.h"

#include "ui/house/workbench.h"
#include "ui/sync/attention_bell.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/sync_status_view.h"
#include "ui/sync/words/sync_words.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct SyncFeature {
    Q_DECLARE_TR_FUNCTIONS(SyncFeature)
};

// Asks once whether a pull that would remove very much may go on.
void watchMassDelete(Workbench &bench)
{
    QObject::connect(&bench.desk().sync(), &SyncEngine::statusChanged, &bench,
                     [&bench, asked = false](const SyncStatus &status) mutable {
                         const bool stopped =
                             status.error.code == ErrorCode::MassDeleteGuard && status.state != SyncState::Online;
                         if (stopped && !asked) {
                             bench.tellError(status.error, [] { return SyncFeature::tr("Allow it"); },
                                             [&bench] { bench.desk().sync().allowMassDelete(); });
                         }
                         asked = stopped;
                     });
}

QWidget *makeAttention(Workbench &bench, QWidget *parent)
{
    auto *view = new AttentionView(bench.desk(), parent);
    QObject::connect(view, &AttentionView::itemAsked, &bench, &Workbench::showItem);
    return view;
}

} // namespace

Feature syncFeature()
{
    Feature feature;
    feature.id = u"sync"_s;
    feature.words = syncWords();
    feature.rooms = {{u"attention"_s, Icon::Alert, [] { return SyncFeature::tr("Attention"); }, {},
                      makeAttention, false, {}}};
    feature.topBar = {{20, [](Workbench &bench, QWidget *parent) -> QWidget * { return new AttentionBell(bench, parent); }}};
    feature.statusBar = {{10, [](Workbench &bench, QWidget *parent) -> QWidget * { return new SyncStatusView(bench, parent); }}};
    feature.start = watchMassDelete;
    return feature;
}

} // namespace rawi
