#pragma once

#include <QWidget>

class QBoxLayout;

namespace rawi {

// A heading and the buttons beside it. Where they do not fit in one line the buttons stand below it, in as many lines as they
// need, so that neither is cut. GUI thread.
class HeadingRow : public QWidget {
    Q_OBJECT

public:
    // `heading` says by its size hint how wide its text is.
    HeadingRow(QWidget *heading, const QList<QWidget *> &buttons, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QWidget *m_heading;
    QList<QWidget *> m_buttons;
    QBoxLayout *m_row;
    QWidget *m_side; // holds the buttons
};

} // namespace rawi
