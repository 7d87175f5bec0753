<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArgumentText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContentFeature</name>
    <message numerus="yes">
        <source>%n items of %1 were refused. %2</source>
        <translation>
            <numerusform>%Ln item of %1 was refused. %2</numerusform>
            <numerusform>%Ln items of %1 were refused. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items moved to the trash</source>
        <translation>
            <numerusform>%Ln item moved to the trash</numerusform>
            <numerusform>%Ln items moved to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindFiles</name>
    <message numerus="yes">
        <source>%n files were found again.</source>
        <translation>
            <numerusform>%Ln file was found again.</numerusform>
            <numerusform>%Ln files were found again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are still missing.</source>
        <translation>
            <numerusform>%Ln file is still missing.</numerusform>
            <numerusform>%Ln files are still missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>%Ln s left</numerusform>
            <numerusform>%Ln s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>%Ln h left</numerusform>
            <numerusform>%Ln h left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%Ln hour ago</numerusform>
            <numerusform>%Ln hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnownFiles</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the library already.</source>
        <translation>
            <numerusform>%Ln file is in the library already.</numerusform>
            <numerusform>%Ln files are in the library already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StudioFeature</name>
    <message numerus="yes">
        <source>%n uploads were cancelled.</source>
        <translation>
            <numerusform>%Ln upload was cancelled.</numerusform>
            <numerusform>%Ln uploads were cancelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncFeature</name>
    <message numerus="yes">
        <source>%n changes by %1 wait on this desk. They are sent when %1 signs in here again.</source>
        <translation>
            <numerusform>%Ln change by %1 waits on this desk. It is sent when %1 signs in here again.</numerusform>
            <numerusform>%Ln changes by %1 wait on this desk. They are sent when %1 signs in here again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::AdminListPage</name>
    <message numerus="yes">
        <source>%n of %1 were refused. %2</source>
        <comment>rows, the first cause</comment>
        <translation>
            <numerusform>%Ln of %1 was refused. %2</numerusform>
            <numerusform>%Ln of %1 were refused. %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::BatchAddDialog</name>
    <message numerus="yes">
        <source>%n files and folders</source>
        <translation>
            <numerusform>%Ln file or folder</numerusform>
            <numerusform>%Ln files and folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::DeliveryListPage</name>
    <message numerus="yes">
        <source>%n deliveries are sent again.</source>
        <translation>
            <numerusform>%Ln delivery is sent again.</numerusform>
            <numerusform>%Ln deliveries are sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::Encodes</name>
    <message numerus="yes">
        <source>%n encodes</source>
        <translation>
            <numerusform>%Ln encode</numerusform>
            <numerusform>%Ln encodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::HealthPage</name>
    <message numerus="yes">
        <source>%n jobs were given up; see Jobs</source>
        <translation>
            <numerusform>%Ln job was given up; see Jobs</numerusform>
            <numerusform>%Ln jobs were given up; see Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ms</source>
        <translation>
            <numerusform>%Ln ms</numerusform>
            <numerusform>%Ln ms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::IntakeNotices</name>
    <message numerus="yes">
        <source>Looking at %n files…</source>
        <translation>
            <numerusform>Looking at %Ln file…</numerusform>
            <numerusform>Looking at %Ln files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the library.</source>
        <translation>
            <numerusform>%Ln file is in the library.</numerusform>
            <numerusform>%Ln files are in the library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were refused. %1 %2</source>
        <comment>files refused, the first cause, files taken</comment>
        <translation>
            <numerusform>%Ln file was refused. %1 %2</numerusform>
            <numerusform>%Ln files were refused. %1 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. Rawi quits in %n s.</source>
        <translation>
            <numerusform>The encodes have ended. Rawi quits in %Ln s.</numerusform>
            <numerusform>The encodes have ended. Rawi quits in %Ln s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. The computer goes to sleep in %n s.</source>
        <translation>
            <numerusform>The encodes have ended. The computer goes to sleep in %Ln s.</numerusform>
            <numerusform>The encodes have ended. The computer goes to sleep in %Ln s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ItemFieldView</name>
    <message numerus="yes">
        <source>%n characters too many</source>
        <translation>
            <numerusform>%n character too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ItemHistoryView</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %Ln more</numerusform>
            <numerusform>Show %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::JobListPage</name>
    <message numerus="yes">
        <source>%n jobs are tried again.</source>
        <translation>
            <numerusform>%Ln job is tried again.</numerusform>
            <numerusform>%Ln jobs are tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs were cancelled.</source>
        <translation>
            <numerusform>%Ln job was cancelled.</numerusform>
            <numerusform>%Ln jobs were cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs end at once, and what they made so far is thrown away.</source>
        <translation>
            <numerusform>%Ln job ends at once, and what it made so far is thrown away.</numerusform>
            <numerusform>%Ln jobs end at once, and what they made so far is thrown away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::LibraryView</name>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::PeoplePage</name>
    <message numerus="yes">
        <source>%n people are signed out everywhere and cannot sign in again until their accounts are switched on. What they wrote stays.</source>
        <translation>
            <numerusform>%Ln person is signed out everywhere and cannot sign in again until the account is switched on. What the person wrote stays.</numerusform>
            <numerusform>%Ln people are signed out everywhere and cannot sign in again until their accounts are switched on. What they wrote stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were switched on.</source>
        <translation>
            <numerusform>%Ln account was switched on.</numerusform>
            <numerusform>%Ln accounts were switched on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were switched off.</source>
        <translation>
            <numerusform>%Ln account was switched off.</numerusform>
            <numerusform>%Ln accounts were switched off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::PresetEditorDialog</name>
    <message numerus="yes">
        <source>%n presets were imported.</source>
        <translation>
            <numerusform>%n preset was taken in.</numerusform>
            <numerusform>%n presets were taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n presets were not imported; the first is %1: %2</source>
        <translation>
            <numerusform>%n preset was not taken in: %1: %2</numerusform>
            <numerusform>%n presets were not taken in; the first is %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ScheduleListPage</name>
    <message numerus="yes">
        <source>%n schedules were switched on.</source>
        <translation>
            <numerusform>%Ln schedule was switched on.</numerusform>
            <numerusform>%Ln schedules were switched on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schedules were switched off.</source>
        <translation>
            <numerusform>%Ln schedule was switched off.</numerusform>
            <numerusform>%Ln schedules were switched off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SeriesAccessDialog</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SeriesBoardModel</name>
    <message numerus="yes">
        <source>Season %1 (%n episode(s))</source>
        <translation>
            <numerusform>Season %1 (%Ln episode)</numerusform>
            <numerusform>Season %1 (%Ln episodes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SeriesListModel</name>
    <message numerus="yes">
        <source>%n episode(s)</source>
        <translation>
            <numerusform>%Ln episode</numerusform>
            <numerusform>%Ln episodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only its %n member(s) may see the series</source>
        <translation>
            <numerusform>Only its one member may see the series</numerusform>
            <numerusform>Only its %Ln members may see the series</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::StoppedDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFiles</name>
    <message numerus="yes">
        <source>Read %n line(s).</source>
        <translation>
            <numerusform>Read one line.</numerusform>
            <numerusform>Read %Ln lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more line(s).</source>
        <translation>
            <numerusform>And one more line.</numerusform>
            <numerusform>And %Ln more lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n line(s). %1</source>
        <translation>
            <numerusform>Read one line. %1</numerusform>
            <numerusform>Read %Ln lines. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindView</name>
    <message numerus="yes">
        <source>Replaced in %n place(s).</source>
        <translation>
            <numerusform>Replaced in one place.</numerusform>
            <numerusform>Replaced in %Ln places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindingsView</name>
    <message numerus="yes">
        <source>Fixed %n line(s).</source>
        <translation>
            <numerusform>Fixed one line.</numerusform>
            <numerusform>Fixed %Ln lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SyncStatusView</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>%Ln needs attention</numerusform>
            <numerusform>%Ln need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were not sent</source>
        <translation>
            <numerusform>%Ln file was not sent</numerusform>
            <numerusform>%Ln files were not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::TransfersModel</name>
    <message numerus="yes">
        <source>%n files to go</source>
        <translation>
            <numerusform>%Ln file to go</numerusform>
            <numerusform>%Ln files to go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::WatchFoldersDialog</name>
    <message numerus="yes">
        <source>%n files on their way</source>
        <translation>
            <numerusform>%Ln file on its way</numerusform>
            <numerusform>%Ln files on their way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::WebhookListPage</name>
    <message numerus="yes">
        <source>%n webhooks go, with their secrets and all that waits to be sent to them. This cannot be undone.</source>
        <translation>
            <numerusform>%Ln webhook goes, with its secret and all that waits to be sent to it. This cannot be undone.</numerusform>
            <numerusform>%Ln webhooks go, with their secrets and all that waits to be sent to them. This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were switched on.</source>
        <translation>
            <numerusform>%Ln webhook was switched on.</numerusform>
            <numerusform>%Ln webhooks were switched on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were switched off.</source>
        <translation>
            <numerusform>%Ln webhook was switched off.</numerusform>
            <numerusform>%Ln webhooks were switched off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were removed.</source>
        <translation>
            <numerusform>%Ln webhook was removed.</numerusform>
            <numerusform>%Ln webhooks were removed.</numerusform>
        </translation>
    </message>
</context>
</TS>
