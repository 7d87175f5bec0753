<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;ملف</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;تحرير</translation>
    </message>
    <message>
        <source>&amp;Item</source>
        <translation>ما&amp;دة</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;نافذة</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>م&amp;ساعدة</translation>
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
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Show collections</source>
        <translation>إظهار المجموعات</translation>
    </message>
    <message>
        <source>Show the inspector</source>
        <translation>إظهار لوحة المادة</translation>
    </message>
    <message>
        <source>Show the lower panel</source>
        <translation>إظهار اللوحة السفلى</translation>
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
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إغلاق راوي</translation>
    </message>
    <message>
        <source>Admin…</source>
        <translation>الإدارة…</translation>
    </message>
</context>
<context>
    <name>rawi::CommandPalette</name>
    <message>
        <source>Results</source>
        <translation>النتائج</translation>
    </message>
    <message>
        <source>Show all results for %1</source>
        <translation>عرض كل النتائج عن %1</translation>
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
        <translation>أُضيف %1</translation>
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
    <message>
        <source>Rawi</source>
        <translation>راوي</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Lower panel</source>
        <translation>اللوحة السفلى</translation>
    </message>
    <message>
        <source>Quit Rawi and lose what was typed?</source>
        <translation>أتريد إغلاق راوي وفقدان ما كُتب؟</translation>
    </message>
    <message>
        <source>The disk is full, and what you typed last is kept in memory only. Free some space: it is saved automatically within seconds.</source>
        <translation>القرص ممتلئ، وآخر ما كتبته محفوظ في الذاكرة وحدها. أفسح مكانًا على القرص، فيُحفظ تلقائيًا خلال ثوانٍ.</translation>
    </message>
    <message>
        <source>Quit and lose it</source>
        <translation>الإغلاق وفقدانه</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>البقاء</translation>
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
        <translation>كلمة المرور</translation>
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
    <name>rawi::TopBar</name>
    <message>
        <source>Rawi</source>
        <translation>راوي</translation>
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
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>About Rawi</source>
        <translation>عن راوي</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>The item</source>
        <translation>المادة</translation>
    </message>
</context>
</TS>
