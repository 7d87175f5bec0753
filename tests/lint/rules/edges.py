"""Which room may include which (shared/design/architecture.md, core/README.md), and that nothing goes in circles."""
from pathlib import Path

from .source import room_of, sources

_CORE = ["core/base", "core/text", "core/subtitles", "core/rules", "core/people", "core/content", "core/media", "core/catalog",
         "core/webhooks", "core/protocol", "core/replica", "core/sync", "core/office", "core/desk/content", "core/desk/media", "core/desk/house"]


def _up_to(room):
    return set(_CORE[: _CORE.index(room) + 1])


_SHARED = _up_to("core/protocol")  # what desk and server both know
_DESK = _up_to("core/desk/house")
_ENGINE = _up_to("core/media") | {"core/engine/av"}
_ENGINE_ALL = _ENGINE | {f"core/engine/{room}" for room in ("picture", "sound", "look", "encode", "cut")}
_UI_MEDIA = {f"ui/media/{room}" for room in ("player", "cutter", "subtitles", "studio", "poster")}
_UI_ROOMS = {"ui/content", "ui/catalog", "ui/sync", "ui/settings", "ui/admin"} | _UI_MEDIA
_UI_WORDS = {f"ui/{feature}/words" for feature in ("content", "catalog", "media", "sync")}
_UI_FLOOR = {"ui/text", "ui/kit"}  # and above it, for whatever stands in a window:
_UI_HOUSE = _UI_FLOOR | {"ui/house"}
_SERVER_FLOOR = {"sync-server/gateway", "sync-server/pg", "sync-server/feed", "sync-server/blobs", "sync-server/jobs",
                 "sync-server/outgoing", "sync-server/backup"}
_SERVER_ROOMS = {f"sync-server/{room}" for room in ("people", "content", "media", "catalog", "webhooks", "sync")}

# A room may include itself and what stands here; a new room needs a line.
ALLOWED = {
    **{room: _up_to(room) for room in _CORE},
    "core/catalog": _up_to("core/catalog") - {"core/media"},
    "core/webhooks": {"core/base", "core/text", "core/rules"},
    "core/rules": {"core/base", "core/text"},
    "core/subtitles": {"core/base", "core/text"},
    "core/engine/av": _ENGINE,
    "core/engine/picture": _ENGINE,
    "core/engine/sound": _ENGINE,
    "core/engine/look": _ENGINE | {"core/engine/picture", "core/engine/sound"},
    "core/engine/encode": _ENGINE | {"core/engine/picture", "core/engine/sound"},
    "core/engine/cut": _ENGINE | {"core/engine/picture"},
    "ui/text": _DESK,
    "ui/kit": _DESK | {"ui/text"},
    "ui/house": _DESK | _UI_FLOOR,
    **{room: _DESK | {"ui/text"} for room in _UI_WORDS},
    **{room: _DESK | _UI_HOUSE | {f"{room}/words"} for room in _UI_ROOMS},
    "ui/media/player": _DESK | _UI_HOUSE | {"ui/media/words"},
    **{f"ui/media/{room}": _DESK | _UI_HOUSE | {"ui/media/player"} for room in ("cutter", "subtitles", "poster")},
    "ui/shell": _DESK | _UI_HOUSE,  # it puts together what features offer and knows none of them
    "sync-server/gateway": _SHARED,
    "sync-server/pg": _SHARED,
    "sync-server/feed": _SHARED | {"sync-server/gateway", "sync-server/pg"},
    "sync-server/blobs": _SHARED | {"sync-server/gateway", "sync-server/pg", "sync-server/feed"},
    "sync-server/outgoing": _SHARED | {"sync-server/pg"},
    "sync-server/backup": _SHARED | {"sync-server/pg", "sync-server/feed", "sync-server/blobs"},
    "sync-server/jobs": _SHARED | {"sync-server/gateway", "sync-server/pg", "sync-server/feed"},
    **{room: _SHARED | _SERVER_FLOOR for room in _SERVER_ROOMS},
    "app": _DESK,
    "app/features": _UI_HOUSE | _UI_ROOMS,
    "app/desktop": _DESK | _UI_HOUSE | {"ui/shell", "app", "app/features"},
    "app/ctl": _DESK | _UI_WORDS | {"ui/text", "app"},
    "app/worker": _ENGINE_ALL | {"app"},
    "app/server": _SHARED | _SERVER_FLOOR | _SERVER_ROOMS | {"app"},
}


def _cycle(graph):
    """One cycle of {node: {node}} as a list that ends where it began, or nothing."""
    state = {}

    def visit(node, trail):
        state[node] = "open"
        for following in sorted(graph.get(node, ())):
            if state.get(following) == "open":
                return trail[trail.index(following):] + [following]
            if following not in state:
                found = visit(following, trail + [following])
                if found:
                    return found
        state[node] = "done"
        return None

    for start in sorted(graph):
        if start not in state:
            found = visit(start, [start])
            if found:
                return found
    return None


def _generated(included):
    return included.endswith(".moc") or included.startswith("moc_") or "/" not in included and included.startswith("ui_")


def check(root):
    findings = []
    rooms, files = {}, {}
    for source in sources(root):
        for number, kind, included in source.includes():
            where = f"{source.path}:{number}"
            if kind != '"' or _generated(included):
                continue
            if not (Path(root) / included).is_file():
                findings.append(f'{where}: "{included}" is no file of this house; write the full path from the root, '
                                "and what is not ours in <…>")
                continue
            files.setdefault(source.path, set()).add(included)
            target = room_of(included)
            if source.floor == "tests" or target == source.room:
                continue
            rooms.setdefault(source.room, set()).add(target)
            if source.room not in ALLOWED:
                findings.append(f"{where}: the room {source.room} is not in the table; add it to ALLOWED in "
                                "tests/lint/rules/edges.py")
            elif target not in ALLOWED[source.room]:
                findings.append(f"{where}: {source.room} may not include {target}; move the shared part to a room below "
                                "both, or pass it in from app/")
    for graph, what in ((rooms, "rooms"), (files, "files")):
        circle = _cycle(graph)
        if circle:
            findings.append(f"{circle[0]}:1: {what} include each other in a circle: {' → '.join(circle)}; move what "
                            "both need to a file below them")
    return findings
