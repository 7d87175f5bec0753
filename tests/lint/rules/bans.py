"""Words and shapes that are not written here (shared/design/architecture.md, Style)."""
import re
from dataclasses import dataclass
from typing import Callable

from .source import FLOORS, sources

MAX_LINES = 600
_HOUSE = ("core", "ui", "sync-server", "app")


@dataclass
class Ban:
    name: str
    pattern: re.Pattern
    way_out: str
    floors: tuple = _HOUSE
    applies: Callable = lambda source: True


def _is_main(source):
    return source.floor == "app" and source.path.endswith("/main.cpp")


def _is_not_text_room(source):
    return source.room != "core/text"


def _is_model(source):
    return re.search(r"_(model|presenter)\.(h|cpp)$", source.path) is not None


BANS = [
    Ban("align", re.compile(r"\bAlign(Left|Right)\b"),
        "say Qt::AlignLeading or Qt::AlignTrailing, which follow the direction"),
    Ban("long-include", re.compile(r"#\s*include\s*<Qt[A-Z]\w*/"),
        "write <QWidget>, not <QtWidgets/QWidget>: the long form goes past the target's include path", FLOORS),
    Ban("ui-sql", re.compile(r"\b(QSql\w+|sqlite3\w*)\b"),
        "read through core/replica, act through Desk::execute()", ("ui",)),
    Ban("ui-network", re.compile(r"\b(QNetwork\w+|QTcp\w+|QUdpSocket|QSslSocket|QWebSocket\w*|QLocalSocket)\b"),
        "the network is core/sync's; ask the desk", ("ui",)),
    Ban("tr-below-ui", re.compile(r"\b(tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\s*\("),
        "return an error code or a value; ui/text puts it into words", ("core", "sync-server")),
    Ban("suffix", re.compile(r"\b(?:class|struct)\s+(?!Q[A-Z])\w*(?:Manager|Helper|Helpers|Util|Utils)\b(?!\s*;)"),
        "name what it does: Store, Queue, Model, Presenter, View, Dialog, Delegate, Job, Client, Codec, Service, Routes",
        FLOORS),
    Ban("nested-loop", re.compile(r"\bQEventLoop\b(?!\s*::)|\bprocessEvents\s*\("),
        "answer with a signal or a callback; a nested event loop runs foreign code in the middle of ours"),
    # A drag is a loop of the window system's making and has no other form; app/server has no widgets, its exec() is SQL.
    Ban("nested-exec", re.compile(r"(?<![dD]rag)(?:\.|->|::)exec\s*\("),
        "open() a dialog or popup() a menu and go on in its finished()/triggered(); only main() runs exec()",
        ("ui", "app"), lambda source: not _is_main(source) and not source.path.startswith("app/server/")),
    Ban("coroutine", re.compile(r"\bco_(await|yield|return)\b"),
        "g++ 12 miscompiles coroutines; write a callback or a sequential handler on the worker pool", FLOORS),
    Ban("widget-in-model", re.compile(r"\bQ(Widget|Dialog|Application|AbstractItemView|Label|MessageBox)\b"),
        "models and presenters know no widget; tell the view by a signal or a small interface", ("ui",), _is_model),
    # rect.left() takes nothing and is no cut. Digits, bytes and places of our own making have first(n), which asserts that
    # they are long enough.
    Ban("text-cut", re.compile(r"(?:\.|->)(?:left\s*\(\s*(?:[^)\s]|$)|truncate\s*\()"),
        "it cuts graphemes and surrogate pairs in two: truncated() of core/text cuts what people wrote, first(n) what is ours",
        _HOUSE, _is_not_text_room),
    Ban("rank", re.compile(r"\bminimumRole\b|\brole\s*[<>]|\bRole::\w+\s*[<>]=?|[<>]=?\s*Role::"),
        "roles are sets of rights: ask Actor::may() for the right"),
    Ban("file-dialog", re.compile(r"\bnew\s+QFileDialog\b|\bQFileDialog\s*::\s*get\w+"),
        "it is the system's, in its language and direction: open a FileDialog (ui/kit)", ("ui", "app")),
    Ban("text-limit", re.compile(r"\bsetMaxLength\b"),
        "it cuts a pasted emoji in two: TextLimit::set() of ui/kit takes what has room"),
]


def _shape(source):
    if source.path.endswith(".h") and not any(line.strip() == "#pragma once" for line in source.code):
        # A precompiled header is included by the compiler alone.
        if not source.path.endswith("/pch.h"):
            yield f"{source.path}:1: [pragma-once] the header lacks #pragma once; begin it with that"
    if len(source.lines) > MAX_LINES:
        yield (f"{source.path}:{MAX_LINES + 1}: [length] {len(source.lines)} lines, more than {MAX_LINES}; "
               "split it by responsibility")


# Written in the strings, which the other bans do not see.
_SCHEMA = re.compile(r'u"(?:properties|additionalProperties|minItems|maxItems|uniqueItems|maxLength)"_s'
                     r'|u"type"_s,\s*u"(?:object|string|array|integer|number|boolean)"_s')


def _schemas(source):
    if not source.path.startswith("sync-server/") or not source.path.endswith("_routes.cpp"):
        return
    for number, line in enumerate(source.lines, 1):
        found = _SCHEMA.search(line)
        if found:
            yield (f"{source.path}:{number}: [schema] {found.group(0)}: a schema is made of described fields "
                   "(gateway/schema.h, core/rules/rule_args.h), so that the gate enforces what the document says")


def check(root):
    findings = []
    for source in sources(root):
        findings.extend(_shape(source))
        findings.extend(_schemas(source))
        for ban in BANS:
            if source.floor not in ban.floors or not ban.applies(source):
                continue
            for number, line in enumerate(source.code, 1):
                found = ban.pattern.search(line)
                if found:
                    findings.append(f"{source.path}:{number}: [{ban.name}] {found.group(0).strip()}: {ban.way_out}")
    return findings
