<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>CatalogFeature</name>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>New series…</source>
        <translation>سلسلة جديدة…</translation>
    </message>
</context>
<context>
    <name>CatalogWords</name>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>الموسم</translation>
    </message>
    <message>
        <source>Episode</source>
        <translation>الحلقة</translation>
    </message>
    <message>
        <source>Air date</source>
        <translation>تاريخ العرض</translation>
    </message>
    <message>
        <source>Special episode</source>
        <translation>حلقة خاصة</translation>
    </message>
    <message>
        <source>Arabic description</source>
        <translation>الوصف العربي</translation>
    </message>
    <message>
        <source>English description</source>
        <translation>الوصف الإنجليزي</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الوضع</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>الترتيب</translation>
    </message>
    <message>
        <source>Episode before</source>
        <translation>الحلقة السابقة</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>الحلقات</translation>
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
        <source>the series</source>
        <translation>السلسلة</translation>
    </message>
    <message>
        <source>the episode</source>
        <translation>الحلقة</translation>
    </message>
    <message>
        <source>The series still has episodes. Take them out of it first.</source>
        <translation>ما زالت في السلسلة حلقات. أخرجها منها أولًا.</translation>
    </message>
    <message>
        <source>An episode cannot follow itself. Choose another place for it.</source>
        <translation>لا تأتي الحلقة بعد نفسها. اختر لها موضعًا آخر.</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
    </message>
</context>
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
    <name>rawi::ItemSeriesView</name>
    <message>
        <source>Take out of the series %1</source>
        <translation>إخراج من السلسلة %1</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>الموسم</translation>
    </message>
    <message>
        <source>Episode</source>
        <translation>الحلقة</translation>
    </message>
    <message>
        <source>This item is in no series yet.</source>
        <translation>هذه المادة ليست في أي سلسلة بعد.</translation>
    </message>
    <message>
        <source>Put into a series</source>
        <translation>ضمّ إلى سلسلة</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>There is no other series; make one on the series board.</source>
        <translation>لا سلسلة أخرى؛ أنشئ واحدة في لوحة السلاسل.</translation>
    </message>
    <message>
        <source>next</source>
        <translation>التالية</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
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
