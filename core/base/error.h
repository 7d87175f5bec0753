#pragma once

#include "core/base/literals.h"

namespace rawi {

// Every way a Rawi function can fail. The name (second column) is the stable code seen in logs, in
// REST problems (RFC 9457 `code`) and on the wire; the desk maps it to Arabic and English text and the
// gateway maps it to an HTTP status. Add a code here before inventing a message.
#define RAWI_ERROR_CODES(X) \
    X(InvalidArgument, "invalid_argument") \
    X(UnknownField, "unknown_field") \
    X(UnknownCommand, "unknown_command") \
    X(FieldRequired, "field_required") \
    X(FieldTooLong, "field_too_long") \
    X(NotFound, "not_found") \
    X(AlreadyExists, "already_exists") \
    X(PermissionDenied, "permission_denied") \
    X(Unauthenticated, "unauthenticated") \
    X(InvalidCredentials, "invalid_credentials") \
    X(WeakPassword, "weak_password") \
    X(StateConflict, "state_conflict") \
    X(RevisionConflict, "revision_conflict") \
    X(TooLarge, "too_large") \
    X(UnsupportedMediaType, "unsupported_media_type") \
    X(RateLimited, "rate_limited") \
    X(UpgradeRequired, "upgrade_required") \
    X(CursorUnknown, "cursor_unknown") \
    X(CursorExpired, "cursor_expired") \
    X(SequenceGap, "sequence_gap") \
    X(MassDeleteGuard, "mass_delete_guard") \
    X(FileMissing, "file_missing") \
    X(FileChanged, "file_changed") \
    X(IoError, "io_error") \
    X(DiskFull, "disk_full") \
    X(NetworkUnreachable, "network_unreachable") \
    X(Timeout, "timeout") \
    X(ServerUnavailable, "server_unavailable") \
    X(DatabaseError, "database_error") \
    X(CorruptData, "corrupt_data") \
    X(NotMedia, "not_media") \
    X(MediaTruncated, "media_truncated") \
    X(MediaUnsupported, "media_unsupported") \
    X(WorkerCrashed, "worker_crashed") \
    X(Cancelled, "cancelled") \
    X(AddressInUse, "address_in_use") \
    X(MissingProgram, "missing_program") \
    X(Locked, "locked") \
    X(ChecksumMismatch, "checksum_mismatch") \
    X(OffsetMismatch, "offset_mismatch") \
    X(MethodNotAllowed, "method_not_allowed") \
    X(PreconditionRequired, "precondition_required") \
    X(LoudnessUnmet, "loudness_unmet") \
    X(OthersChanges, "others_changes") \
    X(Internal, "internal")

enum class ErrorCode {
#define X(name, text) name,
    RAWI_ERROR_CODES(X)
#undef X
};

// The stable wire name of a code, and back; an unknown name is read as Internal.
const char *errorCodeName(ErrorCode code);
ErrorCode errorCodeFromName(QStringView name);

// One failure. `subject` names the thing (a field, a file, an id, an address); `detail` is the technical
// cause in plain English for logs and for REST's `detail`. Neither is shown raw by the desk.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString subject;
    QString detail;

    // "code (subject): detail", for logs and command-line programs.
    QString toString() const;
    bool operator==(const Error &) const = default;
};

} // namespace rawi
