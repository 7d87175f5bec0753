#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace rawi {

class PresetChecksView;
class ProblemLabel;

// The folders whose new files are taken in and encoded by themselves, and what went wrong there. GUI thread.
class WatchFoldersDialog : public QDialog {
    Q_OBJECT

public:
    explicit WatchFoldersDialog(Desk &desk, QWidget *parent = nullptr);

    void addFolder(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void refresh();
    void showSelected();
    void showErrors();
    void chooseFolder();
    void togglePaused();
    void removeSelected();
    void tryAgain();
    void tell(const Result<void> &done);
    std::optional<WatchFolder> selected() const;
    QString stateOf(const WatchFolder &folder) const;
    static QString problemText(const Error &error);

    Desk &m_desk;
    QTreeWidget *m_folders;
    QPushButton *m_add;
    QPushButton *m_pause;
    QPushButton *m_remove;
    QLabel *m_presetsLabel;
    PresetChecksView *m_presets;
    QCheckBox *m_subfolders;
    QLabel *m_errorsLabel;
    QListWidget *m_errors;
    QPushButton *m_again;
    ProblemLabel *m_problem;
    QPushButton *m_close = nullptr;
};

} // namespace rawi
