<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>rawi::CommandPalette</name>
    <message>
        <source>Results</source>
        <translation>النتائج</translation>
    </message>
    <message>
        <source>Show all results for %1</source>
        <translation>اعرض كل النتائج عن %1</translation>
    </message>
</context>
<context>
    <name>rawi::LogView</name>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>يُفحص %1</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>أضيف %1</translation>
    </message>
    <message>
        <source>Finished encoding %1</source>
        <translation>اكتمل الترميز إلى %1</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>تم تسجيل الدخول</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, what happened</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>rawi::MainWindow</name>
    <message numerus="yes">
        <source>%n items moved to the trash</source>
        <translation>
            <numerusform>لم يُنقل شيء إلى المحذوفات</numerusform>
            <numerusform>نُقلت مادة واحدة إلى المحذوفات</numerusform>
            <numerusform>نُقلت مادتان إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مواد إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مادة إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مادة إلى المحذوفات</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>%1 is in the library</source>
        <translation>أضيف %1 إلى المكتبة</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>دعه يستمر</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n files…</source>
        <translation>
            <numerusform>لا ملفات للفحص</numerusform>
            <numerusform>يُفحص ملف واحد…</numerusform>
            <numerusform>يُفحص ملفان…</numerusform>
            <numerusform>تُفحص %Ln ملفات…</numerusform>
            <numerusform>يُفحص %Ln ملفًا…</numerusform>
            <numerusform>يُفحص %Ln ملف…</numerusform>
        </translation>
    </message>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>Media (%1)</source>
        <translation>الوسائط (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>كل الملفات (%1)</translation>
    </message>
    <message>
        <source>Rawi</source>
        <translation>راوي</translation>
    </message>
    <message>
        <source>Encodes</source>
        <translation>الترميز</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Lower panel</source>
        <translation>اللوحة السفلى</translation>
    </message>
    <message numerus="yes">
        <source>%n items of %1 were refused. %2</source>
        <translation>
            <numerusform>لم يُرفض شيء من أصل %1. %2</numerusform>
            <numerusform>رُفضت مادة واحدة من أصل %1. %2</numerusform>
            <numerusform>رُفضت مادتان من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مواد من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مادة من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مادة من أصل %1. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the library.</source>
        <translation>
            <numerusform>لم يدخل المكتبة أي ملف.</numerusform>
            <numerusform>دخل المكتبة ملف واحد.</numerusform>
            <numerusform>دخل المكتبة ملفان.</numerusform>
            <numerusform>دخلت المكتبة %Ln ملفات.</numerusform>
            <numerusform>دخل المكتبة %Ln ملفًا.</numerusform>
            <numerusform>دخل المكتبة %Ln ملف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were refused. %1 %2</source>
        <comment>files refused, the first cause, files taken</comment>
        <translation>
            <numerusform>لم يُرفض أي ملف. %1 %2</numerusform>
            <numerusform>رُفض ملف واحد. %1 %2</numerusform>
            <numerusform>رُفض ملفان. %1 %2</numerusform>
            <numerusform>رُفضت %Ln ملفات. %1 %2</numerusform>
            <numerusform>رُفض %Ln ملفًا. %1 %2</numerusform>
            <numerusform>رُفض %Ln ملف. %1 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. Rawi quits in %n s.</source>
        <translation>
            <numerusform>انتهى الترميز. يُنهى راوي الآن.</numerusform>
            <numerusform>انتهى الترميز. يُنهى راوي بعد ثانية.</numerusform>
            <numerusform>انتهى الترميز. يُنهى راوي بعد ثانيتين.</numerusform>
            <numerusform>انتهى الترميز. يُنهى راوي بعد %Ln ثوانٍ.</numerusform>
            <numerusform>انتهى الترميز. يُنهى راوي بعد %Ln ثانية.</numerusform>
            <numerusform>انتهى الترميز. يُنهى راوي بعد %Ln ثانية.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. The computer goes to sleep in %n s.</source>
        <translation>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون الآن.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد ثانية.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد ثانيتين.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثوانٍ.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثانية.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثانية.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call it off</source>
        <translation>ألغِ ذلك</translation>
    </message>
    <message>
        <source>Choose an item with a film or a recording first</source>
        <translation>اختر أولًا مادة فيها فيلم أو تسجيل</translation>
    </message>
    <message>
        <source>Choose an item that has a media file first.</source>
        <translation>اختر أولًا مادة لها ملف وسائط.</translation>
    </message>
    <message>
        <source>There was no file to add: the folders are empty.</source>
        <translation>لا ملف يُضاف، فالمجلدات فارغة.</translation>
    </message>
    <message>
        <source>The film has another poster.</source>
        <translation>صارت للفيلم صورة غلاف أخرى.</translation>
    </message>
    <message>
        <source>Choose an item that has a film first.</source>
        <translation>اختر أولًا مادة فيها فيلم.</translation>
    </message>
    <message>
        <source>Play the film, or drag its bar, to the frame first.</source>
        <translation>انتقل أولًا إلى الإطار بتشغيل الفيلم أو بسحب شريطه.</translation>
    </message>
</context>
<context>
    <name>rawi::ShellActions</name>
    <message>
        <source>Library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>الاستوديو</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>للانتباه</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>تقدّم</translation>
    </message>
    <message>
        <source>Search or command</source>
        <translation>بحث أو أمر</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>New series…</source>
        <translation>سلسلة جديدة…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>أعد</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>انقل إلى المحذوفات</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>فاتح أو داكن</translation>
    </message>
    <message>
        <source>Latin digits (123)</source>
        <translation>أرقام لاتينية (123)</translation>
    </message>
    <message>
        <source>Show collections</source>
        <translation>أظهر المجموعات</translation>
    </message>
    <message>
        <source>Show the inspector</source>
        <translation>أظهر لوحة المادة</translation>
    </message>
    <message>
        <source>Show the lower panel</source>
        <translation>أظهر اللوحة السفلى</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>إعدادات الترميز…</translation>
    </message>
    <message>
        <source>Cut the film…</source>
        <translation>قص الفيلم…</translation>
    </message>
    <message>
        <source>Subtitles…</source>
        <translation>الترجمة المرئية…</translation>
    </message>
    <message>
        <source>Chapters…</source>
        <translation>الفصول…</translation>
    </message>
    <message>
        <source>Choose the poster…</source>
        <translation>اختر صورة الغلاف…</translation>
    </message>
    <message>
        <source>Use this frame as the poster</source>
        <translation>اجعل هذا الإطار صورة الغلاف</translation>
    </message>
</context>
<context>
    <name>rawi::SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Welcome to Rawi</source>
        <translation>أهلًا بك في راوي</translation>
    </message>
    <message>
        <source>Join your newsroom&apos;s server, or begin on this desk alone. You can join later; what you made is sent then.</source>
        <translation>انضم إلى خادم غرفة الأخبار، أو ابدأ على هذا الجهاز وحده. يمكنك الانضمام لاحقًا، ويُرسل حينها ما أنجزته.</translation>
    </message>
    <message>
        <source>What this desk holds is sent to the server afterwards.</source>
        <translation>يُرسل بعد ذلك إلى الخادم ما على هذا الجهاز.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة السر</translation>
    </message>
    <message>
        <source>Work on this desk only</source>
        <translation>العمل على هذا الجهاز فقط</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>جارٍ تسجيل الدخول…</translation>
    </message>
</context>
<context>
    <name>rawi::StatusStrip</name>
    <message>
        <source>On this desk only</source>
        <translation>على هذا الجهاز فقط</translation>
    </message>
    <message>
        <source>Offline — you can go on working</source>
        <translation>بلا اتصال — يمكنك متابعة العمل</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>جارٍ الاتصال بالخادم %1…</translation>
    </message>
    <message>
        <source>In step with %1</source>
        <translation>متزامن مع %1</translation>
    </message>
    <message>
        <source>Sign in to go on sending</source>
        <translation>سجّل الدخول ليستمر الإرسال</translation>
    </message>
    <message>
        <source>This Rawi is too old for the server</source>
        <translation>هذا الإصدار من راوي أقدم من أن يعمل مع الخادم</translation>
    </message>
    <message>
        <source>Sync is stopped</source>
        <translation>المزامنة متوقفة</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>لا شيء ينتظر</numerusform>
            <numerusform>واحد ينتظر</numerusform>
            <numerusform>اثنان ينتظران</numerusform>
            <numerusform>%Ln تنتظر</numerusform>
            <numerusform>%Ln ينتظر</numerusform>
            <numerusform>%Ln ينتظر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>لا شيء يحتاج إلى انتباه</numerusform>
            <numerusform>واحد يحتاج إلى انتباه</numerusform>
            <numerusform>اثنان يحتاجان إلى انتباه</numerusform>
            <numerusform>%Ln تحتاج إلى انتباه</numerusform>
            <numerusform>%Ln يحتاج إلى انتباه</numerusform>
            <numerusform>%Ln يحتاج إلى انتباه</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::TopBar</name>
    <message>
        <source>Rawi</source>
        <translation>راوي</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Search or type a command…   %1</source>
        <translation>ابحث أو اكتب أمرًا…   %1</translation>
    </message>
    <message>
        <source>Search or command</source>
        <translation>بحث أو أمر</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى انتباه</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
</context>
</TS>
