#pragma once

#include "core/media/encode_preset.h"
#include "core/media/media_asset.h"
#include "core/replica/replica.h"

namespace rawi {

// Every preset this desk knows: the built-in ones in their order, then the newsroom's own by key, retired ones too.
Result<QList<EncodePreset>> knownPresets(const Replica &replica);
// Those that are offered for new encodes: none that is retired.
Result<QList<EncodePreset>> offeredPresets(const Replica &replica);
// Errors: NotFound, naming the key.
Result<EncodePreset> presetByKey(const Replica &replica, const QString &key);

// The offered built-in sizes of web video in one form, the largest first: what is proposed for a film when nobody chose.
Result<QStringList> webLadder(const Replica &replica, OutputForm form);

// What a player asks the server for, by name: the film of at most 720 lines with the most of them (it plays on a thin line),
// else a larger one, else sound alone, else the original. Empty when the server holds nothing that can be played.
QString variantToPlay(const QList<MediaVariant> &variants);

} // namespace rawi
