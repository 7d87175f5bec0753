#pragma once

#include "ui/kit/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rawi {

// What a list shows when there is nothing in it: a picture, a sentence, what to do about it. GUI thread.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(Icon picture, QWidget *parent = nullptr);
    // An empty `action` hides the button.
    void setTexts(const QString &title, const QString &advice, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawPicture();

    Icon m_icon;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_advice;
    QPushButton *m_action;
};

} // namespace rawi
