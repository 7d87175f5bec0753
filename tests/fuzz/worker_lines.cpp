#include "core/desk/worker_process.h"
#include "tests/fuzz/fuzz_input.h"

#include <QJsonDocument>

using namespace rawi;

// What a worker gone mad prints, line by line, as WorkerProcess reads it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (const QByteArray &line : fuzzBytes(data, size).split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (const std::optional<Error> error = workerError(object)) {
            FUZZ_EXPECT(errorCodeFromName(QLatin1StringView(errorCodeName(error->code)).toString()) == error->code);
        }
    }
    return 0;
}
