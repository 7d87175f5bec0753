#include "ui/media/studio/transfers_view.h"

#include "core/desk/house/refused_changes.h"
#include "ui/kit/action_menu.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/font_scale.h"
#include "ui/media/studio/job_table.h"

#include <QAction>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

bool isOpen(const Upload &upload)
{
    return canPause(upload.state);
}

bool isPaused(const Upload &upload)
{
    return upload.state == UploadState::Paused;
}

bool hasFailed(const Upload &upload)
{
    return upload.state == UploadState::Failed;
}

bool isWanted(const Upload &upload)
{
    return canCancel(upload.state);
}

Result<void> pauseUpload(Desk &desk, const QUuid &upload)
{
    desk.sync().pauseUpload(upload);
    return {};
}

enum ActIndex { Pause, Resume, Again, Cancel };

} // namespace

TransfersView::TransfersView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_model(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_table = new JobTable(this);
    m_table->showModel(m_model, TransfersModel::ProgressColumn, TransfersModel::PermilleRole);
    m_table->setColumnWidth(TransfersModel::FileColumn, scaledPx(210));
    m_table->horizontalHeader()->setSectionResizeMode(TransfersModel::SizeColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(TransfersModel::PlaceColumn, QHeaderView::ResizeToContents);
    m_table->setReasonColumn(TransfersModel::StateColumn);
    m_table->setColumnWidth(TransfersModel::TimeLeftColumn, scaledPx(105));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(m_table, 1);
    buildActs();
    connect(m_table, &QWidget::customContextMenuRequested, this, &TransfersView::showMenu);
    connect(m_table, &QAbstractItemView::activated, this, &TransfersView::showItem);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &TransfersView::updateButtons);
    retranslate();
    updateButtons();
}

void TransfersView::buildActs()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(12);
    auto *buttons = new FlowLayout; // two lines in a narrow window, rather than a wide one for all
    row->addLayout(buttons, 1);
    m_acts = {act({}, isOpen, pauseUpload), act({}, isPaused, retryUpload), act({}, hasFailed, retryUpload),
              act(QKeySequence(Qt::Key_Delete), isWanted, cancelUpload)};
    for (const Act &one : std::as_const(m_acts)) {
        buttons->addWidget(one.button);
    }
    connect(m_acts.at(Cancel).action, &QAction::triggered, this, [this] {
        if (const QList<QUuid> ids = selected(isWanted); !ids.isEmpty()) {
            Q_EMIT cancelled(ids);
        }
    });
    m_clear = new QPushButton(this);
    buttons->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, [this] { m_model.clearFinished(); });
    m_summary = new QLabel(this);
    m_summary->setProperty("role", u"muted"_s);
    row->addWidget(m_summary);
    static_cast<QBoxLayout *>(layout())->addLayout(row);
    m_showItem = rowAction({}, &TransfersView::showItem);
    m_showFolder = rowAction({}, &TransfersView::showFolder);
    m_table->addAction(rowAction(QKeySequence(Qt::Key_Space), &TransfersView::toggle));
}

TransfersView::Act TransfersView::act(const QKeySequence &key, Fits fits, Result<void> (*work)(Desk &, const QUuid &))
{
    Act made{new QAction(this), new QPushButton(this), fits};
    made.action->setShortcut(key);
    made.action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(made.action);
    connect(made.button, &QPushButton::clicked, made.action, &QAction::trigger);
    connect(made.action, &QAction::triggered, this, [this, fits, work] {
        for (const QUuid &id : selected(fits)) {
            if (const Result<void> done = work(m_desk, id); !done.ok()) {
                Q_EMIT failed(done.error());
            }
        }
    });
    return made;
}

QAction *TransfersView::rowAction(const QKeySequence &key, void (TransfersView::*work)())
{
    auto *made = new QAction(this);
    made->setShortcut(key);
    made->setShortcutContext(Qt::WidgetShortcut);
    connect(made, &QAction::triggered, this, work);
    return made;
}

void TransfersView::retranslate()
{
    const QString words[] = {tr("Pause"), tr("Resume"), tr("Try again"), tr("Cancel the upload")};
    for (qsizetype i = 0; i < m_acts.size(); ++i) {
        m_acts.at(i).action->setText(words[i]);
        m_acts.at(i).button->setText(words[i]);
    }
    m_showItem->setText(tr("Show the item"));
    m_showFolder->setText(tr("Open the folder of the file"));
    m_clear->setText(tr("Clear what was sent"));
    m_table->setAccessibleName(tr("Transfers"));
    m_table->setEmptyText(tr("Nothing is on its way to the server."));
    m_model.retranslate();
    updateButtons();
}

void TransfersView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

// What the title of the item needs is taken from what says the least.
void TransfersView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(TransfersModel::PlaceColumn, width() < scaledPx(960));
    m_table->setColumnHidden(TransfersModel::SizeColumn, width() < scaledPx(780));
}

// By mouse and by the menu key, which opens it at the row that has the focus.
void TransfersView::showMenu(const QPoint &place)
{
    auto *menu = new ActionMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Act &one : std::as_const(m_acts)) {
        menu->addAction(one.action);
    }
    menu->addSeparator();
    menu->addAction(m_showItem);
    menu->addAction(m_showFolder);
    menu->addSeparator();
    QAction *clear = menu->addAction(m_clear->text(), this, [this] { m_model.clearFinished(); });
    clear->setEnabled(m_clear->isEnabled());
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

// Space: what goes is paused, and when nothing of it goes, it goes on.
void TransfersView::toggle()
{
    m_acts.at(selected(isOpen).isEmpty() ? Resume : Pause).action->trigger();
}

void TransfersView::showItem()
{
    const QList<int> rows = m_table->selectedRows();
    if (const QUuid item = rows.isEmpty() ? QUuid() : m_model.itemAt(rows.first()); !item.isNull()) {
        Q_EMIT itemAsked(item);
    }
}

void TransfersView::showFolder()
{
    const QList<int> rows = m_table->selectedRows();
    if (const auto upload = rows.isEmpty() ? std::nullopt : m_model.uploadAt(rows.first())) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(upload->path).absolutePath()));
    }
}

QList<QUuid> TransfersView::selected(Fits fits) const
{
    QList<QUuid> ids;
    const QList<int> rows = m_table->selectedRows();
    for (const int row : rows) {
        if (const auto upload = m_model.uploadAt(row); upload && fits(*upload)) {
            ids.append(upload->id);
        }
    }
    return ids;
}

void TransfersView::updateButtons()
{
    for (const Act &one : std::as_const(m_acts)) {
        const bool any = !selected(one.fits).isEmpty();
        one.action->setEnabled(any);
        one.button->setEnabled(any);
    }
    const QList<int> rows = m_table->selectedRows();
    m_showItem->setEnabled(rows.size() == 1 && !m_model.itemAt(rows.first()).isNull());
    m_showFolder->setEnabled(rows.size() == 1);
    bool sent = false;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        sent = sent || m_model.uploadAt(row)->state == UploadState::Done;
    }
    m_clear->setEnabled(sent);
    m_summary->setText(m_model.summary());
}

} // namespace rawi
