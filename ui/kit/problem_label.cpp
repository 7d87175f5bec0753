#include "ui/kit/problem_label.h"

#include "ui/text/error_text.h"

#include <QEvent>

namespace rawi {

ProblemLabel::ProblemLabel(QWidget *parent) : QLabel(parent)
{
    setProperty("role", u"danger"_s);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
}

void ProblemLabel::say(const Words &words)
{
    m_words = words;
    setText(words());
    show();
}

void ProblemLabel::say(const Error &error)
{
    say([error] { return errorText(error); });
}

void ProblemLabel::forget()
{
    m_words = {};
    hide();
    clear();
}

void ProblemLabel::sayAgain()
{
    if (m_words) {
        setText(m_words());
    }
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        sayAgain();
    }
}

} // namespace rawi
