#pragma once

#include "ui/house/workbench.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace rawi {

// The bar at the top: name, back and forward, search, what features put there, theme, language. GUI thread.
class TopBar : public QFrame {
    Q_OBJECT

public:
    explicit TopBar(Workbench &workbench, QWidget *parent = nullptr);

    QLineEdit &searchBox() { return *m_search; }
    // Buttons for what the window has no room to show.
    void offerDrawers(bool side, bool item);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addButton(QHBoxLayout &row, const QString &action);
    QToolButton *drawerButton(QHBoxLayout &row, const QString &action, Icon which);
    void retranslate();

    Workbench &m_workbench;
    QToolButton *m_brand;
    QLineEdit *m_search;
    QToolButton *m_language;
    QToolButton *m_sideButton = nullptr;
    QToolButton *m_itemButton = nullptr;
    QList<QToolButton *> m_buttons; // each shows an action
};

// The widgets of a bar's parts, in the order of their places.
QList<QWidget *> makeParts(Workbench &workbench, QList<BarPart> parts, QWidget *parent);

} // namespace rawi
