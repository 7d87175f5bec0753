"""The main job of the product, on a real video, with two people's desks."""
import json
import subprocess
import threading
import time
import urllib.request

from newsroom import CtlError, NewsroomTest, media, until


class Watcher:
    """A desk that stays open and notes when each change became visible."""

    def __init__(self, desk):
        self.process = desk.start("watch")
        self.seen = []
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        for line in self.process.stdout:
            self.seen.append((time.monotonic(), json.loads(line)))

    def wait_for_state(self, item_id, state):
        def arrived():
            return [when for when, change in list(self.seen)
                    if change.get("id") == item_id and (change.get("row") or {}).get("state") == state]
        return until(arrived, 5, f"{item_id} {state} on the second desk")[0]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.thread.join()
        self.process.stdout.close()
        self.process.stderr.close()


class MainJobTest(NewsroomTest):
    def test_from_a_dropped_file_to_a_published_episode_on_a_second_desk(self):
        self.editor.sign_in()
        self.managing.sign_in()
        source = media("vtest.avi")
        added = self.editor("add", source, "--encode", "720p,360p")
        item_id = added["items"][0]["content_id"]
        renditions = {one["preset"]: one["path"] for one in added["encodes"]}
        self.editor("set", item_id, "title_ar=خطى في الساحة", "title_en=Footsteps in the square", "tags=مدن,documentary")
        series = self.editor("series-create", "title_ar=مدن تتذكّر", "title_en=Cities That Remember")["id"]
        self.editor("file", item_id, "--series", series, "--season", "1")
        self.editor("upload", item_id, "--original", "--timeout", "120")

        # Submitting is for the editor; approving is not.
        self.editor("submit", item_id, "--wait")
        with self.assertRaises(CtlError) as refused:
            self.editor("approve", item_id)
        self.assertEqual(refused.exception.code, "permission_denied")

        self.managing("sync")
        watcher = Watcher(self.editor)  # the editor's desk stays open while the managing editor works
        try:
            time.sleep(1.5)  # its socket is up
            for step, state in (("approve", "approved"), ("publish", "published")):
                self.managing(step, item_id, "--wait")
                answered = time.monotonic()
                seen = watcher.wait_for_state(item_id, state)
                self.assertLess(seen - answered, 1.0, f"{state} was late on the second desk")
        finally:
            watcher.stop()

        shown = self.managing.item(item_id)
        self.assertEqual(shown["title_ar"], "خطى في الساحة")
        self.assertEqual(shown["state"], "published")
        for name, path in {**renditions, "original": source}.items():
            self.assert_stored(item_id, name, path)

        # The rendition plays from the server: a real decoder over HTTP, and a Range in the middle.
        url = self.managing("media-url", item_id, "360p")["url"]
        probe = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                                "stream=nb_read_frames,width,height", "-of", "json", url],
                               capture_output=True, text=True, check=True)
        stream = json.loads(probe.stdout)["streams"][0]
        self.assertEqual(stream["height"], 360)
        self.assertEqual(int(stream["nb_read_frames"]), 795)
        request = urllib.request.Request(url, headers={"Range": "bytes=1000-1999"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            self.assertEqual(reply.status, 206)
            part = reply.read()
        with open(renditions["360p"], "rb") as file:
            file.seek(1000)
            self.assertEqual(part, file.read(1000))
        self.assert_agreement()

    def test_what_is_not_ready_is_refused_with_the_reasons_and_changes_leave_the_audience_its_text(self):
        self.editor.sign_in()
        self.managing.sign_in()
        item = self.editor("create", "kind=article", "title_ar=خبر", "title_en=News")["id"]
        self.editor("submit", item, "--wait")
        self.managing("sync")
        self.managing("approve", item, "--wait")
        self.assertEqual(self.managing("ready", item)["reasons"], ["body_ar_missing", "body_en_missing"])
        with self.assertRaises(CtlError) as refused:
            self.managing("publish", item)
        self.assertEqual(refused.exception.code, "not_ready")
        self.editor("sync")
        self.editor("set", item, "body_ar=نص", "body_en=Text", "--wait")
        self.managing("sync")
        self.assertEqual(self.managing.item(item)["state"], "in_review")
        self.managing("approve", item, "--wait")
        self.assertEqual(self.managing("ready", item)["reasons"], [])
        self.managing("publish", item, "--wait")
        self.editor("sync")
        self.editor("set", item, "body_en=Better", "--wait")
        self.assertEqual(self.editor.item(item)["state"], "draft")
        read = self.server.request("GET", f"/api/v1/published/{item}", token=self.server.login())
        self.assertEqual(read["body_en"], "Text")
        self.managing("sync")
        self.assert_agreement()

    def test_an_author_takes_back_what_waits_for_review_and_the_history_tells_it(self):
        self.editor.sign_in()
        item = self.editor("create", "kind=article", "title_ar=خبر", "title_en=News")["id"]
        self.editor("submit", item, "--note", "عاجل", "--wait")
        self.editor("withdraw", item, "--note", "نسيت المصدر", "--wait")
        self.assertEqual(self.editor.item(item)["state"], "draft")
        self.managing.sign_in()
        self.managing("sync")
        with self.assertRaises(CtlError) as refused:
            self.managing("approve", item)
        self.assertEqual(refused.exception.code, "state_conflict")
        past = self.server.request("GET", f"/api/v1/content/{item}/history?limit=20", token=self.server.login())["items"]
        self.assertEqual([(one["command"], one["args"].get("note")) for one in past],
                         [("content.withdraw", "نسيت المصدر"), ("content.submit", "عاجل"), ("content.create", None)])
        self.assert_agreement()

    def test_a_series_cover_reaches_the_second_desk_and_rest(self):
        self.editor.sign_in()
        self.managing.sign_in()
        picture = self.folder / "غلاف السلسلة.png"
        subprocess.run(["ffmpeg", "-v", "error", "-i", media("vtest.avi"), "-frames:v", "1", picture], check=True)
        series = self.editor("series-create", "title_ar=مدن تتذكّر", "title_en=Cities That Remember")["id"]
        with self.assertRaises(CtlError) as refused:
            self.editor("series", "cover", series, media("vtest.avi"))
        self.assertEqual(refused.exception.code, "not_picture")
        cover = self.editor("series", "cover", series, picture)["asset_id"]
        self.editor("sync", "--uploads", "--timeout", "60")
        self.managing("sync")
        token = self.server.login()
        for seen in (self.managing("series")["items"][0], self.server.request("GET", f"/api/v1/series/{series}", token=token)):
            self.assertEqual(seen["cover"], cover)
        request = urllib.request.Request(f"{self.server.url}/api/v1/media/{cover}/file/poster",
                                         headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            self.assertEqual(reply.headers["Content-Type"], "image/jpeg")
            self.assertGreater(len(reply.read()), 1000)
        self.editor("series", "cover", series, "--none", "--wait")
        self.managing("sync")
        self.assertIsNone(self.managing("series")["items"][0]["cover"])
        self.assert_agreement()

    def test_offline_first_then_joins_and_pushes_what_it_holds(self):
        source = media("tree.avi")
        added = self.editor("add", source, "--encode", "360p")  # no server has been named yet
        item_id = added["items"][0]["content_id"]
        self.editor("set", item_id, "title_ar=شجرة السدر", "title_en=The lote tree")
        series = self.editor("series-create", "title_ar=مدن", "title_en=Cities")["id"]
        self.editor("file", item_id, "--series", series)
        self.editor("submit", item_id)
        self.assertEqual(self.editor("status")["state"], "local")
        self.editor.sign_in()
        self.editor("sync", "--uploads", "--timeout", "120")
        self.managing.sign_in()
        self.assertEqual(self.managing.item(item_id)["state"], "in_review")
        self.assert_stored(item_id, "360p", added["encodes"][0]["path"])
        self.assert_agreement()

    def test_work_goes_on_while_the_server_is_stopped_and_arrives_once(self):
        self.editor.sign_in()
        self.managing.sign_in()
        self.server.stop()
        added = self.editor("add", media("tree.avi"), "--encode", "360p")
        item_id = added["items"][0]["content_id"]
        self.editor("set", item_id, "title_ar=بلا شبكة", "title_en=Without a network")
        self.editor("submit", item_id)
        self.assertGreater(self.editor("status")["waiting"], 3)
        self.server.start()
        self.editor("sync", "--uploads", "--timeout", "120")
        self.managing("sync")
        self.assertEqual(self.managing.item(item_id)["state"], "in_review")
        self.assert_stored(item_id, "360p", added["encodes"][0]["path"])
        self.assert_agreement()
