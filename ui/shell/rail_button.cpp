#include "ui/shell/rail_button.h"

#include "ui/kit/content_drag.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QMimeData>

namespace rawi {

namespace {

constexpr int kHeldMs = 500;

} // namespace

RailButton::RailButton(QWidget *parent) : QToolButton(parent)
{
    setAcceptDrops(true);
    m_held.setSingleShot(true);
    m_held.setInterval(kHeldMs);
    connect(&m_held, &QTimer::timeout, this, [this] { defaultAction()->trigger(); });
}

void RailButton::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(QLatin1StringView(kContentDragType))) {
        event->accept(); // to hear when it leaves; nothing can be dropped on the button itself
        m_held.start();
    }
}

void RailButton::dragLeaveEvent(QDragLeaveEvent *)
{
    m_held.stop();
}

} // namespace rawi
