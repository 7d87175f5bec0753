"""Every string of the desk has its Arabic, in the words of a native editor: what lupdate finds in the sources is held against translations/*_ar.ts."""
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# translations/<name>_ar.ts holds the strings of this folder.
CATALOGUES = {**{name: f"ui/{name}" for name in ("text", "kit", "house", "shell", "content", "media", "catalog", "sync", "settings", "admin")},
              "app": "app"}
ARABIC_FORMS = 6  # zero, one, two, few, many, other (CLDR)

# Names that stay as they are in Arabic; a source of nothing else needs no Arabic letter.
NAMES = {"MP4", "H", "AAC", "FLAC", "MP", "WebM", "HLS", "JPEG", "PNG", "WebP", "SHA", "HTTP", "HTTPS", "URL", "ID",
         "Ctrl", "Alt", "Shift", "Esc", "Enter", "Tab", "x", "p", "fps", "kHz", "dB", "LUFS", "English", "https", "http",
         "example", "com", "org", "rawi", "rawictl", "JSON", "FILE", "DIR"}

# What a native editor would not write (shared/cases/arabic-wording.md), and what stands instead.
WORDING = [(re.compile(pattern), better) for pattern, better in (
    ("بحاجة إلى انتباه|للانتباه", "يحتاج إلى انتباه"),
    ("كلمة (ال)?سر", "كلمة المرور"),
    ("هذا المكتب|كل مكتب|المكاتب|مكتب التحرير", "هذا الجهاز"),
    ("مدير الخادم", "مسؤول"),
    ("سلة المهملات|أخرج من المحذوفات", "المحذوفات"),
    ("دورك لا يسمح بالعملية", "دورك لا يسمح بإلغاء النشر"),
    ("الاستوديو", "الترميز"),
    ("صار(ت)? ل", "تغيّرت …"),
    ("رسم الترجمة", "دمج الترجمة في الصورة"),
    ("^مسح$", "ستارة المقارنة"),
    ("^(أبكر|أبعد) ب", "تقديم / تأخير"),
    ("لائم|ملاءمة", "ضبط"),
    ("ما يُصنع من", "صيغ الإخراج"),
    ("تعذّر أخذها|^أُخذ|تُؤخذ", "تعذّر استيرادها؛ المستورد"),
    ("يُترك لنفسه", "لا يُراقَب مرتين"),
    ("على البطارية، توقّف", "عند العمل بالبطارية، توقّف تحت"),
    ("سلّم كامل", "سلّم الجودات كاملًا"),
    ("يُنهى راوي|أنهِ راوي|إنهاء راوي", "سيُغلق راوي"),
    ("(^| )أضيف( |$)", "أُضيف"),
    ("الطابور|طابور", "قائمة الانتظار"),
    ("غرفة التحرير", "غرفة الأخبار"),
    ("محرف(ًا|ان)? زائد|محارف", "أحرف"),
    ("الشكل الموجي", "الموجة الصوتية"),
    ("حاول مجددًا$", "إعادة المحاولة"),
)]
# A button, a menu's entry or a heading names what is done (masdar); it commands nobody.
IMPERATIVE = re.compile("^(أرسل|اعتمد|انشر|أرشف|أعد|استعد|امسح|أفرغ|تابع|دعه|اتركه|اجعل|اجعله|راقب|أصلح|استبدل|حرّك|احذف|أغلق|ألغِ|أنشئ|أدخل|لا تفعل|تخلَّ)(…| [^.،:؛]{0,40})?$")

_ARABIC_LETTER = re.compile(r"[\u0620-\u064A\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F]")
_PLACEHOLDER = re.compile(r"%L?\d+")
_TAG = re.compile(r"<[^<>]*>|&[a-z]+;")


def _words(text):
    text = re.sub(r"%L?\d+|%L?n", " ", _TAG.sub(" ", text)).replace("&", "")
    return re.findall(r"[A-Za-z]+", text)


def _texts(message):
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


def faults(message):
    """What is wrong with one <message>, as sentences that say the way out."""
    translation = message.find("translation")
    state = translation.get("type", "")
    source = message.findtext("source") or ""
    if state in ("vanished", "obsolete"):
        return ["is no longer in the sources; remove it"]
    texts = _texts(message)
    if state == "unfinished" or not all(text.strip() for text in texts):
        return ["has no finished Arabic; write it"]
    found = []
    numerus = message.get("numerus") == "yes"
    if numerus and len(texts) != ARABIC_FORMS:
        found.append(f"has {len(texts)} plural forms; Arabic has {ARABIC_FORMS}: zero, one, two, few, many, other")
    for text in texts:
        for pattern, better in WORDING:
            if pattern.search(text):
                found.append(f"says “{pattern.search(text).group(0)}”; an editor says “{better}”")
        if IMPERATIVE.search(text):
            found.append("commands; a button names what is done (masdar)")
    foreign = [word for word in _words(source) if word not in NAMES]
    if foreign and not all(_ARABIC_LETTER.search(text) for text in texts):
        found.append("its Arabic holds no Arabic letter; translate it, or add a name to NAMES in tests/lint/rules/arabic.py")
    wanted = set(_PLACEHOLDER.findall(source.replace("%L", "%")))
    for text in texts:
        got = set(_PLACEHOLDER.findall(text.replace("%L", "%")))
        if got != wanted:
            found.append(f"has the places {sorted(got)} instead of {sorted(wanted)}; keep each %1")
            break
    return found


def _line_of(ts_text, source):
    escaped = (source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
               .replace('"', "&quot;").replace("'", "&apos;"))
    at = ts_text.find(f"<source>{escaped}</source>")
    return ts_text.count("\n", 0, at) + 1 if at >= 0 else 1


def _updated(lupdate, root, folder, catalogue, scratch):
    """The catalogue brought up to date in a copy, and what lupdate complains of."""
    copy = Path(scratch) / f"{Path(folder).name}_ar.ts"
    if catalogue.exists():
        shutil.copy(catalogue, copy)
    files = [str(path) for path in sorted((Path(root) / folder).rglob("*")) if path.suffix in (".h", ".cpp")]
    # -I lets lupdate find a class's namespace in its header: the context at run time is rawi::Class.
    command = [lupdate, "-I", str(root), *files, "-locations", "none", "-source-language", "en",
               "-target-language", "ar", "-ts", str(copy)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in (run.stdout + run.stderr).splitlines()
                  if "lacks Q_OBJECT" in line or "cannot" in line.lower() or "error" in line.lower()]
    if run.returncode != 0 and not complaints:
        complaints = [f"lupdate ended with {run.returncode}"]
    return (ElementTree.parse(copy).getroot() if copy.exists() else None), complaints


def check(root, lupdate):
    findings = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, folder in CATALOGUES.items():
            if not any((Path(root) / folder).rglob("*.cpp")):
                continue
            catalogue = Path(root) / "translations" / f"{name}_ar.ts"
            tree, complaints = _updated(lupdate, root, folder, catalogue, scratch)
            shown = f"translations/{name}_ar.ts"
            findings.extend(f"{folder}:1: lupdate says: {line}; mend it so that the string is found" for line in complaints)
            messages = [] if tree is None else [(context.findtext("name"), message) for context in tree.findall("context")
                                                for message in context.findall("message")]
            if not catalogue.exists():
                if messages:
                    findings.append(f"{shown}:1: is missing, {folder} has {len(messages)} strings; make it with lupdate and "
                                    "list it in translations/CMakeLists.txt")
                continue
            text = catalogue.read_text(encoding="utf-8")
            for context, message in messages:
                source = message.findtext("source") or ""
                for fault in faults(message):
                    findings.append(f'{shown}:{_line_of(text, source)}: {context}: "{source}" {fault}')
    return findings
