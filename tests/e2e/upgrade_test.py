"""A server's folder and a desk's profile of an earlier version (upgrade/make.py): today's programs keep every row and waiting command."""
import contextlib
import json
import pathlib
import shutil
import sqlite3
import tarfile
import tempfile
import unittest

from newsroom import Desk, Server

MADE = pathlib.Path(__file__).parent / "upgrade" / "c505af7.tar.xz"


class UpgradeTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-e2e-"))
        self.folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        with tarfile.open(MADE) as archive:
            archive.extractall(self.folder)  # as root, PostgreSQL's files become postgres's, by name
        self.made = json.loads((self.folder / "made.json").read_text())
        self.server = Server(self.folder)
        self.addCleanup(self.server.log.close)
        self.addCleanup(self.server.stop)
        self.editor = Desk(self.folder, "editor", self.server)

    def assert_kept(self, rows):
        """Every row is there, with every value it had."""
        for kind, row_id, row in self.made["rows"]:
            now = rows.get((kind, row_id))
            self.assertIsNotNone(now, f"{kind}/{row_id} is gone")
            self.assertEqual({name: now.get(name) for name in row}, row, f"{kind}/{row_id}")

    def local_rows(self):
        """What only the desk knows, by table; of the index what no analyser makes."""
        tables = {table: "*" for table in ("local_files", "uploads", "encode_jobs", "batch_adds", "watch_folders", "watched_files", "settings")}
        tables["content_index"] = "rowid, created_at, state, kind, trashed, id"
        with contextlib.closing(sqlite3.connect(self.editor.profile / "replica.sqlite")) as replica:
            return {table: replica.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall() for table, columns in tables.items()}

    def test_the_server_keeps_every_row_and_file(self):
        self.server.start()
        self.assert_kept(self.server.snapshot())
        self.managing = Desk(self.folder, "managing", self.server)
        self.managing.sign_in()
        self.managing("sync")
        held = {(row["type"], row["id"]): row["hash"] for row in self.managing("manifest", "--rows")["rows"]}
        self.assertEqual(held, self.server.rows(), "a new desk")
        url = self.managing("media-url", self.made["episode"], "original")["url"]
        self.assertIn(self.server.url, url)
        self.server.stop()
        self.server.start()  # what was migrated once opens again
        self.assert_kept(self.server.snapshot())

    def test_the_desk_opens_keeps_what_waits_and_sends_it_once(self):
        known = self.local_rows()
        self.assertTrue(known["local_files"] and known["uploads"] and known["content_index"])
        self.assertEqual(self.editor("status")["waiting"], self.made["waiting"])
        self.assertEqual(self.local_rows(), known)
        self.assertTrue(self.editor("list", "--q", "شبكه")["items"], "the index is made anew by this version's rules")
        held = {(row["type"], row["id"]) for row in self.editor("manifest", "--rows")["rows"]}
        self.assertLessEqual({(kind, row_id) for kind, row_id, _ in self.made["rows"]}, held)
        for n, item in enumerate(self.made["offline"]):
            self.assertEqual(self.editor.item(item)["title_ar"], f"بلا شبكة {n}")
        self.server.start()
        self.editor.sign_in()
        self.editor("sync", "--timeout", "60")
        self.assertEqual(self.editor("status")["waiting"], 0)
        rows = self.server.snapshot()
        items = {row_id: row for (kind, row_id), row in rows.items() if kind == "content_items"}
        for n, item in enumerate(self.made["offline"]):
            self.assertEqual(items[item]["title_en"], f"Offline {n}")
        self.assertEqual(items[self.made["changed"]]["title_en"], "Changed while away")
        self.assertEqual(items[self.made["submitted"]]["state"], "in_review")
        self.assertEqual(self.server.applied_twice(), [])
        held = {(row["type"], row["id"]): row["hash"] for row in self.editor("manifest", "--rows")["rows"]}
        self.assertEqual(held, self.server.rows())


if __name__ == "__main__":
    unittest.main()
