#pragma once

#include "ui/text/feature_words.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rawi {

// A matter that waits for an editor and needs no more than to be told: what it is, why, and what can be done.
class MatterView : public QWidget {
    Q_OBJECT

public:
    explicit MatterView(QWidget *parent = nullptr);

    // The first one is what is mostly done.
    QPushButton *addAct(const Words &words, const std::function<void()> &act);
    void setTexts(const QString &title, const QString &reason, const QString &details = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_reason;
    QLabel *m_details;
    QLayout *m_buttons;
    QList<std::pair<QPushButton *, Words>> m_acts;
};

} // namespace rawi
