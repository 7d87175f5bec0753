#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace rawi {

class PresetChecksView;

// Many files, or whole folders, with what is to be made of each of them. GUI thread.
class BatchAddDialog : public QDialog {
    Q_OBJECT

public:
    explicit BatchAddDialog(Desk &desk, QWidget *parent = nullptr);

    void addPaths(const QStringList &paths);

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void retranslate();
    void chooseFiles();
    void chooseFolder();
    void begin();
    void refresh();

    Desk &m_desk;
    QStringList m_paths;
    QLabel *m_filesLabel;
    QListWidget *m_files;
    QPushButton *m_addFiles;
    QPushButton *m_addFolder;
    QPushButton *m_clear;
    QLabel *m_presetsLabel;
    PresetChecksView *m_presets;
    QLabel *m_priorityLabel;
    QComboBox *m_priority;
    QPushButton *m_begin = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
