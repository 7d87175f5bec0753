#include "core/media/worker_lines.h"
#include "tests/fuzz/fuzz_input.h"

#include <utility>

using namespace rawi;

// What a worker gone mad prints, in one piece and byte by byte.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    int lines = 0;
    const WorkerLines::Listener count = [&](const QJsonObject &line) -> Result<void> {
        FUZZ_EXPECT(!line.isEmpty());
        ++lines;
        return {};
    };
    WorkerLines whole;
    FUZZ_EXPECT(whole.take(bytes, true, count).ok());
    const int wanted = std::exchange(lines, 0);
    WorkerLines pieces;
    for (const char one : bytes) {
        FUZZ_EXPECT(pieces.take(QByteArray(1, one), false, count).ok());
    }
    FUZZ_EXPECT(pieces.take({}, true, count).ok() && lines == wanted && pieces.last() == whole.last());
    const std::optional<Error> error = workerError(whole.last());
    FUZZ_EXPECT(whole.verdict(false, 0) == error);
    FUZZ_EXPECT(whole.verdict(true, 9).has_value());
    return 0;
}
