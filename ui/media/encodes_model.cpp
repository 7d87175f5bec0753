#include "ui/media/encodes_model.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

EncodesModel::EncodesModel(Desk &desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk)
{
    connect(&desk.encodes(), &EncodeQueue::jobsReset, this, &EncodesModel::reload);
    connect(&desk.encodes(), &EncodeQueue::jobChanged, this, &EncodesModel::refresh);
    reload();
}

void EncodesModel::reload()
{
    beginResetModel();
    m_jobs = m_desk.encodes().jobs();
    std::reverse(m_jobs.begin(), m_jobs.end());
    endResetModel();
}

void EncodesModel::refresh(const QUuid &id)
{
    const auto at = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const EncodeJob &job) { return job.id == id; });
    const auto now = m_desk.encodes().job(id);
    if (at == m_jobs.end() || !now) {
        reload();
        return;
    }
    *at = *now;
    const int row = static_cast<int>(at - m_jobs.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void EncodesModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_jobs.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

std::optional<EncodeJob> EncodesModel::jobAt(int row) const
{
    return row >= 0 && row < m_jobs.size() ? std::optional<EncodeJob>(m_jobs.at(row)) : std::nullopt;
}

int EncodesModel::unfinished() const
{
    return static_cast<int>(std::count_if(m_jobs.cbegin(), m_jobs.cend(), [](const EncodeJob &job) {
        return job.state == EncodeState::Queued || job.state == EncodeState::Running
            || job.state == EncodeState::Paused;
    }));
}

int EncodesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int EncodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EncodesModel::shownText(const EncodeJob &job, int column) const
{
    switch (column) {
    case FileColumn:
        return isolate(QFileInfo(job.sourcePath).fileName());
    case PresetColumn:
        return isolate(job.preset);
    case StateColumn:
        return job.state == EncodeState::Failed ? tr("Failed: %1").arg(errorText(job.error)) : encodeStateText(enumText(job.state));
    case ProgressColumn:
        return permilleText(job.permille);
    case TimeLeftColumn:
        return job.state == EncodeState::Running && job.etaMs >= 0 ? remainingText(job.etaMs) : QString();
    default:
        return {};
    }
}

QVariant EncodesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const EncodeJob &job = m_jobs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shownText(job, index.column());
    case Qt::ToolTipRole:
        return index.column() == FileColumn ? isolate(job.sourcePath) : shownText(job, index.column());
    case IdRole:
        return QVariant::fromValue(job.id);
    case StateRole:
        return static_cast<int>(job.state);
    case PermilleRole:
        return job.permille;
    case ErrorRole:
        return job.state == EncodeState::Failed ? errorText(job.error) : QString();
    default:
        return {};
    }
}

QVariant EncodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
    case FileColumn:
        return tr("File");
    case PresetColumn:
        return tr("Preset");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case TimeLeftColumn:
        return tr("Time left");
    default:
        return {};
    }
}

} // namespace rawi
