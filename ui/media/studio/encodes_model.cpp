#include "ui/media/studio/encodes_model.h"

#include "core/text/direction.h"
#include "ui/text/encode_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QFileInfo>
#include <QMimeData>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace rawi {

namespace {

const QString kJobsMime = u"application/x-rawi-encode-jobs"_s;
const QString kFilesMime = u"text/uri-list"_s;

// FFmpeg's names of encoders of its own begin with "lib".
bool onGraphicsCard(const QString &encoder)
{
    return !encoder.isEmpty() && !encoder.startsWith(u"lib"_s);
}

} // namespace

EncodesModel::EncodesModel(Desk &desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk)
{
    connect(&desk.encodes(), &EncodeQueue::jobsReset, this, &EncodesModel::reload);
    connect(&desk.encodes(), &EncodeQueue::jobChanged, this, &EncodesModel::refresh);
    connect(&desk.encodes(), &EncodeQueue::holdChanged, this, &EncodesModel::retranslate);
    m_jobs = desk.encodes().jobs();
}

int EncodesModel::rowOf(const QUuid &id) const
{
    const auto at = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&](const EncodeJob &job) { return job.id == id; });
    return at == m_jobs.cend() ? -1 : static_cast<int>(at - m_jobs.cbegin());
}

// Rows go, come and move by themselves, so that a selection outlives the start of a job.
void EncodesModel::reload()
{
    const QList<EncodeJob> now = m_desk.encodes().jobs();
    QSet<QUuid> ids;
    for (const EncodeJob &job : now) {
        ids.insert(job.id);
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!ids.contains(m_jobs.at(row).id)) {
            beginRemoveRows({}, row, row);
            m_jobs.removeAt(row);
            endRemoveRows();
        }
    }
    for (const EncodeJob &job : std::as_const(m_jobs)) {
        ids.remove(job.id);
    }
    if (!ids.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(ids.size()) - 1);
        for (const EncodeJob &job : now) {
            if (ids.contains(job.id)) {
                m_jobs.append(job);
            }
        }
        endInsertRows();
    }
    rearrange(now);
}

void EncodesModel::rearrange(const QList<EncodeJob> &now)
{
    const bool same = std::equal(now.cbegin(), now.cend(), m_jobs.cbegin(), m_jobs.cend(),
                                 [](const EncodeJob &a, const EncodeJob &b) { return a.id == b.id; });
    if (!same) {
        Q_EMIT layoutAboutToBeChanged();
        QHash<QUuid, int> rows;
        for (int row = 0; row < now.size(); ++row) {
            rows.insert(now.at(row).id, row);
        }
        const QModelIndexList old = persistentIndexList();
        QModelIndexList moved;
        for (const QModelIndex &one : old) {
            moved.append(index(rows.value(m_jobs.at(one.row()).id), one.column()));
        }
        m_jobs = now;
        changePersistentIndexList(old, moved);
        Q_EMIT layoutChanged();
    }
    m_jobs = now;
    if (!m_jobs.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void EncodesModel::refresh(const QUuid &id)
{
    const int row = rowOf(id);
    const auto now = m_desk.encodes().job(id);
    if (row < 0 || !now) {
        reload();
        return;
    }
    m_jobs[row] = *now;
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
    return static_cast<int>(
        std::count_if(m_jobs.cbegin(), m_jobs.cend(), [](const EncodeJob &job) { return job.isOpen(); }));
}

int EncodesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int EncodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EncodesModel::stateText(const EncodeJob &job) const
{
    if (job.state == EncodeState::Failed) {
        return tr("Failed: %1").arg(errorText(job.error));
    }
    const EncodeHold hold = m_desk.encodes().hold();
    if ((job.state == EncodeState::Running || job.state == EncodeState::Queued) && hold != EncodeHold::None) {
        return encodeHoldText(hold);
    }
    const auto byCard = [](const EncodeOutput &one) { return one.encoderNote.isEmpty() && onGraphicsCard(one.encoder); };
    const auto inItsPlace = [](const EncodeOutput &one) { return !one.encoderNote.isEmpty(); };
    if (job.state == EncodeState::Done && std::any_of(job.outputs.cbegin(), job.outputs.cend(), inItsPlace)) {
        return tr("Done, not on the graphics card");
    }
    if (job.state == EncodeState::Done && std::any_of(job.outputs.cbegin(), job.outputs.cend(), byCard)) {
        return tr("Done on the graphics card");
    }
    if (job.state == EncodeState::Running && job.kind == EncodeKind::Cut) {
        return tr("Cutting");
    }
    return encodeStateText(enumText(job.state));
}

// What encoded each rendition, a line each, under the state.
QString EncodesModel::encodersText(const EncodeJob &job) const
{
    QStringList lines{stateText(job)};
    for (const EncodeOutput &output : job.outputs) {
        if (job.state == EncodeState::Done && !output.encoder.isEmpty()) {
            lines.append(tr("%1: encoded by %2").arg(isolate(output.name), isolate(output.encoder)));
        }
        if (job.state == EncodeState::Done && !output.encoderNote.isEmpty()) {
            lines.append(tr("%1: the graphics card was not used: %2").arg(isolate(output.name), isolate(output.encoderNote)));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

QString EncodesModel::shownText(const EncodeJob &job, int column) const
{
    const bool runs = job.state == EncodeState::Running && m_desk.encodes().hold() == EncodeHold::None;
    switch (column) {
    case FileColumn:
        return isolate(QFileInfo(job.sourcePath).fileName());
    case PresetColumn:
        return job.kind == EncodeKind::Cut ? tr("Cut", "what a job makes")
                                           : isolate(job.presets().join(u" + "_s));
    case StateColumn:
        return stateText(job);
    case ProgressColumn:
        return permilleText(job.permille);
    case SpeedColumn:
        return runs ? encodeSpeedText(job.rate, job.speed) : QString();
    case TimeLeftColumn:
        return runs && job.etaMs >= 0 ? remainingText(job.etaMs) : QString();
    case PriorityColumn:
        return job.isOpen() ? encodePriorityText(job.priority) : QString();
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
        return index.column() == FileColumn ? pathText(job.sourcePath)
            : index.column() == StateColumn ? encodersText(job) : shownText(job, index.column());
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
    case SpeedColumn:
        return tr("Speed");
    case TimeLeftColumn:
        return tr("Time left");
    case PriorityColumn:
        return tr("Priority");
    default:
        return {};
    }
}

Qt::ItemFlags EncodesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::ItemIsDropEnabled;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    flags.setFlag(Qt::ItemIsDragEnabled, m_jobs.at(index.row()).isOpen());
    return flags;
}

QStringList EncodesModel::mimeTypes() const
{
    return {kJobsMime, kFilesMime};
}

QMimeData *EncodesModel::mimeData(const QModelIndexList &indexes) const
{
    QList<int> rows;
    for (const QModelIndex &one : indexes) {
        if (!rows.contains(one.row())) {
            rows.append(one.row());
        }
    }
    std::sort(rows.begin(), rows.end());
    QStringList ids;
    for (const int row : std::as_const(rows)) {
        ids.append(uuidText(m_jobs.at(row).id));
    }
    auto *data = new QMimeData;
    data->setData(kJobsMime, ids.join(QLatin1Char('\n')).toLatin1());
    return data;
}

Qt::DropActions EncodesModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

bool EncodesModel::dropMimeData(const QMimeData *data, Qt::DropAction, int row, int, const QModelIndex &parent)
{
    if (data->hasFormat(kJobsMime)) {
        QList<QUuid> ids;
        const QList<QByteArray> lines = data->data(kJobsMime).split('\n');
        for (const QByteArray &line : lines) {
            ids.append(uuidFromText(QString::fromLatin1(line)));
        }
        const auto before = jobAt(row >= 0 ? row : parent.row());
        m_desk.encodes().move(ids, before ? before->id : QUuid());
        return false; // the queue has moved them; the view must not remove the rows
    }
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            paths.append(url.toLocalFile());
        }
    }
    if (!paths.isEmpty()) {
        Q_EMIT filesDropped(paths);
    }
    return !paths.isEmpty();
}

} // namespace rawi
