#pragma once

#include "ui/house/workbench.h"

class QLabel;
class QPushButton;

namespace rawi {

// The page "Encoding" of the settings: what it is about, and ways to the dialogs in which it is set. GUI thread.
class StudioSettingsView : public QWidget {
    Q_OBJECT

public:
    StudioSettingsView(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_about;
    QPushButton *m_limits;
    QPushButton *m_folders;
    QPushButton *m_presets;
};

} // namespace rawi
