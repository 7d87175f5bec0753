#include "ui/kit/follow_language.h"

#include <QEvent>
#include <QWidget>

namespace rawi {

namespace {

class LanguageFollower final : public QObject {
public:
    LanguageFollower(QWidget &widget, std::function<void()> words) : QObject(&widget), m_words(std::move(words))
    {
        widget.installEventFilter(this);
        m_words();
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            m_words();
        }
        return false;
    }

private:
    std::function<void()> m_words;
};

} // namespace

void followLanguage(QWidget &widget, std::function<void()> words)
{
    new LanguageFollower(widget, std::move(words));
}

} // namespace rawi
