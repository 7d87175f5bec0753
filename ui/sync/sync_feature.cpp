#include "ui/sync/sync_feature.h"

#include "core/people/person.h"
#include "core/text/direction.h"
#include "ui/house/workbench.h"
#include "ui/sync/attention_bell.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/stopped_dialog.h"
#include "ui/sync/sync_status_view.h"
#include "ui/sync/words/sync_words.h"
#include "ui/text/feature_words.h"

#include <QGuiApplication>

namespace rawi {

namespace {

struct SyncFeature {
    Q_DECLARE_TR_FUNCTIONS(SyncFeature)
};

void showStopped(Workbench &bench)
{
    auto *dialog = new StoppedDialog(bench.desk(), &bench.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

// Says once that sync stopped; the status bar says it for as long as it does.
void watchStops(Workbench &bench)
{
    QObject::connect(&bench.desk().sync(), &SyncEngine::statusChanged, &bench,
                     [&bench, told = false](const SyncStatus &status) mutable {
                         const bool stopped = StoppedDialog::asks(status);
                         if (stopped && !told) {
                             bench.tellError(status.error, [] { return SyncFeature::tr("Look at it"); }, [&bench] { showStopped(bench); });
                         }
                         told = stopped || (told && status.state == SyncState::Connecting);
                     });
}

// Who comes to the window is told how things stand now.
void watchWindow(Workbench &bench)
{
    SyncEngine &sync = bench.desk().sync();
    sync.watchNetwork();
    QObject::connect(qGuiApp, &QGuiApplication::applicationStateChanged, &bench, [&sync](Qt::ApplicationState state) {
        const bool isActive = state == Qt::ApplicationActive;
        sync.setActive(isActive);
        if (isActive) {
            sync.retryNow();
        }
    });
}

// What somebody else did here and did not send leaves in their own name, or is taken over by name.
void tellOthers(Workbench &bench)
{
    const QHash<QUuid, int> others = bench.desk().replica().othersWaiting();
    for (auto one = others.begin(); one != others.end(); ++one) {
        const auto words = [person = one.key(), count = one.value()] {
            return SyncFeature::tr("%n changes by %1 wait on this desk. They are sent when %1 signs in here again.", nullptr, count)
                .arg(isolate(recordText(recordInfo<Person>().name, person)));
        };
        bench.tell(Tone::Warn, words, [] { return SyncFeature::tr("Send them in my name"); },
                   [&bench, person = one.key()] {
                       if (const Result<void> taken = bench.desk().replica().takeOver(person); !taken.ok()) {
                           bench.tellError(taken.error());
                       }
                       bench.desk().sync().kick();
                   });
    }
}

void start(Workbench &bench)
{
    QObject::connect(&bench.desk().sync(), &SyncEngine::signedIn, &bench, [&bench] { tellOthers(bench); });
    tellOthers(bench);
    watchStops(bench);
    watchWindow(bench);
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
    feature.start = start;
    return feature;
}

} // namespace rawi
