#include "ui/text/error_text.h"

#include "core/text/direction.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

struct FieldText {
    Q_DECLARE_TR_FUNCTIONS(FieldText)
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
        return {ErrorText::tr("Your role does not allow %1. Ask a managing editor or an administrator."),
                ErrorText::tr("Your role does not allow this. Ask a managing editor or an administrator.")};
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

} // namespace

QString fieldText(const QString &fieldName)
{
    static const QHash<QString, const char *> labels{
        {u"title_ar"_s, QT_TRANSLATE_NOOP("FieldText", "Arabic title")},
        {u"title_en"_s, QT_TRANSLATE_NOOP("FieldText", "English title")},
        {u"summary_ar"_s, QT_TRANSLATE_NOOP("FieldText", "Arabic summary")},
        {u"summary_en"_s, QT_TRANSLATE_NOOP("FieldText", "English summary")},
        {u"body_ar"_s, QT_TRANSLATE_NOOP("FieldText", "Arabic text")},
        {u"body_en"_s, QT_TRANSLATE_NOOP("FieldText", "English text")},
        {u"description_ar"_s, QT_TRANSLATE_NOOP("FieldText", "Arabic description")},
        {u"description_en"_s, QT_TRANSLATE_NOOP("FieldText", "English description")},
        {u"tags"_s, QT_TRANSLATE_NOOP("FieldText", "Tags")},
        {u"state"_s, QT_TRANSLATE_NOOP("FieldText", "State")},
        {u"kind"_s, QT_TRANSLATE_NOOP("FieldText", "Kind")},
        {u"status"_s, QT_TRANSLATE_NOOP("FieldText", "Status")},
        {u"parity"_s, QT_TRANSLATE_NOOP("FieldText", "Translation")},
        {u"note"_s, QT_TRANSLATE_NOOP("FieldText", "Note")},
        {u"review_note"_s, QT_TRANSLATE_NOOP("FieldText", "Review note")},
        {u"series_id"_s, QT_TRANSLATE_NOOP("FieldText", "Series")},
        {u"content_id"_s, QT_TRANSLATE_NOOP("FieldText", "Item")},
        {u"season_number"_s, QT_TRANSLATE_NOOP("FieldText", "Season")},
        {u"episode_number"_s, QT_TRANSLATE_NOOP("FieldText", "Episode")},
        {u"air_date"_s, QT_TRANSLATE_NOOP("FieldText", "Air date")},
        {u"is_special"_s, QT_TRANSLATE_NOOP("FieldText", "Special episode")},
        {u"email"_s, QT_TRANSLATE_NOOP("FieldText", "E-mail")},
        {u"password"_s, QT_TRANSLATE_NOOP("FieldText", "Password")},
        {u"server"_s, QT_TRANSLATE_NOOP("FieldText", "Server")},
        {u"name_ar"_s, QT_TRANSLATE_NOOP("FieldText", "Arabic name")},
        {u"name_en"_s, QT_TRANSLATE_NOOP("FieldText", "English name")},
        {u"main_asset"_s, QT_TRANSLATE_NOOP("FieldText", "Main media")},
        {u"key"_s, QT_TRANSLATE_NOOP("FieldText", "Short name")},
        {u"settings"_s, QT_TRANSLATE_NOOP("FieldText", "Settings")},
        {u"settings.form"_s, QT_TRANSLATE_NOOP("FieldText", "Kind of file")},
        {u"settings.video"_s, QT_TRANSLATE_NOOP("FieldText", "Picture")},
        {u"settings.audio"_s, QT_TRANSLATE_NOOP("FieldText", "Sound")},
        {u"settings.picture"_s, QT_TRANSLATE_NOOP("FieldText", "Picture")},
        {u"settings.video.codec"_s, QT_TRANSLATE_NOOP("FieldText", "Codec of the picture")},
        {u"settings.video.shape"_s, QT_TRANSLATE_NOOP("FieldText", "Shape")},
        {u"settings.video.height"_s, QT_TRANSLATE_NOOP("FieldText", "Height")},
        {u"settings.video.crf"_s, QT_TRANSLATE_NOOP("FieldText", "Quality")},
        {u"settings.video.max_rate"_s, QT_TRANSLATE_NOOP("FieldText", "Highest data rate")},
        {u"settings.video.speed"_s, QT_TRANSLATE_NOOP("FieldText", "Speed of encoding")},
        {u"settings.video.profile"_s, QT_TRANSLATE_NOOP("FieldText", "H.264 profile")},
        {u"settings.audio.codec"_s, QT_TRANSLATE_NOOP("FieldText", "Codec of the sound")},
        {u"settings.audio.rate"_s, QT_TRANSLATE_NOOP("FieldText", "Data rate of the sound")},
        {u"settings.audio.channels"_s, QT_TRANSLATE_NOOP("FieldText", "Channels")},
        {u"settings.audio.loudness"_s, QT_TRANSLATE_NOOP("FieldText", "Loudness")},
        {u"settings.audio.ceiling"_s, QT_TRANSLATE_NOOP("FieldText", "Highest peak")},
        {u"settings.picture.long_side"_s, QT_TRANSLATE_NOOP("FieldText", "Longer side")},
        {u"settings.picture.quality"_s, QT_TRANSLATE_NOOP("FieldText", "Quality")},
        {u"loudness_gate"_s, QT_TRANSLATE_NOOP("FieldText", "Loudness before publishing")},
        {u"role"_s, QT_TRANSLATE_NOOP("FieldText", "Role")},
    };
    const auto it = labels.constFind(fieldName);
    return it == labels.constEnd() ? fieldName : FieldText::tr(*it);
}

QString errorText(const Error &error)
{
    const Sentence sentence = sentenceOf(error.code);
    if (error.subject.isEmpty() || !QUuid::fromString(error.subject).isNull()) {
        return sentence.general;
    }
    return sentence.about.arg(isolate(fieldText(error.subject)));
}

} // namespace rawi
