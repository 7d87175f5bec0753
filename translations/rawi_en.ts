<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>rawi::PresetEditorDialog</name>
    <message numerus="yes">
        <source>%n presets were taken in.</source>
        <translation>
            <numerusform>%n preset was taken in.</numerusform>
            <numerusform>%n presets were taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n presets were not taken in; the first is %1: %2</source>
        <translation>
            <numerusform>%n preset was not taken in: %1: %2</numerusform>
            <numerusform>%n presets were not taken in; the first is %1: %2</numerusform>
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
</context>
<context>
    <name>rawi::SubtitleFiles</name>
    <message numerus="yes">
        <source>Read %n line(s), with something left out near line %1.</source>
        <translation>
            <numerusform>لم يُقرأ أي سطر، وتُرك شيء قرب السطر %1.</numerusform>
            <numerusform>قُرئ سطر واحد، وتُرك شيء قرب السطر %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n line(s).</source>
        <translation>
            <numerusform>لم يُقرأ أي سطر.</numerusform>
            <numerusform>قُرئ سطر واحد.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindView</name>
    <message numerus="yes">
        <source>Replaced in %n place(s).</source>
        <translation>
            <numerusform>لم يُستبدل شيء.</numerusform>
            <numerusform>استُبدل في موضع واحد.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindingsView</name>
    <message numerus="yes">
        <source>Fixed %n line(s).</source>
        <translation>
            <numerusform>لم يُصلح أي سطر.</numerusform>
            <numerusform>أُصلح سطر واحد.</numerusform>
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
</TS>
