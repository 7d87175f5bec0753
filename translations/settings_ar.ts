<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Preferences</name>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Gregorian</source>
        <translation>الميلادي</translation>
    </message>
    <message>
        <source>Hijri (Umm al-Qura)</source>
        <translation>الهجري (أم القرى)</translation>
    </message>
</context>
<context>
    <name>SettingsFeature</name>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>الإعدادات…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>اختصارات لوحة المفاتيح…</translation>
    </message>
    <message>
        <source>About Rawi…</source>
        <translation>عن راوي…</translation>
    </message>
</context>
<context>
    <name>rawi::AboutDialog</name>
    <message>
        <source>About Rawi</source>
        <translation>عن راوي</translation>
    </message>
    <message>
        <source>Rawi</source>
        <translation>راوي</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>الإصدار %1</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>مبني على</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>An editorial workstation for publishers who work in Arabic and English. Free software: you may use, share and change it under the GNU General Public License, version %1 or later; it comes without any warranty.</source>
        <translation>محطة تحرير للناشرين بالعربية والإنجليزية. برنامج حر: لك أن تستعمله وتشاركه وتعدّله وفق رخصة جنو العمومية العامة، الإصدار %1 أو ما بعده، ويأتي بلا أي ضمان.</translation>
    </message>
</context>
<context>
    <name>rawi::AccountSettingsView</name>
    <message>
        <source>The new password was not written the same twice. Write it again.</source>
        <translation>لم تُكتب كلمة المرور الجديدة مرتين كما هي. اكتبها من جديد.</translation>
    </message>
    <message>
        <source>The password is changed. Your other devices have to sign in again.</source>
        <translation>تغيّرت كلمة المرور. على أجهزتك الأخرى أن تسجّل الدخول من جديد.</translation>
    </message>
    <message>
        <source>This server is older and does not offer it. Ask your administrator for another password.</source>
        <translation>هذا الخادم أقدم ولا يتيح ذلك. اطلب من المسؤول كلمة مرور أخرى.</translation>
    </message>
    <message>
        <source>The present password is wrong. Check it and try again.</source>
        <translation>كلمة المرور الحالية خاطئة. راجعها وحاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This desk works on its own</source>
        <translation>يعمل هذا الجهاز وحده</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>name, role</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>الخادم: %1</translation>
    </message>
    <message>
        <source>Join your newsroom&apos;s server to work with others; what is on this desk is sent then.</source>
        <translation>انضم إلى خادم غرفة الأخبار لتعمل مع غيرك، وعندها يُرسَل ما على هذا الجهاز.</translation>
    </message>
    <message>
        <source>The server must be reachable for this.</source>
        <translation>يجب أن يكون الخادم متاحًا لهذا.</translation>
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
        <source>Another password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>كلمة المرور الحالية</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>New password, again</source>
        <translation>كلمة المرور الجديدة مرة أخرى</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
</context>
<context>
    <name>rawi::GeneralSettingsView</name>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Digits in Arabic</source>
        <translation>الأرقام في العربية</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>التقويم</translation>
    </message>
    <message>
        <source>First day of the week</source>
        <translation>أول أيام الأسبوع</translation>
    </message>
    <message>
        <source>As this computer</source>
        <translation>كما في هذا الحاسوب</translation>
    </message>
    <message>
        <source>As the language has it</source>
        <translation>كما هو معتاد في اللغة</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day of the week, date</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>الأسبوع</translation>
    </message>
</context>
<context>
    <name>rawi::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>صفحات الإعدادات</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>rawi::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>ابحث عن أمر أو مفتاح</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>الأمر</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
</TS>
