#pragma once

#include "core/base/error.h"

#include "ui/kit/state_pill.h"
#include "ui/text/feature_words.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace rawi {

// A bar above the bottom of a room that says what happened and offers the way out ("Undo", "Sign in…"). Errors, and
// warnings that offer one, stay until they are closed; the rest goes by itself. A newer notice takes the place of the older one. GUI thread.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    // `action` empty: no button. `run` is called once, when the button is pressed. What is said follows a switch of language. A
    // notice with `holds` goes as soon as what it offers can be done no more (lookAgain).
    void tell(Tone tone, const Words &text, const Words &action = {}, std::function<void()> run = {}, std::function<bool()> holds = {});
    void tellError(const Error &error, const Words &action = {}, std::function<void()> run = {});
    // Something changed that the offer of the notice may hang on.
    void lookAgain();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void say();
    void drawIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
    QTimer m_timer;
    Tone m_tone = Tone::Neutral;
    std::function<void()> m_run;
    std::function<bool()> m_holds; // empty: whatever happens
    Words m_words;
    Words m_actionWords;
};

} // namespace rawi
