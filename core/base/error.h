#pragma once

#include "core/base/literals.h"

#include <QList>

#include <string_view>

namespace rawi {

// What an Error is about: the desk finds its words by this.
enum class SubjectKind {
    Usual,   // what the code is mostly about
    Field,   // a field or argument, with its path: "ranges[2].to_us"
    Record,  // "content_items/ID", or a type alone
    Command, // a command or a right: "content.publish"
    State,   // "archived"
    File,    // a path or a file's name, shown as it is
    Place,   // in a file: "line 3", "cue 12", "byte 400"
    Name,    // a server, an address, a person: shown as it is
    Code,    // of the program's own, which tells an editor nothing
    Reasons, // names of several: "file_missing, rendition_missing"
};

// A way to fail. Its name is the stable code seen in logs, in REST problems (RFC 9457 `code`) and on the wire; the desk
// maps it to Arabic and English text. Compared by identity: an Info is a constant, and each name has one.
class ErrorCode {
public:
    struct Info {
        const char *name;
        int httpStatus; // RFC 9110, or that of the protocol named beside it
        SubjectKind subject; // what it is mostly about
    };
    constexpr explicit ErrorCode(const Info &info) : m_info(&info) {}
    constexpr const char *name() const { return m_info->name; }
    constexpr int httpStatus() const { return m_info->httpStatus; }
    constexpr SubjectKind subject() const { return m_info->subject; }
    constexpr bool operator==(const ErrorCode &) const = default;
    constexpr bool operator<(ErrorCode other) const { return std::string_view(name()) < other.name(); }

// The codes of no feature in particular. A feature's own stand beside its rules and are made known by addErrorCode();
// they need no line here.
#define RAWI_ERROR_CODES(X) \
    X(InvalidArgument, "invalid_argument", 422, Field) \
    X(UnknownField, "unknown_field", 422, Field) \
    X(UnknownCommand, "unknown_command", 404, Command) \
    X(FieldRequired, "field_required", 422, Field) \
    X(FieldTooLong, "field_too_long", 422, Field) \
    X(NotFound, "not_found", 404, Record) \
    X(AlreadyExists, "already_exists", 409, Record) \
    X(PermissionDenied, "permission_denied", 403, Command) \
    X(Unauthenticated, "unauthenticated", 401, Name) \
    X(InvalidCredentials, "invalid_credentials", 401, Name) \
    X(WeakPassword, "weak_password", 422, Field) \
    X(StateConflict, "state_conflict", 409, State) \
    X(RevisionConflict, "revision_conflict", 412, Record) \
    X(TooLarge, "too_large", 413, File) \
    X(UnsupportedMediaType, "unsupported_media_type", 415, File) \
    X(RateLimited, "rate_limited", 429, Name) \
    X(UpgradeRequired, "upgrade_required", 426, Name) \
    X(CursorUnknown, "cursor_unknown", 409, Name) \
    X(CursorExpired, "cursor_expired", 410, Name) \
    X(SequenceGap, "sequence_gap", 409, Code) \
    X(MassDeleteGuard, "mass_delete_guard", 409, Name) \
    X(FileMissing, "file_missing", 404, File) \
    X(FileChanged, "file_changed", 409, File) \
    X(NameUnreadable, "name_unreadable", 422, File) \
    X(IoError, "io_error", 500, File) \
    X(DiskFull, "disk_full", 507, File) \
    X(NetworkUnreachable, "network_unreachable", 503, Name) \
    X(Timeout, "timeout", 504, Name) \
    X(ServerUnavailable, "server_unavailable", 503, Name) \
    X(DatabaseError, "database_error", 500, Code) \
    X(CorruptData, "corrupt_data", 500, File) \
    X(NotMedia, "not_media", 422, File) \
    X(NotPicture, "not_picture", 422, File) \
    X(MediaTruncated, "media_truncated", 422, File) \
    X(MediaUnsupported, "media_unsupported", 415, File) \
    X(WorkerCrashed, "worker_crashed", 500, File) \
    X(Cancelled, "cancelled", 500, File) \
    X(AddressInUse, "address_in_use", 500, Name) \
    X(MissingProgram, "missing_program", 500, Name) \
    X(Locked, "locked", 423, File) \
    X(ChecksumMismatch, "checksum_mismatch", 460, File) /* tus 1.0, checksum extension */ \
    X(OffsetMismatch, "offset_mismatch", 409, Code) \
    X(MethodNotAllowed, "method_not_allowed", 405, Code) \
    X(PreconditionRequired, "precondition_required", 428, Field) \
    X(LoudnessUnmet, "loudness_unmet", 409, Name) \
    X(NotReady, "not_ready", 409, Reasons) \
    X(AlreadyHere, "already_here", 409, Record) /* a file whose content the library has, by the item that has it */ \
    X(OtherFile, "other_file", 409, File) /* one with another content than the file that is looked for */ \
    X(Internal, "internal", 500, Code)

#define X(code, name, status, subject) static const ErrorCode code;
    RAWI_ERROR_CODES(X)
#undef X

private:
    const Info *m_info;
};

namespace error_info {
#define X(code, name, status, subject) inline constexpr ErrorCode::Info code{name, status, SubjectKind::subject};
RAWI_ERROR_CODES(X)
#undef X
} // namespace error_info
#define X(code, name, status, subject) inline constexpr ErrorCode ErrorCode::code{error_info::code};
RAWI_ERROR_CODES(X)
#undef X

// A feature's own code, at start-up and before it is read; again does nothing. Thread-safe.
void addErrorCode(ErrorCode code);
QList<ErrorCode> errorCodes();
// By its wire name; one that nobody made known is read as Internal.
ErrorCode errorCodeFromName(QStringView name);

// One failure. `subject` names the thing (a field, a file, a record, an address); `detail` is the technical cause in plain
// English for logs and for REST's `detail`. Neither is shown raw by the desk.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString subject;
    QString detail;
    SubjectKind kind = SubjectKind::Usual; // given where it is not what the code is mostly about

    SubjectKind subjectKind() const { return kind == SubjectKind::Usual ? code.subject() : kind; }
    // "code (subject): detail", for logs and command-line programs.
    QString toString() const;
    bool operator==(const Error &) const = default;
};

} // namespace rawi
