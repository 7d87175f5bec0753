#pragma once

#include "ui/house/workbench.h"

#include <QPushButton>
#include <QToolButton>

namespace rawi {

// "Import" in the bar at the top. GUI thread.
class ImportButton : public QPushButton {
    Q_OBJECT

public:
    ImportButton(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void drawIcon();
};

// What is being encoded, in the line at the bottom; hidden when nothing is. GUI thread.
class EncodesStatusButton : public QToolButton {
    Q_OBJECT

public:
    EncodesStatusButton(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Desk &m_desk;
};

} // namespace rawi
