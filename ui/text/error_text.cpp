#include "ui/text/error_text.h"

#include "core/text/direction.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace rawi {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

// A sentence with a place for the subject, and the same without one.
struct Sentence {
    QString about;   // "%1" is the subject
    QString general;
};

Sentence dataSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return {ErrorText::tr("%1 has a value that is not allowed. Correct it and try again."),
                ErrorText::tr("A value is not allowed. Correct it and try again.")};
    case ErrorCode::UnknownField:
        return {ErrorText::tr("This version of Rawi does not know %1. Update Rawi and try again."),
                ErrorText::tr("This version of Rawi does not know one of the fields. Update Rawi and try again.")};
    case ErrorCode::UnknownCommand:
        return {ErrorText::tr("This version of Rawi cannot do %1. Update Rawi and try again."),
                ErrorText::tr("This version of Rawi cannot do this. Update Rawi and try again.")};
    case ErrorCode::FieldRequired:
        return {ErrorText::tr("%1 is still empty. Fill it in and try again."),
                ErrorText::tr("Something that is needed is still empty. Fill it in and try again.")};
    case ErrorCode::FieldTooLong:
        return {ErrorText::tr("%1 is too long. Shorten it and try again."),
                ErrorText::tr("The text is too long. Shorten it and try again.")};
    case ErrorCode::NotFound:
        return {ErrorText::tr("%1 is not there any more; somebody may have removed it. Refresh the list."),
                ErrorText::tr("This is not there any more; somebody may have removed it. Refresh the list.")};
    case ErrorCode::AlreadyExists:
        return {ErrorText::tr("%1 exists already. Choose another name or use the existing one."),
                ErrorText::tr("This exists already. Choose another name or use the existing one.")};
    case ErrorCode::StateConflict:
        return {ErrorText::tr("The state of %1 does not allow this step any more. Look at it again and choose another step."),
                ErrorText::tr("Its state does not allow this step any more. Look at it again and choose another step.")};
    case ErrorCode::RevisionConflict:
        return {ErrorText::tr("Somebody else changed %1 in the meantime. Look at the new version and repeat your change."),
                ErrorText::tr("Somebody else changed this in the meantime. Look at the new version and repeat your change.")};
    case ErrorCode::LoudnessUnmet:
        return {ErrorText::tr("The sound of the rendition %1 is not as loud as the newsroom asks before publishing. Encode it "
                              "for the right destination and try again."),
                ErrorText::tr("The newsroom publishes only what was measured, and no rendition of this item has a loudness "
                              "report. Encode it first.")};
    case ErrorCode::CorruptData:
        return {ErrorText::tr("The data in %1 is damaged. Restore it from a backup or sign in again to fetch it anew."),
                ErrorText::tr("The stored data is damaged. Restore it from a backup or sign in again to fetch it anew.")};
    case ErrorCode::DatabaseError:
        return {ErrorText::tr("The database refused %1. Try again; if it happens again, tell your administrator."),
                ErrorText::tr("The database refused the change. Try again; if it happens again, tell your administrator.")};
    case ErrorCode::Locked:
        return {ErrorText::tr("%1 is open in another Rawi window. Close that one first."),
                ErrorText::tr("Another Rawi is using this. Close that one first.")};
    case ErrorCode::PreconditionRequired:
        return {ErrorText::tr("The server wants to know which version of %1 was changed. Update Rawi and try again."),
                ErrorText::tr("The server wants to know which version was changed. Update Rawi and try again.")};
    default:
        return {};
    }
}

Sentence peopleSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::PermissionDenied:
        return {ErrorText::tr("%1 is not among your rights. Ask a managing editor or an administrator."),
                ErrorText::tr("This is not among your rights. Ask a managing editor or an administrator.")};
    case ErrorCode::Unauthenticated:
        return {ErrorText::tr("Your session at %1 has ended. Sign in again; your work on this desk is kept."),
                ErrorText::tr("Your session has ended. Sign in again; your work on this desk is kept.")};
    case ErrorCode::InvalidCredentials:
        return {ErrorText::tr("The e-mail or the password for %1 is wrong. Check both and try again."),
                ErrorText::tr("The e-mail or the password is wrong. Check both and try again.")};
    case ErrorCode::OthersChanges:
        return {ErrorText::tr("Changes made by %1 wait on this desk and would go out under your name. Let %1 sign in once, so that "
                              "they are sent, and sign in afterwards."),
                ErrorText::tr("Changes made by somebody else wait on this desk and would go out under your name. Let that person "
                              "sign in once, so that they are sent, and sign in afterwards.")};
    case ErrorCode::WeakPassword:
        return {ErrorText::tr("The password for %1 is too easy to guess. Use at least twelve characters."),
                ErrorText::tr("The password is too easy to guess. Use at least twelve characters.")};
    case ErrorCode::RateLimited:
        return {ErrorText::tr("There were too many attempts for %1. Wait a minute and try again."),
                ErrorText::tr("There were too many attempts. Wait a minute and try again.")};
    default:
        return {};
    }
}

Sentence syncSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UpgradeRequired:
        return {ErrorText::tr("%1 needs a newer Rawi. Update this desk; your work is kept and sent afterwards."),
                ErrorText::tr("This needs a newer Rawi. Update this desk; your work is kept and sent afterwards.")};
    case ErrorCode::CursorUnknown:
        return {ErrorText::tr("The server %1 was restored from a backup. This desk compares everything with it once more."),
                ErrorText::tr("The server was restored from a backup. This desk compares everything with it once more.")};
    case ErrorCode::CursorExpired:
        return {ErrorText::tr("This desk was away from %1 for long. It fetches everything once more; just wait."),
                ErrorText::tr("This desk was away for long. It fetches everything once more; just wait.")};
    case ErrorCode::SequenceGap:
        return {ErrorText::tr("The server %1 missed a change of this desk. It is sent again by itself; just wait."),
                ErrorText::tr("The server missed a change of this desk. It is sent again by itself; just wait.")};
    case ErrorCode::MassDeleteGuard:
        return {ErrorText::tr("The server wants to remove very much at once (%1), so Rawi stopped. Ask your administrator; "
                              "if it is right, let it go on."),
                ErrorText::tr("The server wants to remove very much at once, so Rawi stopped. Ask your administrator; "
                              "if it is right, let it go on.")};
    case ErrorCode::NetworkUnreachable:
        return {ErrorText::tr("%1 cannot be reached. Check the address and the network; you can go on working."),
                ErrorText::tr("The network cannot be reached. Check the connection; you can go on working.")};
    case ErrorCode::Timeout:
        return {ErrorText::tr("%1 did not answer in time. Rawi tries again by itself; you can go on working."),
                ErrorText::tr("There was no answer in time. Rawi tries again by itself; you can go on working.")};
    case ErrorCode::ServerUnavailable:
        return {ErrorText::tr("The server %1 cannot work at the moment. Rawi tries again by itself; you can go on working."),
                ErrorText::tr("The server cannot work at the moment. Rawi tries again by itself; you can go on working.")};
    case ErrorCode::OffsetMismatch:
        return {ErrorText::tr("The server holds another part of %1 than expected. The upload goes on from there by itself."),
                ErrorText::tr("The server holds another part of the file than expected. The upload goes on from there by itself.")};
    case ErrorCode::ChecksumMismatch:
        return {ErrorText::tr("%1 arrived damaged. Start the upload again."),
                ErrorText::tr("The file arrived damaged. Start the upload again.")};
    case ErrorCode::MethodNotAllowed:
        return {ErrorText::tr("The server at %1 does not offer this. Check the address of the server."),
                ErrorText::tr("The server does not offer this. Check the address of the server.")};
    case ErrorCode::AddressInUse:
        return {ErrorText::tr("%1 is in use by another program. Choose another address or stop that program."),
                ErrorText::tr("The address is in use by another program. Choose another one or stop that program.")};
    default:
        return {};
    }
}

Sentence fileSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TooLarge:
        return {ErrorText::tr("%1 is larger than allowed. Use a smaller one."),
                ErrorText::tr("This is larger than allowed. Use a smaller one.")};
    case ErrorCode::UnsupportedMediaType:
        return {ErrorText::tr("%1 is of a type that the server does not take. Convert it first."),
                ErrorText::tr("This type of file is not taken by the server. Convert it first.")};
    case ErrorCode::FileMissing:
        return {ErrorText::tr("The file %1 is not where it was. Connect its disk or add the file again."),
                ErrorText::tr("The file is not where it was. Connect its disk or add the file again.")};
    case ErrorCode::FileChanged:
        return {ErrorText::tr("The file %1 was changed after it was added. Add it again."),
                ErrorText::tr("The file was changed after it was added. Add it again.")};
    case ErrorCode::IoError:
        return {ErrorText::tr("%1 cannot be read or written. Check the disk and your rights to the folder."),
                ErrorText::tr("A file cannot be read or written. Check the disk and your rights to the folder.")};
    case ErrorCode::DiskFull:
        return {ErrorText::tr("There is no room left for %1. Free some space and try again; nothing was lost."),
                ErrorText::tr("The disk is full. Free some space and try again; nothing was lost.")};
    case ErrorCode::NotMedia:
        return {ErrorText::tr("%1 is not a video, a sound or a picture. Choose another file."),
                ErrorText::tr("This is not a video, a sound or a picture. Choose another file.")};
    case ErrorCode::MediaTruncated:
        return {ErrorText::tr("%1 ends too early; it was probably not copied completely. Copy it again."),
                ErrorText::tr("The file ends too early; it was probably not copied completely. Copy it again.")};
    case ErrorCode::MediaUnsupported:
        return {ErrorText::tr("%1 uses a format that Rawi cannot read. Convert it with another program first."),
                ErrorText::tr("This format cannot be read by Rawi. Convert it with another program first.")};
    case ErrorCode::WorkerCrashed:
        return {ErrorText::tr("The media worker stopped at %1. Your desk is safe; choose “Try again”."),
                ErrorText::tr("The media worker stopped. Your desk is safe; choose “Try again”.")};
    case ErrorCode::Cancelled:
        return {ErrorText::tr("%1 was cancelled. Start it again whenever you like."),
                ErrorText::tr("This was cancelled. Start it again whenever you like.")};
    case ErrorCode::MissingProgram:
        return {ErrorText::tr("The program %1 is missing. Install Rawi again or ask your administrator."),
                ErrorText::tr("A program that Rawi needs is missing. Install Rawi again or ask your administrator.")};
    default:
        return {};
    }
}

Sentence sentenceOf(ErrorCode code)
{
    for (const auto &group : {dataSentence, peopleSentence, syncSentence, fileSentence}) {
        if (const Sentence found = group(code); !found.general.isEmpty()) {
            return found;
        }
    }
    return {ErrorText::tr("Something unexpected happened with %1. Try again; if it happens again, tell your administrator."),
            ErrorText::tr("Something unexpected happened. Try again; if it happens again, tell your administrator.")};
}

enum class SubjectKind { None, State, Named };

// What an error is about, in the editor's words; `words` are empty for what has none and would only puzzle: an id, a
// name out of the program.
struct Subject {
    SubjectKind kind = SubjectKind::None;
    QString words;
};

// "line 3", "cue 12": where something is wrong in a file.
QString placeText(const QString &subject)
{
    static const QRegularExpression kPlace(u"^(line|cue|byte) (\\d{1,9})$"_s);
    const auto place = kPlace.match(subject);
    if (!place.hasMatch()) {
        return {};
    }
    const QString number = QLocale().toString(place.captured(2).toInt());
    const QString what = place.captured(1);
    return what == "line"_L1 ? ErrorText::tr("Line %1").arg(number)
        : what == "cue"_L1   ? ErrorText::tr("Subtitle %1").arg(number)
                             : ErrorText::tr("Byte %1").arg(number);
}

// A name out of the program ("sort_key", "ranges[2].to_us", "items"); "clip.mov" may be a file.
bool isCodeName(const QString &subject)
{
    static const QRegularExpression kName(u"^[a-z][a-z0-9_]*(\\[\\d*\\])?(\\.[a-z][a-z0-9_]*(\\[\\d*\\])?)*$"_s);
    return kName.match(subject).hasMatch()
        && (!subject.contains(u'.') || subject.contains(u'_') || subject.contains(u'['));
}

Subject subjectOf(const Error &error)
{
    const QString &subject = error.subject;
    if (subject.isEmpty() || !QUuid::fromString(subject).isNull()) {
        return {};
    }
    const qsizetype slash = subject.indexOf(u'/');
    if (const QUuid id = QUuid::fromString(subject.mid(slash + 1)); slash > 0 && !id.isNull()) {
        return {SubjectKind::Named, recordText(subject.first(slash), id)};
    }
    if (const QString state = knownValue(subject); error.code == ErrorCode::StateConflict && !state.isEmpty()) {
        return {SubjectKind::State, state};
    }
    for (const QString &words : {knownCommand(subject), knownField(subject), knownValue(subject), placeText(subject)}) {
        if (!words.isEmpty()) {
            return {SubjectKind::Named, words};
        }
    }
    if (const RecordWords *record = knownRecord(subject)) {
        return {SubjectKind::Named, record->noun ? record->noun() : QString()};
    }
    return {SubjectKind::Named, isCodeName(subject) ? QString() : subject};
}

} // namespace

QString errorText(const Error &error)
{
    const Subject subject = subjectOf(error);
    if (const QString own = knownSentence(error.code, error.subject.section(u'/', 0, 0)); !own.isEmpty()) {
        return own.contains("%1"_L1) ? own.arg(isolate(subject.words)) : own;
    }
    const Sentence sentence = sentenceOf(error.code);
    if (subject.words.isEmpty()) {
        return sentence.general;
    }
    if (subject.kind == SubjectKind::State) {
        return ErrorText::tr("It is %1 now, and this step is not possible from there. Look at it again and choose another step.",
                             "a state: archived, in review")
            .arg(isolate(subject.words));
    }
    return sentence.about.arg(isolate(subject.words));
}

} // namespace rawi
