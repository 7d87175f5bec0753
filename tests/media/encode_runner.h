#pragma once

#include "tests/media/worker_runner.h"

#include <QTemporaryDir>

namespace rawi::test {

// An encode's command line; `plan` is JSON text, written into the folder.
QStringList presetArguments(const QString &file, const QString &folder, const QStringList &presets);
QStringList planArguments(const QString &file, const QString &folder, const QByteArray &plan);
// Runs an encode that must succeed and gives its "done" line.
QJsonObject encodedBy(const QStringList &arguments);
// One rendition of a "done" line by its name.
QJsonObject rendition(const QJsonObject &done, const char *name);
QString pathOf(const QJsonObject &rendition);
// A file of these bytes in the folder: its path.
QString written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes);
QByteArray fileBytes(const QString &path);
QByteArray sha256Of(const QString &file); // hexadecimal

// What a decoder sees: the number of frames of the first picture stream.
int framesIn(const QString &file);
// Seconds of a stream ("v:0").
double secondsOf(const QString &file, const char *stream);
// Every frame's time and hash, of one stream, as ffmpeg's framemd5 prints them.
QByteArray frameHashes(const QString &file, const char *stream = "v:0");
// Structural similarity (luma, mean over the frames) of a rendition to its source, the source scaled by ffmpeg itself.
// `filters` come first on the source's side ("crop=…,").
double similarity(const QString &made, const QString &source, int width, int height, const QString &filters = {});

} // namespace rawi::test
