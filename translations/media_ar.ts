<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
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
        <translation>صار المقصوص ملفًا من ملفات المادة: نُسخ من الإطارات كما هي %1، وأُعيد ترميز %2</translation>
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
    <name>rawi::EncodesModel</name>
    <message>
        <source>Failed: %1</source>
        <translation>فشل: %1</translation>
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
        <source>Nothing is being encoded. Choose an item and encode it from its Media tab.</source>
        <translation>لا شيء قيد الترميز. اختر مادة وابدأ ترميزها من تبويب «الوسائط».</translation>
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
        <source>Version</source>
        <translation>النسخة</translation>
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
        <source>Sent</source>
        <translation>المُرسَل</translation>
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
</context>
</TS>
