#include "ui/shell/status_strip.h"

#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/kit/refresh_soon.h"
#include "ui/kit/theme.h"
#include "ui/text/encode_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace rawi {

namespace {

QIcon dot(const QColor &colour)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(7, 7, 18, 18);
    return QIcon(pixmap);
}

} // namespace

StatusStrip::StatusStrip(Desk &desk, QWidget *parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_sync(new QToolButton(this))
    , m_waiting(new QToolButton(this))
    , m_attention(new QToolButton(this))
    , m_encodes(new QToolButton(this))
{
    setObjectName(u"statusStrip"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(4);
    for (QToolButton *button : {m_sync, m_waiting, m_attention, m_encodes}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(15, 15));
        if (button == m_encodes) {
            row->addStretch(1);
        }
        row->addWidget(button);
    }
    connect(m_sync, &QToolButton::clicked, this, &StatusStrip::syncClicked);
    connect(m_waiting, &QToolButton::clicked, this, &StatusStrip::waitingClicked);
    connect(m_attention, &QToolButton::clicked, this, &StatusStrip::attentionClicked);
    connect(m_encodes, &QToolButton::clicked, this, &StatusStrip::encodesClicked);
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    connect(&m_desk.sync(), &SyncEngine::statusChanged, this, &StatusStrip::refresh);
    connect(&m_desk.replica(), &Replica::outboxChanged, soon, &RefreshSoon::ask);
    connect(&m_desk.replica(), &Replica::rowsChanged, soon, &RefreshSoon::ask);
    auto *soonEncodes = new RefreshSoon(this, [this] { refreshEncodes(); });
    connect(&m_desk.encodes(), &EncodeQueue::jobChanged, soonEncodes, &RefreshSoon::ask);
    connect(&m_desk.encodes(), &EncodeQueue::jobsReset, this, &StatusStrip::refreshEncodes);
    connect(&m_desk.encodes(), &EncodeQueue::holdChanged, this, &StatusStrip::refreshEncodes);
    refresh();
    refreshEncodes();
}

void StatusStrip::refresh()
{
    const SyncStatus status = m_desk.sync().status();
    const ThemeTokens &tokens = themeTokens(palette());
    const QString server = isolate(m_desk.sync().serverUrl().host());
    QString words;
    QColor colour = tokens.muted;
    switch (status.state) {
    case SyncState::Local:
        words = tr("On this desk only");
        break;
    case SyncState::Offline:
        words = tr("Offline — you can go on working");
        colour = tokens.warn;
        break;
    case SyncState::Connecting:
        words = tr("Connecting to %1…").arg(server);
        colour = tokens.info;
        break;
    case SyncState::Online:
        words = tr("In step with %1").arg(server);
        colour = tokens.ok;
        break;
    case SyncState::SignInNeeded:
        words = tr("Sign in to go on sending");
        colour = tokens.danger;
        break;
    case SyncState::UpgradeNeeded:
        words = tr("This Rawi is too old for the server");
        colour = tokens.danger;
        break;
    case SyncState::Stopped:
        words = tr("Sync is stopped");
        colour = tokens.danger;
        break;
    }
    m_sync->setText(words);
    m_sync->setIcon(dot(colour));
    const bool wrong = status.state != SyncState::Online && status.state != SyncState::Local
        && status.error != Error{} && !status.error.toString().isEmpty();
    m_sync->setToolTip(wrong ? errorText(status.error) : words);
    const int waiting = m_desk.replica().waitingCount() + status.uploadsWaiting;
    m_waiting->setText(tr("%n waiting", nullptr, waiting));
    m_waiting->setIcon(icon(Icon::Clock, tokens.muted));
    m_waiting->setVisible(waiting > 0 && !m_desk.sync().serverUrl().isEmpty());
    const int attention = m_desk.replica().attentionCount();
    m_attention->setText(tr("%n need attention", nullptr, attention));
    m_attention->setIcon(icon(Icon::Alert, tokens.warn));
    m_attention->setVisible(attention > 0);
}

void StatusStrip::refreshEncodes()
{
    const EncodeTotals totals = m_desk.encodes().totals();
    m_encodes->setVisible(totals.open > 0);
    m_encodes->setIcon(icon(Icon::Encode, themeTokens(palette()).muted));
    m_encodes->setText(encodeTotalsText(totals, m_desk.encodes().hold()));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
        refreshEncodes();
    }
}

} // namespace rawi
