#pragma once

#include <functional>

class QWidget;

namespace rawi {

// Gives the widget its words, now and after each switch of language: for what has no class of its own, as a question.
void followLanguage(QWidget &widget, std::function<void()> words);

} // namespace rawi
