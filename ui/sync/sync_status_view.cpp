#include "ui/sync/sync_status_view.h"

#include "core/replica/row_watch.h"
#include "core/rules/conflict.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/kit/refresh_soon.h"
#include "ui/kit/theme.h"
#include "ui/sync/stopped_dialog.h"
#include "ui/text/error_text.h"

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

SyncStatusView::SyncStatusView(Workbench &workbench, QWidget *parent)
    : QWidget(parent)
    , m_desk(workbench.desk())
    , m_sync(new QToolButton(this))
    , m_waiting(new QToolButton(this))
    , m_attention(new QToolButton(this))
    , m_failed(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QToolButton *button : {m_sync, m_waiting, m_failed, m_attention}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(15, 15));
        row->addWidget(button);
    }
    connect(m_sync, &QToolButton::clicked, &workbench, [this, &workbench] {
        const SyncStatus status = m_desk.sync().status();
        if (StoppedDialog::asks(status)) {
            auto *dialog = new StoppedDialog(m_desk, &workbench.window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        } else {
            workbench.trigger(u"account.sign_in"_s);
        }
    });
    connect(m_waiting, &QToolButton::clicked, &workbench, [&workbench] { workbench.showRoom(u"transfers"_s); });
    connect(m_attention, &QToolButton::clicked, &workbench, [&workbench] { workbench.showRoom(u"attention"_s); });
    connect(m_failed, &QToolButton::clicked, &workbench, [&workbench] { workbench.showRoom(u"transfers"_s); });
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    connect(&m_desk.sync(), &SyncEngine::statusChanged, this, &SyncStatusView::refresh);
    connect(&m_desk.sync(), &SyncEngine::uploadChanged, soon, &RefreshSoon::ask);
    connect(&m_desk.replica(), &Replica::outboxChanged, soon, &RefreshSoon::ask);
    connect(&m_desk.drafts(), &DraftStore::changed, soon, &RefreshSoon::ask);
    new RowWatch(m_desk.replica(), {recordInfo<Conflict>().name, recordInfo<FileRequest>().name}, this, [soon] { soon->ask(); });
    refresh();
}

void SyncStatusView::refresh()
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
        words = tr("Synced with %1").arg(server);
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
        words = StoppedDialog::asks(status) ? tr("Sync is stopped: look at it") : tr("Sync is stopped");
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
    const auto uploads = m_desk.uploads().uploads();
    const auto failed = !uploads.ok() ? 0 : std::count_if(uploads->cbegin(), uploads->cend(), [](const Upload &one) {
        return one.state == UploadState::Failed;
    });
    m_failed->setText(tr("%n files were not sent", nullptr, static_cast<int>(failed)));
    m_failed->setIcon(icon(Icon::Transfers, tokens.danger));
    m_failed->setVisible(failed > 0);
    const int attention = m_desk.attentionCount();
    m_attention->setText(tr("%n need attention", nullptr, attention));
    m_attention->setIcon(icon(Icon::Alert, tokens.warn));
    m_attention->setVisible(attention > 0);
}

void SyncStatusView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

} // namespace rawi
