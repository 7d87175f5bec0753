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
    <message>
        <source>Put into a series…</source>
        <translation>إضافة إلى سلسلة…</translation>
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
        <translation>الحالة</translation>
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
    <message>
        <source>Members only</source>
        <translation>للأعضاء فقط</translation>
    </message>
    <message>
        <source>Choice of who may see a series</source>
        <translation>تحديد من يرى سلسلة</translation>
    </message>
    <message>
        <source>Another episode of this season has this number. Choose another number.</source>
        <translation>لحلقة أخرى في هذا الموسم الرقم نفسه. اختر رقمًا آخر.</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>الغلاف</translation>
    </message>
    <message>
        <source>New cover of a series</source>
        <translation>غلاف جديد لسلسلة</translation>
    </message>
    <message>
        <source>Choice of a cover</source>
        <translation>اختيار غلاف</translation>
    </message>
    <message>
        <source>ongoing</source>
        <translation>مستمرة</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>مكتملة</translation>
    </message>
    <message>
        <source>on hiatus</source>
        <translation>متوقفة مؤقتًا</translation>
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
        <translation>نتائج البحث</translation>
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
        <translation>إضافة إلى سلسلة</translation>
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
    <name>rawi::SeriesAccessDialog</name>
    <message>
        <source>The series, its episodes, and their items, files and texts leave the desks of everybody else. What they had typed there and not sent yet is kept apart for them.</source>
        <translation>تُزال السلسلة وحلقاتها وما فيها من مواد وملفات ونصوص من أجهزة سائر الزملاء. وما كتبوه فيها ولم يُرسَل بعد يُحفظ لهم جانبًا.</translation>
    </message>
    <message>
        <source>The series, its episodes, and their items, files and texts come back to the desks of the whole newsroom.</source>
        <translation>تعود السلسلة وحلقاتها وما فيها من مواد وملفات ونصوص إلى أجهزة غرفة الأخبار كلها.</translation>
    </message>
    <message>
        <source>The whole newsroom sees the series.</source>
        <translation>ترى غرفةُ الأخبار كلها هذه السلسلة.</translation>
    </message>
    <message>
        <source>Nobody of this name was found.</source>
        <translation>لا أحد بهذا الاسم.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>لا أعضاء</numerusform>
            <numerusform>عضو واحد</numerusform>
            <numerusform>عضوان</numerusform>
            <numerusform>%Ln أعضاء</numerusform>
            <numerusform>%Ln عضوًا</numerusform>
            <numerusform>%Ln عضو</numerusform>
        </translation>
    </message>
    <message>
        <source>Who may see the series</source>
        <translation>من يرى السلسلة</translation>
    </message>
    <message>
        <source>Only its members see it</source>
        <translation>يراها أعضاؤها فقط</translation>
    </message>
    <message>
        <source>Search for people</source>
        <translation>ابحث عن الأشخاص</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
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
    <name>rawi::SeriesAccessModel</name>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>No longer active</source>
        <translation>لم يعد نشطًا</translation>
    </message>
    <message>
        <source>sees it in any case</source>
        <translation>يراها في كل حال</translation>
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
    <message>
        <source>Add an episode</source>
        <translation>إضافة حلقة</translation>
    </message>
    <message>
        <source>Number the episodes anew</source>
        <translation>إعادة ترقيم الحلقات</translation>
    </message>
    <message>
        <source>Move an episode</source>
        <translation>نقل حلقة</translation>
    </message>
    <message>
        <source>Take an episode out</source>
        <translation>إخراج حلقة</translation>
    </message>
    <message>
        <source>Order the series</source>
        <translation>ترتيب السلسلة</translation>
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
    <message>
        <source>You may no longer see this series</source>
        <translation>لم يعد لك أن ترى هذه السلسلة</translation>
    </message>
    <message>
        <source>Only its members see it now. What you had typed there and not sent yet is kept in “Needs attention”.</source>
        <translation>أصبحت لأعضائها فقط. وما كتبته فيها ولم يُرسَل بعد محفوظ في «يحتاج إلى انتباه».</translation>
    </message>
    <message>
        <source>Who may see it…</source>
        <translation>من يراها…</translation>
    </message>
    <message>
        <source>The numbers of the episodes no longer follow their order.</source>
        <translation>لم تعد أرقام الحلقات تتبع ترتيبها.</translation>
    </message>
    <message>
        <source>Number them anew</source>
        <translation>إعادة الترقيم</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>تحرير…</translation>
    </message>
    <message>
        <source>This series has no episodes yet. Choose “Add episode…”.</source>
        <translation>لا حلقات في هذه السلسلة بعد. اختر «إضافة حلقة…».</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesCoverView</name>
    <message>
        <source>A picture for the cover</source>
        <translation>صورة للغلاف</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>صور (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>كل الملفات (%1)</translation>
    </message>
    <message>
        <source>Choose the cover</source>
        <translation>اختيار الغلاف</translation>
    </message>
    <message>
        <source>The series has no cover now.</source>
        <translation>أُزيل غلاف السلسلة.</translation>
    </message>
    <message>
        <source>The cover of the series was changed.</source>
        <translation>تغيّر غلاف السلسلة.</translation>
    </message>
    <message>
        <source>Another picture…</source>
        <translation>صورة أخرى…</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>اختيار صورة…</translation>
    </message>
    <message>
        <source>Remove the cover</source>
        <translation>إزالة الغلاف</translation>
    </message>
    <message>
        <source>Cover…</source>
        <translation>الغلاف…</translation>
    </message>
    <message>
        <source>Cover of the series</source>
        <translation>غلاف السلسلة</translation>
    </message>
    <message>
        <source>Cover of the series: none yet</source>
        <translation>غلاف السلسلة: لا غلاف بعد</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesDialog</name>
    <message>
        <source>New series</source>
        <translation>سلسلة جديدة</translation>
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
    <message>
        <source>Series</source>
        <translation>السلسلة</translation>
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
        <translation>الحالة</translation>
    </message>
</context>
<context>
    <name>rawi::SeriesFactsView</name>
    <message>
        <source>Ongoing</source>
        <comment>status of a series</comment>
        <translation>مستمرة</translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>status of a series</comment>
        <translation>مكتملة</translation>
    </message>
    <message>
        <source>On hiatus</source>
        <comment>status of a series</comment>
        <translation>متوقفة مؤقتًا</translation>
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
    <message numerus="yes">
        <source>Only its %n member(s) may see the series</source>
        <translation>
            <numerusform>لا يرى السلسلةَ أحد من الأعضاء</numerusform>
            <numerusform>لا يرى السلسلةَ سوى عضوها الوحيد</numerusform>
            <numerusform>لا يرى السلسلةَ سوى عضويها</numerusform>
            <numerusform>لا يرى السلسلةَ سوى أعضائها، وهم %Ln أعضاء</numerusform>
            <numerusform>لا يرى السلسلةَ سوى أعضائها، وهم %Ln عضوًا</numerusform>
            <numerusform>لا يرى السلسلةَ سوى أعضائها، وهم %Ln عضو</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · members only</source>
        <translation>%1 · للأعضاء فقط</translation>
    </message>
</context>
</TS>
