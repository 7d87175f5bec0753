#include "core/subtitles/chapters.h"
#include "tests/fuzz/fuzz_input.h"

using namespace rawi;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Result<QList<Chapter>> chapters = parseChapterText(QString::fromUtf8(fuzzBytes(data, size)));
    if (!chapters.ok()) {
        FUZZ_EXPECT(chapters.error().subject.startsWith(u"line "_s));
        return 0;
    }
    FUZZ_EXPECT(checkChapters(*chapters).ok());
    const Result<QList<Chapter>> again = parseChapterText(chapterText(*chapters));
    FUZZ_EXPECT(again.ok() && *again == *chapters);
    FUZZ_EXPECT(chapterCues(*chapters, 0).size() == chapters->size());
    return 0;
}
