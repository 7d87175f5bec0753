"""How long a function and a file are, how many public functions a class has, and that a class lives in one file
(shared/design/architecture.md, Style).

Braces are counted in the code without comments and strings; what a brace belongs to is told from the words before it.
"""
import re
import statistics
from dataclasses import dataclass, field

from .source import sources

MAX_FUNCTION = 60  # lines, from its name to its closing brace
MAX_MEDIAN = 130  # lines of half of the files
MAX_PUBLIC = 25  # public functions of a class
MEMBER = re.compile(r"^(?![\s#/}]).*?(?<![:\w])((?:[A-Z]\w*::)+)~?[a-z]\w*\s*\([^;]*$", re.MULTILINE)
SPACE = re.compile(r"^namespace ([\w:]+)", re.MULTILINE)
HOUSE = ("core", "ui", "sync-server", "app")
# Beside a class that has more: "// More than 25 functions: the reason."
REASON = re.compile(r"//.*\bMore than 25 functions: \w+")
RECORD = re.compile(r"\b(?:class|struct|union)\s+(?:\[\[\w+\]\]\s*)?([A-Za-z_]\w*)(?!.*\benum\b)")
ACCESS = re.compile(r"^\s*(public|protected|private)(?:\s+Q_SLOTS|\s+slots)?\s*:|^\s*(Q_SIGNALS|signals)\s*:")
FUNCTION = re.compile(r"([~\w]+|operator\s*\S{1,3})\s*\(")
NO_FUNCTION = {"if", "for", "while", "switch", "catch", "return", "sizeof", "alignas", "decltype", "static_assert", "using",
               "noexcept", "explicit", "requires"}


@dataclass
class Block:
    kind: str  # namespace, record, function, other
    name: str
    line: int  # of its first word
    access: str = ""
    public: list = field(default_factory=list)  # names of public functions, for a record


def _kind(head, outer):
    """(kind, name) of the block whose brace follows these words inside `outer`."""
    words = " ".join(head.split())
    if re.search(r"\b(?:namespace|extern)\b", words) and "(" not in words:
        return "namespace", ""
    if outer in ("function", "other"):
        return "other", ""
    bare = re.sub(r"template\s*<.*?>\s*(?=class|struct|union)", "", words)
    record = RECORD.search(bare)
    if record and "(" not in bare.split(record.group(0))[0] and not bare.rstrip().endswith(")"):
        return "record", record.group(1)
    if re.search(r"\)\s*(?:noexcept\s*)?:(?!:).*[\w>]$", words):
        return "other", ""  # a member that a constructor fills, before its body
    if "(" in words and not re.search(r"=\s*$", words) and (name := FUNCTION.search(words)):
        return "function", name.group(1)
    return "other", ""


def _declared(statement, record):
    """The name of the function that a statement in a class declares or begins; nothing for anything else."""
    text = ACCESS.sub("", " ".join(statement.split()))
    if re.match(r"(?:friend|using|typedef|static_assert|Q_\w+|RAWI_\w+)\b", text) or re.search(r"=\s*delete$", text):
        return None
    text = re.sub(r"^template\s*<[^()]*?>\s*", "", text)
    name = FUNCTION.search(text)
    if not name or name.group(1) in NO_FUNCTION or name.group(1).lstrip("~") == record:
        return None
    before = text[: name.start()]
    return None if "=" in before or not before.strip() else name.group(1)


class Reader:
    """Reads one file; `functions` are (name, first line, lines), `records` are (name, line, public functions)."""

    def __init__(self, source):
        self.functions, self.records = [], []
        self._blocks, self._head, self._start, self._round = [], "", 0, 0
        macro = False  # a preprocessor line, with the lines that it goes on in
        for number, line in enumerate(source.code, 1):
            macro = line.lstrip().startswith("#") or macro
            if not macro:
                self._read(line, number)
            macro = macro and line.rstrip().endswith("\\")

    def _read(self, line, number):
        access = ACCESS.match(line)
        if access and self._blocks and self._blocks[-1].kind == "record" and self._round == 0:
            self._blocks[-1].access = access.group(1) or "signals"
            self._head, line = "", line[access.end():]
        for sign in line + " ":
            self._take(sign, number)

    def _take(self, sign, number):
        if sign == "(":
            self._round += 1
        elif sign == ")":
            self._round = max(0, self._round - 1)
        if sign == "{":
            self._open(number)
        elif sign == "}":
            self._close(number)
        elif self._blocks and self._blocks[-1].kind == "other":
            return  # an initialiser or an inner block: it belongs to what was begun before
        elif sign == ";" and self._round == 0:
            self._count()
            self._head = ""
        else:
            if not self._head.strip() and not sign.isspace():
                self._start = number
            self._head += sign

    def _open(self, number):
        outer = self._blocks[-1].kind if self._blocks else "namespace"
        kind, name = ("other", "") if self._round else _kind(self._head, outer)
        if kind == "function":
            self._count()
        block = Block(kind, name, self._start if self._head.strip() else number)
        block.access = "private" if re.search(r"\bclass\b", self._head) else "public"
        self._blocks.append(block)
        # What follows an initialiser goes on with the statement; "]" is no name's end, so that a body may follow.
        self._head = self._head + "]" if kind == "other" else ""

    def _close(self, number):
        if not self._blocks:
            return
        block = self._blocks.pop()
        if block.kind == "function":
            self.functions.append((block.name, block.line, number - block.line + 1))
        elif block.kind == "record":
            self.records.append((block.name, block.line, len(block.public)))
        if block.kind != "other":
            self._head = ""

    def _count(self):
        if self._blocks and self._blocks[-1].kind == "record" and self._blocks[-1].access == "public":
            if name := _declared(self._head, self._blocks[-1].name):
                self._blocks[-1].public.append(name)


def _has_reason(source, line):
    """A reason stands in the comment right above the class."""
    above = line - 2
    while above >= 0 and source.lines[above].lstrip().startswith(("//", "template")):
        if REASON.search(source.lines[above]):
            return True
        above -= 1
    return False


def _classes(source):
    """(namespace, class) of each class whose functions the file defines outside of it."""
    text = "\n".join(source.code)
    space = SPACE.search(text)
    return {(space.group(1) if space else "", found.group(1)[:-2]) for found in MEMBER.finditer(text)}


def check(root):
    findings, lengths, homes = [], [], {}
    for source in sources(root, HOUSE):
        lengths.append(len(source.lines))
        for one in _classes(source) if source.path.endswith(".cpp") else ():
            home = homes.setdefault(one, source.path)
            if home != source.path:
                findings.append(f"{source.path}:1: [spread] {one[1]} lives in {home}; a class that does not fit into one file "
                                "is one to be divided")
        reader = Reader(source)
        for name, line, length in reader.functions:
            if length > MAX_FUNCTION:
                findings.append(f"{source.path}:{line}: [function] {name} has {length} lines, more than {MAX_FUNCTION}; "
                                "take steps out of it and name them")
        for name, line, public in reader.records:
            if public > MAX_PUBLIC and not _has_reason(source, line):
                findings.append(f"{source.path}:{line}: [class] {name} has {public} public functions, more than {MAX_PUBLIC}; "
                                'divide it, or say above it "// More than 25 functions: the reason."')
    median = statistics.median(lengths) if lengths else 0
    if median > MAX_MEDIAN:
        findings.append(f"core:1: [median] half of the files are longer than {median:.0f} lines; {MAX_MEDIAN} is the most")
    return findings
