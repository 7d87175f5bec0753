#pragma once

#include "core/catalog/series.h"
#include "core/content/content_workflow.h"
#include "core/media/media_asset.h"
#include "core/rules/actor.h"

#include <QString>

namespace rawi {

// The names of values in the language of the desk.
QString contentStateText(ContentState state);
QString contentKindText(ContentKind kind);
QString parityText(Parity parity); // empty when both languages are in step
// That the audience reads a text while changes to it are under way; else empty.
QString liveText(const Standing &standing);
QString seriesStatusText(SeriesStatus status);
QString roleText(Role role);
QString variantStatusText(VariantStatus status);
// By the enum's name, so that this folder need not know core/replica: enumText(job.state).
QString encodeStateText(QStringView name); // of EncodeState
QString uploadStateText(QStringView name); // of UploadState
QString variantNameText(const QString &name); // of MediaVariant: "poster", "thumb-320"; a preset names itself
// What a file is of its film: by its name where that says it, else by its type. Empty for neither.
QString variantText(VariantType type, const QString &name);

// The text in the desk's language, else in the other one; empty when there is neither. Not isolated.
QString inDeskLanguage(const QString &arabic, const QString &english);
// Title in the desk's language, else in the other one, else "Untitled". Not isolated.
QString titleText(const QString &arabic, const QString &english);
// What puts shown names in the order of the desk's language (core/text/collation.h).
QByteArray nameOrder(const QString &name);
// A copy in that order.
QStringList inNameOrder(QStringList names);

} // namespace rawi
