#pragma once

namespace rawi {

// Lets screen readers read the library's grid: a list of items, each with its title, kind and state, the selected ones
// marked. Once a program; the first grid calls it.
void describeGridToScreenReaders();

} // namespace rawi
