#include "ui/media/studio/preset_list_model.h"

#include "core/text/direction.h"
#include "ui/text/preset_text.h"

#include <algorithm>

namespace rawi {

PresetListModel::PresetListModel(const PresetEditorPresenter &presenter, QObject *parent)
    : QAbstractListModel(parent), m_presenter(presenter)
{
    connect(&presenter, &PresetEditorPresenter::listChanged, this, &PresetListModel::reload);
    reload();
}

void PresetListModel::reload()
{
    beginResetModel();
    m_rows.clear();
    for (const bool builtIn : {false, true}) {
        QList<Row> rows;
        for (const EncodePreset &preset : m_presenter.presets()) {
            if (preset.builtIn == builtIn) {
                const auto settings = preset.encodeSettings();
                const QString summary = settings.ok() ? presetSummaryText(*settings) : isolate(preset.key);
                rows.append({preset.key, presetNameText(preset),
                             preset.retired ? tr("%1 · retired").arg(summary) : summary});
            }
        }
        if (!rows.isEmpty()) {
            m_rows.append({{}, builtIn ? tr("Built in") : tr("Of the newsroom"), {}});
            m_rows += rows;
        }
    }
    endResetModel();
}

void PresetListModel::retranslate()
{
    reload();
}

int PresetListModel::rowOf(const QString &key) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.key == key; });
    return key.isEmpty() || found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

int PresetListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PresetListModel::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= m_rows.size()) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.text;
    case Qt::AccessibleDescriptionRole:
    case SummaryRole:
        return row.summary;
    case KeyRole:
        return row.key;
    case HeadingRole:
        return row.key.isEmpty();
    default:
        return {};
    }
}

Qt::ItemFlags PresetListModel::flags(const QModelIndex &index) const
{
    return !index.isValid() || index.data(HeadingRole).toBool() ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace rawi
