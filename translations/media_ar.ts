<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>CutterFeature</name>
    <message>
        <source>Choose an item with a film or a recording first</source>
        <translation>اختر أولًا مادة فيها فيلم أو تسجيل</translation>
    </message>
    <message>
        <source>Cut the film…</source>
        <translation>قص الفيلم…</translation>
    </message>
    <message>
        <source>You may no longer see the film you were cutting. The edit you had not saved yet is kept in “Needs attention”.</source>
        <translation>لم يعد لك أن ترى الفيلم الذي كنت تقصّه. والمونتاج الذي لم تحفظه بعد باقٍ في «يحتاج إلى انتباه».</translation>
    </message>
    <message>
        <source>You may no longer see the film you were cutting. Your saved edit went with it.</source>
        <translation>لم يعد لك أن ترى الفيلم الذي كنت تقصّه. وذهب معه المونتاج المحفوظ.</translation>
    </message>
</context>
<context>
    <name>FindFiles</name>
    <message>
        <source>Another file</source>
        <translation>ملف آخر</translation>
    </message>
    <message>
        <source>Choose again…</source>
        <translation>اختيار ملف آخر…</translation>
    </message>
    <message>
        <source>Add to the item</source>
        <translation>إضافته إلى المادة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Comparing %1…</source>
        <translation>تجري مقارنة %1…</translation>
    </message>
    <message>
        <source>%1 was found again.</source>
        <comment>a file</comment>
        <translation>عُثر على %1.</translation>
    </message>
    <message>
        <source>Find %1</source>
        <translation>البحث عن %1</translation>
    </message>
    <message>
        <source>Choose an item first whose file is missing.</source>
        <translation>اختر أولًا مادة ملفها مفقود.</translation>
    </message>
    <message>
        <source>%1 is where it was; nothing has to be found.</source>
        <comment>a file</comment>
        <translation>الملف %1 في مكانه، ولا حاجة إلى البحث عنه.</translation>
    </message>
    <message>
        <source>Find lost files in a folder</source>
        <translation>البحث عن الملفات المفقودة في مجلد</translation>
    </message>
    <message>
        <source>Looking in %1…</source>
        <translation>يجري البحث في %1…</translation>
    </message>
    <message numerus="yes">
        <source>%n files were found again.</source>
        <translation>
            <numerusform>لم يُعثر على أي ملف.</numerusform>
            <numerusform>عُثر على ملف واحد.</numerusform>
            <numerusform>عُثر على ملفين.</numerusform>
            <numerusform>عُثر على %Ln ملفات.</numerusform>
            <numerusform>عُثر على %Ln ملفًا.</numerusform>
            <numerusform>عُثر على %Ln ملف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are still missing.</source>
        <translation>
            <numerusform>لم يبق أي ملف مفقود.</numerusform>
            <numerusform>بقي ملف واحد مفقود.</numerusform>
            <numerusform>بقي ملفان مفقودان.</numerusform>
            <numerusform>بقيت %Ln ملفات مفقودة.</numerusform>
            <numerusform>بقي %Ln ملفًا مفقودًا.</numerusform>
            <numerusform>بقي %Ln ملف مفقود.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnownFilesQuestion</name>
    <message>
        <source>Already in the library</source>
        <translation>موجود في المكتبة</translation>
    </message>
</context>
<context>
    <name>MediaWords</name>
    <message>
        <source>Short name</source>
        <translation>الاسم المختصر</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>نوع الملف</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Codec of the picture</source>
        <translation>مرمّز الصورة</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>الشكل</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>الارتفاع</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>الجودة</translation>
    </message>
    <message>
        <source>Highest data rate</source>
        <translation>أعلى معدل بيانات</translation>
    </message>
    <message>
        <source>Speed of encoding</source>
        <translation>سرعة الترميز</translation>
    </message>
    <message>
        <source>H.264 profile</source>
        <translation>ملف تعريف H.264</translation>
    </message>
    <message>
        <source>Codec of the sound</source>
        <translation>مرمّز الصوت</translation>
    </message>
    <message>
        <source>Data rate of the sound</source>
        <translation>معدل بيانات الصوت</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>القنوات</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>الجهارة</translation>
    </message>
    <message>
        <source>Highest peak</source>
        <translation>أعلى ذروة</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>الضلع الأطول</translation>
    </message>
    <message>
        <source>Loudness before publishing</source>
        <translation>الجهارة قبل النشر</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>العنوان العام</translation>
    </message>
    <message>
        <source>Media file</source>
        <translation>ملف الوسائط</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>اسم الملف</translation>
    </message>
    <message>
        <source>Type of the file</source>
        <translation>نوع الملف</translation>
    </message>
    <message>
        <source>Size of the file</source>
        <translation>حجم الملف</translation>
    </message>
    <message>
        <source>Fingerprint of the file</source>
        <translation>بصمة الملف</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>Facts about the file</source>
        <translation>بيانات الملف</translation>
    </message>
    <message>
        <source>Renditions</source>
        <translation>النسخ المرمّزة</translation>
    </message>
    <message>
        <source>Rendition</source>
        <translation>النسخة المرمّزة</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>مسحوب</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>مدمج</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>القصّات</translation>
    </message>
    <message>
        <source>Ranges of the cut</source>
        <translation>مقاطع القص</translation>
    </message>
    <message>
        <source>Beginning of a range</source>
        <translation>بداية المقطع</translation>
    </message>
    <message>
        <source>End of a range</source>
        <translation>نهاية المقطع</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>الأفلام</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>الفصول</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة المرئية</translation>
    </message>
    <message>
        <source>Points in time</source>
        <translation>النقاط الزمنية</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>إعداد الترميز</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>إعدادات الترميز</translation>
    </message>
    <message>
        <source>Poster</source>
        <translation>صورة الغلاف</translation>
    </message>
    <message>
        <source>Storyboard</source>
        <translation>لوحة المشاهد</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>الموجة الصوتية</translation>
    </message>
    <message>
        <source>Report on the sound</source>
        <translation>تقرير الصوت</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>قائمة التشغيل</translation>
    </message>
    <message>
        <source>List of the files</source>
        <translation>قائمة الملفات</translation>
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
        <source>Refusal of a rendition</source>
        <translation>رفض نسخة مرمّزة</translation>
    </message>
    <message>
        <source>Announcement of renditions</source>
        <translation>الإعلان عن نسخ مرمّزة</translation>
    </message>
    <message>
        <source>Publishing of renditions</source>
        <translation>نشر نسخ مرمّزة</translation>
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
    <message>
        <source>Change of the newsroom&apos;s rules</source>
        <translation>تغيير قواعد غرفة الأخبار</translation>
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
        <source>Original</source>
        <translation>الأصل</translation>
    </message>
    <message>
        <source>Thumbnail</source>
        <translation>الصورة المصغّرة</translation>
    </message>
    <message>
        <source>not on the server yet</source>
        <translation>ليست على الخادم بعد</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>على الخادم</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فاشلة</translation>
    </message>
    <message>
        <source>A media file was processed</source>
        <translation>عولج ملف وسائط</translation>
    </message>
    <message>
        <source>A job was finished</source>
        <translation>اكتملت مهمة</translation>
    </message>
    <message>
        <source>the media file</source>
        <translation>ملف الوسائط</translation>
    </message>
    <message>
        <source>the rendition</source>
        <translation>النسخة المرمّزة</translation>
    </message>
    <message>
        <source>the preset</source>
        <translation>إعداد الترميز</translation>
    </message>
    <message>
        <source>the edit</source>
        <translation>المونتاج</translation>
    </message>
    <message>
        <source>the subtitles</source>
        <translation>الترجمة المرئية</translation>
    </message>
    <message>
        <source>the newsroom&apos;s rules</source>
        <translation>قواعد غرفة الأخبار</translation>
    </message>
    <message>
        <source>Length of a media file</source>
        <translation>مدة ملف وسائط</translation>
    </message>
    <message>
        <source>Request for a file</source>
        <translation>طلب ملف</translation>
    </message>
    <message>
        <source>Closing of a request for a file</source>
        <translation>إغلاق طلب ملف</translation>
    </message>
    <message>
        <source>A file was asked for</source>
        <translation>طُلب ملف</translation>
    </message>
    <message>
        <source>A request for a file was closed</source>
        <translation>أُغلق طلب ملف</translation>
    </message>
    <message>
        <source>the request for a file</source>
        <translation>طلب الملف</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>ترجمة وصفية</translation>
    </message>
    <message>
        <source>no requirement</source>
        <translation>بلا اشتراط</translation>
    </message>
    <message>
        <source>as loud as its preset says</source>
        <translation>بجهارة إعداد الترميز</translation>
    </message>
    <message>
        <source>as broadcasting asks</source>
        <translation>بجهارة البث التلفزيوني</translation>
    </message>
    <message>
        <source>as podcasts ask</source>
        <translation>بجهارة البودكاست</translation>
    </message>
    <message>
        <source>as the web asks</source>
        <translation>بجهارة الويب</translation>
    </message>
    <message>
        <source>The server measured another loudness than this file is said to have, so it was not taken. Encode it again.</source>
        <translation>قاس الخادم جهارة غير المذكورة لهذا الملف فلم يقبله. أعد ترميزه.</translation>
    </message>
    <message>
        <source>The server found another file than was announced, so it was not taken. Make it again.</source>
        <translation>وجد الخادم ملفًا غير المعلن عنه فلم يقبله. أنشئه من جديد.</translation>
    </message>
</context>
<context>
    <name>PosterFeature</name>
    <message>
        <source>The poster was changed.</source>
        <translation>تغيّرت صورة غلاف الفيلم.</translation>
    </message>
    <message>
        <source>Choose an item that has a film first.</source>
        <translation>اختر أولًا مادة فيها فيلم.</translation>
    </message>
    <message>
        <source>Play the film, or drag its bar, to the frame first.</source>
        <translation>انتقل أولًا إلى الإطار بتشغيل الفيلم أو بسحب شريطه.</translation>
    </message>
    <message>
        <source>Choose the poster…</source>
        <translation>اختيار صورة الغلاف…</translation>
    </message>
    <message>
        <source>Use this frame as the poster</source>
        <translation>استخدام هذا الإطار صورةً للغلاف</translation>
    </message>
    <message>
        <source>You may no longer see this film, so its poster cannot be chosen.</source>
        <translation>لم يعد لك أن ترى هذا الفيلم، فلا تُختار له صورة غلاف.</translation>
    </message>
</context>
<context>
    <name>StudioFeature</name>
    <message>
        <source>Encodes</source>
        <translation>الترميز</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>الترميز</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>إعدادات الترميز…</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>الترميز</translation>
    </message>
    <message numerus="yes">
        <source>%n uploads were cancelled.</source>
        <translation>
            <numerusform>لم يُلغَ أي رفع.</numerusform>
            <numerusform>أُلغي رفع واحد.</numerusform>
            <numerusform>أُلغي رفعان.</numerusform>
            <numerusform>أُلغيت %Ln عمليات رفع.</numerusform>
            <numerusform>أُلغيت %Ln عملية رفع.</numerusform>
            <numerusform>أُلغيت %Ln عملية رفع.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Pause all transfers</source>
        <translation>إيقاف كل عمليات النقل مؤقتًا</translation>
    </message>
    <message>
        <source>Resume all transfers</source>
        <translation>استئناف كل عمليات النقل</translation>
    </message>
    <message>
        <source>Find the file…</source>
        <translation>البحث عن الملف…</translation>
    </message>
    <message>
        <source>Find lost files in a folder…</source>
        <translation>البحث عن الملفات المفقودة في مجلد…</translation>
    </message>
</context>
<context>
    <name>SubtitleWords</name>
    <message>
        <source>Punctuation of the other language</source>
        <translation>علامة ترقيم من اللغة الأخرى</translation>
    </message>
    <message>
        <source>Closing mark at the start of the line</source>
        <translation>علامة ختام في أول السطر</translation>
    </message>
    <message>
        <source>Needless spaces</source>
        <translation>مسافات زائدة</translation>
    </message>
    <message>
        <source>Space before a mark</source>
        <translation>مسافة قبل علامة ترقيم</translation>
    </message>
    <message>
        <source>No space after a mark</source>
        <translation>لا مسافة بعد علامة ترقيم</translation>
    </message>
    <message>
        <source>Direction control without effect</source>
        <translation>محرف اتجاه بلا أثر</translation>
    </message>
    <message>
        <source>Direction control that does not end</source>
        <translation>محرف اتجاه لا نهاية له</translation>
    </message>
    <message>
        <source>Direction override</source>
        <translation>محرف يقلب ترتيب الحروف</translation>
    </message>
    <message>
        <source>Bracket or quotation mark without its partner</source>
        <translation>قوس أو علامة تنصيص بلا قرين</translation>
    </message>
    <message>
        <source>Stretched word</source>
        <translation>كلمة مطولة بالكشيدة</translation>
    </message>
    <message>
        <source>Ends before it starts</source>
        <translation>ينتهي قبل أن يبدأ</translation>
    </message>
    <message>
        <source>Starts before the line above</source>
        <translation>يبدأ قبل السطر السابق</translation>
    </message>
    <message>
        <source>Overlaps the line above (%1 ms)</source>
        <translation>يتداخل مع السطر السابق (%1 م.ث)</translation>
    </message>
    <message>
        <source>Too near to the line above (%1 ms)</source>
        <translation>قريب جدًا من السطر السابق (%1 م.ث)</translation>
    </message>
    <message>
        <source>Too short (%1 ms)</source>
        <translation>قصير جدًا (%1 م.ث)</translation>
    </message>
    <message>
        <source>Too long (%1 ms)</source>
        <translation>طويل جدًا (%1 م.ث)</translation>
    </message>
    <message>
        <source>Too fast to read (%1 characters a second)</source>
        <translation>أسرع من أن يُقرأ (%1 حرفًا في الثانية)</translation>
    </message>
    <message>
        <source>Line too long (%1 characters)</source>
        <translation>السطر طويل جدًا (%1 حرفًا)</translation>
    </message>
    <message>
        <source>Too many lines (%1)</source>
        <translation>أسطر كثيرة (%1)</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>فارغ</translation>
    </message>
</context>
<context>
    <name>SubtitlesFeature</name>
    <message>
        <source>Choose an item that has a media file first.</source>
        <translation>اختر أولًا مادة لها ملف وسائط.</translation>
    </message>
    <message>
        <source>Subtitles…</source>
        <translation>الترجمة المرئية…</translation>
    </message>
    <message>
        <source>Chapters…</source>
        <translation>الفصول…</translation>
    </message>
</context>
<context>
    <name>rawi::BatchAddDialog</name>
    <message>
        <source>Add files</source>
        <translation>إضافة ملفات</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>إضافة مجلد</translation>
    </message>
    <message>
        <source>Files and folders (drop them here)</source>
        <translation>الملفات والمجلدات (أفلتها هنا)</translation>
    </message>
    <message numerus="yes">
        <source>%n files and folders</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف أو مجلد واحد</numerusform>
            <numerusform>ملفان أو مجلدان</numerusform>
            <numerusform>%Ln ملفات ومجلدات</numerusform>
            <numerusform>%Ln ملفًا ومجلدًا</numerusform>
            <numerusform>%Ln ملف ومجلد</numerusform>
        </translation>
    </message>
    <message>
        <source>Add many files</source>
        <translation>إضافة ملفات كثيرة</translation>
    </message>
    <message>
        <source>Files and folders</source>
        <translation>الملفات والمجلدات</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>إضافة ملفات…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>إضافة مجلد…</translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>إفراغ القائمة</translation>
    </message>
    <message>
        <source>Outputs for each file</source>
        <translation>صيغ الإخراج لكل ملف</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>الأولوية</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>إضافة إلى المكتبة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::ChaptersView</name>
    <message>
        <source>One chapter a line: a time and a title, the first at 00:00.</source>
        <translation>فصل في كل سطر: وقت ثم عنوان، وأولها عند 00:00.</translation>
    </message>
    <message>
        <source>Arabic chapters</source>
        <translation>الفصول بالعربية</translation>
    </message>
    <message>
        <source>English chapters</source>
        <translation>الفصول بالإنجليزية</translation>
    </message>
    <message>
        <source>Save chapters</source>
        <translation>حفظ الفصول</translation>
    </message>
    <message>
        <source>The chapters are saved.</source>
        <translation>حُفظت الفصول.</translation>
    </message>
</context>
<context>
    <name>rawi::CompareView</name>
    <message>
        <source>Compare: %1</source>
        <translation>مقارنة: %1</translation>
    </message>
    <message>
        <source>Original and rendition</source>
        <translation>الأصل والنسخة</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>الموضع</translation>
    </message>
    <message>
        <source>One frame back (Left arrow)</source>
        <translation>إطار إلى الوراء (السهم الأيسر)</translation>
    </message>
    <message>
        <source>Play both (Space)</source>
        <translation>تشغيل الاثنين (مسافة)</translation>
    </message>
    <message>
        <source>One frame forward (Right arrow)</source>
        <translation>إطار إلى الأمام (السهم الأيمن)</translation>
    </message>
    <message>
        <source>Rendition</source>
        <translation>النسخة</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>الترتيب</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>جنبًا إلى جنب</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>ستارة المقارنة</translation>
    </message>
    <message>
        <source>Sound of the original</source>
        <translation>صوت الأصل</translation>
    </message>
    <message>
        <source>Sound of the rendition</source>
        <translation>صوت النسخة</translation>
    </message>
    <message>
        <source>Equally loud</source>
        <translation>بجهارة متساوية</translation>
    </message>
    <message>
        <source>Turns the louder one down to the other, by the measured loudness</source>
        <translation>يخفض الأعلى إلى مستوى الآخر بحسب الجهارة المقيسة</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 كيلوبت/ث</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>الأصل</translation>
    </message>
</context>
<context>
    <name>rawi::CutterActions</name>
    <message>
        <source>To the start</source>
        <translation>إلى البداية</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>إطارًا إلى الوراء</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>تشغيل أو إيقاف مؤقت</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>إطارًا إلى الأمام</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>إلى النهاية</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>عشرة إطارات إلى الوراء</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>عشرة إطارات إلى الأمام</translation>
    </message>
    <message>
        <source>To the earlier cut</source>
        <translation>إلى القطع السابق</translation>
    </message>
    <message>
        <source>To the next cut</source>
        <translation>إلى القطع التالي</translation>
    </message>
    <message>
        <source>Play, again: faster</source>
        <translation>تشغيل، ومرة أخرى: أسرع</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>تشغيل إلى الوراء، ومرة أخرى: أسرع</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Mark the beginning</source>
        <translation>وسم البداية</translation>
    </message>
    <message>
        <source>Mark the end</source>
        <translation>وسم النهاية</translation>
    </message>
    <message>
        <source>Clear the marks</source>
        <translation>إزالة الوسمين</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>تقسيم هنا</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Keep only what is marked</source>
        <translation>الاكتفاء بالموسوم</translation>
    </message>
    <message>
        <source>Move the range earlier</source>
        <translation>تقديم المقطع</translation>
    </message>
    <message>
        <source>Move the range later</source>
        <translation>تأخير المقطع</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>تكبير</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>تصغير</translation>
    </message>
    <message>
        <source>Save the edit</source>
        <translation>حفظ المونتاج</translation>
    </message>
</context>
<context>
    <name>rawi::CutterDialog</name>
    <message>
        <source>The cut is a file of the item now: %1 frames copied as they were, %2 encoded</source>
        <translation>أُضيف المقصوص إلى ملفات المادة: نُسخ من الإطارات كما هي %1، وأُعيد ترميز %2</translation>
    </message>
    <message>
        <source>Import a file and join it…</source>
        <translation>استيراد ملف وضمه…</translation>
    </message>
    <message>
        <source>Join a file</source>
        <translation>ضم ملف</translation>
    </message>
    <message>
        <source>Cut: %1</source>
        <translation>قص: %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>المقاطع</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>الخط الزمني</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>الموضع</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Progress of the cut</source>
        <translation>تقدم القص</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>ضم</translation>
    </message>
    <message>
        <source>Put another file behind the last range</source>
        <translation>إضافة ملف آخر بعد آخر مقطع</translation>
    </message>
    <message>
        <source>Save the edit</source>
        <translation>حفظ المونتاج</translation>
    </message>
    <message>
        <source>Make the cut</source>
        <translation>تنفيذ القص</translation>
    </message>
    <message>
        <source>A new file of the item with what the edit plays; the original stays as it is</source>
        <translation>ملف جديد للمادة فيه ما يعرضه المونتاج، ويبقى الأصل كما هو</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>قص</translation>
    </message>
    <message>
        <source>Save the edit before closing?</source>
        <translation>أتحفظ المونتاج قبل الإغلاق؟</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>إغلاق بلا حفظ</translation>
    </message>
    <message>
        <source>Go on cutting</source>
        <translation>متابعة القص</translation>
    </message>
    <message>
        <source>Paused in the queue of encodes</source>
        <translation>متوقف مؤقتًا في قائمة انتظار الترميز</translation>
    </message>
    <message>
        <source>Waits in the queue of encodes</source>
        <translation>ينتظر دوره في قائمة انتظار الترميز</translation>
    </message>
</context>
<context>
    <name>rawi::CutterPresenter</name>
    <message>
        <source>Split</source>
        <translation>تقسيم</translation>
    </message>
    <message>
        <source>Remove what is marked</source>
        <translation>حذف الموسوم</translation>
    </message>
    <message>
        <source>Remove a range</source>
        <translation>حذف مقطع</translation>
    </message>
    <message>
        <source>Keep only what is marked</source>
        <translation>الاكتفاء بالموسوم</translation>
    </message>
    <message>
        <source>Move a range</source>
        <translation>نقل مقطع</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>تشذيب</translation>
    </message>
    <message>
        <source>Join a file</source>
        <translation>ضم ملف</translation>
    </message>
</context>
<context>
    <name>rawi::CutterRangesModel</name>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>To</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>المدة</translation>
    </message>
</context>
<context>
    <name>rawi::EncodeLimitsDialog</name>
    <message>
        <source>Limits of the queue</source>
        <translation>حدود قائمة الانتظار</translation>
    </message>
    <message>
        <source>Encodes at once</source>
        <translation>عمليات الترميز معًا</translation>
    </message>
    <message>
        <source>One encode of a whole ladder keeps about four cores busy.</source>
        <translation>ترميز سلّم الجودات كاملًا يشغل نحو أربع أنوية.</translation>
    </message>
    <message>
        <source>Use the graphics card when it can</source>
        <translation>استخدام بطاقة الرسوم متى أمكن</translation>
    </message>
    <message>
        <source>Faster, in larger files or a slightly softer picture. Where the card cannot, or fails, the processor encodes.</source>
        <translation>أسرع، لكن الملفات أكبر أو الصورة أقل حدّة بقليل. وحيث تعجز البطاقة أو تفشل يتولى المعالج الترميز.</translation>
    </message>
    <message>
        <source>Disk space that stays free</source>
        <translation>مساحة تبقى حرة على القرص</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> غ.ب</translation>
    </message>
    <message>
        <source>Only on mains power</source>
        <translation>على التيار الكهربائي فقط</translation>
    </message>
    <message>
        <source>On battery, stop below</source>
        <translation>عند العمل بالبطارية، توقّف تحت</translation>
    </message>
    <message>
        <source>%</source>
        <translation>٪</translation>
    </message>
    <message>
        <source>Only at a time of day</source>
        <translation>في وقت محدد من اليوم فقط</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>إلى</translation>
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
    <name>rawi::EncodeLogDialog</name>
    <message>
        <source>There is no log yet: the encode has not begun.</source>
        <translation>لا سجل بعد: لم يبدأ الترميز.</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>سجل %1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>rawi::EncodesHeadView</name>
    <message>
        <source>This computer cannot be sent to sleep from here. %1</source>
        <translation>لا يمكن إدخال هذا الحاسوب في السكون من هنا. %1</translation>
    </message>
    <message>
        <source>No encode is waiting</source>
        <translation>لا ترميز في الانتظار</translation>
    </message>
    <message>
        <source>Go on with the queue</source>
        <translation>استئناف قائمة الانتظار</translation>
    </message>
    <message>
        <source>Pause the whole queue</source>
        <translation>إيقاف قائمة الانتظار كلها مؤقتًا</translation>
    </message>
    <message>
        <source>Then:</source>
        <translation>ثم:</translation>
    </message>
    <message>
        <source>What Rawi does when the last encode ended</source>
        <translation>ما يفعله راوي بعد انتهاء آخر ترميز</translation>
    </message>
    <message>
        <source>Progress of the whole queue</source>
        <translation>تقدّم قائمة الانتظار كلها</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>إضافة…</translation>
    </message>
    <message>
        <source>Add many files or whole folders, and choose what to make of them</source>
        <translation>إضافة ملفات كثيرة أو مجلدات كاملة واختيار صيغ إخراجها</translation>
    </message>
    <message>
        <source>Watch folders…</source>
        <translation>المجلدات المراقَبة…</translation>
    </message>
    <message>
        <source>Folders whose new files are imported and encoded automatically</source>
        <translation>مجلدات تُستورد ملفاتها الجديدة وتُرمَّز تلقائيًا</translation>
    </message>
    <message>
        <source>Limits…</source>
        <translation>الحدود…</translation>
    </message>
    <message>
        <source>How much runs at once, and when</source>
        <translation>كم يعمل معًا، ومتى</translation>
    </message>
</context>
<context>
    <name>rawi::EncodesModel</name>
    <message>
        <source>Failed: %1</source>
        <translation>فشل: %1</translation>
    </message>
    <message>
        <source>Done, not on the graphics card</source>
        <translation>تمّ، من دون بطاقة الرسوم</translation>
    </message>
    <message>
        <source>Done on the graphics card</source>
        <translation>تمّ على بطاقة الرسوم</translation>
    </message>
    <message>
        <source>%1: encoded by %2</source>
        <translation>%1: رمّزه %2</translation>
    </message>
    <message>
        <source>%1: the graphics card was not used: %2</source>
        <translation>%1: لم تُستخدم بطاقة الرسوم: %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>الإعداد</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدّم</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>الوقت المتبقي</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>السرعة</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>الأولوية</translation>
    </message>
    <message>
        <source>Cutting</source>
        <translation>يجري القص</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>what a job makes</comment>
        <translation>قص</translation>
    </message>
</context>
<context>
    <name>rawi::EncodesView</name>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Cancel encode</source>
        <translation>إلغاء الترميز</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>إزالة من القائمة</translation>
    </message>
    <message>
        <source>Encodes</source>
        <translation>عمليات الترميز</translation>
    </message>
    <message>
        <source>Remove all that ended well</source>
        <translation>إزالة كل ما اكتمل</translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation>التالي في الدور</translation>
    </message>
    <message>
        <source>To the end of the line</source>
        <translation>إلى آخر الدور</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>الأولوية</translation>
    </message>
    <message>
        <source>Open the folder of the result</source>
        <translation>فتح مجلد الناتج</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>السجل…</translation>
    </message>
    <message>
        <source>Nothing is being encoded. Choose an item and encode it from its Media tab, or drop files here.</source>
        <translation>لا شيء قيد الترميز. اختر مادة ورمّزها من لسان الوسائط، أو أفلت ملفات هنا.</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>إعدادات الترميز…</translation>
    </message>
</context>
<context>
    <name>rawi::FilePlaceBar</name>
    <message>
        <source>%1 asks for this file, which is on this desk and not on the server.</source>
        <translation>يطلب %1 هذا الملف، وهو على هذا الجهاز وليس على الخادم.</translation>
    </message>
    <message>
        <source>%1 is no longer where it was on this desk.</source>
        <comment>a file</comment>
        <translation>لم يعد %1 في مكانه على هذا الجهاز.</translation>
    </message>
    <message>
        <source>You added %1 on another desk; it is neither here nor on the server.</source>
        <comment>a file</comment>
        <translation>أضفتَ %1 على جهاز آخر، وليس هنا ولا على الخادم.</translation>
    </message>
    <message>
        <source>%1 has this file; it is neither on this desk nor on the server.</source>
        <comment>a person</comment>
        <translation>هذا الملف عند %1، وليس على هذا الجهاز ولا على الخادم.</translation>
    </message>
    <message>
        <source>%1 is on another desk, and not on the server.</source>
        <comment>a file</comment>
        <translation>الملف %1 على جهاز آخر، وليس على الخادم.</translation>
    </message>
    <message>
        <source>You asked for it: %1.</source>
        <comment>how long ago</comment>
        <translation>طلبتَه: %1.</translation>
    </message>
    <message>
        <source>The file goes to the server in the background.</source>
        <translation>يُرسل الملف إلى الخادم في الخلفية.</translation>
    </message>
    <message>
        <source>Find the file…</source>
        <translation>البحث عن الملف…</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>طلب الملف</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>سحب الطلب</translation>
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
        <source>The original is on %1’s desk; what plays here is a smaller version.</source>
        <comment>a person</comment>
        <translation>الملف الأصلي على جهاز %1، والمعروض هنا نسخة أصغر.</translation>
    </message>
</context>
<context>
    <name>rawi::ImportButton</name>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
</context>
<context>
    <name>rawi::IntakeNotices</name>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>Media (%1)</source>
        <translation>الوسائط (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>كل الملفات (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n files…</source>
        <translation>
            <numerusform>لا ملفات للفحص</numerusform>
            <numerusform>يُفحص ملف واحد…</numerusform>
            <numerusform>يُفحص ملفان…</numerusform>
            <numerusform>تُفحص %Ln ملفات…</numerusform>
            <numerusform>يُفحص %Ln ملفًا…</numerusform>
            <numerusform>يُفحص %Ln ملف…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the library</source>
        <translation>أُضيف %1 إلى المكتبة</translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the library.</source>
        <translation>
            <numerusform>لم يدخل المكتبة أي ملف.</numerusform>
            <numerusform>دخل المكتبة ملف واحد.</numerusform>
            <numerusform>دخل المكتبة ملفان.</numerusform>
            <numerusform>دخلت المكتبة %Ln ملفات.</numerusform>
            <numerusform>دخل المكتبة %Ln ملفًا.</numerusform>
            <numerusform>دخل المكتبة %Ln ملف.</numerusform>
        </translation>
    </message>
    <message>
        <source>There was no file to add: the folders are empty.</source>
        <translation>لا ملف يُضاف، فالمجلدات فارغة.</translation>
    </message>
    <message numerus="yes">
        <source>%n files were refused. %1 %2</source>
        <comment>files refused, the first cause, files taken</comment>
        <translation>
            <numerusform>لم يُرفض أي ملف. %1 %2</numerusform>
            <numerusform>رُفض ملف واحد. %1 %2</numerusform>
            <numerusform>رُفض ملفان. %1 %2</numerusform>
            <numerusform>رُفضت %Ln ملفات. %1 %2</numerusform>
            <numerusform>رُفض %Ln ملفًا. %1 %2</numerusform>
            <numerusform>رُفض %Ln ملف. %1 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. Rawi quits in %n s.</source>
        <translation>
            <numerusform>انتهى الترميز. سيُغلق راوي الآن.</numerusform>
            <numerusform>انتهى الترميز. سيُغلق راوي بعد ثانية.</numerusform>
            <numerusform>انتهى الترميز. سيُغلق راوي بعد ثانيتين.</numerusform>
            <numerusform>انتهى الترميز. سيُغلق راوي بعد %Ln ثوانٍ.</numerusform>
            <numerusform>انتهى الترميز. سيُغلق راوي بعد %Ln ثانية.</numerusform>
            <numerusform>انتهى الترميز. سيُغلق راوي بعد %Ln ثانية.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The encodes have ended. The computer goes to sleep in %n s.</source>
        <translation>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون الآن.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد ثانية.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد ثانيتين.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثوانٍ.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثانية.</numerusform>
            <numerusform>انتهى الترميز. يدخل الحاسوب في السكون بعد %Ln ثانية.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>تحديد الإجراء…</translation>
    </message>
</context>
<context>
    <name>rawi::PosterDialog</name>
    <message>
        <source>Poster</source>
        <translation>صورة الغلاف</translation>
    </message>
    <message>
        <source>In the preview, %1</source>
        <translation>في المعاينة، %1</translation>
    </message>
    <message>
        <source>The frame in the preview, at %1</source>
        <translation>الإطار المعروض في المعاينة، عند %1</translation>
    </message>
    <message>
        <source>Frame at %1</source>
        <translation>الإطار عند %1</translation>
    </message>
    <message>
        <source>The frame that stands for the film in lists and on the website. The best that were found:</source>
        <translation>الإطار الذي يمثّل الفيلم في القوائم وعلى الموقع. أفضل ما وُجد من إطارات:</translation>
    </message>
    <message>
        <source>The best frames lie on the desk that has the film. Here the frame that the preview shows can be taken: play to it first.</source>
        <translation>أفضل الإطارات محفوظة على الجهاز الذي فيه الفيلم. يمكن هنا أخذ الإطار المعروض في المعاينة: انتقل إليه أولًا.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>الإطارات</translation>
    </message>
    <message>
        <source>Use as the poster</source>
        <translation>استخدامه صورةً للغلاف</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>A picture for the poster</source>
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
        <source>From a picture file…</source>
        <translation>من ملف صورة…</translation>
    </message>
</context>
<context>
    <name>rawi::PosterPresenter</name>
    <message>
        <source>Choose the poster</source>
        <translation>اختيار صورة الغلاف</translation>
    </message>
</context>
<context>
    <name>rawi::PresetChecksView</name>
    <message>
        <source>Presets</source>
        <translation>إعدادات الترميز</translation>
    </message>
</context>
<context>
    <name>rawi::PresetEditorDialog</name>
    <message>
        <source>The preset %1 was removed; what was made with it stays.</source>
        <translation>حُذف إعداد الترميز %1، وما أُنتج به باقٍ.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>حُفظ.</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>إعداد ترميز جديد</translation>
    </message>
    <message>
        <source>Offer again</source>
        <translation>إعادته إلى القائمة</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>سحبه من القائمة</translation>
    </message>
    <message>
        <source>Built in and the same on every desk. Duplicate it to make one of your own.</source>
        <translation>مضمّن في البرنامج وهو نفسه على كل جهاز. أنشئ نسخة منه لتعدّلها كما تشاء.</translation>
    </message>
    <message>
        <source>Built in and the same on every desk.</source>
        <translation>مضمّن في البرنامج وهو نفسه على كل جهاز.</translation>
    </message>
    <message>
        <source>Presets of the newsroom are edited by managing editors.</source>
        <translation>إعدادات غرفة الأخبار يعدّلها مديرو التحرير.</translation>
    </message>
    <message>
        <source>Renditions are called by the short name; it stays as it is once saved.</source>
        <translation>تُسمّى النسخ بالاسم المختصر، ولا يتغير بعد الحفظ.</translation>
    </message>
    <message>
        <source>Version %1, retired: it is not offered any more.</source>
        <translation>الإصدار %1، مسحوب: لم يعد معروضًا.</translation>
    </message>
    <message>
        <source>Version %1. Other settings raise it, and renditions of older ones are out of date.</source>
        <translation>الإصدار %1. يرتفع مع تغيير الإعدادات، فتصبح النسخ الأقدم غير محدّثة.</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>المغادرة دون حفظ؟</translation>
    </message>
    <message>
        <source>What you changed in this preset is not saved yet.</source>
        <translation>ما غيّرته في هذا الإعداد لم يُحفظ بعد.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>المغادرة</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>متابعة التعديل</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>استيراد إعدادات ترميز</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>تصدير إعدادات الترميز</translation>
    </message>
    <message numerus="yes">
        <source>%n presets were imported.</source>
        <translation>
            <numerusform>لم يُستورد أي إعداد.</numerusform>
            <numerusform>استُورد إعداد واحد.</numerusform>
            <numerusform>استُورد إعدادان.</numerusform>
            <numerusform>استُوردت %Ln إعدادات.</numerusform>
            <numerusform>استُورد %Ln إعدادًا.</numerusform>
            <numerusform>استُورد %Ln إعداد.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n presets were not imported; the first is %1: %2</source>
        <translation>
            <numerusform>استُوردت كلها. %1: %2</numerusform>
            <numerusform>لم يُستورد إعداد واحد هو %1: %2</numerusform>
            <numerusform>لم يُستورد إعدادان، أولهما %1: %2</numerusform>
            <numerusform>لم تُستورد %Ln إعدادات، أولها %1: %2</numerusform>
            <numerusform>لم يُستورد %Ln إعدادًا، أولها %1: %2</numerusform>
            <numerusform>لم يُستورد %Ln إعداد، أولها %1: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>كُتب في %1.</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>إعدادات الترميز</translation>
    </message>
    <message>
        <source>New</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>تصدير الكل…</translation>
    </message>
    <message>
        <source>All presets of the newsroom, in one file</source>
        <translation>كل إعدادات غرفة الأخبار في ملف واحد</translation>
    </message>
    <message>
        <source>Before publishing</source>
        <translation>قبل النشر</translation>
    </message>
    <message>
        <source>What publishing asks of the sound</source>
        <translation>ما يشترطه النشر في الصوت</translation>
    </message>
    <message>
        <source>An item with sound is published only when a rendition was measured at this loudness.</source>
        <translation>لا تُنشر مادة فيها صوت إلا إذا قيست نسخة منها بهذه الجهارة.</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>الاسم الإنجليزي</translation>
    </message>
    <message>
        <source>Arabic name</source>
        <translation>الاسم العربي</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>الاسم المختصر</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>إنشاء نسخة</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>تجاهل التغييرات</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Presets (%1)</source>
        <translation>إعدادات ترميز (%1)</translation>
    </message>
</context>
<context>
    <name>rawi::PresetListModel</name>
    <message>
        <source>%1 · retired</source>
        <translation>%1 · مسحوب</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>مضمّنة</translation>
    </message>
    <message>
        <source>Of the newsroom</source>
        <translation>لغرفة الأخبار</translation>
    </message>
</context>
<context>
    <name>rawi::PresetSettingsView</name>
    <message>
        <source>Kind of file</source>
        <translation>نوع الملف</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>المرمّز</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>الشكل</translation>
    </message>
    <message>
        <source>Portrait and square cut the picture to a frame that can be moved.</source>
        <translation>الطولي والمربع يقصّان الصورة بإطار يمكن تحريكه.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>الارتفاع</translation>
    </message>
    <message>
        <source>Of an upright 16:9 picture; smaller sources are never enlarged.</source>
        <translation>ارتفاع صورة 16:9، ولا تُكبّر المصادر الأصغر أبدًا.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>الجودة</translation>
    </message>
    <message>
        <source>The codec&apos;s own scale: a smaller number is better and larger.</source>
        <translation>مقياس المرمّز نفسه: كلما صغر الرقم تحسّنت الجودة وكبر الملف.</translation>
    </message>
    <message>
        <source>Highest data rate</source>
        <translation>أعلى معدل بيانات</translation>
    </message>
    <message>
        <source>The peak over two seconds.</source>
        <translation>الذروة خلال ثانيتين.</translation>
    </message>
    <message>
        <source>Speed of encoding</source>
        <translation>سرعة الترميز</translation>
    </message>
    <message>
        <source>Slower makes smaller files of the same quality.</source>
        <translation>الأبطأ يعطي ملفات أصغر بالجودة نفسها.</translation>
    </message>
    <message>
        <source>H.264 profile</source>
        <translation>ملف تعريف H.264</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Data rate</source>
        <translation>معدل البيانات</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>القنوات</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>الجهارة</translation>
    </message>
    <message>
        <source>Measured over the whole programme, as EBU R 128 says.</source>
        <translation>تُقاس على البرنامج كله وفق EBU R 128.</translation>
    </message>
    <message>
        <source>Own target</source>
        <translation>هدف خاص</translation>
    </message>
    <message>
        <source>Highest peak</source>
        <translation>أعلى ذروة</translation>
    </message>
    <message>
        <source>True peak; what is above is limited.</source>
        <translation>الذروة الحقيقية، ويُحدّ ما فوقها.</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>الضلع الأطول</translation>
    </message>
    <message>
        <source>Smaller pictures are never enlarged.</source>
        <translation>لا تُكبّر الصور الأصغر أبدًا.</translation>
    </message>
    <message>
        <source>From 1 to 100: a larger number is better and larger.</source>
        <translation>من 1 إلى 100: كلما كبر الرقم تحسّنت الجودة وكبر الملف.</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>كما هو</translation>
    </message>
    <message>
        <source>Broadcast, %1</source>
        <translation>بث تلفزيوني، %1</translation>
    </message>
    <message>
        <source>Podcast, %1</source>
        <translation>بودكاست، %1</translation>
    </message>
    <message>
        <source>Web, %1</source>
        <translation>ويب، %1</translation>
    </message>
    <message>
        <source>Another target…</source>
        <translation>هدف آخر…</translation>
    </message>
    <message>
        <source> px</source>
        <translation> بكسل</translation>
    </message>
    <message>
        <source> kbit/s</source>
        <translation> كيلوبت/ث</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>بلا حد</translation>
    </message>
</context>
<context>
    <name>rawi::PreviewView</name>
    <message>
        <source>Preview</source>
        <translation>المعاينة</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>الموضع</translation>
    </message>
    <message>
        <source>To the start (Home)</source>
        <translation>إلى البداية (Home)</translation>
    </message>
    <message>
        <source>One frame back (Left arrow)</source>
        <translation>إطار إلى الوراء (السهم الأيسر)</translation>
    </message>
    <message>
        <source>One frame forward (Right arrow)</source>
        <translation>إطار إلى الأمام (السهم الأيمن)</translation>
    </message>
    <message>
        <source>To the last frame (End)</source>
        <translation>إلى آخر إطار (End)</translation>
    </message>
    <message>
        <source>Mute (M)</source>
        <translation>كتم الصوت (M)</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>مستوى الصوت</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>السرعة</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>إيقاف مؤقت (مسافة)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>تشغيل (مسافة)</translation>
    </message>
    <message>
        <source>Cut…</source>
        <translation>قص…</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>مقارنة…</translation>
    </message>
    <message>
        <source>The original beside a rendition</source>
        <translation>الأصل بجانب إحدى النسخ</translation>
    </message>
    <message>
        <source>No subtitles</source>
        <translation>بلا ترجمة</translation>
    </message>
    <message>
        <source>Subtitles and chapters</source>
        <translation>الترجمة المرئية والفصول</translation>
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
        <source>Poster</source>
        <translation>صورة الغلاف</translation>
    </message>
    <message>
        <source>Use this frame as the poster</source>
        <translation>استخدام هذا الإطار صورةً للغلاف</translation>
    </message>
    <message>
        <source>Choose among the best frames…</source>
        <translation>الاختيار من أفضل الإطارات…</translation>
    </message>
    <message>
        <source>%1, for the hard of hearing</source>
        <translation>%1، لضعاف السمع</translation>
    </message>
</context>
<context>
    <name>rawi::StudioSettingsView</name>
    <message>
        <source>How much of this computer encoding may use, which folders are imported automatically, and which files are made.</source>
        <translation>كم يستخدم الترميز من هذا الحاسوب، وأي المجلدات تُستورد ملفاتها تلقائيًا، وأي الملفات تُنتَج.</translation>
    </message>
    <message>
        <source>Limits of encoding…</source>
        <translation>حدود الترميز…</translation>
    </message>
    <message>
        <source>Watch folders…</source>
        <translation>المجلدات المراقَبة…</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>إعدادات الترميز…</translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleEditorModel</name>
    <message>
        <source>No.</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>البداية</translation>
    </message>
    <message>
        <source>End</source>
        <translation>النهاية</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>تعديل النص</translation>
    </message>
    <message>
        <source>Set start</source>
        <translation>ضبط البداية</translation>
    </message>
    <message>
        <source>Set end</source>
        <translation>ضبط النهاية</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>تحريك في الزمن</translation>
    </message>
    <message>
        <source>Insert line</source>
        <translation>إدراج سطر</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>تقسيم سطر</translation>
    </message>
    <message>
        <source>Join lines</source>
        <translation>ضم سطرين</translation>
    </message>
    <message>
        <source>Delete lines</source>
        <translation>حذف أسطر</translation>
    </message>
    <message>
        <source>Shift all</source>
        <translation>إزاحة الكل</translation>
    </message>
    <message>
        <source>Fit to two points</source>
        <translation>ضبط على نقطتين</translation>
    </message>
    <message>
        <source>Source column</source>
        <translation>عمود الأصل</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>استبدال</translation>
    </message>
    <message>
        <source>Fix line</source>
        <translation>إصلاح السطر</translation>
    </message>
    <message>
        <source>Fix all</source>
        <translation>إصلاح الكل</translation>
    </message>
    <message>
        <source>%1 (source, protected)</source>
        <translation>%1 (الأصل، محمي)</translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleEditorView</name>
    <message>
        <source>Subtitles and chapters</source>
        <translation>الترجمة المرئية والفصول</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Shift and fit…</source>
        <translation>إزاحة وضبط…</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>البداية هنا</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>النهاية هنا</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>تشغيل أو إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Earlier by 0.1 s</source>
        <translation>تقديم عُشر ثانية</translation>
    </message>
    <message>
        <source>Later by 0.1 s</source>
        <translation>تأخير عُشر ثانية</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>إدراج</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>تقسيم</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>ضم</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>السطر التالي</translation>
    </message>
    <message>
        <source>Source, protected</source>
        <translation>الأصل المحمي</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>There is no waveform of this sound yet.</source>
        <translation>لا موجة صوتية لهذا الصوت بعد.</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>الموجة الصوتية</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>الأسطر</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>الفصول</translation>
    </message>
    <message>
        <source>The subtitles are saved.</source>
        <translation>حُفظت الترجمة.</translation>
    </message>
    <message>
        <source>The source column is protected. Choose another source to change it.</source>
        <translation>عمود الأصل محمي. اختر أصلًا آخر لتعدّله.</translation>
    </message>
    <message>
        <source>This film has no sound.</source>
        <translation>لا صوت في هذا الفيلم.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة المرئية</translation>
    </message>
    <message>
        <source>Captions for the hard of hearing</source>
        <translation>ترجمة وصفية لضعاف السمع</translation>
    </message>
    <message>
        <source>Language of the right-to-left column</source>
        <translation>لغة العمود المكتوب من اليمين</translation>
    </message>
    <message>
        <source>Language of the left-to-right column</source>
        <translation>لغة العمود المكتوب من اليسار</translation>
    </message>
    <message>
        <source>Text of the line: %1</source>
        <translation>نص السطر: %1</translation>
    </message>
    <message>
        <source>You may no longer see this film. What you had typed and not sent yet is kept in “Needs attention”.</source>
        <translation>لم يعد لك أن ترى هذا الفيلم. وما كتبته ولم يُرسَل بعد محفوظ في «يحتاج إلى انتباه».</translation>
    </message>
    <message>
        <source>What you changed here before is not saved yet. Look at it and save it, or undo it.</source>
        <translation>ما غيّرته هنا من قبل لم يُحفظ بعد. راجعه واحفظه، أو تراجع عنه.</translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFiles</name>
    <message>
        <source>Import subtitles: %1</source>
        <translation>استيراد الترجمة المرئية: %1</translation>
    </message>
    <message numerus="yes">
        <source>Read %n line(s).</source>
        <translation>
            <numerusform>لم يُقرأ أي سطر.</numerusform>
            <numerusform>قُرئ سطر واحد.</numerusform>
            <numerusform>قُرئ سطران.</numerusform>
            <numerusform>قُرئت %Ln أسطر.</numerusform>
            <numerusform>قُرئ %Ln سطرًا.</numerusform>
            <numerusform>قُرئ %Ln سطر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export subtitles: %1</source>
        <translation>تصدير الترجمة المرئية: %1</translation>
    </message>
    <message>
        <source>text that belongs to no subtitle was left out</source>
        <translation>تُرك نص لا ينتمي إلى أي سطر ترجمة</translation>
    </message>
    <message>
        <source>characters that cannot be read</source>
        <translation>فيه حروف لا تُقرأ</translation>
    </message>
    <message>
        <source>a drawing was left out</source>
        <translation>تُرك رسم</translation>
    </message>
    <message>
        <source>invisible marks among the times were passed over</source>
        <translation>جرى تجاوز علامات غير مرئية بين الأوقات</translation>
    </message>
    <message>
        <source>another arrow was read as --&gt;</source>
        <translation>قُرئ سهم آخر على أنه --&gt;</translation>
    </message>
    <message>
        <source>formatting that cannot be kept was removed</source>
        <translation>أُزيل تنسيق لا يمكن حفظه</translation>
    </message>
    <message>
        <source>Line %1: %2.</source>
        <translation>السطر %1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more line(s).</source>
        <translation>
            <numerusform>ولا أسطر أخرى.</numerusform>
            <numerusform>وسطر آخر.</numerusform>
            <numerusform>وسطران آخران.</numerusform>
            <numerusform>و%Ln أسطر أخرى.</numerusform>
            <numerusform>و%Ln سطرًا آخر.</numerusform>
            <numerusform>و%Ln سطر آخر.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n line(s). %1</source>
        <translation>
            <numerusform>لم يُقرأ أي سطر. %1</numerusform>
            <numerusform>قُرئ سطر واحد. %1</numerusform>
            <numerusform>قُرئ سطران. %1</numerusform>
            <numerusform>قُرئت %Ln أسطر. %1</numerusform>
            <numerusform>قُرئ %Ln سطرًا. %1</numerusform>
            <numerusform>قُرئ %Ln سطر. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Subtitles (%1)</source>
        <translation>ملفات ترجمة (%1)</translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindView</name>
    <message>
        <source>Column to search</source>
        <translation>عمود البحث</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>البديل</translation>
    </message>
    <message>
        <source>Ignore vowel marks and letter forms</source>
        <translation>تجاهل التشكيل وأشكال الحروف</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>استبدال الكل</translation>
    </message>
    <message>
        <source>Nothing was found in this column.</source>
        <translation>لم يوجد شيء في هذا العمود.</translation>
    </message>
    <message numerus="yes">
        <source>Replaced in %n place(s).</source>
        <translation>
            <numerusform>لم يُستبدل شيء.</numerusform>
            <numerusform>استُبدل في موضع واحد.</numerusform>
            <numerusform>استُبدل في موضعين.</numerusform>
            <numerusform>استُبدل في %Ln مواضع.</numerusform>
            <numerusform>استُبدل في %Ln موضعًا.</numerusform>
            <numerusform>استُبدل في %Ln موضع.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleFindingsView</name>
    <message numerus="yes">
        <source>Fixed %n line(s).</source>
        <translation>
            <numerusform>لم يُصلح أي سطر.</numerusform>
            <numerusform>أُصلح سطر واحد.</numerusform>
            <numerusform>أُصلح سطران.</numerusform>
            <numerusform>أُصلحت %Ln أسطر.</numerusform>
            <numerusform>أُصلح %Ln سطرًا.</numerusform>
            <numerusform>أُصلح %Ln سطر.</numerusform>
        </translation>
    </message>
    <message>
        <source>To check</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>السطر</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>What</source>
        <translation>الملاحظة</translation>
    </message>
    <message>
        <source>Fix this line</source>
        <translation>إصلاح هذا السطر</translation>
    </message>
    <message>
        <source>Fix all</source>
        <translation>إصلاح الكل</translation>
    </message>
</context>
<context>
    <name>rawi::SubtitleSyncDialog</name>
    <message>
        <source>Shift and fit</source>
        <translation>إزاحة وضبط</translation>
    </message>
    <message>
        <source>Move all lines</source>
        <translation>تحريك كل الأسطر</translation>
    </message>
    <message>
        <source>Fit the first and the last line</source>
        <translation>ضبط على أول سطر وآخر سطر</translation>
    </message>
    <message>
        <source>Seconds, negative = earlier</source>
        <translation>ثوانٍ، السالب = أبكر</translation>
    </message>
    <message>
        <source>The first line starts at</source>
        <translation>يبدأ أول سطر عند</translation>
    </message>
    <message>
        <source>The last line starts at</source>
        <translation>يبدأ آخر سطر عند</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>تطبيق</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>rawi::TransfersModel</name>
    <message>
        <source>Failed: %1</source>
        <translation>فشل: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدّم</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>المادة</translation>
    </message>
    <message numerus="yes">
        <source>%n files to go</source>
        <translation>
            <numerusform>لا ملفات باقية</numerusform>
            <numerusform>بقي ملف واحد</numerusform>
            <numerusform>بقي ملفان</numerusform>
            <numerusform>بقيت %Ln ملفات</numerusform>
            <numerusform>بقي %Ln ملفًا</numerusform>
            <numerusform>بقي %Ln ملف</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>ينتظر الخادم</translation>
    </message>
    <message>
        <source>Is tried again: %1</source>
        <translation>تُعاد المحاولة: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>720p of interview.mov</comment>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation>لا خادم بعد</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>يُرسل إلى</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>الوقت المتبقي</translation>
    </message>
</context>
<context>
    <name>rawi::TransfersView</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Nothing is on its way to the server.</source>
        <translation>لا شيء في طريقه إلى الخادم.</translation>
    </message>
    <message>
        <source>Clear what was sent</source>
        <translation>إزالة ما أُرسل</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Cancel the upload</source>
        <translation>إلغاء الرفع</translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation>إظهار المادة</translation>
    </message>
    <message>
        <source>Open the folder of the file</source>
        <translation>فتح مجلد الملف</translation>
    </message>
</context>
<context>
    <name>rawi::WatchFoldersDialog</name>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message numerus="yes">
        <source>%n files on their way</source>
        <translation>
            <numerusform>لا ملفات في الطريق</numerusform>
            <numerusform>ملف واحد في الطريق</numerusform>
            <numerusform>ملفان في الطريق</numerusform>
            <numerusform>%Ln ملفات في الطريق</numerusform>
            <numerusform>%Ln ملفًا في الطريق</numerusform>
            <numerusform>%Ln ملف في الطريق</numerusform>
        </translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>تحت المراقبة</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>مراقبة مجلد</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>إيقاف المراقبة</translation>
    </message>
    <message>
        <source>Stop watching %1? What was imported from it stays in the library.</source>
        <translation>أتوقف مراقبة %1؟ ما استُورد منه يبقى في المكتبة.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>المجلدات المراقَبة</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>المجلد</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>المستورد</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>مراقبة مجلد…</translation>
    </message>
    <message>
        <source>Stop watching…</source>
        <translation>إيقاف المراقبة…</translation>
    </message>
    <message>
        <source>Outputs for each new file</source>
        <translation>صيغ الإخراج لكل ملف جديد</translation>
    </message>
    <message>
        <source>Files that could not be imported</source>
        <translation>ملفات تعذّر استيرادها</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Subfolders, too</source>
        <translation>المجلدات الفرعية أيضًا</translation>
    </message>
    <message>
        <source>Up to 8 levels deep; links are not followed, and a subfolder that is watched by itself is left to itself</source>
        <translation>حتى 8 مستويات، ولا تُتبع الروابط، والمجلد الفرعي المراقَب على حدة لا يُراقَب مرتين</translation>
    </message>
    <message>
        <source>%1 is watched already. Choose it in the list to change the outputs for its files.</source>
        <translation>%1 تحت المراقبة أصلًا. اختره من القائمة لتغيير صيغ إخراج ملفاته.</translation>
    </message>
    <message>
        <source>The folder %1 is not there. Connect its disk or share, or stop watching it.</source>
        <translation>المجلد %1 غير موجود. صِل قرصه أو مشاركته، أو أوقف مراقبته.</translation>
    </message>
    <message>
        <source>Not everything is watched: there is too much in or below %1. Watch a smaller folder.</source>
        <translation>لا تشمل المراقبة كل شيء، ففي %1 أو تحته أكثر مما يُحتمل. راقب مجلدًا أصغر.</translation>
    </message>
    <message>
        <source>%1 Decide under “Needs attention”.</source>
        <comment>“3 files are in the library already.”</comment>
        <translation>%1 حدِّد ما يُفعل بها في «يحتاج إلى انتباه».</translation>
    </message>
</context>
</TS>
