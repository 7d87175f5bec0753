#pragma once

#include "ui/media/studio/preset_editor_presenter.h"

#include <QAbstractListModel>

namespace rawi {

// The presets as a list under two headings: built in, and the newsroom's own. Lives on the GUI thread.
class PresetListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 1, SummaryRole, HeadingRole };

    explicit PresetListModel(const PresetEditorPresenter &presenter, QObject *parent = nullptr);

    int rowOf(const QString &key) const; // -1 when it is not there
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void retranslate();

private:
    struct Row {
        QString key; // empty: a heading
        QString text;
        QString summary;
    };

    void reload();

    const PresetEditorPresenter &m_presenter;
    QList<Row> m_rows;
};

} // namespace rawi
