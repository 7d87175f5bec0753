"""A backup taken while the newsroom works, restored elsewhere: nothing that was acknowledged before is missing, desks notice."""
import http.client
import json
import secrets
import shutil
import subprocess
import threading
import time
import unittest
import uuid

from newsroom import BIN, CtlError, NewsroomTest, media, sha256, until

RATE = 200  # commands a second, of all writers together
WRITERS = 8
BATCH = 25  # commands of a push, as a desk sends what waits


def new_id():
    """A UUIDv7 (RFC 9562)."""
    text = f"{time.time_ns() // 1_000_000:012x}7{secrets.randbits(12):03x}{0x8000 | secrets.randbits(14):04x}{secrets.randbits(48):012x}"
    return str(uuid.UUID(text))


class Writers:
    """Desks that push new items at RATE, and write down what the server acknowledged, and when."""

    def __init__(self, server):
        self.port, self.token = server.port, server.login()
        self.acknowledged = []  # (monotonic time, item)
        self.faults = []
        self.stopped = threading.Event()
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self._work, args=(number,)) for number in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _work(self, number):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        client, n = new_id(), 0
        pause = WRITERS * BATCH / RATE
        due = self.began + number * pause / WRITERS
        while not self.stopped.wait(max(0.0, due - time.monotonic())):
            items = [new_id() for _ in range(BATCH)]
            commands = [{"id": new_id(), "client": client, "n": n + at + 1, "name": "content.create", "schema": 4,
                         "args": {"id": item, "kind": "article", "title_en": f"Note {n + at}"}} for at, item in enumerate(items)]
            n += BATCH
            link.request("POST", "/api/v1/sync/push", json.dumps({"client": client, "commands": commands}),
                         {"Content-Type": "application/json", "X-Rawi-Protocol": "1", "Authorization": f"Bearer {self.token}"})
            reply = link.getresponse()
            answer = json.loads(reply.read())
            if reply.status == 200 and all(one["applied"] for one in answer["results"]):
                self.acknowledged += [(time.monotonic(), item) for item in items]
            else:
                self.faults.append(answer)
            due += pause
        link.close()

    def before(self, moment):
        return {item for at, item in self.acknowledged if at < moment}

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


class BackupTest(NewsroomTest):
    def backup(self, folder):
        return self.server.tool("backup", "--to", str(folder))

    def tool(self, *words):
        return subprocess.run([BIN / "rawi-server", *map(str, words)], capture_output=True, text=True, check=False, timeout=120)

    def restored(self, backup):
        """The same address, served from a restored folder."""
        elsewhere = self.folder / "elsewhere"
        done = self.tool("restore", "--from", backup, "--data", elsewhere)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.server.stop()
        self.server.data = elsewhere
        self.server.start()
        return done.stdout

    def held(self, desk):
        return {(row["type"], row["id"]): row["hash"] for row in desk("manifest", "--rows")["rows"]}

    def test_taken_under_200_writes_a_second_it_holds_all_that_was_acknowledged_and_desks_notice(self):
        self.editor.sign_in()
        self.managing.sign_in()
        source = media("vtest.avi")
        item_id = self.editor("add", source)["items"][0]["content_id"]
        self.editor("upload", item_id, "--original", "--timeout", "120")
        until(lambda: self.server.sql("select 1 from media_variants where type = 'original' and status = 'completed'"), 60, "published")

        writers = Writers(self.server)
        until(lambda: len(writers.acknowledged) > 5 * RATE, 120, "writers under way")
        for number in range(20):  # a small store is written in the time between two pushes: until one was answered meanwhile
            backup = self.folder / f"backup-{number}"
            began = time.monotonic()
            before = writers.before(began)
            self.backup(backup)
            ended = time.monotonic()
            during = writers.before(ended) - before
            if during:
                break
        time.sleep(0.5)
        writers.stop()
        self.assertEqual(writers.faults, [])
        seconds = writers.acknowledged[-1][0] - writers.began
        print(f"{len(writers.acknowledged) / seconds:.0f} commands/s acknowledged, {len(before)} before the backup, {len(during)} within its {ended - began:.1f} s")
        self.assertTrue(during, "nothing was written while any of the backups was taken")

        # A desk that has seen what came after the backup, with a command that waits.
        self.editor("sync")
        self.server.stop()
        waiting = self.editor("create", "kind=article", "title_en=Waiting", "title_ar=منتظر")["id"]
        seen = self.held(self.editor)
        self.assertGreater(len(seen), len(before))

        self.restored(backup)
        rows = self.server.rows()
        self.assertEqual(before - {row_id for kind, row_id in rows if kind == "content_items"}, set())
        # Nor is one acknowledged later half there: a desk's number and its results go together.
        self.assertEqual(self.server.sql("select count(*) from clients c where last_n <> (select coalesce(max(n), 0) from command_results r"
                                         " where r.client = c.client)"), ["0"])
        self.assertLessEqual(set(rows), set(seen), "a restored server holds nothing that nobody made")
        # Each commit whole: an item's row and its place in the feed.
        self.assertEqual(self.server.sql("select count(*) from content_items c where not exists (select 1 from feed f"
                                         " where f.row_id = c.id and f.type = 'content_items')"), ["0"])

        # Sessions do not live on in a restored server; who signs in again is told.
        for words in (("sign-in", "--server", self.server.url, "--email", "editor@rawi.example", "--password-file", self.server.secret),
                      ("sync", "--timeout", "20")):
            with self.assertRaises(CtlError) as noticed:
                self.editor(*words)
            self.assertEqual(noticed.exception.code, "cursor_unknown")
        self.assertEqual(self.held(self.editor), seen, "a desk deletes nothing")
        self.assertEqual(self.editor.item(waiting)["title_en"], "Waiting")
        self.assertTrue(self.editor("status")["waiting"] or ("content_items", waiting) in self.server.rows(), "what waited is nowhere")
        rows = self.server.rows()
        # A new desk has all of it, and the media are the file's own bytes.
        self.managing.profile = self.folder / "desk-fresh"
        self.managing.sign_in()
        self.managing("sync")
        self.assertEqual(self.held(self.managing), rows)
        self.assert_stored(item_id, "original", source)

    def test_a_desk_that_saw_no_more_than_the_backup_goes_on(self):
        self.editor.sign_in()
        self.editor("create", "kind=article", "title_en=Kept", "title_ar=باق")
        self.editor("sync")
        backup = self.folder / "backup"
        self.backup(backup)
        self.restored(backup)
        self.editor.sign_in()
        self.editor("create", "kind=article", "title_en=After", "title_ar=بعد")
        self.editor("sync", "--timeout", "60")
        self.assertEqual(self.held(self.editor), self.server.rows())
        self.assertEqual(sum(1 for kind, _ in self.server.rows() if kind == "content_items"), 2)

    def told(self, member):
        """What health says of backups, once it says this."""
        told = self.server.request("GET", "/health/ready")["backup"]
        return told if told[member] else None

    def test_it_can_be_tried_and_health_says_when(self):
        backup = self.folder / "backup"
        health = self.server.request("GET", "/health/ready")["backup"]
        self.assertEqual(health, {"taken_at": None, "verified_at": None})
        self.backup(backup)
        health = until(lambda: self.told("taken_at"), 15, "health says so")  # it is looked up every second
        self.assertIsNone(health["verified_at"])
        done = self.tool("backup", "--verify", backup, "--data", self.server.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(until(lambda: self.told("verified_at"), 15, "health says so"))

    def test_a_missed_one_is_taken_when_the_server_is_back_and_tried_by_itself(self):
        kept = self.folder / "kept"
        self.server.stop()
        self.server.start("--backup-to", kept, "--backup-at", "0 0 1 1 *")
        self.assertEqual(self.server.sql("select cron from schedules where name = 'backup.take'"), "0 0 1 1 *".split())
        self.server.sql("update schedules set next_slot = now() - interval '1 hour' where name = 'backup.take'")
        self.server.stop()
        self.server.start("--backup-to", kept, "--backup-at", "0 0 1 1 *")
        health = lambda: self.server.request("GET", "/health/ready")["backup"]
        until(lambda: health()["verified_at"], 60, "taken and tried")
        taken = list(kept.iterdir())
        self.assertEqual(len(taken), 1, taken)
        self.assertEqual(self.tool("backup", "--verify", taken[0]).returncode, 0)

    def test_a_time_that_is_none_is_refused_by_its_name(self):
        for words, way in ((("--backup-to", self.folder, "--backup-at", "30 25 * * *"), "hour"),
                           (("--backup-at", "30 2 * * *"), "--backup-to")):
            done = self.tool("run", "--data", self.server.data, *words)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("--backup-at", done.stderr)
            self.assertIn(way, done.stderr)

    def test_keys_stay_apart(self):
        self.server.stop()
        keys = {path: path.read_bytes() for path in self.server.data.glob("*.key")}
        self.assertIn(self.server.data / "url.key", keys)
        backup = self.folder / "backup"
        self.backup(backup)
        for path in backup.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self.assertFalse([key for key, secret in keys.items() if secret in content], path)
        self.assertEqual(backup.stat().st_mode & 0o777, 0o700)

    def test_a_broken_truncated_or_foreign_backup_is_refused_in_words(self):
        self.editor.sign_in()
        item_id = self.editor("add", media("vtest.avi"))["items"][0]["content_id"]
        self.editor("upload", item_id, "--original", "--timeout", "120")
        until(lambda: self.server.sql("select 1 from media_variants where type = 'original' and status = 'completed'"), 60, "published")
        whole = self.folder / "backup"
        self.backup(whole)
        blob = next(path for path in (whole / "blobs").rglob("*") if path.is_file())

        def cut(path):
            path.chmod(0o600)
            path.write_bytes(path.read_bytes()[:-1])

        def flip(path):
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)

        def later(folder):
            manifest = json.loads((folder / "manifest.json").read_text())
            manifest["migrations"].append("9999_later.sql")
            (folder / "manifest.json").write_text(json.dumps(manifest))
            (folder / "manifest.sha256").write_text(sha256(folder / "manifest.json") + "  manifest.json\n")

        faults = {
            "no folder": (lambda f: shutil.rmtree(f), "file_missing", "no such folder"),
            "foreign": (lambda f: [shutil.rmtree(f), f.mkdir(), (f / "notes.txt").write_text("mine")], "file_missing", "holds no backup"),
            "broken off": (lambda f: (f / "manifest.json").unlink(), "file_missing", "broken off"),
            "manifest changed": (lambda f: flip(f / "manifest.json"), "corrupt_data", "manifest.sha256"),
            "store cut": (lambda f: cut(f / "store.dump"), "corrupt_data", "bytes instead of"),
            "store flipped": (lambda f: flip(f / "store.dump"), "corrupt_data", "SHA-256"),
            "list cut": (lambda f: cut(f / "blobs.txt"), "corrupt_data", "bytes instead of"),
            "file lost": (lambda f: (f / blob.relative_to(whole)).unlink(), "corrupt_data", "missing from the backup"),
            "file cut": (lambda f: cut(f / blob.relative_to(whole)), "corrupt_data", "bytes instead of"),
            "file flipped": (lambda f: flip(f / blob.relative_to(whole)), "corrupt_data", "SHA-256"),
            "of a later program": (later, "upgrade_required", "9999_later.sql"),
        }
        for name, (damage, code, words) in faults.items():
            with self.subTest(name):
                broken, target = self.folder / "broken", self.folder / "target"
                shutil.copytree(whole, broken)
                damage(broken)
                for done in (self.tool("restore", "--from", broken, "--data", target), self.tool("backup", "--verify", broken)):
                    self.assertEqual(done.returncode, 1, done.stdout)
                    self.assertIn(code, done.stderr)
                    self.assertIn(words, done.stderr)
                self.assertFalse(target.exists(), "a refused restore leaves nothing")
                shutil.rmtree(broken, ignore_errors=True)
        # The targets of both are looked at first.
        for words in (("backup", "--data", self.server.data, "--to", whole), ("restore", "--from", whole, "--data", self.server.data)):
            done = self.tool(*words)
            self.assertEqual(done.returncode, 1)
            self.assertIn("already_exists", done.stderr)
            self.assertIn("not empty", done.stderr)


if __name__ == "__main__":
    unittest.main()
