"""The encode queue, watch folders and adding many files, by real rawictl processes on one desk without a server."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from newsroom import CtlError, Desk, media, until


def frames(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                           "stream=nb_read_frames", "-of", "csv=p=0", path], capture_output=True, text=True, check=True)
    return int(done.stdout.strip().strip(","))


class QueueTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-queue-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.desk = Desk(self.folder, "editor", None)

    def running(self, *words, permille=0):
        """A rawictl process whose encode has come this far, and its last line."""
        process = self.desk.start(*words)
        line = {}
        while line.get("permille", -1) < permille:
            text = process.stdout.readline()
            if not text:  # only then: reading stderr waits for the end
                self.fail(process.stderr.read())
            line = json.loads(text)
        return process, line

    def jobs(self):
        return self.desk("queue", "list")["jobs"]

    def assert_ladder(self, encodes, source):
        self.assertEqual(sorted(one["preset"] for one in encodes), ["360p", "480p"])
        for one in encodes:
            self.assertEqual(frames(one["path"]), frames(source), one["preset"])

    def test_a_killed_desk_goes_on_from_the_last_segment_of_the_ladder(self):
        source = media("vtest.avi")
        item = self.desk("add", source)["items"][0]["content_id"]
        words = ("encode", item, "--preset", "480p,360p")
        process, line = self.running(*words, permille=500)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        until(lambda: not os.path.exists(f"/proc/{line['pid']}"), 10, "the worker dies with its desk")
        encodes = self.desk(*words)["encodes"]
        self.assertGreater(encodes[0]["resumed_segments"], 0)
        self.assert_ladder(encodes, source)
        self.assertEqual([job["state"] for job in self.jobs()], ["done"])

    def test_a_killed_worker_marks_the_ladder_and_a_retry_finishes_it(self):
        source = media("vtest.avi")
        item = self.desk("add", source)["items"][0]["content_id"]
        process, line = self.running("encode", item, "--preset", "480p,360p", permille=300)
        os.kill(line["pid"], signal.SIGKILL)
        with self.assertRaises(CtlError) as crash:
            Desk.answer(process)
        self.assertEqual(crash.exception.code, "worker_crashed")
        job = self.jobs()[0]
        self.assertEqual((job["state"], job["error"]["code"]), ("failed", "worker_crashed"))
        self.assertIn("worker_crashed", self.desk("queue", "log", job["job"])["log"])
        self.desk("queue", "retry", job["job"])
        self.assertEqual([one["state"] for one in self.desk("queue", "run")["jobs"]], ["done"])
        variants = self.desk("show", item)["assets"][0]["variants"]
        self.assertEqual({one["name"] for one in variants} & {"360p", "480p"}, {"360p", "480p"})

    def test_the_verbs_of_the_queue(self):
        many = self.folder / "many"
        many.mkdir()
        for name in ("one", "two", "three"):
            shutil.copy(media("tree.avi"), many / f"{name}.avi")
        (many / "note.mp4").write_text("no film")
        added = self.desk("add", many, "--again", "--encode", "360p", "--later")
        self.assertEqual(len(added["items"]), 3)
        self.assertEqual([one["error"]["code"] for one in added["refused"]], ["not_media"])
        first, second, third = added["queued"]
        order = lambda: [job["job"] for job in self.jobs()]
        self.desk("queue", "move", third, "--before", first)
        self.assertEqual(order(), [third, first, second])
        self.desk("queue", "priority", second, "--to", "high")
        self.assertEqual(order(), [second, third, first])
        self.assertTrue(self.desk("queue", "pause")["stopped"])
        self.desk("queue", "cancel", first)
        self.assertEqual(self.jobs()[-1]["state"], "cancelled")
        self.desk("queue", "remove", first)
        self.desk("queue", "pause", third)
        self.assertEqual([job["state"] for job in self.jobs()], ["queued", "paused"])
        self.assertEqual(self.desk("queue", "limits", "jobs_at_once=2", "from=21:30")["from"], "21:30")
        self.assertEqual(self.desk("queue", "limits")["jobs_at_once"], 2)
        for wrong in (("limits", "jobs_at_once=0"), ("limits", "nonsense=1"), ("cancel", "no-job"), ("cancel",), ("dance",)):
            with self.assertRaises(CtlError):
                self.desk("queue", *wrong)
        self.desk("queue", "resume")
        self.desk("queue", "resume", third)
        self.assertEqual([job["state"] for job in self.desk("queue", "run")["jobs"]], ["done", "done"])

    def test_a_cut_is_a_job_of_the_queue_that_starts_over_when_the_desk_is_killed(self):
        source = media("vtest.avi")
        item = self.desk("add", source)["items"][0]["content_id"]
        edit = self.folder / "edit.json"
        edit.write_text(json.dumps({"ranges": [{"from_us": 1_000_000, "to_us": 7_000_000}, {"from_us": 50_000_000, "to_us": 54_000_000}]}))
        process, line = self.running("cut", item, "--edit", edit, permille=200)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        until(lambda: not os.path.exists(f"/proc/{line['pid']}"), 10, "the worker dies with its desk")
        job = self.jobs()[0]
        self.assertEqual((job["kind"], job["state"]), ("cut", "queued"))
        later = self.desk("encode", item, "--preset", "360p", "--later")["queued"][0]
        self.desk("queue", "priority", later, "--to", "high")
        self.assertEqual([one["job"] for one in self.jobs()], [later, job["job"]])
        self.desk("queue", "cancel", later)
        self.assertEqual(self.desk("queue", "run")["failed"], 0)
        self.assertEqual({one["job"]: one["state"] for one in self.jobs()}, {job["job"]: "done", later: "cancelled"})
        assets = self.desk("show", item)["assets"]
        self.assertEqual(len(assets), 2)
        made = next(one for one in assets if one["original_filename"].endswith("(cut).mp4"))
        self.assertAlmostEqual(made["duration_ms"], 10_000, delta=100)
        self.assertIn("poster", {one["name"] for one in made["variants"]}, "its pictures were made, too")
        done = self.desk("cut", item, "--edit", edit)  # asked for again, it is made again
        self.assertEqual(frames(done["path"]), 100)
        edit.write_text("[1, 2]")
        with self.assertRaises(CtlError) as wrong:
            self.desk("cut", item, "--edit", edit)
        self.assertEqual(wrong.exception.code, "corrupt_data")

    def test_files_that_are_pending_when_the_desk_is_killed_are_taken_in_by_the_next_one(self):
        many = self.folder / "many"
        many.mkdir()
        film = media("tree.avi")
        for number in range(24):  # enough to be killed among them
            shutil.copy(film, many / f"{number}.avi")
        process = self.desk.start("add", many, "--again", "--encode", "360p", "--later")
        until(lambda: any((self.folder / "desk-editor" / "cache").glob("*/*")), 30, "the first file is taken in")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.assertLess(self.desk("list")["total"], 24)
        self.assertEqual(self.desk("queue", "run")["open"], 0)
        self.assertEqual(self.desk("list")["total"], 24)
        self.assertEqual([job["state"] for job in self.jobs()], ["done"] * 24)

    def test_a_watch_folder_takes_a_complete_file_once(self):
        inbox = self.folder / "وارد"
        inbox.mkdir()
        self.desk("watch", "add", inbox, "--preset", "360p")
        with open(media("tree.avi"), "rb") as source, open(inbox / "shot.avi", "wb") as target:
            data = source.read()
            target.write(data[:1000])
            target.flush()
            process = self.desk.start("watch", "run")
            try:
                time.sleep(5)  # longer than a file must be steady: but it is open
                target.write(data[1000:])
                target.close()
                lines = []
                while not any("encoded" in line for line in lines):
                    lines.append(json.loads(process.stdout.readline()))
            finally:
                process.terminate()
                process.communicate()
        self.assertEqual([line["added"] for line in lines if "added" in line], [str(inbox / "shot.avi")])
        self.assertEqual(self.desk("list")["total"], 1)
        self.assertEqual(self.desk("watch", "list")["folders"][0]["taken"], 1)
        with self.assertRaises(CtlError) as twice:
            self.desk("watch", "add", inbox)
        self.assertEqual(twice.exception.code, "already_exists")
        self.assertEqual(self.desk("watch", "remove", inbox)["folders"], [])
