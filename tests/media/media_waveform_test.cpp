#include "core/media/waveform.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rawi::test {

namespace {

Waveform waveformOf(const QString &file, const QString &folder)
{
    const RunResult run = runWorker({u"waveform"_s, file, u"--out"_s, folder, u"--json"_s});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    QFile made(folder + u"/waveform.dat"_s);
    EXPECT_TRUE(made.open(QIODevice::ReadOnly));
    const Result<Waveform> read = readWaveform(made.readAll());
    EXPECT_TRUE(read.ok());
    return read.ok() ? *read : Waveform{};
}

// What ffmpeg decodes, mixed to one channel by the mean of all.
std::vector<float> monoOf(const QString &file, const QString &mean)
{
    const RunResult run = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file, u"-vn"_s, u"-af"_s,
                                      mean, u"-f"_s, u"f32le"_s, u"-"_s});
    std::vector<float> out(size_t(run.output.size()) / sizeof(float));
    std::memcpy(out.data(), run.output.constData(), out.size() * sizeof(float));
    return out;
}

// The pairs that differ by more than one step of 127 from the peaks of `samples`.
int strangePairs(const Waveform &waveform, const std::vector<float> &samples)
{
    int strange = 0;
    for (qsizetype pair = 0; pair < waveform.count(); ++pair) {
        const size_t from = std::min(size_t(pair) * size_t(waveform.samplesPerPair), samples.size());
        const size_t to = std::min(from + size_t(waveform.samplesPerPair), samples.size());
        if (from == to) {
            continue;
        }
        const auto [low, high] = std::minmax_element(samples.begin() + long(from), samples.begin() + long(to));
        const auto far = [](float value, int step) { return std::abs(std::clamp(value, -1.0F, 1.0F) * 127 - float(step)) > 1; };
        strange += far(*low, waveform.low(pair)) || far(*high, waveform.high(pair)) ? 1 : 0;
    }
    return strange;
}

} // namespace

TEST(MediaWaveform, HoldsThePeaksOfTheSound)
{
    const QTemporaryDir folder;
    const QString film = firstSeconds(narratedVideo(), 30, folder.path());
    const Waveform stereo = waveformOf(film, folder.path());
    EXPECT_EQ(stereo.sampleRate / stereo.samplesPerPair, 100);
    EXPECT_NEAR(double(stereo.durationMs()), 30'000, 100);
    EXPECT_EQ(strangePairs(stereo, monoOf(film, u"pan=mono|c0=0.5*c0+0.5*c1"_s)), 0);
    EXPECT_GT(*std::max_element(stereo.pairs.begin(), stereo.pairs.end()), 30);
    const QString plain = folder.filePath(u"plain.wav"_s); // one channel of integers
    ffmpeg({u"-i"_s, spokenLetter(), u"-ac"_s, u"1"_s, plain});
    EXPECT_EQ(strangePairs(waveformOf(plain, folder.path()), monoOf(plain, u"anull"_s)), 0);
}

TEST(MediaWaveform, KeepsTheTimelineOfTheFilm)
{
    const QTemporaryDir folder;
    const QString late = folder.filePath(u"late.mkv"_s);
    ffmpeg({u"-i"_s, streetVideo(), u"-itsoffset"_s, u"2"_s, u"-i"_s, spokenLetter(), u"-map"_s, u"0:v"_s,
            u"-map"_s, u"1:a"_s, u"-c"_s, u"copy"_s, u"-t"_s, u"6"_s, late});
    const Waveform shifted = waveformOf(late, folder.path());
    const Waveform plain = waveformOf(spokenLetter(), folder.path());
    EXPECT_NEAR(double(shifted.count() - plain.count()), 200, 2);
    EXPECT_EQ(shifted.between(0, 1980), (Waveform::Peak{0, 0}));
    EXPECT_NEAR(shifted.between(2000, 5000).high, plain.between(0, 3000).high, 1);
}

TEST(MediaWaveform, MakesNothingOfSilentFiles)
{
    const QTemporaryDir folder;
    const RunResult run = runWorker({u"waveform"_s, streetVideo(), u"--out"_s, folder.path(), u"--json"_s});
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_TRUE(run.last().value(u"files"_s).toArray().isEmpty());
    EXPECT_FALSE(QFile::exists(folder.filePath(u"waveform.dat"_s)));
}

} // namespace rawi::test
