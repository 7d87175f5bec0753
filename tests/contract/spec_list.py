"""The lists in tests/contract/spec: one file a service of the specification, one line a thing it asks for.

Seven columns, parted by tabs (those at the end may be absent):
  kind     path | model | field | event | message | figure | workflow | duty
  name     as the specification writes it; a duty is "number: own words", as its list writes sentences
  shape    type, values, channel, consumers or figure, as the specification writes them
  feature  who owes it: a feature of shared/design/product.md, or "house" for what every feature stands on
  answer   empty: owed. Otherwise one or more, parted by "; ":
             route METHOD PATTERN   a route of the server
             field TYPE.NAME        a field of a described record type
             column TABLE.NAME      a column of resources/sql
             test                   what the named tests show is the answer
             equivalent             the same function in another form; `words` says why it is the same
  tests    what shows it, parted by ", ": Suite.Case, or e2e/FILE.py:CASE
  words    the reason of an equivalent, or of an answer with another name; for what is owed: what is there already
The first line says how many lines there are and how many are answered; `spec_test.py --count` writes it anew.
"""
import pathlib
import re
from dataclasses import dataclass

FOLDER = pathlib.Path(__file__).resolve().parent / "spec"
KINDS = ("path", "model", "field", "event", "message", "figure", "workflow", "duty")
FEATURES = ("content", "media", "catalog", "people", "imports", "search", "recommendations", "analytics", "notifications", "chat",
            "files", "billing", "house")
HEAD = re.compile(r"# lines (\d+), answered (\d+)")


@dataclass
class Line:
    service: str
    number: int
    kind: str
    name: str
    shape: str
    feature: str
    answers: list
    tests: list
    words: str

    @property
    def answered(self):
        return bool(self.answers)

    @property
    def place(self):
        return f"{self.service}.tsv:{self.number}: {self.kind} {self.name}"


def parted(text, sign):
    return [part.strip() for part in text.split(sign) if part.strip()]


def parse(service, number, text):
    columns = text.split("\t")
    if not 4 <= len(columns) <= 7:
        raise ValueError(f"{service}.tsv:{number}: {len(columns)} columns instead of 4 to 7, parted by tabs")
    kind, name, shape, feature, answers, tests, words = columns + [""] * (7 - len(columns))
    return Line(service, number, kind, name, shape, feature, parted(answers, ";"), parted(tests, ","), words)


def read_service(file):
    """(lines, recorded number of lines, recorded number of answered ones)"""
    rows = file.read_text(encoding="utf-8").splitlines()
    head = HEAD.fullmatch(rows[0]) if rows else None
    if not head:
        raise ValueError(f"{file.name}:1: begins with \"# lines N, answered M\"")
    lines = [parse(file.stem, number, row) for number, row in enumerate(rows[1:], 2) if row and not row.startswith("#")]
    return lines, int(head.group(1)), int(head.group(2))


def services():
    return {file.stem: read_service(file) for file in sorted(FOLDER.glob("*.tsv"))}


def write_counts():
    for file in sorted(FOLDER.glob("*.tsv")):
        lines, _, _ = read_service(file)
        rest = file.read_text(encoding="utf-8").partition("\n")[2]
        head = f"# lines {len(lines)}, answered {sum(line.answered for line in lines)}\n"
        file.write_text(head + rest, encoding="utf-8")
