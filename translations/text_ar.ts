<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>ArgumentText</name>
    <message>
        <source>as it stood then</source>
        <translation>كما كان حينها</translation>
    </message>
    <message>
        <source>not on this desk</source>
        <comment>a record</comment>
        <translation>ليس على هذا الجهاز</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا شيء آخر</numerusform>
            <numerusform>وواحد آخر</numerusform>
            <numerusform>واثنان آخران</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
            <numerusform>و%Ln أخرى</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an argument and its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>%1 has a value that is not allowed. Correct it and try again.</source>
        <translation>قيمة %1 غير مسموح بها. صحّحها ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>A value is not allowed. Correct it and try again.</source>
        <translation>إحدى القيم غير مسموح بها. صحّحها ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>This version of Rawi does not know %1. Update Rawi and try again.</source>
        <translation>هذا الإصدار من راوي لا يعرف %1. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>This version of Rawi does not know one of the fields. Update Rawi and try again.</source>
        <translation>هذا الإصدار من راوي لا يعرف أحد الحقول. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>This version of Rawi cannot do %1. Update Rawi and try again.</source>
        <translation>هذا الإصدار من راوي لا يستطيع تنفيذ %1. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>This version of Rawi cannot do this. Update Rawi and try again.</source>
        <translation>هذا الإصدار من راوي لا يستطيع تنفيذ ذلك. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>%1 is still empty. Fill it in and try again.</source>
        <translation>ما زال %1 فارغًا. املأه ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>Something that is needed is still empty. Fill it in and try again.</source>
        <translation>ما زال حقل لازم فارغًا. املأه ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>%1 is too long. Shorten it and try again.</source>
        <translation>%1 أطول من المسموح. اختصره ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>The text is too long. Shorten it and try again.</source>
        <translation>النص أطول من المسموح. اختصره ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>%1 is not there any more; somebody may have removed it. Refresh the list.</source>
        <translation>لم يعد %1 موجودًا، ربما أزاله شخص آخر. حدّث القائمة.</translation>
    </message>
    <message>
        <source>This is not there any more; somebody may have removed it. Refresh the list.</source>
        <translation>لم يعد هذا موجودًا، ربما أزاله شخص آخر. حدّث القائمة.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name or use the existing one.</source>
        <translation>%1 موجود من قبل. اختر اسمًا آخر أو استعمل الموجود.</translation>
    </message>
    <message>
        <source>This exists already. Choose another name or use the existing one.</source>
        <translation>هذا موجود من قبل. اختر اسمًا آخر أو استعمل الموجود.</translation>
    </message>
    <message>
        <source>The state of %1 does not allow this step any more. Look at it again and choose another step.</source>
        <translation>حالة %1 لم تعد تسمح بهذه الخطوة. راجعه مرة أخرى واختر خطوة غيرها.</translation>
    </message>
    <message>
        <source>Its state does not allow this step any more. Look at it again and choose another step.</source>
        <translation>الحالة لم تعد تسمح بهذه الخطوة. راجع المادة مرة أخرى واختر خطوة غيرها.</translation>
    </message>
    <message>
        <source>Somebody else changed %1 in the meantime. Look at the new version and repeat your change.</source>
        <translation>عدّل شخص آخر %1 في هذه الأثناء. انظر النسخة الجديدة ثم أعد تعديلك.</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime. Look at the new version and repeat your change.</source>
        <translation>عدّل شخص آخر هذه المادة في هذه الأثناء. انظر النسخة الجديدة ثم أعد تعديلك.</translation>
    </message>
    <message>
        <source>The data in %1 is damaged. Restore it from a backup or sign in again to fetch it anew.</source>
        <translation>البيانات في %1 تالفة. استعدها من نسخة احتياطية أو سجّل الدخول مجددًا لجلبها من جديد.</translation>
    </message>
    <message>
        <source>The stored data is damaged. Restore it from a backup or sign in again to fetch it anew.</source>
        <translation>البيانات المخزّنة تالفة. استعدها من نسخة احتياطية أو سجّل الدخول مجددًا لجلبها من جديد.</translation>
    </message>
    <message>
        <source>The database refused %1. Try again; if it happens again, tell your administrator.</source>
        <translation>رفضت قاعدة البيانات %1. حاول مجددًا، وإن تكرر ذلك فأخبر المسؤول.</translation>
    </message>
    <message>
        <source>The database refused the change. Try again; if it happens again, tell your administrator.</source>
        <translation>رفضت قاعدة البيانات هذا التغيير. حاول مجددًا، وإن تكرر ذلك فأخبر المسؤول.</translation>
    </message>
    <message>
        <source>%1 is open in another Rawi window. Close that one first.</source>
        <translation>%1 مفتوح في نافذة أخرى من راوي. أغلقها أولًا.</translation>
    </message>
    <message>
        <source>Another Rawi is using this. Close that one first.</source>
        <translation>نسخة أخرى من راوي تستعمل هذا. أغلقها أولًا.</translation>
    </message>
    <message>
        <source>The server wants to know which version of %1 was changed. Update Rawi and try again.</source>
        <translation>يريد الخادم معرفة النسخة التي عُدّلت من %1. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>The server wants to know which version was changed. Update Rawi and try again.</source>
        <translation>يريد الخادم معرفة النسخة التي عُدّلت. حدّث راوي ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>Your session at %1 has ended. Sign in again; your work on this desk is kept.</source>
        <translation>انتهت جلستك على %1. سجّل الدخول مجددًا، وعملك على هذا الجهاز محفوظ.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; your work on this desk is kept.</source>
        <translation>انتهت جلستك. سجّل الدخول مجددًا، وعملك على هذا الجهاز محفوظ.</translation>
    </message>
    <message>
        <source>The e-mail or the password for %1 is wrong. Check both and try again.</source>
        <translation>البريد الإلكتروني أو كلمة المرور غير صحيحة للحساب %1. تحقق منهما ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>The e-mail or the password is wrong. Check both and try again.</source>
        <translation>البريد الإلكتروني أو كلمة المرور غير صحيحة. تحقق منهما ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>The password for %1 is too easy to guess. Use at least twelve characters.</source>
        <translation>كلمة المرور للحساب %1 سهلة التخمين. استعمل اثني عشر حرفًا على الأقل.</translation>
    </message>
    <message>
        <source>The password is too easy to guess. Use at least twelve characters.</source>
        <translation>كلمة المرور سهلة التخمين. استعمل اثني عشر حرفًا على الأقل.</translation>
    </message>
    <message>
        <source>There were too many attempts for %1. Wait a minute and try again.</source>
        <translation>جرت محاولات كثيرة جدًا مع %1. انتظر دقيقة ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>There were too many attempts. Wait a minute and try again.</source>
        <translation>جرت محاولات كثيرة جدًا. انتظر دقيقة ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>%1 needs a newer Rawi. Update this desk; your work is kept and sent afterwards.</source>
        <translation>يتطلب %1 إصدارًا أحدث من راوي. حدّث البرنامج على هذا الجهاز، وعملك محفوظ ويُرسل بعد ذلك.</translation>
    </message>
    <message>
        <source>This needs a newer Rawi. Update this desk; your work is kept and sent afterwards.</source>
        <translation>يتطلب هذا إصدارًا أحدث من راوي. حدّث البرنامج على هذا الجهاز، وعملك محفوظ ويُرسل بعد ذلك.</translation>
    </message>
    <message>
        <source>This desk was away from %1 for long. It fetches everything once more; just wait.</source>
        <translation>غاب هذا الجهاز طويلًا عن %1، فهو يجلب كل شيء من جديد. انتظر قليلًا.</translation>
    </message>
    <message>
        <source>This desk was away for long. It fetches everything once more; just wait.</source>
        <translation>غاب هذا الجهاز طويلًا، فهو يجلب كل شيء من جديد. انتظر قليلًا.</translation>
    </message>
    <message>
        <source>The server wants to remove very much at once (%1), so Rawi stopped. Ask your administrator; if it is right, let it go on.</source>
        <translation>يريد الخادم إزالة الكثير دفعة واحدة (%1) فتوقف راوي. اسأل المسؤول، فإن كان ذلك مقصودًا فدعه يستمر.</translation>
    </message>
    <message>
        <source>The server wants to remove very much at once, so Rawi stopped. Ask your administrator; if it is right, let it go on.</source>
        <translation>يريد الخادم إزالة الكثير دفعة واحدة فتوقف راوي. اسأل المسؤول، فإن كان ذلك مقصودًا فدعه يستمر.</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network; you can go on working.</source>
        <translation>لا يمكن الوصول إلى %1. تحقق من العنوان والشبكة، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>The network cannot be reached. Check the connection; you can go on working.</source>
        <translation>لا يمكن الوصول إلى الشبكة. تحقق من الاتصال، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Rawi tries again by itself; you can go on working.</source>
        <translation>لم يردّ %1 في الوقت المناسب. يعيد راوي المحاولة تلقائيًا، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>There was no answer in time. Rawi tries again by itself; you can go on working.</source>
        <translation>لم يصل ردّ في الوقت المناسب. يعيد راوي المحاولة تلقائيًا، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>The server %1 cannot work at the moment. Rawi tries again by itself; you can go on working.</source>
        <translation>الخادم %1 لا يعمل حاليًا. يعيد راوي المحاولة تلقائيًا، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>The server cannot work at the moment. Rawi tries again by itself; you can go on working.</source>
        <translation>الخادم لا يعمل حاليًا. يعيد راوي المحاولة تلقائيًا، ويمكنك متابعة العمل.</translation>
    </message>
    <message>
        <source>The server holds another part of %1 than expected. The upload goes on from there by itself.</source>
        <translation>لدى الخادم جزء من %1 غير المتوقع. يُستأنف الرفع من هناك تلقائيًا.</translation>
    </message>
    <message>
        <source>The server holds another part of the file than expected. The upload goes on from there by itself.</source>
        <translation>لدى الخادم جزء من الملف غير المتوقع. يُستأنف الرفع من هناك تلقائيًا.</translation>
    </message>
    <message>
        <source>%1 arrived damaged. Start the upload again.</source>
        <translation>وصل %1 تالفًا. ابدأ الرفع من جديد.</translation>
    </message>
    <message>
        <source>The file arrived damaged. Start the upload again.</source>
        <translation>وصل الملف تالفًا. ابدأ الرفع من جديد.</translation>
    </message>
    <message>
        <source>The server at %1 does not offer this. Check the address of the server.</source>
        <translation>الخادم في %1 لا يقدّم هذه الخدمة. تحقق من عنوان الخادم.</translation>
    </message>
    <message>
        <source>The server does not offer this. Check the address of the server.</source>
        <translation>الخادم لا يقدّم هذه الخدمة. تحقق من عنوان الخادم.</translation>
    </message>
    <message>
        <source>%1 is in use by another program. Choose another address or stop that program.</source>
        <translation>%1 يستعمله برنامج آخر. اختر عنوانًا غيره أو أوقف ذلك البرنامج.</translation>
    </message>
    <message>
        <source>The address is in use by another program. Choose another one or stop that program.</source>
        <translation>العنوان يستعمله برنامج آخر. اختر غيره أو أوقف ذلك البرنامج.</translation>
    </message>
    <message>
        <source>%1 is larger than allowed. Use a smaller one.</source>
        <translation>%1 أكبر من المسموح. استعمل ما هو أصغر.</translation>
    </message>
    <message>
        <source>This is larger than allowed. Use a smaller one.</source>
        <translation>هذا أكبر من المسموح. استعمل ما هو أصغر.</translation>
    </message>
    <message>
        <source>%1 is of a type that the server does not take. Convert it first.</source>
        <translation>نوع %1 لا يقبله الخادم. حوّله أولًا.</translation>
    </message>
    <message>
        <source>This type of file is not taken by the server. Convert it first.</source>
        <translation>هذا النوع من الملفات لا يقبله الخادم. حوّله أولًا.</translation>
    </message>
    <message>
        <source>The file %1 was changed after it was added. Add it again.</source>
        <translation>تغيّر الملف %1 بعد إضافته. أضفه مجددًا.</translation>
    </message>
    <message>
        <source>The file was changed after it was added. Add it again.</source>
        <translation>تغيّر الملف بعد إضافته. أضفه مجددًا.</translation>
    </message>
    <message>
        <source>%1 cannot be read or written. Check the disk and your rights to the folder.</source>
        <translation>تعذّرت قراءة %1 أو كتابته. تحقق من القرص ومن صلاحياتك على المجلد.</translation>
    </message>
    <message>
        <source>A file cannot be read or written. Check the disk and your rights to the folder.</source>
        <translation>تعذّرت قراءة ملف أو كتابته. تحقق من القرص ومن صلاحياتك على المجلد.</translation>
    </message>
    <message>
        <source>There is no room left for %1. Free some space and try again; nothing was lost.</source>
        <translation>لم يبقَ متسع لحفظ %1. أفرغ بعض المساحة ثم حاول مجددًا، ولم يضِع شيء.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and try again; nothing was lost.</source>
        <translation>القرص ممتلئ. أفرغ بعض المساحة ثم حاول مجددًا، ولم يضِع شيء.</translation>
    </message>
    <message>
        <source>%1 is not a video, a sound or a picture. Choose another file.</source>
        <translation>%1 ليس فيديو ولا صوتًا ولا صورة. اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>This is not a video, a sound or a picture. Choose another file.</source>
        <translation>هذا ليس فيديو ولا صوتًا ولا صورة. اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>%1 ends too early; it was probably not copied completely. Copy it again.</source>
        <translation>ينتهي %1 قبل أوانه، ولعله لم يُنسخ كاملًا. انسخه مجددًا.</translation>
    </message>
    <message>
        <source>The file ends too early; it was probably not copied completely. Copy it again.</source>
        <translation>ينتهي الملف قبل أوانه، ولعله لم يُنسخ كاملًا. انسخه مجددًا.</translation>
    </message>
    <message>
        <source>The media worker stopped at %1. Your desk is safe; choose “Try again”.</source>
        <translation>توقف معالج الوسائط عند %1. عملك سليم، فاختر «إعادة المحاولة».</translation>
    </message>
    <message>
        <source>The media worker stopped. Your desk is safe; choose “Try again”.</source>
        <translation>توقف معالج الوسائط. عملك سليم، فاختر «إعادة المحاولة».</translation>
    </message>
    <message>
        <source>%1 was cancelled. Start it again whenever you like.</source>
        <translation>أُلغي %1. ابدأه مجددًا متى شئت.</translation>
    </message>
    <message>
        <source>This was cancelled. Start it again whenever you like.</source>
        <translation>أُلغيت العملية. ابدأها مجددًا متى شئت.</translation>
    </message>
    <message>
        <source>The program %1 is missing. Install Rawi again or ask your administrator.</source>
        <translation>البرنامج %1 غير موجود. ثبّت راوي من جديد أو اسأل المسؤول.</translation>
    </message>
    <message>
        <source>A program that Rawi needs is missing. Install Rawi again or ask your administrator.</source>
        <translation>برنامج يحتاج إليه راوي غير موجود. ثبّت راوي من جديد أو اسأل المسؤول.</translation>
    </message>
    <message>
        <source>Something unexpected happened with %1. Try again; if it happens again, tell your administrator.</source>
        <translation>حدث أمر غير متوقع مع %1. حاول مجددًا، وإن تكرر ذلك فأخبر المسؤول.</translation>
    </message>
    <message>
        <source>Something unexpected happened. Try again; if it happens again, tell your administrator.</source>
        <translation>حدث أمر غير متوقع. حاول مجددًا، وإن تكرر ذلك فأخبر المسؤول.</translation>
    </message>
    <message>
        <source>The sound of the rendition %1 is not as loud as the newsroom asks before publishing. Encode it for the right destination and try again.</source>
        <translation>جهارة الصوت في النسخة %1 ليست كما تشترط غرفة الأخبار قبل النشر. رمّزها للوجهة الصحيحة ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The newsroom publishes only what was measured, and no rendition of this item has a loudness report. Encode it first.</source>
        <translation>لا تنشر غرفة الأخبار إلا ما قيست جهارته، وليس لأي نسخة من هذه المادة تقرير جهارة. رمّزها أولًا.</translation>
    </message>
    <message>
        <source>%1 is not among your rights. Ask a managing editor or an administrator.</source>
        <translation>لا تشمل صلاحياتك %1. اطلب ذلك من مدير تحرير أو مسؤول.</translation>
    </message>
    <message>
        <source>This is not among your rights. Ask a managing editor or an administrator.</source>
        <translation>ليس هذا من صلاحياتك. اطلبه من مدير تحرير أو مسؤول.</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>السطر %1</translation>
    </message>
    <message>
        <source>Subtitle %1</source>
        <translation>سطر الترجمة %1</translation>
    </message>
    <message>
        <source>Byte %1</source>
        <translation>البايت %1</translation>
    </message>
    <message>
        <source>It is %1 now, and this step is not possible from there. Look at it again and choose another step.</source>
        <comment>a state: archived, in review</comment>
        <translation>الحالة الآن: %1، ولا تسمح بهذه الخطوة. راجعها مرة أخرى واختر خطوة غيرها.</translation>
    </message>
    <message>
        <source>Before it can be published it still needs: %1.</source>
        <translation>ينقص المادةَ قبل النشر: %1.</translation>
    </message>
    <message>
        <source>It is not ready to be published. Look at what it still needs.</source>
        <translation>المادة ليست جاهزة للنشر. راجع ما ينقصها.</translation>
    </message>
    <message>
        <source>%1 uses a format that Rawi cannot read. Save it as MP4, MOV, MKV, WebM, MXF, WAV, MP3, FLAC, JPEG, PNG, TIFF, WebP or AVIF.</source>
        <translation>صيغة %1 لا يقرؤها راوي. احفظه بصيغة MP4 أو MOV أو MKV أو WebM أو MXF أو WAV أو MP3 أو FLAC أو JPEG أو PNG أو TIFF أو WebP أو AVIF.</translation>
    </message>
    <message>
        <source>This format cannot be read by Rawi. Save it as MP4, MOV, MKV, WebM, MXF, WAV, MP3, FLAC, JPEG, PNG, TIFF, WebP or AVIF.</source>
        <translation>هذه الصيغة لا يقرؤها راوي. احفظ الملف بصيغة MP4 أو MOV أو MKV أو WebM أو MXF أو WAV أو MP3 أو FLAC أو JPEG أو PNG أو TIFF أو WebP أو AVIF.</translation>
    </message>
    <message>
        <source>The file %1 is not where it was. Connect its disk, or choose “Find the file…”.</source>
        <translation>الملف %1 ليس في مكانه. صِل قرصه، أو اختر «البحث عن الملف…».</translation>
    </message>
    <message>
        <source>The file is not where it was. Connect its disk, or choose “Find the file…”.</source>
        <translation>الملف ليس في مكانه. صِل قرصه، أو اختر «البحث عن الملف…».</translation>
    </message>
    <message>
        <source>This file is in the library already, as %1. Open that, or add the file once more.</source>
        <translation>هذا الملف موجود في المكتبة باسم %1. افتح تلك المادة، أو أضف الملف مرة أخرى.</translation>
    </message>
    <message>
        <source>This file is in the library already. Open its item, or add the file once more.</source>
        <translation>هذا الملف موجود في المكتبة. افتح مادته، أو أضف الملف مرة أخرى.</translation>
    </message>
    <message>
        <source>%1 is another file: what is in it is not what was in the missing one. Choose the right one, or add this one to the item as a further file.</source>
        <translation>ليس %1 هو الملف المفقود، فمحتواه مختلف. اختر الملف الصحيح، أو أضف هذا إلى المادة ملفًا إضافيًا.</translation>
    </message>
    <message>
        <source>This is another file than the missing one. Choose the right one, or add this one to the item as a further file.</source>
        <translation>هذا غير الملف المفقود. اختر الملف الصحيح، أو أضف هذا إلى المادة ملفًا إضافيًا.</translation>
    </message>
    <message>
        <source>%1 is not a picture. Choose a picture file.</source>
        <translation>%1 ليس صورة. اختر ملف صورة.</translation>
    </message>
    <message>
        <source>This is not a picture. Choose a picture file.</source>
        <translation>هذا ليس صورة. اختر ملف صورة.</translation>
    </message>
    <message>
        <source>The server %1 was restored from a backup, or is another one. Look at what is not the same there and let Rawi go on; what you did since is sent again.</source>
        <translation>استُعيد الخادم %1 من نسخة احتياطية، أو هو خادم آخر. راجع الفروق ثم اسمح لراوي بالمتابعة، ويُرسل مجددًا ما أجريته منذ ذلك.</translation>
    </message>
    <message>
        <source>The server was restored from a backup, or is another one. Look at what is not the same there and let Rawi go on; what you did since is sent again.</source>
        <translation>استُعيد الخادم من نسخة احتياطية، أو هو خادم آخر. راجع الفروق ثم اسمح لراوي بالمتابعة، ويُرسل مجددًا ما أجريته منذ ذلك.</translation>
    </message>
    <message>
        <source>The server %1 and this desk remember different things of what was sent. Rawi sorts it out and tries again by itself; nothing is lost.</source>
        <translation>يختلف سجل الخادم %1 عن سجل هذا الجهاز لما أُرسل. يعالج راوي ذلك ويعيد المحاولة تلقائيًا، ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>The server and this desk remember different things of what was sent. Rawi sorts it out and tries again by itself; nothing is lost.</source>
        <translation>يختلف سجل الخادم عن سجل هذا الجهاز لما أُرسل. يعالج راوي ذلك ويعيد المحاولة تلقائيًا، ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>The name of %1 is written in an old way that Rawi cannot read. Give the file another name and add it again.</source>
        <translation>اسم الملف %1 مكتوب بترميز قديم لا يقرؤه راوي. غيّر اسم الملف ثم أضفه مجددًا.</translation>
    </message>
    <message>
        <source>The name of the file is written in an old way that Rawi cannot read. Give the file another name and add it again.</source>
        <translation>اسم الملف مكتوب بترميز قديم لا يقرؤه راوي. غيّر اسم الملف ثم أضفه مجددًا.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 B</source>
        <translation>%1 بايت</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 ك.ب</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 م.ب</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 غ.ب</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1 ت.ب</translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>بقي أقل من ثانية</numerusform>
            <numerusform>بقيت ثانية</numerusform>
            <numerusform>بقيت ثانيتان</numerusform>
            <numerusform>بقيت %Ln ثوانٍ</numerusform>
            <numerusform>بقيت %Ln ثانية</numerusform>
            <numerusform>بقيت %Ln ثانية</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>بقي أقل من دقيقة</numerusform>
            <numerusform>بقيت دقيقة</numerusform>
            <numerusform>بقيت دقيقتان</numerusform>
            <numerusform>بقيت %Ln دقائق</numerusform>
            <numerusform>بقيت %Ln دقيقة</numerusform>
            <numerusform>بقيت %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>بقي أقل من ساعة</numerusform>
            <numerusform>بقيت ساعة</numerusform>
            <numerusform>بقيت ساعتان</numerusform>
            <numerusform>بقيت %Ln ساعات</numerusform>
            <numerusform>بقيت %Ln ساعة</numerusform>
            <numerusform>بقيت %Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>الآن</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %Ln دقائق</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>قبل أقل من ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %Ln ساعات</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>أمس</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>اليوم</numerusform>
            <numerusform>قبل يوم</numerusform>
            <numerusform>قبل يومين</numerusform>
            <numerusform>قبل %Ln أيام</numerusform>
            <numerusform>قبل %Ln يومًا</numerusform>
            <numerusform>قبل %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>percent</comment>
        <translation>%1٪</translation>
    </message>
</context>
<context>
    <name>KnownFiles</name>
    <message>
        <source>%1 is there as %2</source>
        <comment>a file, an item</comment>
        <translation>الملف %1 موجود باسم %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا غيرها</numerusform>
            <numerusform>وملف آخر</numerusform>
            <numerusform>وملفان آخران</numerusform>
            <numerusform>و%Ln ملفات أخرى</numerusform>
            <numerusform>و%Ln ملفًا آخر</numerusform>
            <numerusform>و%Ln ملف آخر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the library already.</source>
        <translation>
            <numerusform>لا ملف منها في المكتبة.</numerusform>
            <numerusform>ملف واحد موجود في المكتبة.</numerusform>
            <numerusform>ملفان موجودان في المكتبة.</numerusform>
            <numerusform>%Ln ملفات موجودة في المكتبة.</numerusform>
            <numerusform>%Ln ملفًا موجودًا في المكتبة.</numerusform>
            <numerusform>%Ln ملف موجود في المكتبة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the item</source>
        <translation>فتح المادة</translation>
    </message>
    <message>
        <source>Add once more</source>
        <translation>الإضافة مرة أخرى</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>عدم الإضافة</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Draft</source>
        <comment>content state</comment>
        <translation>مسودة</translation>
    </message>
    <message>
        <source>In review</source>
        <comment>content state</comment>
        <translation>قيد المراجعة</translation>
    </message>
    <message>
        <source>Approved</source>
        <comment>content state</comment>
        <translation>معتمدة</translation>
    </message>
    <message>
        <source>Published</source>
        <comment>content state</comment>
        <translation>منشورة</translation>
    </message>
    <message>
        <source>Archived</source>
        <comment>content state</comment>
        <translation>مؤرشفة</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>فيديو</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>صوت</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>مقال</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Arabic is behind</source>
        <translation>العربية متأخرة</translation>
    </message>
    <message>
        <source>English is behind</source>
        <translation>الإنجليزية متأخرة</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <comment>series status</comment>
        <translation>مستمرة</translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>series status</comment>
        <translation>مكتملة</translation>
    </message>
    <message>
        <source>On hiatus</source>
        <comment>series status</comment>
        <translation>متوقفة مؤقتًا</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>مطّلع</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>محرر</translation>
    </message>
    <message>
        <source>Managing editor</source>
        <translation>مدير تحرير</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>مسؤول</translation>
    </message>
    <message>
        <source>Not on the server yet</source>
        <translation>ليس على الخادم بعد</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>على الخادم</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>media variant</comment>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>encode</comment>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>Encoding</source>
        <comment>encode</comment>
        <translation>قيد الترميز</translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>encode</comment>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>encode</comment>
        <translation>اكتمل</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>encode</comment>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>encode</comment>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>upload</comment>
        <translation>ينتظر</translation>
    </message>
    <message>
        <source>Uploading</source>
        <comment>upload</comment>
        <translation>قيد الرفع</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>upload</comment>
        <translation>اكتمل</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>upload</comment>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>بلا عنوان</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>الأصل</translation>
    </message>
    <message>
        <source>Poster</source>
        <translation>صورة الغلاف</translation>
    </message>
    <message>
        <source>Thumbnail %1</source>
        <translation>مصغّرة %1</translation>
    </message>
    <message>
        <source>Both languages are behind</source>
        <translation>اللغتان متأخرتان</translation>
    </message>
    <message>
        <source>Published; changes are being written</source>
        <translation>منشورة، وتعديلاتها قيد الكتابة</translation>
    </message>
    <message>
        <source>Published; changes are in review</source>
        <translation>منشورة، وتعديلاتها قيد المراجعة</translation>
    </message>
    <message>
        <source>Published; changes are approved</source>
        <translation>منشورة، وتعديلاتها معتمدة</translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>upload</comment>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>upload</comment>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Preview pictures</source>
        <translation>صور المعاينة</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>شكل الموجة</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>القياسات</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة المرئية</translation>
    </message>
</context>
<context>
    <name>PresetText</name>
    <message>
        <source>Another preset has this short name. Choose another one.</source>
        <translation>هذا الاسم المختصر لإعداد آخر. اختر غيره.</translation>
    </message>
    <message>
        <source>The short name is still empty. Renditions are called by it.</source>
        <translation>الاسم المختصر ما زال فارغًا، وبه تُسمّى النسخ.</translation>
    </message>
    <message>
        <source>The short name takes small Latin letters, digits and hyphens between them, and no name that other files of an item have.</source>
        <translation>يقبل الاسم المختصر حروفًا لاتينية صغيرة وأرقامًا وشُرَطًا بينها، ولا يقبل اسمًا لملف آخر من ملفات المادة.</translation>
    </message>
    <message>
        <source>MP4 video</source>
        <translation>فيديو MP4</translation>
    </message>
    <message>
        <source>HLS streaming</source>
        <translation>بث HLS</translation>
    </message>
    <message>
        <source>WebM video</source>
        <translation>فيديو WebM</translation>
    </message>
    <message>
        <source>Matroska (MKV)</source>
        <translation>ماتروسكا (MKV)</translation>
    </message>
    <message>
        <source>M4A sound</source>
        <translation>صوت M4A</translation>
    </message>
    <message>
        <source>MP3 sound</source>
        <translation>صوت MP3</translation>
    </message>
    <message>
        <source>Opus sound</source>
        <translation>صوت Opus</translation>
    </message>
    <message>
        <source>JPEG picture</source>
        <translation>صورة JPEG</translation>
    </message>
    <message>
        <source>WebP picture</source>
        <translation>صورة WebP</translation>
    </message>
    <message>
        <source>AVIF picture</source>
        <translation>صورة AVIF</translation>
    </message>
    <message>
        <source>As the source</source>
        <translation>كما في المصدر</translation>
    </message>
    <message>
        <source>Portrait, 9:16</source>
        <translation>طولي، 9:16</translation>
    </message>
    <message>
        <source>Square, 1:1</source>
        <translation>مربع، 1:1</translation>
    </message>
    <message>
        <source>Mono</source>
        <translation>أحادي</translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation>مجسم</translation>
    </message>
    <message>
        <source>No loudness requirement</source>
        <translation>بلا اشتراط للجهارة</translation>
    </message>
    <message>
        <source>Every rendition at the loudness of its preset</source>
        <translation>كل نسخة بجهارة إعدادها</translation>
    </message>
    <message>
        <source>A rendition for broadcast, %1</source>
        <translation>نسخة للبث التلفزيوني، %1</translation>
    </message>
    <message>
        <source>A rendition for podcasts, %1</source>
        <translation>نسخة للبودكاست، %1</translation>
    </message>
    <message>
        <source>A rendition for the web, %1</source>
        <translation>نسخة للويب، %1</translation>
    </message>
    <message>
        <source>Preset %1 in the file: %2</source>
        <translation>الإعداد %1 في الملف: %2</translation>
    </message>
    <message>
        <source>This is not a file of presets. Choose one that Rawi exported.</source>
        <translation>هذا ليس ملف إعدادات ترميز. اختر ملفًا صدّره راوي.</translation>
    </message>
</context>
<context>
    <name>rawi::Encodes</name>
    <message>
        <source>%1 · %2</source>
        <comment>two facts</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The queue is paused</source>
        <translation>قائمة الانتظار متوقفة مؤقتًا</translation>
    </message>
    <message>
        <source>Waits for its time of day</source>
        <translation>ينتظر الوقت المحدد له من اليوم</translation>
    </message>
    <message>
        <source>Waits for mains power</source>
        <translation>ينتظر التيار الكهربائي</translation>
    </message>
    <message>
        <source>Waits: the battery is low</source>
        <translation>ينتظر: البطارية منخفضة</translation>
    </message>
    <message>
        <source>Waits: too little free disk space</source>
        <translation>ينتظر: المساحة الحرة على القرص لا تكفي</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>منخفضة</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>priority</comment>
        <translation>عادية</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>مرتفعة</translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Quit Rawi</source>
        <translation>إغلاق راوي</translation>
    </message>
    <message>
        <source>Send the computer to sleep</source>
        <translation>إدخال الحاسوب في السكون</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 إطار/ث</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message numerus="yes">
        <source>%n encodes</source>
        <translation>
            <numerusform>لا ترميز جاريًا</numerusform>
            <numerusform>عملية ترميز واحدة</numerusform>
            <numerusform>عمليتا ترميز</numerusform>
            <numerusform>%Ln عمليات ترميز</numerusform>
            <numerusform>%Ln عملية ترميز</numerusform>
            <numerusform>%Ln عملية ترميز</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rawi::Verdicts</name>
    <message>
        <source>Not every browser opens this kind of file</source>
        <translation>لا يفتح كل متصفح هذا النوع من الملفات</translation>
    </message>
    <message>
        <source>Not every player knows this coding of the picture</source>
        <translation>لا يعرف كل مشغّل ترميز الصورة هذا</translation>
    </message>
    <message>
        <source>Not every player shows this form of colour</source>
        <translation>لا يعرض كل مشغّل صيغة الألوان هذه</translation>
    </message>
    <message>
        <source>High dynamic range: looks grey on ordinary screens</source>
        <translation>مدى ديناميكي عالٍ: يبدو باهتًا على الشاشات العادية</translation>
    </message>
    <message>
        <source>Interlaced: combs show on movement</source>
        <translation>متشابك: تظهر خطوط مع الحركة</translation>
    </message>
    <message>
        <source>Variable frame rate: plays, but cuts are harder to place</source>
        <translation>معدل إطارات متغيّر: يعمل، لكن ضبط مواضع القص أصعب</translation>
    </message>
    <message>
        <source>Pixels are not square: some players show it stretched</source>
        <translation>البكسلات غير مربعة: تعرضه بعض المشغّلات ممطوطًا</translation>
    </message>
    <message>
        <source>Larger than 1920 pixels: too much for older phones</source>
        <translation>أكبر من 1920 بكسل: أثقل مما تحتمله الهواتف القديمة</translation>
    </message>
    <message>
        <source>Not every player knows this coding of the sound</source>
        <translation>لا يعرف كل مشغّل ترميز الصوت هذا</translation>
    </message>
    <message>
        <source>More than two channels of sound</source>
        <translation>أكثر من قناتين للصوت</translation>
    </message>
    <message>
        <source>Its index is at the end: plays, but starts late over a network</source>
        <translation>فهرسه في آخره: يعمل، لكنه يتأخر في البدء عبر الشبكة</translation>
    </message>
    <message>
        <source>Not every browser shows this kind of picture</source>
        <translation>لا يعرض كل متصفح هذا النوع من الصور</translation>
    </message>
    <message>
        <source>Plays everywhere as it is</source>
        <translation>يعمل في كل مكان كما هو</translation>
    </message>
    <message>
        <source>Needs an encode to play everywhere</source>
        <translation>يحتاج إلى ترميز ليعمل في كل مكان</translation>
    </message>
    <message>
        <source>A sound track cannot be decoded here: another one is taken, or none</source>
        <translation>لا يمكن فك ترميز أحد مسارات الصوت هنا: يُستخدم مسار آخر، أو لا شيء</translation>
    </message>
    <message>
        <source>Its recorder did not finish it: what there is is used, its length is measured</source>
        <translation>لم يُتمّه المسجِّل: يُستعمل ما فيه، وتُقاس مدته</translation>
    </message>
    <message>
        <source>Several recordings joined end to end, their clock jumps: encodes play them one after the other</source>
        <translation>عدة تسجيلات ضُمّ بعضها إلى بعض وتقفز ساعتها: تُشغَّل في الترميز واحدًا بعد الآخر</translation>
    </message>
    <message>
        <source>Has further sound tracks: encodes take them along, where the kind of file can hold more than one</source>
        <translation>فيه مسارات صوت أخرى: تُنقل في الترميز حيث يتسع نوع الملف لأكثر من مسار</translation>
    </message>
    <message>
        <source>Has sounds, subtitles as pictures or attachments that encodes leave out</source>
        <translation>فيه أصوات أو ترجمات مصوَّرة أو مرفقات لا تُنقل في الترميز</translation>
    </message>
</context>
</TS>
