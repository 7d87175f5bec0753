#pragma once

#include "core/subtitles/cue_timing.h"

#include <QDialog>

class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace rawi {

// Asks how all lines are to move: by so many seconds, or so that two moments come to where they belong. GUI thread.
class SubtitleSyncDialog : public QDialog {
    Q_OBJECT

public:
    // The moments offered are the first and the last line's.
    SubtitleSyncDialog(qint64 firstMs, qint64 lastMs, QWidget *parent = nullptr);

    bool isShift() const;
    qint64 shiftMs() const;
    SyncPoint first() const;
    SyncPoint last() const;

private:
    QLineEdit *makeTime(qint64 ms, const QString &name);
    void updateUsable();

    qint64 m_firstMs;
    qint64 m_lastMs;
    QRadioButton *m_shift;
    QRadioButton *m_scale;
    QDoubleSpinBox *m_seconds;
    QLineEdit *m_first;
    QLineEdit *m_last;
    QPushButton *m_apply = nullptr;
};

} // namespace rawi
