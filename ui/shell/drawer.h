#pragma once

#include <QFrame>

namespace rawi {

// A part of the window for which there is no room beside the others: it stands over them at one edge until Escape is
// pressed, the focus goes elsewhere or, where it closes on a choice, something in it is chosen. GUI thread.
class Drawer : public QFrame {
    Q_OBJECT

public:
    enum class Edge { Start, End };
    enum class ClosesOn { Leaving, Choice };

    // A sibling of what it stands over, as wide as that at most.
    Drawer(Edge edge, ClosesOn closes, QWidget &over);

    bool isOpen() const { return m_content != nullptr; }
    // Takes the widget out of its place and leads the keyboard into it.
    void open(QWidget &content, int width);
    // Gives the widget up: told by closed, whose listener takes it back to its place.
    void close();

Q_SIGNALS:
    void closed(QWidget *content);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void followFocus(QWidget *now);

    Edge m_edge;
    ClosesOn m_closes;
    QWidget &m_over;
    QWidget *m_content = nullptr;
    int m_width = 0;
};

} // namespace rawi
