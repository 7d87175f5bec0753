<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AdminRooms</name>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>سلامة الخادم</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>خطّافات الويب</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>Importing a film</source>
        <translation>استيراد فيلم</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>ترميز</translation>
    </message>
    <message>
        <source>Checking a film</source>
        <translation>فحص فيلم</translation>
    </message>
    <message>
        <source>Checking what was uploaded</source>
        <translation>التحقق مما رُفع</translation>
    </message>
    <message>
        <source>Clearing away given-up uploads</source>
        <translation>إزالة عمليات رفع متروكة</translation>
    </message>
    <message>
        <source>Clearing away replaced files</source>
        <translation>إزالة ملفات مستبدلة</translation>
    </message>
    <message>
        <source>Clearing away old jobs</source>
        <translation>إزالة مهام قديمة</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>نسخ احتياطي</translation>
    </message>
    <message>
        <source>Notifying another server</source>
        <translation>إبلاغ خادم آخر</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>بالانتظار</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>قيد التنفيذ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>المنجَز</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>تُرك</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>وصل</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>كل شيء</translation>
    </message>
    <message>
        <source>Items: everything</source>
        <translation>المواد: كل شيء</translation>
    </message>
    <message>
        <source>An item was made</source>
        <translation>أُنشئت مادة</translation>
    </message>
    <message>
        <source>An item was changed</source>
        <translation>عُدّلت مادة</translation>
    </message>
    <message>
        <source>An item was published</source>
        <translation>نُشرت مادة</translation>
    </message>
    <message>
        <source>A film is ready</source>
        <translation>فيلم جاهز</translation>
    </message>
    <message>
        <source>People: everything</source>
        <translation>الأشخاص: كل شيء</translation>
    </message>
    <message>
        <source>A job has ended</source>
        <translation>انتهت مهمة</translation>
    </message>
    <message>
        <source>A schedule has run</source>
        <translation>نُفّذت مهمة مجدولة</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>حدث خلل</translation>
    </message>
    <message>
        <source>Clearing away old events</source>
        <translation>إزالة أحداث قديمة</translation>
    </message>
    <message>
        <source>Clearing away old changes</source>
        <translation>إزالة تغييرات قديمة</translation>
    </message>
</context>
<context>
    <name>rawi::AdminListPage</name>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>On</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>تشغيل</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 were refused. %2</source>
        <comment>rows, the first cause</comment>
        <translation>
            <numerusform>لم يُرفض شيء من %1. %2</numerusform>
            <numerusform>رُفض واحد من %1. %2</numerusform>
            <numerusform>رُفض اثنان من %1. %2</numerusform>
            <numerusform>رُفضت %Ln من %1. %2</numerusform>
            <numerusform>رُفض %Ln من %1. %2</numerusform>
            <numerusform>رُفض %Ln من %1. %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::AdminWindow</name>
    <message>
        <source>Connected to %1</source>
        <translation>متصل بـ %1</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>جارٍ الاتصال بالخادم %1…</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>لم يسجّل أحد الدخول.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>الإدارة</translation>
    </message>
    <message>
        <source>Rooms of the administration</source>
        <translation>أقسام الإدارة</translation>
    </message>
</context>
<context>
    <name>rawi::DeliveryListPage</name>
    <message>
        <source>Event</source>
        <translation>الحدث</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>آخر رد</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا رد</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>الإرسالات</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>لم يُرسل شيء بعد</translation>
    </message>
    <message>
        <source>Choose a webhook above; what is sent to it is listed here.</source>
        <translation>اختر خطّافًا في الأعلى؛ يُعرض هنا ما يُرسل إليه.</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>كل الحالات</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>إرسال مجددًا</translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries are sent again.</source>
        <translation>
            <numerusform>لا شيء يُرسل.</numerusform>
            <numerusform>يُرسل إبلاغ واحد مجددًا.</numerusform>
            <numerusform>يُرسل إبلاغان مجددًا.</numerusform>
            <numerusform>تُرسل %Ln إبلاغات مجددًا.</numerusform>
            <numerusform>يُرسل %Ln إبلاغًا مجددًا.</numerusform>
            <numerusform>يُرسل %Ln إبلاغ مجددًا.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::HealthPage</name>
    <message>
        <source>Health of the server</source>
        <translation>سلامة الخادم</translation>
    </message>
    <message>
        <source>Its parts</source>
        <translation>أجزاؤه</translation>
    </message>
    <message>
        <source>Since it was started</source>
        <translation>منذ تشغيله</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>تعذّر الوصول</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>فيه خلل</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>في %1</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>قاعدة البيانات</translation>
    </message>
    <message>
        <source>Media folder</source>
        <translation>مجلد الوسائط</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>الأحداث</translation>
    </message>
    <message>
        <source>Calls to others</source>
        <translation>الاتصالات الخارجية</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Desks that listen</source>
        <translation>الأجهزة المتصلة</translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation>الاتصالات المفتوحة</translation>
    </message>
    <message>
        <source>Requests answered</source>
        <translation>الطلبات المُجابة</translation>
    </message>
    <message>
        <source>Of these with an error of the server</source>
        <translation>منها بخطأ في الخادم</translation>
    </message>
    <message>
        <source>95 of 100 were answered within</source>
        <translation>أُجيب خمسة وتسعون من كل مئة خلال</translation>
    </message>
    <message>
        <source>more than the server measures</source>
        <translation>أكثر مما يقيسه الخادم</translation>
    </message>
    <message numerus="yes">
        <source>%n ms</source>
        <translation>
            <numerusform>%Ln م.ث</numerusform>
            <numerusform>%Ln م.ث</numerusform>
            <numerusform>%Ln م.ث</numerusform>
            <numerusform>%Ln م.ث</numerusform>
            <numerusform>%Ln م.ث</numerusform>
            <numerusform>%Ln م.ث</numerusform>
        </translation>
    </message>
    <message>
        <source>Received</source>
        <translation>المستلَم</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>المرسَل</translation>
    </message>
    <message>
        <source>Uploads under way</source>
        <translation>عمليات رفع جارية</translation>
    </message>
    <message>
        <source>Changes ever made</source>
        <translation>التغييرات منذ البداية</translation>
    </message>
    <message>
        <source>Desks cut off because they read too slowly</source>
        <translation>أجهزة قُطع اتصالها لبطء قراءتها</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>المواعيد</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs were given up; see Jobs</source>
        <translation>
            <numerusform>لا مهام متروكة</numerusform>
            <numerusform>مهمة واحدة تُركت؛ انظر المهام</numerusform>
            <numerusform>مهمتان تُركتا؛ انظر المهام</numerusform>
            <numerusform>%Ln مهام تُركت؛ انظر المهام</numerusform>
            <numerusform>%Ln مهمة تُركت؛ انظر المهام</numerusform>
            <numerusform>%Ln مهمة تُركت؛ انظر المهام</numerusform>
        </translation>
    </message>
    <message>
        <source>Late: %1</source>
        <translation>متأخر: %1</translation>
    </message>
    <message>
        <source>Jobs that wait</source>
        <translation>مهام بالانتظار</translation>
    </message>
    <message>
        <source>Jobs that run</source>
        <translation>مهام قيد التنفيذ</translation>
    </message>
</context>
<context>
    <name>rawi::JobListPage</name>
    <message>
        <source>Work</source>
        <translation>المهمة</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>المنجَز</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>ما الخلل</translation>
    </message>
    <message>
        <source>Jobs of the server</source>
        <translation>مهام الخادم</translation>
    </message>
    <message>
        <source>The server has no job</source>
        <translation>لا مهام لدى الخادم</translation>
    </message>
    <message>
        <source>What it works on by itself is listed here while it does and afterwards.</source>
        <translation>يُعرض هنا ما ينجزه الخادم تلقائيًا، في أثنائه وبعده.</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>كل الحالات</translation>
    </message>
    <message>
        <source>Every kind of work</source>
        <translation>كل أنواع المهام</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs are tried again.</source>
        <translation>
            <numerusform>لا مهمة تُعاد.</numerusform>
            <numerusform>تُعاد مهمة واحدة.</numerusform>
            <numerusform>تُعاد مهمتان.</numerusform>
            <numerusform>تُعاد %Ln مهام.</numerusform>
            <numerusform>تُعاد %Ln مهمة.</numerusform>
            <numerusform>تُعاد %Ln مهمة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the job…</source>
        <translation>إلغاء المهمة…</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs were cancelled.</source>
        <translation>
            <numerusform>لم تُلغَ أي مهمة.</numerusform>
            <numerusform>أُلغيت مهمة واحدة.</numerusform>
            <numerusform>أُلغيت مهمتان.</numerusform>
            <numerusform>أُلغيت %Ln مهام.</numerusform>
            <numerusform>أُلغيت %Ln مهمة.</numerusform>
            <numerusform>أُلغيت %Ln مهمة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs end at once, and what they made so far is thrown away.</source>
        <translation>
            <numerusform>لا تنتهي أي مهمة.</numerusform>
            <numerusform>تنتهي مهمة واحدة فورًا، ويُحذف ما أنجزته حتى الآن.</numerusform>
            <numerusform>تنتهي مهمتان فورًا، ويُحذف ما أنجزتاه حتى الآن.</numerusform>
            <numerusform>تنتهي %Ln مهام فورًا، ويُحذف ما أنجزته حتى الآن.</numerusform>
            <numerusform>تنتهي %Ln مهمة فورًا، ويُحذف ما أنجزته حتى الآن.</numerusform>
            <numerusform>تنتهي %Ln مهمة فورًا، ويُحذف ما أنجزته حتى الآن.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>المواعيد</translation>
    </message>
    <message>
        <source>Jobs and schedules</source>
        <translation>المهام والمواعيد</translation>
    </message>
</context>
<context>
    <name>rawi::PeoplePage</name>
    <message>
        <source>Arabic name</source>
        <translation>الاسم بالعربية</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>الاسم بالإنجليزية</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>مفعّل</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>موقوف</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Search by name or e-mail</source>
        <translation>ابحث بالاسم أو البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>لا أحد هنا بعد</translation>
    </message>
    <message>
        <source>Add the members of the newsroom; each signs in with an e-mail address and a password.</source>
        <translation>أضف أعضاء غرفة الأخبار؛ يسجّل كل منهم الدخول ببريد إلكتروني وكلمة مرور.</translation>
    </message>
    <message>
        <source>Every role</source>
        <translation>كل الأدوار</translation>
    </message>
    <message>
        <source>Every account</source>
        <translation>كل الحسابات</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>تعديل…</translation>
    </message>
    <message>
        <source>Change the password…</source>
        <translation>تغيير كلمة المرور…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>إيقاف…</translation>
    </message>
    <message>
        <source>%1 is signed out everywhere and cannot sign in again until the account is switched on. What the person wrote stays.</source>
        <translation>يُسجَّل خروج %1 من كل مكان، ولا يمكن تسجيل الدخول مجددًا حتى يُفعَّل الحساب. ويبقى ما كُتب.</translation>
    </message>
    <message numerus="yes">
        <source>%n people are signed out everywhere and cannot sign in again until their accounts are switched on. What they wrote stays.</source>
        <translation>
            <numerusform>لا يُسجَّل خروج أحد.</numerusform>
            <numerusform>يُسجَّل خروج شخص واحد من كل مكان، ولا يدخل مجددًا حتى يُفعَّل حسابه. ويبقى ما كتبه.</numerusform>
            <numerusform>يُسجَّل خروج شخصين من كل مكان، ولا يدخلان مجددًا حتى يُفعَّل حساباهما. ويبقى ما كتباه.</numerusform>
            <numerusform>يُسجَّل خروج %Ln أشخاص من كل مكان، ولا يدخلون مجددًا حتى تُفعَّل حساباتهم. ويبقى ما كتبوه.</numerusform>
            <numerusform>يُسجَّل خروج %Ln شخصًا من كل مكان، ولا يدخلون مجددًا حتى تُفعَّل حساباتهم. ويبقى ما كتبوه.</numerusform>
            <numerusform>يُسجَّل خروج %Ln شخص من كل مكان، ولا يدخلون مجددًا حتى تُفعَّل حساباتهم. ويبقى ما كتبوه.</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>تفعيل</translation>
    </message>
    <message>
        <source>Add a person…</source>
        <translation>إضافة شخص…</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>كلمة المرور الأولى</translation>
    </message>
    <message>
        <source>At least 8 characters, with letters and digits or signs.</source>
        <translation>ثمانية أحرف على الأقل، فيها حروف وأرقام أو رموز.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>إضافة شخص</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>The person was added and can sign in now.</source>
        <translation>أُضيف الشخص ويمكنه تسجيل الدخول الآن.</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>يحق له تسجيل الدخول</translation>
    </message>
    <message>
        <source>Change a person</source>
        <translation>تعديل شخص</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>The change was saved.</source>
        <translation>حُفظ التعديل.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>The person is signed out everywhere and signs in with this one. At least 8 characters, with letters and digits or signs.</source>
        <translation>يُسجَّل خروج الشخص من كل مكان، ثم يدخل بهذه. ثمانية أحرف على الأقل، فيها حروف وأرقام أو رموز.</translation>
    </message>
    <message>
        <source>Another password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>تعيين كلمة المرور</translation>
    </message>
    <message>
        <source>The password of %1 was changed.</source>
        <translation>تغيّرت كلمة مرور %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were switched on.</source>
        <translation>
            <numerusform>لم يُفعَّل أي حساب.</numerusform>
            <numerusform>فُعّل حساب واحد.</numerusform>
            <numerusform>فُعّل حسابان.</numerusform>
            <numerusform>فُعّلت %Ln حسابات.</numerusform>
            <numerusform>فُعّل %Ln حسابًا.</numerusform>
            <numerusform>فُعّل %Ln حساب.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were switched off.</source>
        <translation>
            <numerusform>لم يُوقف أي حساب.</numerusform>
            <numerusform>أُوقف حساب واحد.</numerusform>
            <numerusform>أُوقف حسابان.</numerusform>
            <numerusform>أُوقفت %Ln حسابات.</numerusform>
            <numerusform>أُوقف %Ln حسابًا.</numerusform>
            <numerusform>أُوقف %Ln حساب.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ScheduleListPage</name>
    <message>
        <source>Task</source>
        <translation>المهمة</translation>
    </message>
    <message>
        <source>When (cron)</source>
        <translation>الموعد (cron)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>المنطقة الزمنية</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>الأخير</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>المواعيد</translation>
    </message>
    <message>
        <source>Nothing is scheduled</source>
        <translation>لا مواعيد</translation>
    </message>
    <message>
        <source>The server&apos;s recurring tasks are listed here.</source>
        <translation>تُعرض هنا المهام التي يكررها الخادم.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>تعديل…</translation>
    </message>
    <message>
        <source>Minute, hour, day, month, weekday: %1 is half past four on weekdays.</source>
        <translation>الدقيقة والساعة واليوم والشهر ويوم الأسبوع: %1 تعني الرابعة والنصف من الاثنين إلى الجمعة.</translation>
    </message>
    <message>
        <source>By its IANA name: Asia/Riyadh, Africa/Cairo, UTC.</source>
        <translation>باسمها في IANA: ⁦Asia/Riyadh⁩ أو ⁦Africa/Cairo⁩ أو ⁦UTC⁩.</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>Change a schedule</source>
        <translation>تعديل موعد</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>The schedule was changed.</source>
        <translation>عُدّل الموعد.</translation>
    </message>
    <message numerus="yes">
        <source>%n schedules were switched on.</source>
        <translation>
            <numerusform>لم يُشغَّل أي موعد.</numerusform>
            <numerusform>شُغّل موعد واحد.</numerusform>
            <numerusform>شُغّل موعدان.</numerusform>
            <numerusform>شُغّلت %Ln مواعيد.</numerusform>
            <numerusform>شُغّل %Ln موعدًا.</numerusform>
            <numerusform>شُغّل %Ln موعد.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schedules were switched off.</source>
        <translation>
            <numerusform>لم يُوقف أي موعد.</numerusform>
            <numerusform>أُوقف موعد واحد.</numerusform>
            <numerusform>أُوقف موعدان.</numerusform>
            <numerusform>أُوقفت %Ln مواعيد.</numerusform>
            <numerusform>أُوقف %Ln موعدًا.</numerusform>
            <numerusform>أُوقف %Ln موعد.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ServerSettingsPage</name>
    <message>
        <source>Public address</source>
        <translation>العنوان العام</translation>
    </message>
    <message>
        <source>Every link that the server makes begins with it. Empty: as the server was started.</source>
        <translation>يبدأ به كل رابط يصنعه الخادم. وإن تُرك فارغًا فكما شُغّل الخادم.</translation>
    </message>
    <message>
        <source>Give the whole address, for example %1</source>
        <translation>اكتب العنوان كاملًا، مثل %1</translation>
    </message>
    <message>
        <source>Loudness before publishing</source>
        <translation>جهارة الصوت قبل النشر</translation>
    </message>
    <message>
        <source>An item whose sound was not measured, or is off, is not published.</source>
        <translation>لا تُنشر مادة لم يُقَس صوتها أو خرج عن الحد.</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>آخر تعديل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The settings were saved. They hold for everybody.</source>
        <translation>حُفظت الإعدادات، وهي تسري على الجميع.</translation>
    </message>
    <message>
        <source>Settings of the server</source>
        <translation>إعدادات الخادم</translation>
    </message>
    <message>
        <source>What is set here holds for everybody in the newsroom.</source>
        <translation>ما يُضبط هنا يسري على كل من في غرفة الأخبار.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>كما كانت</translation>
    </message>
</context>
<context>
    <name>rawi::WebhookListPage</name>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>الغرض</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>الأحداث</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>خطّافات الويب</translation>
    </message>
    <message>
        <source>No webhooks yet</source>
        <translation>لا خطّافات ويب بعد</translation>
    </message>
    <message>
        <source>A webhook tells another server what happens here, in signed messages.</source>
        <translation>يُبلغ الخطّاف خادمًا آخر بما يحدث هنا برسائل موقّعة.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>تعديل…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>حذف…</translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks go, with their secrets and all that waits to be sent to them. This cannot be undone.</source>
        <translation>
            <numerusform>لا يُحذف شيء.</numerusform>
            <numerusform>يُحذف خطّاف واحد مع سرّه وكل ما ينتظر إرساله إليه. لا رجوع عن هذا.</numerusform>
            <numerusform>يُحذف خطّافان مع سرّيهما وكل ما ينتظر إرساله إليهما. لا رجوع عن هذا.</numerusform>
            <numerusform>تُحذف %Ln خطّافات مع أسرارها وكل ما ينتظر إرساله إليها. لا رجوع عن هذا.</numerusform>
            <numerusform>يُحذف %Ln خطّافًا مع أسرارها وكل ما ينتظر إرساله إليها. لا رجوع عن هذا.</numerusform>
            <numerusform>يُحذف %Ln خطّاف مع أسرارها وكل ما ينتظر إرساله إليها. لا رجوع عن هذا.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a webhook…</source>
        <translation>إضافة خطّاف…</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>السرّ</translation>
    </message>
    <message>
        <source>Leave it empty, and the server makes one and tells it once.</source>
        <translation>اتركه فارغًا فيصنع الخادم سرًّا ويُظهره مرة واحدة.</translation>
    </message>
    <message>
        <source>Add a webhook</source>
        <translation>إضافة خطّاف</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>The webhook was added.</source>
        <translation>أُضيف الخطّاف.</translation>
    </message>
    <message>
        <source>The secret of the webhook</source>
        <translation>سرّ الخطّاف</translation>
    </message>
    <message>
        <source>Give this to the other server, to check the signatures with. It is not told again.

%1</source>
        <translation>أعطِ هذا للخادم الآخر ليتحقق به من التواقيع. لن يُعرض مرة أخرى.

%1</translation>
    </message>
    <message>
        <source>Copy and close</source>
        <translation>نسخ وإغلاق</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Another secret</source>
        <translation>سرّ آخر</translation>
    </message>
    <message>
        <source>Empty: the secret stays as it is.</source>
        <translation>إن تُرك فارغًا بقي السرّ كما هو.</translation>
    </message>
    <message>
        <source>Change a webhook</source>
        <translation>تعديل خطّاف</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>The webhook was changed.</source>
        <translation>عُدّل الخطّاف.</translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were switched on.</source>
        <translation>
            <numerusform>لم يُشغَّل أي خطّاف.</numerusform>
            <numerusform>شُغّل خطّاف واحد.</numerusform>
            <numerusform>شُغّل خطّافان.</numerusform>
            <numerusform>شُغّلت %Ln خطّافات.</numerusform>
            <numerusform>شُغّل %Ln خطّافًا.</numerusform>
            <numerusform>شُغّل %Ln خطّاف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were switched off.</source>
        <translation>
            <numerusform>لم يُوقف أي خطّاف.</numerusform>
            <numerusform>أُوقف خطّاف واحد.</numerusform>
            <numerusform>أُوقف خطّافان.</numerusform>
            <numerusform>أُوقفت %Ln خطّافات.</numerusform>
            <numerusform>أُوقف %Ln خطّافًا.</numerusform>
            <numerusform>أُوقف %Ln خطّاف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n webhooks were removed.</source>
        <translation>
            <numerusform>لم يُحذف أي خطّاف.</numerusform>
            <numerusform>حُذف خطّاف واحد.</numerusform>
            <numerusform>حُذف خطّافان.</numerusform>
            <numerusform>حُذفت %Ln خطّافات.</numerusform>
            <numerusform>حُذف %Ln خطّافًا.</numerusform>
            <numerusform>حُذف %Ln خطّاف.</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the things of a list</comment>
        <translation>، </translation>
    </message>
</context>
</TS>
