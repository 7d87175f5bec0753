"""Source files as the rules see them."""
import pathlib
import re
from dataclasses import dataclass, field

FLOORS = ("core", "ui", "sync-server", "app", "tests")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# In this order: a raw string may hold comment signs, a comment may hold quotes.
TOKEN = re.compile(
    r'R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
    r"|//[^\n]*|/\*.*?\*/"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def room_of(path):
    """The folder that is a room of the house: "core/text", "app", "app/server", "core/engine/av"."""
    parts = path.split("/")
    return "/".join(parts[: min(3, len(parts) - 1)])


def _blank(match):
    """Keeps the line ends, so that line numbers stay; keeps the quotes of a string."""
    text = match.group(0)
    inside = re.sub(r"[^\n]", " ", text)
    return inside if text.startswith("/") else '"' + inside[1:-1] + '"'


@dataclass
class Source:
    path: str  # from the root, with /
    text: str
    lines: list = field(init=False)  # as written
    code: list = field(init=False)  # without comments and the insides of strings

    def __post_init__(self):
        self.lines = self.text.splitlines()
        self.code = TOKEN.sub(_blank, self.text).splitlines()

    @property
    def room(self):
        return room_of(self.path)

    @property
    def floor(self):
        return self.path.split("/")[0]

    def includes(self):
        """(line number, "<" or '"', what) of each include."""
        for number, line in enumerate(self.lines, 1):
            # The include's own quotes are blanked in `code`; there a commented-out one is gone altogether.
            found = INCLUDE.match(line)
            if found and "#" in self.code[number - 1]:
                yield number, found.group(1), found.group(2)


def sources(root, floors=FLOORS):
    for floor in floors:
        for path in sorted((pathlib.Path(root) / floor).rglob("*")):
            if path.suffix in (".h", ".cpp") and "node_modules" not in path.parts:
                yield Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
