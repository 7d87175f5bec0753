"""Makes the fixture of upgrade_test.py with the programs of an earlier commit, once:

    RAWI_BIN=<their bin> PYTHONPATH=.. python3 -B make.py c505af7.tar.xz

The stopped server's data folder with its PostgreSQL, the profile of a desk on which commands wait, and made.json: every row
of the server, and what waits."""
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from newsroom import Desk, Server


def make(folder):
    server = Server(folder).start()
    server.add_user("editor", "editor")
    server.add_user("managing", "managing_editor")
    editor, managing = Desk(folder, "editor", server), Desk(folder, "managing", server)
    editor.sign_in()
    managing.sign_in()
    film = folder / "film.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10:duration=1", "-f", "lavfi", "-i",
                    "sine=duration=1", "-pix_fmt", "yuv420p", "-shortest", film], check=True)
    episode = editor("add", film)["items"][0]["content_id"]
    editor("set", episode, "title_ar=خطى في الساحة", "title_en=Footsteps in the square", "tags=مدن,documentary")
    series = editor("series-create", "title_ar=مدن تتذكّر", "title_en=Cities That Remember")["id"]
    editor("file", episode, "--series", series, "--season", "1")
    editor("upload", episode, "--original", "--timeout", "120")
    editor("submit", episode, "--wait")
    managing("sync")
    managing("approve", episode, "--wait")
    managing("publish", episode, "--wait")
    articles = [editor("create", "kind=article", f"title_ar=مقال {n}", f"title_en=Article {n}")["id"] for n in range(12)]
    for article in articles[:6]:
        editor("submit", article)
    editor("file", articles[0], "--series", series, "--season", "2")
    editor("sync")
    managing("sync")
    managing("return", articles[1], "--note", "المصدر الثاني غير واضح", "--wait")
    managing("archive", articles[7], "--wait")
    editor("sync")
    rows = server.snapshot()
    server.stop()
    offline = [editor("create", "kind=article", f"title_ar=بلا شبكة {n}", f"title_en=Offline {n}")["id"] for n in range(3)]
    editor("set", articles[8], "title_en=Changed while away", "summary_ar=وصف طويل كتب بلا شبكة")
    editor("submit", articles[9])
    editor("series-create", "title_ar=سلسلة جديدة", "title_en=A new series")
    return {"rows": [[kind, row_id, row] for (kind, row_id), row in rows.items()], "waiting": editor("status")["waiting"],
            "offline": offline, "changed": articles[8], "submitted": articles[9], "episode": episode}


def main(target):
    with tempfile.TemporaryDirectory(prefix="rawi-made-") as made:
        folder = pathlib.Path(made)
        folder.chmod(0o711)
        (folder / "made.json").write_text(json.dumps(make(folder), ensure_ascii=False))
        with tarfile.open(target, "w:xz", preset=9) as archive:
            for name in ("made.json", "server", "desk-editor", "film.mp4"):
                archive.add(folder / name, name)


main(sys.argv[1])
