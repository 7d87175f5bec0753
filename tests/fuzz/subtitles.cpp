#include "core/subtitles/cue_merge.h"
#include "core/subtitles/cue_time.h"
#include "core/subtitles/subtitle_format.h"
#include "tests/fuzz/fuzz_input.h"

using namespace rawi;

namespace {

void checkBounds(const SubtitleFile &file)
{
    FUZZ_EXPECT(file.cues.size() <= kMaxCues);
    for (const Cue &cue : file.cues) {
        FUZZ_EXPECT(cue.text.size() <= kMaxCueText);
        FUZZ_EXPECT(cue.startMs >= 0 && cue.startMs <= kMaxCueTimeMs && cue.endMs >= 0 && cue.endMs <= kMaxCueTimeMs);
    }
}

// What was read is written so that it reads the same: no cue and no time is lost, and the second time nothing changes.
void checkWriting(const SubtitleFile &file)
{
    const Result<SubtitleFile> once = parseWebVtt(toWebVtt(file));
    FUZZ_EXPECT(once.ok() && once->cues.size() == file.cues.size());
    const Result<SubtitleFile> twice = parseWebVtt(toWebVtt(*once));
    FUZZ_EXPECT(twice.ok() && twice->cues == once->cues && twice->blocks == once->blocks);
    const Result<SubtitleFile> srt = parseSrt(toSrt(file.cues));
    FUZZ_EXPECT(file.cues.isEmpty() || (srt.ok() && srt->cues.size() == file.cues.size()));
    for (qsizetype i = 0; i < file.cues.size(); ++i) {
        FUZZ_EXPECT(once->cues[i].startMs == file.cues[i].startMs && once->cues[i].endMs == file.cues[i].endMs);
        FUZZ_EXPECT(srt->cues[i].startMs == file.cues[i].startMs && srt->cues[i].endMs == file.cues[i].endMs);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    for (const auto parse : {parseSubtitles, parseSrt, parseWebVtt, parseAss}) {
        Result<SubtitleFile> file = parse(bytes);
        if (!file.ok()) {
            FUZZ_EXPECT(!file.error().subject.isEmpty());
            continue;
        }
        checkBounds(*file);
        checkWriting(*file);
        completeCueIds(file->cues);
        FUZZ_EXPECT(mergeCues(*file, *file, *file).clashes == 0);
    }
    return 0;
}
