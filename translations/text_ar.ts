<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>ErrorText</name>
    <message>
        <source>%1 has a value that is not allowed. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is not allowed. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Rawi does not know %1. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Rawi does not know one of the fields. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Rawi cannot do %1. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Rawi cannot do this. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is still empty. Fill it in and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that is needed is still empty. Fill it in and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too long. Shorten it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long. Shorten it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there any more; somebody may have removed it. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not there any more; somebody may have removed it. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name or use the existing one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This exists already. Choose another name or use the existing one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The state of %1 does not allow this step any more. Look at it again and choose another step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its state does not allow this step any more. Look at it again and choose another step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed %1 in the meantime. Look at the new version and repeat your change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime. Look at the new version and repeat your change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data in %1 is damaged. Restore it from a backup or sign in again to fetch it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored data is damaged. Restore it from a backup or sign in again to fetch it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused %1. Try again; if it happens again, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused the change. Try again; if it happens again, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is open in another Rawi window. Close that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Rawi is using this. Close that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants to know which version of %1 was changed. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants to know which version was changed. Update Rawi and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow %1. Ask a managing editor or an administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this. Ask a managing editor or an administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session at %1 has ended. Sign in again; your work on this desk is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; your work on this desk is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The e-mail or the password for %1 is wrong. Check both and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The e-mail or the password is wrong. Check both and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password for %1 is too easy to guess. Use at least twelve characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is too easy to guess. Use at least twelve characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many attempts for %1. Wait a minute and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many attempts. Wait a minute and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a newer Rawi. Update this desk; your work is kept and sent afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs a newer Rawi. Update this desk; your work is kept and sent afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 was restored from a backup. This desk compares everything with it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was restored from a backup. This desk compares everything with it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk was away from %1 for long. It fetches everything once more; just wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk was away for long. It fetches everything once more; just wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 missed a change of this desk. It is sent again by itself; just wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server missed a change of this desk. It is sent again by itself; just wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants to remove very much at once (%1), so Rawi stopped. Ask your administrator; if it is right, let it go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants to remove very much at once, so Rawi stopped. Ask your administrator; if it is right, let it go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network cannot be reached. Check the connection; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer in time. Rawi tries again by itself; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no answer in time. Rawi tries again by itself; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 cannot work at the moment. Rawi tries again by itself; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot work at the moment. Rawi tries again by itself; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server holds another part of %1 than expected. The upload goes on from there by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server holds another part of the file than expected. The upload goes on from there by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 arrived damaged. Start the upload again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file arrived damaged. Start the upload again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server at %1 does not offer this. Check the address of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not offer this. Check the address of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use by another program. Choose another address or stop that program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is in use by another program. Choose another one or stop that program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than allowed. Use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is larger than allowed. Use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of a type that the server does not take. Convert it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This type of file is not taken by the server. Convert it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is not where it was. Connect its disk or add the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was. Connect its disk or add the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 was changed after it was added. Add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was changed after it was added. Add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read or written. Check the disk and your rights to the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file cannot be read or written. Check the disk and your rights to the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left for %1. Free some space and try again; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space and try again; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a video, a sound or a picture. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a video, a sound or a picture. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ends too early; it was probably not copied completely. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends too early; it was probably not copied completely. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses a format that Rawi cannot read. Convert it with another program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This format cannot be read by Rawi. Convert it with another program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media worker stopped at %1. Your desk is safe; choose “Try again”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media worker stopped. Your desk is safe; choose “Try again”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was cancelled. Start it again whenever you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was cancelled. Start it again whenever you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program %1 is missing. Install Rawi again or ask your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program that Rawi needs is missing. Install Rawi again or ask your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened with %1. Try again; if it happens again, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened. Try again; if it happens again, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldText</name>
    <message>
        <source>Arabic title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Season</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Episode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Air date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Special episode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main media</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>percent</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Draft</source>
        <comment>content state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review</source>
        <comment>content state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <comment>content state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <comment>content state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived</source>
        <comment>content state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic is behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English is behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ongoing</source>
        <comment>series status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>series status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hiatus</source>
        <comment>series status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Managing editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on the server yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>media variant</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>encode</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>upload</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploading</source>
        <comment>upload</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <comment>upload</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>upload</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
