"""A desk is never stuck and loses nothing typed: a profile copied back, a restored server, another server, what is left of a lock."""
import os
import shutil
import time
import unittest

from newsroom import CtlError, Desk, NewsroomTest, Server


class NeverStuckTest(NewsroomTest):
    def setUp(self):
        super().setUp()
        self.editor.sign_in()
        self.managing.sign_in()

    def article(self, title):
        return self.editor("create", "kind=article", f"title_ar={title}")["id"]

    def titles(self):
        return sorted(row["title_ar"] for (kind, _), row in self.server.snapshot().items() if kind == "content_items")

    def attention(self, desk):
        found = desk("attention")
        return found["refused"] + found["conflicts"] + found["quarantined"]

    def restored(self, change):
        """The server as it was before change() was made and sent: its folder, copied back."""
        self.server.stop()
        kept = self.folder / "kept"
        shutil.copytree(self.server.data, kept, symlinks=True)
        self.copy_owner(self.server.data, kept)
        self.server.start()
        change()
        self.server.stop()
        shutil.rmtree(self.server.data)
        kept.rename(self.server.data)
        self.server.start()

    @staticmethod
    def copy_owner(source, target):
        for path in [source, *source.rglob("*")]:
            stat = path.lstat()
            os.chown(target / path.relative_to(source), stat.st_uid, stat.st_gid, follow_symlinks=False)

    def test_a_profile_copied_back_goes_on(self):
        self.article("أ")
        self.editor("sync")
        kept = self.folder / "kept-profile"
        shutil.copytree(self.editor.profile, kept)
        self.article("ب")
        self.article("ج")
        self.editor("sync")
        shutil.rmtree(self.editor.profile)
        kept.rename(self.editor.profile)
        self.article("د")
        self.editor.sign_in()  # the tokens in the copy are used up
        self.editor("sync")
        self.assertEqual(self.titles(), ["أ", "ب", "ج", "د"])
        self.assertEqual(self.editor("status")["waiting"], 0)
        self.assertEqual(self.attention(self.editor), [])
        self.assert_agreement()

    def test_a_restored_server_is_offered_what_was_typed_since(self):
        before = self.article("قبل")
        self.editor("sync")
        made = []

        def change():
            self.editor("set", before, "title_ar=عنوان جديد")
            made.append(self.article("بعد"))
            self.editor("sync")
            made.append(self.article("بلا شبكة"))

        self.restored(change)
        with self.assertRaises(CtlError) as stopped:
            self.editor("sync")
        self.assertEqual(stopped.exception.code, "cursor_unknown")
        self.assertEqual(self.titles(), ["قبل"], "nothing is sent before a person has looked")
        self.assertEqual(self.editor.item(made[0])["title_ar"], "بعد")
        found = self.editor("differences")
        self.assertEqual([one["command"] for one in found["sent_again"]], ["content.update", "content.create"])
        self.assertIn(made[0], [row["id"] for row in found["rows"] if row["there"] is None])
        self.editor("resume")
        self.assertEqual(self.titles(), sorted(["عنوان جديد", "بعد", "بلا شبكة"]))
        self.assertEqual(self.attention(self.editor), [])
        self.article("لاحقا")  # and the desk goes on
        self.editor("sync")
        self.assertEqual(len(self.titles()), 4)
        try:
            self.managing("sync")
        except CtlError:
            self.managing("resume")
        self.assert_agreement()

    def test_a_profile_moves_to_another_server(self):
        self.article("من الخادم الأول")
        self.editor("sync")
        self.article("ينتظر")
        self.server.stop()
        other = Server(self.folder_of("other"))
        self.addCleanup(other.stop)
        self.addCleanup(other.log.close)
        other.add_user("editor", "editor")
        other.start()
        first, self.server, self.editor.server = self.server, other, other
        with self.assertRaises(CtlError) as stopped:
            self.editor.sign_in()
            self.editor("sync")
        self.assertEqual(stopped.exception.code, "cursor_unknown")
        self.assertEqual(len(self.editor("differences")["sent_again"]), 1)
        self.editor("resume")
        self.assertEqual(self.titles(), sorted(["من الخادم الأول", "ينتظر"]))
        self.assertEqual(self.editor("status")["waiting"], 0)
        self.assertEqual(self.attention(self.editor), [])
        self.server = first

    def folder_of(self, name):
        folder = self.folder / name
        folder.mkdir()
        folder.chmod(0o711)
        return folder

    def test_what_is_left_of_a_lock_holds_nobody_off(self):
        for left in (b"", b"12", b"1\nrawi\n\n"):
            (self.editor.profile / "desk.lock").write_bytes(left)
            self.assertEqual(self.editor("status")["waiting"], 0, left)
        self.server.stop()
        (self.server.data / "server.lock").write_bytes(b"")
        self.server.start()
        held = Desk(self.folder, "editor", self.server)
        watching = held.start("watch")
        try:
            lock = held.profile / "desk.lock"
            while not lock.exists() or str(watching.pid) not in lock.read_text():
                self.assertIsNone(watching.poll(), "it takes the lock")
                time.sleep(0.02)
            with self.assertRaises(CtlError) as locked:
                self.editor("status")
            self.assertEqual(locked.exception.code, "locked")
        finally:
            watching.kill()
            watching.communicate()
        self.assertEqual(self.editor("status")["waiting"], 0, "a killed one holds nobody off")


if __name__ == "__main__":
    unittest.main()
