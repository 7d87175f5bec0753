"""Which room may include which (shared/design/architecture.md, core/README.md), and that nothing goes in circles."""
from pathlib import Path

from .source import room_of, sources

_CORE = ["core/base", "core/text", "core/subtitles", "core/rules", "core/people", "core/content", "core/media", "core/catalog",
         "core/protocol", "core/replica", "core/sync", "core/office", "core/desk/media", "core/desk/house"]


def _up_to(room):
    return set(_CORE[: _CORE.index(room) + 1])


_SHARED = _up_to("core/protocol")  # what desk and server both know
_DESK = _up_to("core/desk/house")
_ENGINE = _up_to("core/media") | {"core/engine/av"}
_ENGINE_ALL = _ENGINE | {f"core/engine/{room}" for room in ("picture", "sound", "look", "encode", "cut")}
_UI_MEDIA = {f"ui/media/{room}" for room in ("player", "cutter", "subtitles", "studio", "poster")}
_UI_ROOMS = {"ui/content", "ui/catalog", "ui/sync", "ui/admin"} | _UI_MEDIA
_UI_FLOOR = {"ui/text", "ui/kit"}
_SERVER_FLOOR = {"sync-server/gateway", "sync-server/pg", "sync-server/feed", "sync-server/blobs", "sync-server/jobs"}
_SERVER_ROOMS = {f"sync-server/{room}" for room in ("people", "content", "media", "catalog", "sync")}

# A room may include itself and what stands here; a new room needs a line.
ALLOWED = {
    **{room: _up_to(room) for room in _CORE},
    "core/catalog": _up_to("core/catalog") - {"core/media"},
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
    **{room: _DESK | _UI_FLOOR for room in _UI_ROOMS},
    **{f"ui/media/{room}": _DESK | _UI_FLOOR | {"ui/media/player"} for room in ("cutter", "subtitles", "poster")},
    "ui/shell": _DESK | _UI_FLOOR | _UI_ROOMS,
    "sync-server/gateway": _SHARED,
    "sync-server/pg": _SHARED,
    "sync-server/feed": _SHARED | {"sync-server/gateway", "sync-server/pg"},
    "sync-server/blobs": _SHARED | {"sync-server/gateway", "sync-server/pg", "sync-server/feed"},
    "sync-server/jobs": _SHARED | {"sync-server/gateway", "sync-server/pg"},
    **{room: _SHARED | _SERVER_FLOOR for room in _SERVER_ROOMS},
    "app": _DESK,
    "app/desktop": _DESK | _UI_FLOOR | _UI_ROOMS | {"ui/shell", "app"},
    "app/ctl": _DESK | {"ui/text", "app"},
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
