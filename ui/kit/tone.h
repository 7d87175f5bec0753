#pragma once

namespace rawi {

// What a state means to the eye.
enum class Tone { Neutral, Info, Ok, Warn, Danger, Accent };

} // namespace rawi
