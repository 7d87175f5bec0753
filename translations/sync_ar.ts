<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>CommandWords</name>
    <message>
        <source>New item</source>
        <translation>مادة جديدة</translation>
    </message>
    <message>
        <source>Edit of an item</source>
        <translation>تعديل مادة</translation>
    </message>
    <message>
        <source>Submission for review</source>
        <translation>إرسال إلى المراجعة</translation>
    </message>
    <message>
        <source>Sending back</source>
        <translation>إعادة إلى المحرر</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>اعتماد</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>نشر</translation>
    </message>
    <message>
        <source>Taking off publication</source>
        <translation>إلغاء النشر</translation>
    </message>
    <message>
        <source>Archiving</source>
        <translation>أرشفة</translation>
    </message>
    <message>
        <source>Restoring from the archive</source>
        <translation>استعادة من الأرشيف</translation>
    </message>
    <message>
        <source>Moving to the trash</source>
        <translation>نقل إلى المحذوفات</translation>
    </message>
    <message>
        <source>Taking out of the trash</source>
        <translation>استرجاع من المحذوفات</translation>
    </message>
    <message>
        <source>Check of a translation</source>
        <translation>مراجعة ترجمة</translation>
    </message>
    <message>
        <source>New media file</source>
        <translation>ملف وسائط جديد</translation>
    </message>
    <message>
        <source>Fingerprint of a media file</source>
        <translation>بصمة ملف وسائط</translation>
    </message>
    <message>
        <source>New rendition</source>
        <translation>نسخة مرمّزة جديدة</translation>
    </message>
    <message>
        <source>Removal of a rendition</source>
        <translation>إزالة نسخة مرمّزة</translation>
    </message>
    <message>
        <source>New series</source>
        <translation>سلسلة جديدة</translation>
    </message>
    <message>
        <source>Edit of a series</source>
        <translation>تعديل سلسلة</translation>
    </message>
    <message>
        <source>Removal of a series</source>
        <translation>إزالة سلسلة</translation>
    </message>
    <message>
        <source>New episode</source>
        <translation>حلقة جديدة</translation>
    </message>
    <message>
        <source>Move of an episode</source>
        <translation>نقل حلقة</translation>
    </message>
    <message>
        <source>Edit of an episode</source>
        <translation>تعديل حلقة</translation>
    </message>
    <message>
        <source>Removal of an episode</source>
        <translation>إزالة حلقة</translation>
    </message>
    <message>
        <source>Settling of two versions</source>
        <translation>حسم بين نسختين</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>إعداد ترميز جديد</translation>
    </message>
    <message>
        <source>Edit of a preset</source>
        <translation>تعديل إعداد ترميز</translation>
    </message>
    <message>
        <source>Removal of a preset</source>
        <translation>حذف إعداد ترميز</translation>
    </message>
    <message>
        <source>Edit of subtitles</source>
        <translation>تعديل ترجمة مرئية</translation>
    </message>
    <message>
        <source>Removal of subtitles</source>
        <translation>حذف ترجمة مرئية</translation>
    </message>
    <message>
        <source>Change of the newsroom&apos;s rules</source>
        <translation>تغيير قواعد غرفة الأخبار</translation>
    </message>
    <message>
        <source>New edit of a media file</source>
        <translation>مونتاج جديد لملف وسائط</translation>
    </message>
    <message>
        <source>Change of an edit</source>
        <translation>تغيير مونتاج</translation>
    </message>
    <message>
        <source>Removal of an edit</source>
        <translation>حذف مونتاج</translation>
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
</context>
<context>
    <name>rawi::AttentionView</name>
    <message>
        <source>Needs attention</source>
        <translation>بحاجة إلى انتباه</translation>
    </message>
    <message>
        <source>Nothing needs your attention</source>
        <translation>لا شيء يحتاج إلى انتباهك</translation>
    </message>
    <message>
        <source>Changes that the server refuses, and edits that could not be merged, wait here.</source>
        <translation>هنا تنتظر التغييرات التي يرفضها الخادم، والتعديلات التي تعذّر دمجها.</translation>
    </message>
    <message>
        <source>Discard the change?</source>
        <translation>أتريد التخلي عن التغيير؟</translation>
    </message>
    <message>
        <source>The change is removed from this desk and can not be brought back.</source>
        <translation>يُزال التغيير من هذا الجهاز ولا يمكن استرجاعه.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>تخلٍّ عنه</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>إبقاء</translation>
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
        <source>What stands now</source>
        <translation>النص القائم الآن</translation>
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
        <source>Keep what stands</source>
        <translation>إبقاء القائم</translation>
    </message>
    <message>
        <source>Settle with this text</source>
        <translation>الحسم بهذا النص</translation>
    </message>
</context>
<context>
    <name>rawi::RefusedView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
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
        <translation>تخلٍّ عنه…</translation>
    </message>
</context>
</TS>
