#pragma once

#include "core/desk/house/desk.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace rawi {

class ElidedLabel;
class ProblemLabel;

// The head of the encodes panel: the whole queue's progress and time left, pause and go on for all, what comes after,
// and the ways to the dialogs. GUI thread.
class EncodesHeadView : public QWidget {
    Q_OBJECT

public:
    explicit EncodesHeadView(Desk &desk, QWidget *parent = nullptr);

Q_SIGNALS:
    void addRequested();
    void foldersRequested();
    void limitsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void setStopped(bool stopped);
    void setAfter(AfterEncodes after);
    QToolButton *button(void (EncodesHeadView::*request)());

    Desk &m_desk;
    QToolButton *m_stop;
    ElidedLabel *m_words;
    QProgressBar *m_bar;
    QLabel *m_afterLabel;
    QComboBox *m_after;
    QToolButton *m_add;
    QToolButton *m_folders;
    QToolButton *m_limits;
    ProblemLabel *m_problem;
};

} // namespace rawi
