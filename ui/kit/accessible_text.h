#pragma once

namespace rawi {

// Tells screen readers what the kit's painted words are: a heading, a text. Once a program; the first window calls it.
void describeToScreenReaders();

} // namespace rawi
