#include "core/subtitles/cue_check.h"
#include "core/subtitles/cue_search.h"
#include "core/subtitles/line_lint.h"
#include "tests/fuzz/fuzz_input.h"

using namespace rawi;

// What was fixed once has nothing left to fix, for any text of a cue's length.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(fuzzBytes(data, size)).left(1000);
    for (const Direction column : {Direction::LeftToRight, Direction::RightToLeft}) {
        const QString fixed = fixText(text, column);
        for (const LintFinding &finding : lintText(fixed, column)) {
            FUZZ_EXPECT(!finding.isFixable());
        }
        FUZZ_EXPECT(fixText(fixed, column) == fixed);
    }
    FUZZ_EXPECT(characterCount(text) >= 0);
    const QString needle = text.left(3);
    for (const TextRange &range : findInText(text, needle, MatchMode::Folded)) {
        FUZZ_EXPECT(range.at >= 0 && range.length > 0 && range.at + range.length <= text.size());
    }
    return 0;
}
