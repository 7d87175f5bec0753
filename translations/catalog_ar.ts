<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>rawi::ItemPickerDialog</name>
    <message>
        <source>Nothing was found that is not in the series already.</source>
        <translation>لا نتائج غير ما هو في السلسلة أصلًا.</translation>
    </message>
    <message>
        <source>Add to the series</source>
        <translation>إضافة إلى السلسلة</translation>
    </message>
    <message>
        <source>Search for items</source>
        <translation>ابحث عن مواد</translation>
    </message>
    <message>
        <source>Items found</source>
        <translation>المواد المعثور عليها</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesBoardModel</name>
    <message numerus="yes">
        <source>Season %1 (%n episode(s))</source>
        <translation>
            <numerusform>الموسم %1 (بلا حلقات)</numerusform>
            <numerusform>الموسم %1 (حلقة واحدة)</numerusform>
            <numerusform>الموسم %1 (حلقتان)</numerusform>
            <numerusform>الموسم %1 (%Ln حلقات)</numerusform>
            <numerusform>الموسم %1 (%Ln حلقة)</numerusform>
            <numerusform>الموسم %1 (%Ln حلقة)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SeriesBoardView</name>
    <message>
        <source>Take the episode out?</source>
        <translation>أتريد إخراج الحلقة؟</translation>
    </message>
    <message>
        <source>%1 leaves the series. The item itself stays in the library.</source>
        <translation>تخرج %1 من السلسلة، وتبقى المادة نفسها في المكتبة.</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>إخراج</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Series board</source>
        <translation>لوحة السلاسل</translation>
    </message>
    <message>
        <source>New series…</source>
        <translation>سلسلة جديدة…</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>No series yet</source>
        <translation>لا سلاسل بعد</translation>
    </message>
    <message>
        <source>A series holds seasons, and seasons hold episodes in order.</source>
        <translation>تضم السلسلة مواسم، ويضم كل موسم حلقات مرتّبة.</translation>
    </message>
    <message>
        <source>Titles…</source>
        <translation>العناوين…</translation>
    </message>
    <message>
        <source>Add season</source>
        <translation>إضافة موسم</translation>
    </message>
    <message>
        <source>Add episode…</source>
        <translation>إضافة حلقة…</translation>
    </message>
    <message>
        <source>Seasons and episodes</source>
        <translation>المواسم والحلقات</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>نقل إلى أعلى</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>نقل إلى أسفل</translation>
    </message>
    <message>
        <source>Take out of the series…</source>
        <translation>إخراج من السلسلة…</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesDialog</name>
    <message>
        <source>New series</source>
        <translation>سلسلة جديدة</translation>
    </message>
    <message>
        <source>Titles of the series</source>
        <translation>عنوانا السلسلة</translation>
    </message>
    <message>
        <source>Arabic title</source>
        <translation>العنوان العربي</translation>
    </message>
    <message>
        <source>English title</source>
        <translation>العنوان الإنجليزي</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>إنشاء</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesListModel</name>
    <message numerus="yes">
        <source>%n episode(s)</source>
        <translation>
            <numerusform>بلا حلقات</numerusform>
            <numerusform>حلقة واحدة</numerusform>
            <numerusform>حلقتان</numerusform>
            <numerusform>%Ln حلقات</numerusform>
            <numerusform>%Ln حلقة</numerusform>
            <numerusform>%Ln حلقة</numerusform>
        </translation>
    </message>
</context>
</TS>
