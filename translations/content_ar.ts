<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>ContentFeature</name>
    <message numerus="yes">
        <source>%n items of %1 were refused. %2</source>
        <translation>
            <numerusform>لم يُرفض شيء من أصل %1. %2</numerusform>
            <numerusform>رُفضت مادة واحدة من أصل %1. %2</numerusform>
            <numerusform>رُفضت مادتان من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مواد من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مادة من أصل %1. %2</numerusform>
            <numerusform>رُفضت %Ln مادة من أصل %1. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items moved to the trash</source>
        <translation>
            <numerusform>لم يُنقل شيء إلى المحذوفات</numerusform>
            <numerusform>نُقلت مادة واحدة إلى المحذوفات</numerusform>
            <numerusform>نُقلت مادتان إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مواد إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مادة إلى المحذوفات</numerusform>
            <numerusform>نُقلت %Ln مادة إلى المحذوفات</numerusform>
        </translation>
    </message>
    <message>
        <source>Library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>نقل إلى المحذوفات</translation>
    </message>
    <message>
        <source>What you typed in %1 is kept under “Needs attention”, but not in the item yet. %2</source>
        <translation>ما كتبته في %1 محفوظ في «يحتاج إلى انتباه»، ولم يُحفظ في المادة بعد. %2</translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation>عرض المادة</translation>
    </message>
    <message>
        <source>What you typed is on the disk now.</source>
        <translation>حُفظ ما كتبته على القرص.</translation>
    </message>
    <message>
        <source>The disk is full: what you type is kept in memory only. Free some space before you quit Rawi; it is saved automatically then.</source>
        <translation>القرص ممتلئ: ما تكتبه محفوظ في الذاكرة وحدها. أفسح مكانًا على القرص قبل إغلاق راوي، فيُحفظ تلقائيًا.</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>مقال جديد</translation>
    </message>
    <message>
        <source>Next step: submit, approve, publish</source>
        <translation>الخطوة التالية: إرسال، اعتماد، نشر</translation>
    </message>
    <message>
        <source>Encode for the web</source>
        <translation>ترميز للويب</translation>
    </message>
</context>
<context>
    <name>ContentWords</name>
    <message>
        <source>Record</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>الترجمة</translation>
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
        <source>Arabic summary</source>
        <translation>الملخص العربي</translation>
    </message>
    <message>
        <source>English summary</source>
        <translation>الملخص الإنجليزي</translation>
    </message>
    <message>
        <source>Arabic text</source>
        <translation>النص العربي</translation>
    </message>
    <message>
        <source>English text</source>
        <translation>النص الإنجليزي</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Main media</source>
        <translation>الوسيط الرئيسي</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>الملاحظة</translation>
    </message>
    <message>
        <source>Review note</source>
        <translation>ملاحظة المراجعة</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>المادة</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>المحذوفات</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>صاحب الإنشاء</translation>
    </message>
    <message>
        <source>Last editor</source>
        <translation>آخر من عدّل</translation>
    </message>
    <message>
        <source>Time of creation</source>
        <translation>وقت الإنشاء</translation>
    </message>
    <message>
        <source>Time of the last change</source>
        <translation>وقت آخر تعديل</translation>
    </message>
    <message>
        <source>Time of publishing</source>
        <translation>وقت النشر</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>النص</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
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
        <source>Publishing</source>
        <translation>النشر</translation>
    </message>
    <message>
        <source>Unpublishing</source>
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
        <source>Restoring from the trash</source>
        <translation>استعادة من المحذوفات</translation>
    </message>
    <message>
        <source>Check of a translation</source>
        <translation>مراجعة ترجمة</translation>
    </message>
    <message>
        <source>a draft</source>
        <translation>مسودة</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>قيد المراجعة</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>معتمَدة</translation>
    </message>
    <message>
        <source>published</source>
        <translation>منشورة</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>مؤرشفة</translation>
    </message>
    <message>
        <source>in the trash</source>
        <translation>في المحذوفات</translation>
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
        <source>An item was unpublished</source>
        <translation>أُلغي نشر مادة</translation>
    </message>
    <message>
        <source>the item</source>
        <translation>المادة</translation>
    </message>
    <message>
        <source>%1 is there already; it cannot be added twice.</source>
        <translation>%1 موجودة هنا من قبل، ولا تُضاف مرتين.</translation>
    </message>
    <message>
        <source>Time of the first publishing</source>
        <translation>وقت النشر الأول</translation>
    </message>
    <message>
        <source>Published text</source>
        <translation>النص المنشور</translation>
    </message>
    <message>
        <source>Approved text</source>
        <translation>النص المعتمد</translation>
    </message>
    <message>
        <source>Text that was read</source>
        <translation>النص المقروء</translation>
    </message>
    <message>
        <source>Check of the Arabic</source>
        <translation>مراجعة العربية</translation>
    </message>
    <message>
        <source>Check of the English</source>
        <translation>مراجعة الإنجليزية</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>النصوص</translation>
    </message>
    <message>
        <source>Fingerprint of the Arabic</source>
        <translation>بصمة العربية</translation>
    </message>
    <message>
        <source>Fingerprint of the English</source>
        <translation>بصمة الإنجليزية</translation>
    </message>
    <message>
        <source>approval of the changed texts</source>
        <translation>اعتماد النصوص بعد تعديلها</translation>
    </message>
    <message>
        <source>an Arabic title</source>
        <translation>عنوان عربي</translation>
    </message>
    <message>
        <source>an English title</source>
        <translation>عنوان إنجليزي</translation>
    </message>
    <message>
        <source>an Arabic text</source>
        <translation>نص عربي</translation>
    </message>
    <message>
        <source>an English text</source>
        <translation>نص إنجليزي</translation>
    </message>
    <message>
        <source>a media file</source>
        <translation>ملف وسائط</translation>
    </message>
    <message>
        <source>a rendition that is on the server</source>
        <translation>نسخة مرمّزة على الخادم</translation>
    </message>
    <message>
        <source>sound as loud as the newsroom asks</source>
        <translation>صوت بالجهارة التي تشترطها غرفة الأخبار</translation>
    </message>
    <message>
        <source>the published text</source>
        <translation>النص المنشور</translation>
    </message>
    <message>
        <source>Withdrawal from review</source>
        <translation>سحب من المراجعة</translation>
    </message>
    <message>
        <source>video</source>
        <translation>فيديو</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>صوت</translation>
    </message>
    <message>
        <source>article</source>
        <translation>مقال</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>both languages checked</source>
        <translation>روجعت اللغتان</translation>
    </message>
    <message>
        <source>the Arabic is behind</source>
        <translation>العربية متأخرة</translation>
    </message>
    <message>
        <source>the English is behind</source>
        <translation>الإنجليزية متأخرة</translation>
    </message>
    <message>
        <source>both languages are behind</source>
        <translation>اللغتان متأخرتان</translation>
    </message>
</context>
<context>
    <name>StateStep</name>
    <message>
        <source>Taken back</source>
        <translation>تراجُع عن الخطوة</translation>
    </message>
</context>
<context>
    <name>rawi::ContentListModel</name>
    <message>
        <source>Only the members of its series may see the item</source>
        <translation>لا يرى المادةَ سوى أعضاء سلسلتها</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <comment>a title, a kind, a state: of an item, to be read aloud</comment>
        <translation>%1، %2، %3</translation>
    </message>
    <message>
        <source>members only</source>
        <translation>للأعضاء فقط</translation>
    </message>
</context>
<context>
    <name>rawi::ItemFieldView</name>
    <message>
        <source>Changed on another desk meanwhile. What you type will be merged with it.</source>
        <translation>تغيّر في جهاز آخر أثناء ذلك، وسيُدمج ما تكتبه معه.</translation>
    </message>
    <message>
        <source>Merged with a change made on another desk.</source>
        <translation>دُمج مع تغيير أُجري في جهاز آخر.</translation>
    </message>
    <message>
        <source>Two people changed the same words. Both versions are kept under “Needs attention”.</source>
        <translation>غيّر شخصان الكلمات نفسها، والنسختان محفوظتان في «يحتاج إلى انتباه».</translation>
    </message>
    <message>
        <source>You typed this before Rawi was closed; it is not saved yet.</source>
        <translation>كتبت هذا قبل أن يُغلق راوي، ولم يُحفظ بعد.</translation>
    </message>
    <message>
        <source>What you typed is kept, but not in the item yet. %1</source>
        <translation>ما كتبته محفوظ، ولم يُحفظ في المادة بعد. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n characters too many</source>
        <translation>
            <numerusform>لا أحرف زائدة</numerusform>
            <numerusform>حرف واحد زائد</numerusform>
            <numerusform>حرفان زائدان</numerusform>
            <numerusform>%Ln أحرف زائدة</numerusform>
            <numerusform>%Ln حرفًا زائدًا</numerusform>
            <numerusform>%Ln حرف زائد</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 من %2 حرف</translation>
    </message>
</context>
<context>
    <name>rawi::ItemHistoryView</name>
    <message>
        <source>somebody on this desk</source>
        <translation>أحد مستخدمي هذا الجهاز</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Refused, needs attention: %1</source>
        <translation>مرفوض ويحتاج إلى انتباه: %1</translation>
    </message>
    <message>
        <source>Waiting to be sent: %1</source>
        <translation>بانتظار الإرسال: %1</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>نُشرت %1</translation>
    </message>
    <message>
        <source>First published %1</source>
        <translation>نُشرت أول مرة %1</translation>
    </message>
    <message>
        <source>Changed by %1, %2</source>
        <translation>عدّلها %1، %2</translation>
    </message>
    <message>
        <source>Made by %1, %2</source>
        <translation>أنشأها %1، %2</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <source>%1 · %2, %3</source>
        <comment>what was done, by whom, when</comment>
        <translation>%1 · %2، %3</translation>
    </message>
    <message>
        <source>A change</source>
        <translation>تغيير</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>مرفوض: %1</translation>
    </message>
    <message>
        <source>Everything else that was done stands here when the server can be reached.</source>
        <translation>يظهر هنا سائر ما جرى على المادة عند الاتصال بالخادم.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>عرض المزيد</numerusform>
            <numerusform>عرض واحد آخر</numerusform>
            <numerusform>عرض اثنين آخرين</numerusform>
            <numerusform>عرض %Ln أخرى</numerusform>
            <numerusform>عرض %Ln أخرى</numerusform>
            <numerusform>عرض %Ln أخرى</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::ItemInspector</name>
    <message>
        <source>Item</source>
        <translation>المادة</translation>
    </message>
    <message>
        <source>No item is chosen</source>
        <translation>لم تُختر أي مادة</translation>
    </message>
    <message>
        <source>Choose one in the library to read and edit it here.</source>
        <translation>اختر مادة من المكتبة لقراءتها وتحريرها هنا.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>النصوص</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>المتن</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>الوسائط</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Parts of the item</source>
        <translation>أقسام المادة</translation>
    </message>
    <message>
        <source>You may no longer see this item</source>
        <translation>لم يعد لك أن ترى هذه المادة</translation>
    </message>
    <message>
        <source>Only the members of its series see it now. What you had typed and not sent yet is kept in “Needs attention”.</source>
        <translation>أصبحت لأعضاء سلسلتها فقط. وما كتبته فيها ولم يُرسَل بعد محفوظ في «يحتاج إلى انتباه».</translation>
    </message>
    <message>
        <source>State of the item now: %1</source>
        <translation>حالة المادة الآن: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Drop files here: they join this item</source>
        <translation>أفلت الملفات هنا لتنضم إلى هذه المادة</translation>
    </message>
</context>
<context>
    <name>rawi::ItemMediaView</name>
    <message>
        <source>Encoding to %1 is in the queue.</source>
        <translation>أُضيف الترميز إلى %1 إلى قائمة الانتظار.</translation>
    </message>
    <message>
        <source>The files go to the server in the background.</source>
        <translation>تُرفع الملفات إلى الخادم في الخلفية.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Length or state</source>
        <translation>المدة أو الحالة</translation>
    </message>
    <message>
        <source>Media files</source>
        <translation>ملفات الوسائط</translation>
    </message>
    <message>
        <source>No media yet. Drop a file on the window, or add one from the File menu.</source>
        <translation>لا وسائط بعد. أفلت ملفًا فوق النافذة، أو أضف واحدًا من قائمة «ملف».</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>رفع</translation>
    </message>
    <message>
        <source>With the original</source>
        <translation>مع الأصل</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>صور</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>فيديو</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>إعدادات الترميز…</translation>
    </message>
    <message>
        <source>Encode…</source>
        <translation>ترميز…</translation>
    </message>
    <message>
        <source>Subtitles…</source>
        <translation>الترجمة المرئية…</translation>
    </message>
    <message>
        <source>Chapters…</source>
        <translation>الفصول…</translation>
    </message>
    <message>
        <source>Poster…</source>
        <translation>صورة الغلاف…</translation>
    </message>
    <message>
        <source>With subtitles and chapters</source>
        <translation>مع الترجمات والفصول</translation>
    </message>
    <message>
        <source>Only what the cut plays</source>
        <translation>ما في المونتاج فقط</translation>
    </message>
    <message>
        <source>Draw subtitles into the picture</source>
        <translation>دمج الترجمة في الصورة</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>The item has no file to encode yet.</source>
        <translation>ليس للمادة ملف لترميزه بعد.</translation>
    </message>
    <message>
        <source>length unknown yet</source>
        <translation>المدة غير معروفة بعد</translation>
    </message>
    <message>
        <source>Where was it taken?</source>
        <translation>أين صُوّر؟</translation>
    </message>
    <message>
        <source>The file does not say where it was taken.</source>
        <translation>لا يذكر الملف أين صُوّر.</translation>
    </message>
    <message>
        <source>The file says it was taken at %1.</source>
        <translation>يذكر الملف أنه صُوّر في %1.</translation>
    </message>
    <message>
        <source>Web video in all sizes that fit</source>
        <translation>فيديو الويب بكل الأحجام المناسبة</translation>
    </message>
    <message>
        <source>HLS streaming in all sizes that fit</source>
        <translation>بث HLS بكل الأحجام المناسبة</translation>
    </message>
    <message>
        <source>Replaces the one on the server once it is there</source>
        <translation>تحل محل التي على الخادم حين تصل إليه</translation>
    </message>
</context>
<context>
    <name>rawi::ItemPresenter</name>
    <message>
        <source>Step of the workflow</source>
        <translation>خطوة في سير العمل</translation>
    </message>
</context>
<context>
    <name>rawi::ItemTagsView</name>
    <message>
        <source>Remove the tag %1</source>
        <translation>إزالة الوسم %1</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Add a tag in either language, then press Enter</source>
        <translation>أضف وسمًا بأي من اللغتين ثم اضغط Enter</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>وسم جديد</translation>
    </message>
</context>
<context>
    <name>rawi::ItemWorkflowView</name>
    <message>
        <source>Submit for review</source>
        <translation>إرسال للمراجعة</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>إعادة إلى المحرر…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>اعتماد</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>نشر</translation>
    </message>
    <message>
        <source>Unpublish</source>
        <translation>إلغاء النشر</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>أرشفة</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Sent back: %1</source>
        <translation>أُعيدت: %1</translation>
    </message>
    <message>
        <source>The English has not followed the Arabic.</source>
        <translation>النص الإنجليزي لم يواكب العربي.</translation>
    </message>
    <message>
        <source>The Arabic has not followed the English.</source>
        <translation>النص العربي لم يواكب الإنجليزي.</translation>
    </message>
    <message>
        <source>Why is it sent back?</source>
        <translation>ما سبب الإعادة؟</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>تمت المراجعة</translation>
    </message>
    <message>
        <source>Both languages say the same now</source>
        <translation>اللغتان متطابقتان الآن</translation>
    </message>
    <message>
        <source>Each language was changed without the other.</source>
        <translation>عُدّلت كل لغة دون الأخرى.</translation>
    </message>
    <message>
        <source>Before it can be published it still needs:</source>
        <translation>ينقص المادةَ قبل النشر:</translation>
    </message>
    <message>
        <source>Withdraw from review</source>
        <translation>سحب من المراجعة</translation>
    </message>
    <message>
        <source>A note for the history; now choose the step</source>
        <translation>ملاحظة للسجل، ثم اختر الخطوة</translation>
    </message>
    <message>
        <source>With a note…</source>
        <translation>مع ملاحظة…</translation>
    </message>
</context>
<context>
    <name>rawi::LibraryCollections</name>
    <message>
        <source>Collections</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>All content</source>
        <translation>كل المحتوى</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>سير العمل</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>المحذوفات</translation>
    </message>
</context>
<context>
    <name>rawi::LibraryView</name>
    <message>
        <source>Library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>المواد</translation>
    </message>
    <message>
        <source>All</source>
        <comment>kinds of content</comment>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>فيديو</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>صوت</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>مقالات</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>صور</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>الأحدث أولًا</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>الأقدم أولًا</translation>
    </message>
    <message>
        <source>By Arabic title</source>
        <translation>بالعنوان العربي</translation>
    </message>
    <message>
        <source>By English title</source>
        <translation>بالعنوان الإنجليزي</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>الترتيب</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>مسح البحث</translation>
    </message>
    <message>
        <source>Drop files here to add them</source>
        <translation>أفلت الملفات هنا لإضافتها</translation>
    </message>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>لا مواد</numerusform>
            <numerusform>مادة واحدة</numerusform>
            <numerusform>مادتان</numerusform>
            <numerusform>%Ln مواد</numerusform>
            <numerusform>%Ln مادة</numerusform>
            <numerusform>%Ln مادة</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>لا شيء هنا بعد</translation>
    </message>
    <message>
        <source>Drop files into the window, or choose Import.</source>
        <translation>أفلت ملفات في النافذة أو اختر «استيراد».</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>لم يُعثر على شيء</translation>
    </message>
    <message>
        <source>Try other words, or another filter.</source>
        <translation>جرّب كلمات أخرى أو مرشّحًا آخر.</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>نقل إلى المحذوفات</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>إرسال للمراجعة</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>اعتماد</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>نشر</translation>
    </message>
    <message>
        <source>Unpublish</source>
        <translation>إلغاء النشر</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>إعادة إلى المسودة</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>أرشفة</translation>
    </message>
    <message>
        <source>Choose another list, or “All content”.</source>
        <translation>اختر قائمة أخرى أو «كل المحتوى».</translation>
    </message>
    <message>
        <source>No items of this kind here</source>
        <translation>لا مواد من هذا النوع هنا</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>لا شيء في المحذوفات</translation>
    </message>
    <message>
        <source>No items in this state</source>
        <translation>لا مواد في هذه الحالة</translation>
    </message>
    <message>
        <source>No items in this series</source>
        <translation>لا مواد في هذه السلسلة</translation>
    </message>
    <message>
        <source>Withdraw from review</source>
        <translation>سحب من المراجعة</translation>
    </message>
</context>
</TS>
