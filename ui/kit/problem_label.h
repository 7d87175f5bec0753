#pragma once

#include "core/base/error.h"
#include "ui/text/feature_words.h"

#include <QLabel>

namespace rawi {

// What went wrong, under what it went wrong with: nothing until there is something to say, and in the language of the
// moment, however long it stands. GUI thread.
class ProblemLabel : public QLabel {
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *parent = nullptr);

    void say(const Words &words);
    void say(const Error &error);
    void forget();
    void sayAgain(); // in the language of now

protected:
    void changeEvent(QEvent *event) override;

private:
    Words m_words;
};

} // namespace rawi
