#include "ui/shell/drawer.h"

#include "core/base/literals.h"

#include <QApplication>
#include <QKeyEvent>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace rawi {

Drawer::Drawer(Edge edge, ClosesOn closes, QWidget &over) : QFrame(over.parentWidget()), m_edge(edge), m_closes(closes), m_over(over)
{
    setObjectName(u"drawer"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    over.installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
    hide();
}

void Drawer::open(QWidget &content, int width)
{
    m_content = &content;
    m_width = width;
    layout()->addWidget(&content);
    content.show();
    place();
    show();
    raise();
    QList<QWidget *> inside = content.findChildren<QWidget *>();
    for (QWidget *one : std::as_const(inside)) {
        one->installEventFilter(this);
    }
    const auto reached = std::find_if(inside.cbegin(), inside.cend(), [](const QWidget *one) {
        return one->isVisible() && one->isEnabled() && (one->focusPolicy() & Qt::TabFocus);
    });
    if (reached != inside.cend()) {
        (*reached)->setFocus(Qt::OtherFocusReason);
    }
}

void Drawer::close()
{
    if (QWidget *content = std::exchange(m_content, nullptr)) {
        const QList<QWidget *> inside = content->findChildren<QWidget *>();
        for (QWidget *one : inside) {
            one->removeEventFilter(this);
        }
        hide();
        Q_EMIT closed(content);
    }
}

void Drawer::place()
{
    const QRect whole = m_over.geometry();
    const int wanted = std::max(m_width, m_content ? m_content->minimumSizeHint().width() : 0);
    const int width = std::min(wanted, whole.width());
    const QRect start(whole.left(), whole.top(), width, whole.height());
    const QRect end(whole.left() + whole.width() - width, whole.top(), width, whole.height());
    setGeometry(QStyle::visualRect(layoutDirection(), whole, m_edge == Edge::Start ? start : end));
}

// A dialog or a menu that it opened is no leaving.
void Drawer::followFocus(QWidget *now)
{
    if (m_content && now && now->window() == window() && !isAncestorOf(now)) {
        close();
    }
}

void Drawer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
    } else {
        QFrame::keyPressEvent(event);
    }
}

bool Drawer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_over) {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::LayoutDirectionChange) {
            place();
        }
        return false;
    }
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    const bool chosen = event->type() == QEvent::MouseButtonRelease || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (chosen && m_closes == ClosesOn::Choice) {
        QTimer::singleShot(0, this, &Drawer::close); // after the choice
    }
    return false;
}

} // namespace rawi
