#include "ui/sync/attention_bell.h"

#include "core/replica/row_watch.h"
#include "core/rules/conflict.h"
#include "ui/kit/icons.h"
#include "ui/kit/refresh_soon.h"

#include <QEvent>

namespace rawi {

AttentionBell::AttentionBell(Workbench &workbench, QWidget *parent) : BadgeButton(parent)
{
    setIcon(rawi::icon(Icon::Bell));
    setIconSize(QSize(20, 20));
    connect(this, &QToolButton::clicked, &workbench, [&workbench] { workbench.showRoom(u"attention"_s); });
    Replica &replica = workbench.desk().replica();
    const auto refresh = [this, &desk = workbench.desk()] { setCount(desk.attentionCount()); };
    auto *soon = new RefreshSoon(this, refresh);
    connect(&replica, &Replica::outboxChanged, soon, &RefreshSoon::ask);
    connect(&workbench.desk().drafts(), &DraftStore::changed, soon, &RefreshSoon::ask);
    connect(&workbench.desk().sync(), &SyncEngine::uploadChanged, soon, &RefreshSoon::ask);
    new RowWatch(replica, {recordInfo<Conflict>().name}, this, [soon] { soon->ask(); });
    refresh();
    retranslate();
}

void AttentionBell::retranslate()
{
    setToolTip(tr("Needs attention"));
    setAccessibleName(tr("Needs attention"));
}

void AttentionBell::changeEvent(QEvent *event)
{
    BadgeButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
