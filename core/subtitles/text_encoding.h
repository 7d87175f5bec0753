#pragma once

#include "core/subtitles/cue.h"

#include <QByteArray>

namespace rawi {

struct DecodedText {
    QString text;
    TextEncoding encoding = TextEncoding::Utf8;
    bool broken = false; // some bytes were no character and became U+FFFD
};

// The text of a file whose encoding nobody wrote down: by its byte order mark, else UTF-16 when nearly every
// other byte is the row of Latin or Arabic letters, else UTF-8 when (nearly) all of it is, else Windows-1256 when more words are wholly of letters
// beyond ASCII than partly, else Windows-1252. NUL becomes U+FFFD (as WebVTT §4.1 does).
DecodedText decodeText(const QByteArray &bytes);

// A short text out of a file's tags, as libraries hand it over: UTF-8, or bytes that nobody decoded, or (ID3) bytes taken for
// Latin-1 that were another encoding. Without U+FFFD.
QString decodeTag(const QByteArray &bytes);

// One byte of Windows-1252; U+FFFD for the five that mean nothing.
QChar windows1252(unsigned char byte);

} // namespace rawi
