"""The main job with the server, the desk and the worker killed (-9) at the worst moments."""
import json
import os
import random
import signal
import subprocess
import time

from newsroom import CtlError, Desk, NewsroomTest, media, sha256, until


def big_video(folder, seconds=1800):
    """A real video made long by stream copy, so that an upload lasts."""
    path = folder / "long.avi"
    subprocess.run(["ffmpeg", "-v", "error", "-stream_loop", str(seconds // 79), "-i", media("vtest.avi"), "-c", "copy", path],
                   check=True)
    return path


class KilledTest(NewsroomTest):
    def received(self):
        """Bytes the server has taken of unfinished uploads."""
        rows = self.server.sql("select coalesce(max(received), 0) from uploads")
        return int(rows[0])

    def upload_with_accident(self, accident):
        """Uploads a long original; accident(process) strikes when a part is there, and returns the process to await."""
        self.editor.sign_in()
        self.managing.sign_in()
        source = big_video(self.folder)
        item_id = self.editor("add", source)["items"][0]["content_id"]
        self.editor("sync", "--uploads", "--timeout", "60")
        process = self.editor.start("upload", item_id, "--original", "--timeout", "240")
        until(lambda: self.received() > 8 << 20, 60, "a part of the upload")
        self.assertLess(self.received(), source.stat().st_size, "the upload was over before the accident")
        answer = Desk.answer(accident(process, item_id))
        self.assertIn(sha256(source), [one["sha256"] for one in answer["uploads"]])
        self.assert_stored(item_id, "original", source)
        self.assert_agreement()

    def test_server_killed_in_the_middle_of_an_upload(self):
        def accident(process, _):
            self.server.kill()
            time.sleep(0.5)
            self.server.start()
            return process
        self.upload_with_accident(accident)

    def test_desk_killed_in_the_middle_of_an_upload(self):
        def accident(process, item_id):
            process.kill()
            process.communicate()
            return self.editor.start("upload", item_id, "--original", "--timeout", "240")
        self.upload_with_accident(accident)

    def test_server_killed_in_the_middle_of_pushes(self):
        seed = random.randrange(1 << 30)
        print(f"seed {seed}")
        dice = random.Random(seed)
        self.editor.sign_in()
        self.managing.sign_in()
        self.server.stop()
        item_id = self.editor("create", "kind=article", "title_ar=خبر", "title_en=News")["id"]
        self.editor("run", "content.update", json.dumps({"id": item_id, "tags": ["بداية"]}))
        for number in range(60):  # a long outbox
            self.editor("create", "kind=article", f"title_en=Note {number}", f"title_ar=ملاحظة {number}")
        self.server.start()
        process = self.editor.start("sync", "--timeout", "120")
        for _ in range(4):
            time.sleep(dice.uniform(0.02, 0.6))
            self.server.kill()
            self.server.start()
        Desk.answer(process)
        self.assertEqual(self.editor("status")["waiting"], 0)
        self.assertEqual(self.managing("sync")["attention"], 0)
        self.assertEqual(self.managing("list")["total"], 61)
        self.assert_agreement()

    def test_worker_killed_leaves_the_desk_running_the_job_marked_and_a_retry_that_works(self):
        source = big_video(self.folder, 160)
        item_id = self.editor("add", source)["items"][0]["content_id"]
        process = self.editor.start("encode", item_id, "--preset", "360p")
        line = {}
        while line.get("permille", 0) < 200:
            line = json.loads(process.stdout.readline())
        os.kill(line["pid"], signal.SIGKILL)
        with self.assertRaises(CtlError) as crash:
            Desk.answer(process)
        self.assertEqual(crash.exception.code, "worker_crashed")
        self.assertEqual([job["state"] for job in self.editor("status")["encodes"]], ["failed"])
        done = self.editor("encode", item_id, "--preset", "360p")["encodes"][0]
        frames = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                                 "stream=nb_read_frames", "-of", "csv=p=0", done["path"]], capture_output=True, text=True,
                                check=True).stdout.strip().strip(",")
        original = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                                   "stream=nb_read_frames", "-of", "csv=p=0", source], capture_output=True, text=True,
                                  check=True).stdout.strip().strip(",")
        self.assertEqual(frames, original)
