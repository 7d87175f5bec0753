#pragma once

#include <QString>
#include <QStringList>

namespace rawi::test {

// A real recording out of a Debian package, by its path below usr/share (tests/data/fetch_media unpacks it on
// first use). Ends the test program with the cause when it cannot be had: no test passes without its media.
QString realMedia(const char *pathBelowShare);

// The ones most tests want.
QString streetVideo();     // 79.5 s, 768 × 576, 10 fps, MPEG-4 in AVI, no sound
QString phoneVideo();      // 1.6 s, 1080p, variable frame rate, H.264 with AAC
QString narratedVideo();   // 180 s, 480 × 352, H.264 with AAC
QString spokenLetter();    // 2.9 s of Arabic, Ogg Vorbis
QString surroundSound();   // 5.1 AAC: EBU's channel identification and BLITS tones
QString spokenSentence();  // 7.1 s of LibriVox English, 16 kHz, one channel
QString loudMusic();       // 290 s, 22.05 kHz stereo, MP3
QString turnedPicture();   // 12 megapixels, EXIF says turned by 180°

// Runs ffmpeg, which must succeed; the last argument is the file it makes. One made of real recordings and of ffmpeg's own
// sources alone is kept by its recipe (kept_files.h), and copied from there by the next test that asks for the same.
void ffmpeg(const QStringList &arguments);

} // namespace rawi::test
