#pragma once

#include <QString>

namespace rawi {

// What a command does, in the language of the desk ("episode.move" → "Move of an episode"); the name itself when
// it is unknown.
QString commandWords(const QString &command);

} // namespace rawi
