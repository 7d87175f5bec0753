#pragma once

#include "core/desk/house/desk.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QTimeEdit;

namespace rawi {

class ProblemLabel;

// How much the queue may do at once, and when. GUI thread.
class EncodeLimitsDialog : public QDialog {
    Q_OBJECT

public:
    explicit EncodeLimitsDialog(Desk &desk, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill(const EncodeLimits &limits);
    void keep();
    void retranslate();

    Desk &m_desk;
    QFormLayout *m_form = nullptr;
    QLabel *m_jobsLabel;
    QSpinBox *m_jobs;
    QCheckBox *m_onlyOnMains;
    QLabel *m_batteryLabel;
    QSpinBox *m_battery;
    QCheckBox *m_windowed;
    QLabel *m_fromLabel;
    QTimeEdit *m_from;
    QLabel *m_toLabel;
    QTimeEdit *m_to;
    QLabel *m_freeLabel;
    QSpinBox *m_free;
    QCheckBox *m_hardware;
    ProblemLabel *m_problem;
    QPushButton *m_save = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
