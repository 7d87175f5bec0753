#pragma once

#include "tests/support/media_files.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace rawi::test {

// What a finished program left behind.
struct RunResult {
    int exitCode = -1;  // -1 when a signal ended it
    int signal = 0;
    QByteArray output;  // stdout
    qint64 elapsedMs = 0;
    qint64 maxRssKb = 0;

    QList<QJsonObject> lines() const; // each line of stdout that is a JSON object
    QJsonObject last() const;
    QString errorCode() const;   // of the last line's error
    QString errorDetail() const;
};

// Runs a program to its end; kills it after `timeoutMs`.
RunResult runProgram(const QStringList &command, int timeoutMs = 120'000);
// Runs the rawi-media that was built beside the tests ($RAWI_BIN).
RunResult runWorker(const QStringList &arguments, int timeoutMs = 120'000);
QString workerProgram();
// The lines that ffprobe -of csv=p=0 prints for `entries` of one stream ("v:0").
QList<QByteArray> ffprobe(const QString &file, const QString &stream, const QString &entries);
// Presentation times of every packet, seconds as text, in order.
QList<QByteArray> packetTimes(const QString &file, const QString &stream);
// The first seconds of a film, copied without encoding into `folder`: tests need many frames, not minutes.
QString firstSeconds(const QString &file, int seconds, const QString &folder);

} // namespace rawi::test
