#pragma once

#include "core/subtitles/cue.h"

#include <QByteArray>

namespace rawi {

struct DecodedText {
    QString text;
    TextEncoding encoding = TextEncoding::Utf8;
    bool broken = false; // some bytes were no character and became U+FFFD
};

// The text of a file whose encoding nobody wrote down: by its byte order mark, else UTF-16 when every other
// byte is zero, else UTF-8 when (nearly) all of it is, else Windows-1256 when letters beyond ASCII stand side
// by side as Arabic ones do, else Windows-1252. NUL becomes U+FFFD (as WebVTT §4.1 does).
DecodedText decodeText(const QByteArray &bytes);

} // namespace rawi
