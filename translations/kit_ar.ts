<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>DiscardQuestion</name>
    <message>
        <source>Close without saving?</source>
        <translation>الإغلاق دون حفظ؟</translation>
    </message>
    <message>
        <source>What you typed here is not saved yet.</source>
        <translation>ما كتبته هنا لم يُحفظ بعد.</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>التخلي عنه</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>متابعة الكتابة</translation>
    </message>
</context>
<context>
    <name>rawi::AddFilesDialog</name>
    <message>
        <source>Picture of %1</source>
        <translation>صورة من %1</translation>
    </message>
</context>
<context>
    <name>rawi::FileDialog</name>
    <message>
        <source>Folder:</source>
        <translation>المجلد:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>الاسم:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>النوع:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>اختيار</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>rawi::OfficeTableView</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <comment>rows of a list</comment>
        <translation>%1 فأكثر</translation>
    </message>
    <message>
        <source>This is what was loaded last. %1</source>
        <translation>هذا آخر ما حُمّل. %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>جارٍ التحميل…</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>لم يُعثر على شيء</translation>
    </message>
    <message>
        <source>Nothing matches this search and these filters.</source>
        <translation>لا شيء يطابق هذا البحث وهذه المرشّحات.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>عرض الكل</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>تعذّر الوصول إلى الخادم</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Sign in first</source>
        <translation>سجّل الدخول أولًا</translation>
    </message>
    <message>
        <source>This list is on the server. Sign in in the main window.</source>
        <translation>هذه القائمة على الخادم. سجّل الدخول من النافذة الرئيسية.</translation>
    </message>
    <message>
        <source>The list could not be loaded</source>
        <translation>تعذّر تحميل القائمة</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>إعادة التحميل</translation>
    </message>
    <message>
        <source>Reload (F5)</source>
        <translation>إعادة التحميل (F5)</translation>
    </message>
    <message>
        <source>Sort by %1</source>
        <translation>ترتيب حسب %1</translation>
    </message>
    <message>
        <source>This server does not have this list. It may be older than this desk.</source>
        <translation>ليست هذه القائمة على هذا الخادم، وربما كان أقدم من هذا الجهاز.</translation>
    </message>
</context>
<context>
    <name>rawi::RecordDialog</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::RecordForm</name>
    <message>
        <source>This field is required.</source>
        <translation>هذا الحقل مطلوب.</translation>
    </message>
    <message>
        <source>At most %1 characters fit here.</source>
        <translation>لا يتّسع هذا الحقل لأكثر من %1 حرفًا.</translation>
    </message>
</context>
</TS>
