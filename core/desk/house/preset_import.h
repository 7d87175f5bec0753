#pragma once

#include "core/desk/house/desk.h"

namespace rawi {

// What taking a file of presets in did, by key.
struct PresetImport {
    QStringList made;
    QStringList changed;
    QStringList unchanged;
    QList<std::pair<QString, Error>> refused; // a built-in preset's key with other settings; what the rules refuse
};

// Makes the file's presets the newsroom's: new keys are made, known ones changed (and offered again when retired).
// Errors: as readPresetFile; nothing was done then.
Result<PresetImport> importPresets(Desk &desk, const QByteArray &bytes);

} // namespace rawi
