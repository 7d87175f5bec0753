#include "ui/text/error_text.h"

#include "core/text/direction.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rawi {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

// A sentence with a place for the subject ("%1"), and the same without one.
struct Sentence {
    ErrorCode code;
    const char *about;
    const char *general;
};

const Sentence kSentences[] = {
    {ErrorCode::InvalidArgument,
     QT_TRANSLATE_NOOP("ErrorText", "%1 has a value that is not allowed. Correct it and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "A value is not allowed. Correct it and try again.")},
    {ErrorCode::UnknownField,
     QT_TRANSLATE_NOOP("ErrorText", "This version of Rawi does not know %1. Update Rawi and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "This version of Rawi does not know one of the fields. Update Rawi and try again.")},
    {ErrorCode::UnknownCommand,
     QT_TRANSLATE_NOOP("ErrorText", "This version of Rawi cannot do %1. Update Rawi and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "This version of Rawi cannot do this. Update Rawi and try again.")},
    {ErrorCode::FieldRequired,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is still empty. Fill it in and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "Something that is needed is still empty. Fill it in and try again.")},
    {ErrorCode::FieldTooLong,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is too long. Shorten it and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "The text is too long. Shorten it and try again.")},
    {ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is not there any more; somebody may have removed it. Refresh the list."),
     QT_TRANSLATE_NOOP("ErrorText", "This is not there any more; somebody may have removed it. Refresh the list.")},
    {ErrorCode::AlreadyExists,
     QT_TRANSLATE_NOOP("ErrorText", "%1 exists already. Choose another name or use the existing one."),
     QT_TRANSLATE_NOOP("ErrorText", "This exists already. Choose another name or use the existing one.")},
    {ErrorCode::StateConflict,
     QT_TRANSLATE_NOOP("ErrorText", "The state of %1 does not allow this step any more. Look at it again and choose another step."),
     QT_TRANSLATE_NOOP("ErrorText", "Its state does not allow this step any more. Look at it again and choose another step.")},
    {ErrorCode::RevisionConflict,
     QT_TRANSLATE_NOOP("ErrorText", "Somebody else changed %1 in the meantime. Look at the new version and repeat your change."),
     QT_TRANSLATE_NOOP("ErrorText", "Somebody else changed this in the meantime. Look at the new version and repeat your change.")},
    {ErrorCode::LoudnessUnmet,
     QT_TRANSLATE_NOOP("ErrorText", "The sound of the rendition %1 is not as loud as the newsroom asks before publishing. Encode it "
                       "for the right destination and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "The newsroom publishes only what was measured, and no rendition of this item has a loudness "
                       "report. Encode it first.")},
    {ErrorCode::NotReady,
     QT_TRANSLATE_NOOP("ErrorText", "Before it can be published it still needs: %1."),
     QT_TRANSLATE_NOOP("ErrorText", "It is not ready to be published. Look at what it still needs.")},
    {ErrorCode::CorruptData,
     QT_TRANSLATE_NOOP("ErrorText", "The data in %1 is damaged. Restore it from a backup or sign in again to fetch it anew."),
     QT_TRANSLATE_NOOP("ErrorText", "The stored data is damaged. Restore it from a backup or sign in again to fetch it anew.")},
    {ErrorCode::DatabaseError,
     QT_TRANSLATE_NOOP("ErrorText", "The database refused %1. Try again; if it happens again, tell your administrator."),
     QT_TRANSLATE_NOOP("ErrorText", "The database refused the change. Try again; if it happens again, tell your administrator.")},
    {ErrorCode::Locked,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is open in another Rawi window. Close that one first."),
     QT_TRANSLATE_NOOP("ErrorText", "Another Rawi is using this. Close that one first.")},
    {ErrorCode::PreconditionRequired,
     QT_TRANSLATE_NOOP("ErrorText", "The server wants to know which version of %1 was changed. Update Rawi and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "The server wants to know which version was changed. Update Rawi and try again.")},
    {ErrorCode::PermissionDenied,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is not among your rights. Ask a managing editor or an administrator."),
     QT_TRANSLATE_NOOP("ErrorText", "This is not among your rights. Ask a managing editor or an administrator.")},
    {ErrorCode::Unauthenticated,
     QT_TRANSLATE_NOOP("ErrorText", "Your session at %1 has ended. Sign in again; your work on this desk is kept."),
     QT_TRANSLATE_NOOP("ErrorText", "Your session has ended. Sign in again; your work on this desk is kept.")},
    {ErrorCode::InvalidCredentials,
     QT_TRANSLATE_NOOP("ErrorText", "The e-mail or the password for %1 is wrong. Check both and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "The e-mail or the password is wrong. Check both and try again.")},
    {ErrorCode::WeakPassword,
     QT_TRANSLATE_NOOP("ErrorText", "The password for %1 is too easy to guess. Use at least twelve characters."),
     QT_TRANSLATE_NOOP("ErrorText", "The password is too easy to guess. Use at least twelve characters.")},
    {ErrorCode::RateLimited,
     QT_TRANSLATE_NOOP("ErrorText", "There were too many attempts for %1. Wait a minute and try again."),
     QT_TRANSLATE_NOOP("ErrorText", "There were too many attempts. Wait a minute and try again.")},
    {ErrorCode::UpgradeRequired,
     QT_TRANSLATE_NOOP("ErrorText", "%1 needs a newer Rawi. Update this desk; your work is kept and sent afterwards."),
     QT_TRANSLATE_NOOP("ErrorText", "This needs a newer Rawi. Update this desk; your work is kept and sent afterwards.")},
    {ErrorCode::CursorUnknown,
     QT_TRANSLATE_NOOP("ErrorText", "The server %1 was restored from a backup, or is another one. Look at what is not the same there and let Rawi go on; what you did since is sent again."),
     QT_TRANSLATE_NOOP("ErrorText", "The server was restored from a backup, or is another one. Look at what is not the same there and let Rawi go on; what you did since is sent again.")},
    {ErrorCode::CursorExpired,
     QT_TRANSLATE_NOOP("ErrorText", "This desk was away from %1 for long. It fetches everything once more; just wait."),
     QT_TRANSLATE_NOOP("ErrorText", "This desk was away for long. It fetches everything once more; just wait.")},
    {ErrorCode::SequenceGap,
     QT_TRANSLATE_NOOP("ErrorText", "The server %1 and this desk remember different things of what was sent. Rawi sorts it out and tries again by itself; nothing is lost."),
     QT_TRANSLATE_NOOP("ErrorText", "The server and this desk remember different things of what was sent. Rawi sorts it out and tries again by itself; nothing is lost.")},
    {ErrorCode::MassDeleteGuard,
     QT_TRANSLATE_NOOP("ErrorText", "The server wants to remove very much at once (%1), so Rawi stopped. Ask your administrator; "
                       "if it is right, let it go on."),
     QT_TRANSLATE_NOOP("ErrorText", "The server wants to remove very much at once, so Rawi stopped. Ask your administrator; "
                       "if it is right, let it go on.")},
    {ErrorCode::NetworkUnreachable,
     QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be reached. Check the address and the network; you can go on working."),
     QT_TRANSLATE_NOOP("ErrorText", "The network cannot be reached. Check the connection; you can go on working.")},
    {ErrorCode::Timeout,
     QT_TRANSLATE_NOOP("ErrorText", "%1 did not answer in time. Rawi tries again by itself; you can go on working."),
     QT_TRANSLATE_NOOP("ErrorText", "There was no answer in time. Rawi tries again by itself; you can go on working.")},
    {ErrorCode::ServerUnavailable,
     QT_TRANSLATE_NOOP("ErrorText", "The server %1 cannot work at the moment. Rawi tries again by itself; you can go on working."),
     QT_TRANSLATE_NOOP("ErrorText", "The server cannot work at the moment. Rawi tries again by itself; you can go on working.")},
    {ErrorCode::OffsetMismatch,
     QT_TRANSLATE_NOOP("ErrorText", "The server holds another part of %1 than expected. The upload goes on from there by itself."),
     QT_TRANSLATE_NOOP("ErrorText", "The server holds another part of the file than expected. The upload goes on from there by itself.")},
    {ErrorCode::ChecksumMismatch,
     QT_TRANSLATE_NOOP("ErrorText", "%1 arrived damaged. Start the upload again."),
     QT_TRANSLATE_NOOP("ErrorText", "The file arrived damaged. Start the upload again.")},
    {ErrorCode::MethodNotAllowed,
     QT_TRANSLATE_NOOP("ErrorText", "The server at %1 does not offer this. Check the address of the server."),
     QT_TRANSLATE_NOOP("ErrorText", "The server does not offer this. Check the address of the server.")},
    {ErrorCode::AddressInUse,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is in use by another program. Choose another address or stop that program."),
     QT_TRANSLATE_NOOP("ErrorText", "The address is in use by another program. Choose another one or stop that program.")},
    {ErrorCode::TooLarge,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is larger than allowed. Use a smaller one."),
     QT_TRANSLATE_NOOP("ErrorText", "This is larger than allowed. Use a smaller one.")},
    {ErrorCode::UnsupportedMediaType,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is of a type that the server does not take. Convert it first."),
     QT_TRANSLATE_NOOP("ErrorText", "This type of file is not taken by the server. Convert it first.")},
    {ErrorCode::FileMissing,
     QT_TRANSLATE_NOOP("ErrorText", "The file %1 is not where it was. Connect its disk, or choose “Find the file…”."),
     QT_TRANSLATE_NOOP("ErrorText", "The file is not where it was. Connect its disk, or choose “Find the file…”.")},
    {ErrorCode::FileChanged,
     QT_TRANSLATE_NOOP("ErrorText", "The file %1 was changed after it was added. Add it again."),
     QT_TRANSLATE_NOOP("ErrorText", "The file was changed after it was added. Add it again.")},
    {ErrorCode::NameUnreadable,
     QT_TRANSLATE_NOOP("ErrorText", "The name of %1 is written in an old way that Rawi cannot read. Give the file another name and add it again."),
     QT_TRANSLATE_NOOP("ErrorText", "The name of the file is written in an old way that Rawi cannot read. Give the file another name and add it again.")},
    {ErrorCode::AlreadyHere,
     QT_TRANSLATE_NOOP("ErrorText", "This file is in the library already, as %1. Open that, or add the file once more."),
     QT_TRANSLATE_NOOP("ErrorText", "This file is in the library already. Open its item, or add the file once more.")},
    {ErrorCode::OtherFile,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is another file: what is in it is not what was in the missing one. Choose the right one, or add "
                       "this one to the item as a further file."),
     QT_TRANSLATE_NOOP("ErrorText", "This is another file than the missing one. Choose the right one, or add this one to the item as a "
                       "further file.")},
    {ErrorCode::IoError,
     QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be read or written. Check the disk and your rights to the folder."),
     QT_TRANSLATE_NOOP("ErrorText", "A file cannot be read or written. Check the disk and your rights to the folder.")},
    {ErrorCode::DiskFull,
     QT_TRANSLATE_NOOP("ErrorText", "There is no room left for %1. Free some space and try again; nothing was lost."),
     QT_TRANSLATE_NOOP("ErrorText", "The disk is full. Free some space and try again; nothing was lost.")},
    {ErrorCode::NotMedia,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is not a video, a sound or a picture. Choose another file."),
     QT_TRANSLATE_NOOP("ErrorText", "This is not a video, a sound or a picture. Choose another file.")},
    {ErrorCode::NotPicture,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is not a picture. Choose a picture file."),
     QT_TRANSLATE_NOOP("ErrorText", "This is not a picture. Choose a picture file.")},
    {ErrorCode::MediaTruncated,
     QT_TRANSLATE_NOOP("ErrorText", "%1 ends too early; it was probably not copied completely. Copy it again."),
     QT_TRANSLATE_NOOP("ErrorText", "The file ends too early; it was probably not copied completely. Copy it again.")},
    {ErrorCode::MediaUnsupported,
     QT_TRANSLATE_NOOP("ErrorText", "%1 uses a format that Rawi cannot read. Save it as MP4, MOV, MKV, WebM, MXF, WAV, MP3, FLAC, JPEG, PNG, TIFF, WebP or AVIF."),
     QT_TRANSLATE_NOOP("ErrorText", "This format cannot be read by Rawi. Save it as MP4, MOV, MKV, WebM, MXF, WAV, MP3, FLAC, JPEG, PNG, TIFF, WebP or AVIF.")},
    {ErrorCode::WorkerCrashed,
     QT_TRANSLATE_NOOP("ErrorText", "The media worker stopped at %1. Your desk is safe; choose “Try again”."),
     QT_TRANSLATE_NOOP("ErrorText", "The media worker stopped. Your desk is safe; choose “Try again”.")},
    {ErrorCode::Cancelled,
     QT_TRANSLATE_NOOP("ErrorText", "%1 was cancelled. Start it again whenever you like."),
     QT_TRANSLATE_NOOP("ErrorText", "This was cancelled. Start it again whenever you like.")},
    {ErrorCode::MissingProgram,
     QT_TRANSLATE_NOOP("ErrorText", "The program %1 is missing. Install Rawi again or ask your administrator."),
     QT_TRANSLATE_NOOP("ErrorText", "A program that Rawi needs is missing. Install Rawi again or ask your administrator.")},
};

const Sentence &sentenceOf(ErrorCode code)
{
    static const Sentence kUnexpected{
        ErrorCode::Internal,
        QT_TRANSLATE_NOOP("ErrorText", "Something unexpected happened with %1. Try again; if it happens again, tell your administrator."),
        QT_TRANSLATE_NOOP("ErrorText", "Something unexpected happened. Try again; if it happens again, tell your administrator.")};
    const auto isOf = [&](const Sentence &one) { return one.code == code; };
    const auto found = std::find_if(std::begin(kSentences), std::end(kSentences), isOf);
    return found == std::end(kSentences) ? kUnexpected : *found;
}

// "line 3", "cue 12": where something is wrong in a file.
QString placeText(const QString &subject)
{
    const QString what = subject.section(u' ', 0, 0);
    const QString number = QLocale().toString(subject.section(u' ', 1).toLongLong());
    return what == "line"_L1 ? ErrorText::tr("Line %1").arg(number)
        : what == "cue"_L1   ? ErrorText::tr("Subtitle %1").arg(number)
                             : ErrorText::tr("Byte %1").arg(number);
}

// "content_items/ID" by its title, "episodes" by what such a thing is called.
QString recordSubjectText(const QString &subject)
{
    const QUuid id = QUuid::fromString(subject.section(u'/', 1));
    if (!id.isNull()) {
        return recordText(subject.section(u'/', 0, 0), id);
    }
    const RecordWords *record = knownRecord(subject);
    return record && record->noun ? record->noun() : QString();
}

// Of all reasons why an item is not ready; empty when there is one that this version does not know.
QString reasonsText(const QString &names)
{
    QStringList reasons;
    for (const QString &name : names.split(u", "_s)) {
        reasons.append(knownValue(name));
    }
    return reasons.contains(QString()) ? QString() : QLocale().createSeparatedList(reasons);
}

// What an error is about, in the editor's words; empty for what has none and would only puzzle.
QString subjectText(const Error &error)
{
    switch (error.subjectKind()) {
    case SubjectKind::Field:
        return knownField(error.subject);
    case SubjectKind::Record:
        return recordSubjectText(error.subject);
    case SubjectKind::Command:
        return knownCommand(error.subject);
    case SubjectKind::State:
        return knownValue(error.subject);
    case SubjectKind::Place:
        return placeText(error.subject);
    case SubjectKind::Reasons:
        return reasonsText(error.subject);
    case SubjectKind::File:
    case SubjectKind::Name: {
        const QString words = knownValue(error.subject); // "poster": a name that the program gave
        return !words.isEmpty()                                                         ? words
            : error.subjectKind() == SubjectKind::File && error.subject.startsWith(u'/') ? pathText(error.subject)
                                                                                        : error.subject;
    }
    case SubjectKind::Usual:
    case SubjectKind::Code:
        break;
    }
    return {};
}

} // namespace

QString errorText(const Error &error)
{
    const QString subject = error.subject.isEmpty() ? QString() : subjectText(error);
    const QString type = error.subject.section(u'/', 0, 0);
    for (const QString &name : {type, QString()}) { // of this subject, or of the code whatever it is about
        if (const QString own = knownSentence(error.code, name); !own.isEmpty()) {
            return own.contains("%1"_L1) ? own.arg(isolate(subject)) : own;
        }
    }
    if (!subject.isEmpty() && error.subjectKind() == SubjectKind::State) {
        return ErrorText::tr("It is %1 now, and this step is not possible from there. Look at it again and choose another step.",
                             "a state: archived, in review")
            .arg(isolate(subject));
    }
    const Sentence &sentence = sentenceOf(error.code);
    return subject.isEmpty() ? ErrorText::tr(sentence.general) : ErrorText::tr(sentence.about).arg(isolate(subject));
}

} // namespace rawi
