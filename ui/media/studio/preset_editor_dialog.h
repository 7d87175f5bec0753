#pragma once

#include "ui/media/studio/preset_list_model.h"

#include <QDialog>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace rawi {

class NoticeBar;
class PresetSettingsView;

// The ways to encode: the list, the chosen one with its names side by side and its settings, files of presets in and
// out, and what the newsroom asks of the sound before publishing. GUI thread.
class PresetEditorDialog : public QDialog {
    Q_OBJECT

public:
    explicit PresetEditorDialog(Desk &desk, QWidget *parent = nullptr);

    PresetEditorPresenter &presenter() { return m_presenter; }

public Q_SLOTS:
    void tellPresetError(const Error &error);
    void importFrom(const QString &path);
    void exportTo(const QString &path, bool onlyShown);

protected:
    void changeEvent(QEvent *event) override;
    void reject() override; // asks first when something was not saved

private:
    QBoxLayout *buildList();
    QBoxLayout *buildGate();
    QBoxLayout *buildHead();
    QBoxLayout *buildNames();
    QBoxLayout *buildButtons();
    void bind();
    void retranslate();
    void showPreset();
    void showButtons();
    void selectShown();
    void showGate();
    void chooseCurrent();
    // Runs `then` at once, or after the question whether what was not saved may go.
    void leaving(std::function<void()> then);
    void pickFile(bool toImport, bool onlyShown);
    QString hint() const;

    PresetEditorPresenter m_presenter;
    PresetListModel m_model;
    QListView *m_list = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_exportAll = nullptr;
    QLabel *m_gateLabel = nullptr;
    QComboBox *m_gate = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_englishLabel = nullptr;
    QLineEdit *m_english = nullptr;
    QLabel *m_arabicLabel = nullptr;
    QLineEdit *m_arabic = nullptr;
    QLabel *m_keyLabel = nullptr;
    QLineEdit *m_key = nullptr;
    PresetSettingsView *m_settings = nullptr;
    QLabel *m_problem = nullptr;
    NoticeBar *m_notices = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_retire = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace rawi
