#pragma once

#include <QFrame>
#include <QToolButton>

class QLineEdit;
class QPushButton;

namespace rawi {

class ShellActions;

// A tool button with a count in its corner. GUI thread.
class BadgeButton : public QToolButton {
    Q_OBJECT

public:
    using QToolButton::QToolButton;
    void setCount(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

// The bar at the top: name and menu, back and forward, search, import, attention, theme, language. GUI thread.
class TopBar : public QFrame {
    Q_OBJECT

public:
    explicit TopBar(ShellActions &actions, QWidget *parent = nullptr);

    QLineEdit &searchBox() { return *m_search; }
    BadgeButton &bell() { return *m_bell; }
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildMenu();
    QToolButton *addButton(QAction *action);
    void drawImportIcon();

    ShellActions &m_actions;
    QToolButton *m_brand;
    QLineEdit *m_search;
    QPushButton *m_import;
    BadgeButton *m_bell;
    QToolButton *m_language;
};

} // namespace rawi
