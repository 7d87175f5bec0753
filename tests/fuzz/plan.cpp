#include "core/media/edit_list.h"
#include "core/media/encode_plan.h"
#include "core/media/preset_file.h"
#include "tests/fuzz/fuzz_input.h"

#include <QJsonDocument>

using namespace rawi;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    if (const Result<EncodePlan> plan = EncodePlan::fromJson(bytes); plan.ok()) {
        const QByteArray written = QJsonDocument(plan->toJson()).toJson(QJsonDocument::Compact);
        const Result<EncodePlan> again = EncodePlan::fromJson(written);
        FUZZ_EXPECT(again.ok() && again->toJson() == plan->toJson());
    }
    if (const auto edit = EditList::fromJson(QJsonDocument::fromJson(bytes).object()); edit.ok()) {
        const auto again = EditList::fromJson(edit->toJson());
        FUZZ_EXPECT(again.ok() && again->toJson() == edit->toJson());
    }
    if (const auto presets = readPresetFile(bytes); presets.ok()) {
        FUZZ_EXPECT(readPresetFile(writePresetFile(*presets)).ok());
    }
    return 0;
}
