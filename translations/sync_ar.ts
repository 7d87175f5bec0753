<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>SyncFeature</name>
    <message>
        <source>Attention</source>
        <translation>يحتاج إلى انتباه</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>عرض الفروق</translation>
    </message>
    <message numerus="yes">
        <source>%n changes by %1 wait on this desk. They are sent when %1 signs in here again.</source>
        <translation>
            <numerusform>لا تغييرات من %1 تنتظر على هذا الجهاز.</numerusform>
            <numerusform>تغيير واحد من %1 ينتظر على هذا الجهاز، ويُرسل عندما يسجّل %1 الدخول هنا مجددًا.</numerusform>
            <numerusform>تغييران من %1 ينتظران على هذا الجهاز، ويُرسلان عندما يسجّل %1 الدخول هنا مجددًا.</numerusform>
            <numerusform>%Ln تغييرات من %1 تنتظر على هذا الجهاز، وتُرسل عندما يسجّل %1 الدخول هنا مجددًا.</numerusform>
            <numerusform>%Ln تغييرًا من %1 تنتظر على هذا الجهاز، وتُرسل عندما يسجّل %1 الدخول هنا مجددًا.</numerusform>
            <numerusform>%Ln تغيير من %1 تنتظر على هذا الجهاز، وتُرسل عندما يسجّل %1 الدخول هنا مجددًا.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send them in my name</source>
        <translation>إرسالها باسمي</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <source>Arabic name</source>
        <translation>الاسم العربي</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>الاسم الإنجليزي</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Account in use</source>
        <translation>حساب مفعَّل</translation>
    </message>
    <message>
        <source>Kind of record</source>
        <translation>نوع السجل</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>الحقل</translation>
    </message>
    <message>
        <source>Text before both changes</source>
        <translation>النص قبل التعديلين</translation>
    </message>
    <message>
        <source>The later change</source>
        <translation>التغيير اللاحق</translation>
    </message>
    <message>
        <source>Current version</source>
        <translation>النسخة الحالية</translation>
    </message>
    <message>
        <source>Author of the change</source>
        <translation>صاحب التعديل</translation>
    </message>
    <message>
        <source>Time of the change</source>
        <translation>وقت التعديل</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>محسوم</translation>
    </message>
    <message>
        <source>Text that was kept</source>
        <translation>النص المعتمد</translation>
    </message>
    <message>
        <source>Who settled it</source>
        <translation>من حسمه</translation>
    </message>
    <message>
        <source>Time of settling</source>
        <translation>وقت الحسم</translation>
    </message>
    <message>
        <source>Details of the change</source>
        <translation>تفاصيل التعديل</translation>
    </message>
    <message>
        <source>State before the change</source>
        <translation>الحال قبل التعديل</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>كلمة المرور الحالية</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>النطاق</translation>
    </message>
    <message>
        <source>Settling of two versions</source>
        <translation>حسم بين نسختين</translation>
    </message>
    <message>
        <source>Change of an account</source>
        <translation>تعديل حساب</translation>
    </message>
    <message>
        <source>A person was added</source>
        <translation>أُضيف شخص</translation>
    </message>
    <message>
        <source>An error occurred</source>
        <translation>وقع خطأ</translation>
    </message>
    <message>
        <source>A scheduled task ran</source>
        <translation>نُفّذت مهمة مجدولة</translation>
    </message>
    <message>
        <source>the person</source>
        <translation>الشخص</translation>
    </message>
    <message>
        <source>the pair of versions</source>
        <translation>النسختان المتعارضتان</translation>
    </message>
    <message>
        <source>Somebody has settled this already; nothing is left to do.</source>
        <translation>حسم أحدهم هذا من قبل، ولم يبقَ ما يُفعل.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>الشخص</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>التقويم</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>الأرقام</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>First day of the week</source>
        <translation>أول أيام الأسبوع</translation>
    </message>
    <message>
        <source>Change of one&apos;s own settings</source>
        <translation>تغيير الإعدادات الشخصية</translation>
    </message>
    <message>
        <source>one&apos;s own settings</source>
        <translation>الإعدادات الشخصية</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>الأحداث</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>الوصف</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>المالك</translation>
    </message>
    <message>
        <source>New webhook</source>
        <translation>خطّاف جديد</translation>
    </message>
    <message>
        <source>Change of a webhook</source>
        <translation>تغيير خطّاف</translation>
    </message>
    <message>
        <source>Removal of a webhook</source>
        <translation>حذف خطّاف</translation>
    </message>
    <message>
        <source>the webhook</source>
        <translation>الخطّاف</translation>
    </message>
    <message>
        <source>Mending of old texts</source>
        <translation>إصلاح نصوص قديمة</translation>
    </message>
    <message>
        <source>viewer</source>
        <translation>مطّلع</translation>
    </message>
    <message>
        <source>editor</source>
        <translation>محرر</translation>
    </message>
    <message>
        <source>managing editor</source>
        <translation>مدير تحرير</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>مسؤول</translation>
    </message>
    <message>
        <source>light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Arabic digits</source>
        <translation>أرقام عربية</translation>
    </message>
    <message>
        <source>Latin digits</source>
        <translation>أرقام لاتينية</translation>
    </message>
    <message>
        <source>Gregorian</source>
        <translation>ميلادي</translation>
    </message>
    <message>
        <source>Hijri</source>
        <translation>هجري</translation>
    </message>
    <message>
        <source>as the language has it</source>
        <translation>كما هو معتاد في اللغة</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>السبت</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>الأحد</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>الاثنين</translation>
    </message>
</context>
<context>
    <name>rawi::AttentionBell</name>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى انتباه</translation>
    </message>
</context>
<context>
    <name>rawi::AttentionModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Two versions of: %1</source>
        <translation>نسختان من: %1</translation>
    </message>
    <message>
        <source>You may no longer see this. What you had typed is kept here until you take it out.</source>
        <translation>لم يعد لك أن ترى هذا. وما كتبته محفوظ هنا حتى تُخرجه.</translation>
    </message>
    <message>
        <source>You typed this before Rawi was closed; it is not saved yet.</source>
        <translation>كتبت هذا قبل أن يُغلق راوي، ولم يُحفظ بعد.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>لم يُحفظ: %1</translation>
    </message>
    <message>
        <source>Not sent: %1, %2</source>
        <translation>لم يُرسل: %1، %2</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>لم يُرسل: %1</translation>
    </message>
    <message>
        <source>You began to write this and did not finish it.</source>
        <translation>بدأت كتابة هذا ولم تُكمله.</translation>
    </message>
    <message>
        <source>%1 asks for the file of %2</source>
        <comment>a person, an item</comment>
        <translation>يطلب %1 ملف %2</translation>
    </message>
    <message>
        <source>The file is on this desk and not on the server.</source>
        <translation>الملف على هذا الجهاز وليس على الخادم.</translation>
    </message>
    <message>
        <source>From a watch folder; not added again.</source>
        <translation>من مجلد مراقَب؛ لم تتكرر الإضافة.</translation>
    </message>
</context>
<context>
    <name>rawi::AttentionView</name>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى انتباه</translation>
    </message>
    <message>
        <source>Nothing needs your attention</source>
        <translation>لا شيء يحتاج إلى انتباهك</translation>
    </message>
    <message>
        <source>Discard the change?</source>
        <translation>أتريد التخلي عن التغيير؟</translation>
    </message>
    <message>
        <source>The change is removed from this desk and can not be brought back.</source>
        <translation>يُزال التغيير من هذا الجهاز ولا يمكن استعادته.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>التخلي عنه</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>إبقاء</translation>
    </message>
    <message>
        <source>Export what you had typed</source>
        <translation>تصدير ما كتبته</translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation>عرض المادة</translation>
    </message>
    <message>
        <source>Upload it now</source>
        <translation>رفعه الآن</translation>
    </message>
    <message>
        <source>Do not upload it</source>
        <translation>عدم رفعه</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Do not send it…</source>
        <translation>عدم إرساله…</translation>
    </message>
    <message>
        <source>Changes that the server refuses, edits that could not be merged, files that others ask you for, files that did not go up, texts that could not be saved, files in watch folders that the library has already, and what you had typed where you may no longer look, wait here.</source>
        <translation>تنتظر هنا التغييرات التي يرفضها الخادم، والتحريرات التي تعذّر دمجها، والملفات التي يطلبها غيرك، والملفات التي لم تُرفع، والنصوص التي تعذّر حفظها، وملفات المجلدات المراقَبة الموجودة في المكتبة من قبل، وما كنت قد كتبته حيث لم يعد يحق لك الاطلاع.</translation>
    </message>
    <message>
        <source>Do not send the file?</source>
        <translation>صرف النظر عن إرسال الملف؟</translation>
    </message>
    <message>
        <source>%1 stays on this desk and does not go to the server. You can upload it from its item later.</source>
        <translation>يبقى %1 على هذا الجهاز ولا يُرسَل إلى الخادم. يمكنك رفعه لاحقًا من مادته.</translation>
    </message>
    <message>
        <source>Do not send it</source>
        <translation>عدم إرساله</translation>
    </message>
    <message>
        <source>Keep it in the list</source>
        <translation>إبقاؤه في القائمة</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>ملف نصي</translation>
    </message>
    <message>
        <source>What I had typed</source>
        <translation>ما كتبته</translation>
    </message>
</context>
<context>
    <name>rawi::ConflictView</name>
    <message>
        <source>Two people changed the same words: %1</source>
        <translation>غيّر شخصان الكلمات نفسها: %1</translation>
    </message>
    <message>
        <source>Before both changes</source>
        <translation>قبل التغييرين</translation>
    </message>
    <message>
        <source>The later change</source>
        <translation>التغيير اللاحق</translation>
    </message>
    <message>
        <source>Change by %1</source>
        <translation>تغيير %1</translation>
    </message>
    <message>
        <source>Current version</source>
        <translation>النسخة الحالية</translation>
    </message>
    <message>
        <source>Text to keep</source>
        <translation>النص المعتمد</translation>
    </message>
    <message>
        <source>Take the later change</source>
        <translation>اعتماد التغيير اللاحق</translation>
    </message>
    <message>
        <source>Keep the current version</source>
        <translation>إبقاء النسخة الحالية</translation>
    </message>
    <message>
        <source>Settle with this text</source>
        <translation>الحسم بهذا النص</translation>
    </message>
</context>
<context>
    <name>rawi::RefusedView</name>
    <message>
        <source>What you wanted</source>
        <translation>ما أردته</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>التخلي عنه…</translation>
    </message>
    <message>
        <source>What you had typed</source>
        <translation>ما كتبته</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>نسخ النص</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation>عرض المادة</translation>
    </message>
</context>
<context>
    <name>rawi::StoppedDialog</name>
    <message>
        <source>%1: %2</source>
        <comment>what was done, the record</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of record, its title</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Only on this desk: %1</source>
        <translation>على هذا الجهاز فقط: %1</translation>
    </message>
    <message>
        <source>Only on the server: %1</source>
        <translation>على الخادم فقط: %1</translation>
    </message>
    <message>
        <source>Another version on the server: %1</source>
        <translation>نسخة أخرى على الخادم: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا غير ذلك</numerusform>
            <numerusform>وواحد آخر</numerusform>
            <numerusform>واثنان آخران</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent again (%L1)</source>
        <translation>يُرسل مجددًا (%L1)</translation>
    </message>
    <message>
        <source>Not the same here and on the server (%L1)</source>
        <translation>مختلف بين هذا الجهاز والخادم (%L1)</translation>
    </message>
    <message>
        <source>The server was restored, or is another one</source>
        <translation>استُعيد الخادم من نسخة احتياطية، أو هو خادم آخر</translation>
    </message>
    <message>
        <source>Sync is stopped</source>
        <translation>المزامنة متوقفة</translation>
    </message>
    <message>
        <source>The server does not know what this desk saw last. When you go on, this desk takes over what the server holds, and sends again what you did in the last two weeks and the server does not know. What is only on this desk and is not sent again goes from here.</source>
        <translation>لا يعرف الخادم آخر ما وصل إلى هذا الجهاز. عند المتابعة يأخذ هذا الجهاز ما على الخادم، ويرسل مجددًا ما أجريته في الأسبوعين الأخيرين ولا يعرفه الخادم. وما كان على هذا الجهاز فقط ولا يُرسل مجددًا يُحذف منه.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>الفروق</translation>
    </message>
    <message>
        <source>Go on and send again</source>
        <translation>متابعة وإرسال مجددًا</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>السماح بالمتابعة</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>Looking for what is not the same…</source>
        <translation>يجري البحث عن الفروق…</translation>
    </message>
</context>
<context>
    <name>rawi::SyncStatusView</name>
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
        <source>Synced with %1</source>
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
    <message numerus="yes">
        <source>%n files were not sent</source>
        <translation>
            <numerusform>لا ملف متعثر</numerusform>
            <numerusform>تعذّر إرسال ملف واحد</numerusform>
            <numerusform>تعذّر إرسال ملفين</numerusform>
            <numerusform>تعذّر إرسال %Ln ملفات</numerusform>
            <numerusform>تعذّر إرسال %Ln ملفًا</numerusform>
            <numerusform>تعذّر إرسال %Ln ملف</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync is stopped: look at it</source>
        <translation>المزامنة متوقفة: عرض السبب</translation>
    </message>
</context>
</TS>
