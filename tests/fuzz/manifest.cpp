#include "core/media/hls_playlist.h"
#include "core/media/upload_manifest.h"
#include "tests/fuzz/fuzz_input.h"

#include <QJsonDocument>

using namespace rawi;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    if (const auto manifest = parseUploadManifest(bytes); manifest.ok()) {
        const auto again = parseUploadManifest(QJsonDocument(manifest->toJson()).toJson(QJsonDocument::Compact));
        FUZZ_EXPECT(again.ok() && *again == *manifest);
        for (const ManifestFile &file : manifest->files) {
            FUZZ_EXPECT(!file.name.contains(u'/') && !file.name.startsWith(u'.') && file.size >= 0);
        }
    }
    if (const auto names = playlistNames(bytes); names.ok()) {
        for (const QString &name : *names) {
            FUZZ_EXPECT(!name.contains(u'/') && !name.contains(u':') && !name.startsWith(u'.'));
        }
        const auto same = rewrittenPlaylist(bytes, [](const QString &name) { return name; });
        FUZZ_EXPECT(same.ok() && playlistNames(*same).ok() && *playlistNames(*same) == *names);
    }
    return 0;
}
