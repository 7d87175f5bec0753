<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>DeskOptions</name>
    <message>
        <source>The editorial desk.</source>
        <translation>محطة التحرير.</translation>
    </message>
    <message>
        <source>Folder of this desk&apos;s data.</source>
        <translation>مجلد بيانات هذا الجهاز.</translation>
    </message>
    <message>
        <source>Server to join, for example http://127.0.0.1:8420.</source>
        <translation>الخادم المراد الانضمام إليه، مثل http://127.0.0.1:8420.</translation>
    </message>
    <message>
        <source>Who signs in.</source>
        <translation>من يسجّل الدخول.</translation>
    </message>
    <message>
        <source>File whose first line is the password.</source>
        <translation>ملف سطره الأول كلمة المرور.</translation>
    </message>
    <message>
        <source>Administrator of a new server, shown once.</source>
        <translation>مسؤول خادم جديد، يُعرض مرة واحدة.</translation>
    </message>
    <message>
        <source>Where that administrator&apos;s password is kept.</source>
        <translation>مكان حفظ كلمة مرور ذلك المسؤول.</translation>
    </message>
    <message>
        <source>Language of the windows: ar or en.</source>
        <translation>لغة النوافذ: ar أو en.</translation>
    </message>
    <message>
        <source>Files to add.</source>
        <translation>الملفات المراد إضافتها.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Your server is ready</source>
        <translation>خادمك جاهز</translation>
    </message>
    <message>
        <source>Its administrator is %1. The password is kept in the file %2; keep it safe.</source>
        <translation>مسؤوله هو %1. كلمة المرور محفوظة في الملف %2، فاحفظه في مأمن.</translation>
    </message>
    <message>
        <source>Rawi cannot open this desk</source>
        <translation>تعذّر على راوي فتح بيانات هذا الجهاز</translation>
    </message>
</context>
</TS>
