#include "ui/media/studio/transfers_view.h"

#include "ui/media/studio/job_table.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

TransfersView::TransfersView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_model(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_table = new JobTable(this);
    m_table->showModel(m_model, TransfersModel::ProgressColumn, TransfersModel::PermilleRole);
    column->addWidget(m_table, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 6, 8, 6);
    buttons->setSpacing(6);
    m_retry = new QPushButton(this);
    m_clear = new QPushButton(this);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    column->addLayout(buttons);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        const QList<QUuid> failed = failedSelected();
        for (const QUuid &id : failed) {
            m_desk.sync().retryUpload(id);
        }
    });
    connect(m_clear, &QPushButton::clicked, this, [this] { m_model.clearFinished(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &TransfersView::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TransfersView::updateButtons);
    retranslate();
    updateButtons();
}

void TransfersView::retranslate()
{
    m_retry->setText(tr("Try again"));
    m_clear->setText(tr("Clear what was sent"));
    m_table->setAccessibleName(tr("Transfers"));
    m_table->setEmptyText(tr("Nothing is on its way to the server."));
    m_model.retranslate();
}

void TransfersView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

QList<QUuid> TransfersView::failedSelected() const
{
    QList<QUuid> ids;
    const QList<int> rows = m_table->selectedRows();
    for (const int row : rows) {
        const auto upload = m_model.uploadAt(row);
        if (upload && upload->state == UploadState::Failed) {
            ids.append(upload->id);
        }
    }
    return ids;
}

void TransfersView::updateButtons()
{
    m_retry->setEnabled(!failedSelected().isEmpty());
    m_clear->setEnabled(m_model.unfinished() < m_model.rowCount());
}

} // namespace rawi
