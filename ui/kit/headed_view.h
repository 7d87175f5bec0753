#pragma once

#include "ui/text/feature_words.h"

#include <QWidget>

class QLabel;

namespace rawi {

// A page whose content has no name of its own on it: a heading, and the content below. GUI thread.
class HeadedView : public QWidget {
    Q_OBJECT

public:
    HeadedView(Words heading, QWidget *content, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    Words m_words;
    QLabel *m_heading;
};

} // namespace rawi
