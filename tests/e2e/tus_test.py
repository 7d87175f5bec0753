"""Uploads to the real server by another project's client (tus-js-client) and by bytes on a socket, with kills."""
import base64
import hashlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import unittest
import urllib.parse

from newsroom import NewsroomTest, media, sha256, until

PEER = pathlib.Path(__file__).resolve().parent / "npm"
SIZE = 24 << 20


class TusTest(NewsroomTest):
    """An item with an announced variant of SIZE bytes."""

    def setUp(self):
        super().setUp()
        self.file = self.folder / "rendition.mp4"
        self.file.write_bytes(os.urandom(SIZE))
        self.token = self.server.login("editor")
        item = self.post("/api/v1/content", {"kind": "video", "title_en": "Rain"})
        asset = self.post("/api/v1/media/assets", {"content_id": item["id"], "original_filename": "rain.mov"})
        self.asset = asset["id"]
        self.variant = self.post(f"/api/v1/media/{self.asset}/variants",
                                 {"type": "rendition", "name": "720p", "content_type": "application/octet-stream", "file_size": SIZE,
                                  "sha256": sha256(self.file)})["id"]
        self.metadata = {"variant_id": self.variant, "asset_id": self.asset, "filename": "مطر.mp4",
                         "filetype": "video/mp4", "sha256": sha256(self.file)}

    def post(self, path, body):
        return self.server.request("POST", path, body, token=self.token)

    def variants(self):
        return self.server.request("GET", f"/api/v1/media/{self.asset}/variants", token=self.token)["items"]

    def assert_stored(self):
        """The variant is completed, and a player that follows its URL gets the file's bytes."""
        [variant] = self.variants()
        self.assertEqual(variant["status"], "completed")
        body = subprocess.run(["curl", "-sSf", self.server.url + variant["url"]], capture_output=True, check=True).stdout
        self.assertEqual(hashlib.sha256(body).hexdigest(), sha256(self.file))
        self.assertEqual(self.server.sql("select count(*) from audit where command = 'media.publish_variants' "
                                         "and outcome = 'applied'"), ["1"])


@unittest.skipUnless(shutil.which("node"), "node is absent: apt-get install nodejs npm")
class TusJsClientTest(TusTest):
    @classmethod
    def setUpClass(cls):
        if not (PEER / "node_modules/tus-js-client").is_dir():
            raise AssertionError(f"tus-js-client is not installed; run: npm ci --prefix {PEER} (./check does)")

    def start(self, *options):
        return subprocess.Popen(["node", PEER / "upload.js", self.server.url + "/api/v1/media/upload", self.token,
                                 self.file, json.dumps(self.metadata), *options], stdout=subprocess.PIPE, text=True)

    def events(self, process):
        with process.stdout:
            events = [json.loads(line) for line in process.stdout]
        process.wait(timeout=120)
        return events

    def test_uploads(self):
        events = self.events(self.start())
        self.assertEqual(events[-1], {"done": True}, events)
        self.assert_stored()

    def test_resumes_after_the_client_was_killed(self):
        first = self.start("--stop-at", str(SIZE // 3))
        events = self.events(first)
        self.assertEqual(first.returncode, 7, events)
        url = next(event["url"] for event in events if "url" in event)
        confirmed = events[-1]["sent"]
        second = self.events(self.start("--url", url))
        self.assertEqual(second[-1], {"done": True}, second)
        sent = [event["sent"] for event in second if "sent" in event]
        self.assertGreater(sent[0], confirmed, "it goes on where the first one ended")
        self.assert_stored()

    def test_resumes_by_itself_when_the_server_is_killed(self):
        process = self.start()
        with process.stdout:
            for line in process.stdout:
                event = json.loads(line)
                if event.get("sent", 0) >= SIZE // 2 and self.server.process.poll() is None:
                    self.server.kill()
                    self.server.start()
        process.wait(timeout=120)
        self.assertEqual(event, {"done": True})
        self.assert_stored()

    def test_a_file_that_nobody_announced_becomes_a_draft(self):
        """As Uppy and the others send it: a name, and nothing of Rawi's."""
        self.file = pathlib.Path(media("tree.avi"))
        self.metadata = {"filename": "شجرة في الريح.avi", "filetype": "video/x-msvideo"}
        events = self.events(self.start())
        self.assertEqual(events[-1], {"done": True}, events)
        variant = until(lambda: self.server.sql("select a.content_id from media_variants v join media_assets a on a.id = v.asset_id"
                                                " where v.type = 'original' and v.status = 'completed' and v.sha256 ="
                                                f" '{sha256(self.file)}'"), 120, "the original is published")
        item = self.server.request("GET", f"/api/v1/content/{variant[0]}", token=self.token)
        self.assertEqual((item["title_ar"], item["kind"], item["state"]), ("شجرة في الريح", "video", "draft"))
        self.assertGreater(int(self.server.sql("select duration_ms from media_assets where content_id ="
                                               f" '{variant[0]}'")[0]), 0, "probed like any other")

    def test_what_is_no_media_is_refused_in_words(self):
        self.metadata = {"filename": "page.html", "filetype": "text/html"}
        events = self.events(self.start())
        self.assertEqual(events[-1]["status"], 415, events)
        self.assertEqual(self.server.sql("select count(*) from content_items where title_en = 'page'"), ["0"])

    def test_says_why_it_is_refused(self):
        self.server.add_user("viewer", "viewer")
        self.token = self.server.login("viewer")
        events = self.events(self.start())
        self.assertEqual(events[-1]["status"], 403, events)


class KilledServerTest(TusTest):
    """kill -9 in the middle of one PATCH: what was confirmed stays, the rest is sent again, the bytes are equal."""

    def request(self, method, url, headers):
        lines = [f"{method} {url} HTTP/1.1", "Host: test", "Tus-Resumable: 1.0.0", f"Authorization: Bearer {self.token}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def answer(self, connection):
        text = b""
        while b"\r\n\r\n" not in text:
            piece = connection.recv(65536)
            if not piece:
                raise AssertionError(f"the server closed after {text!r}")
            text += piece
        status, *fields = text.split(b"\r\n\r\n")[0].decode().split("\r\n")
        headers = dict(field.split(": ", 1) for field in fields)
        return int(status.split()[1]), {name.lower(): value for name, value in headers.items()}

    def ask(self, method, url, headers, body=b""):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as connection:
            connection.sendall(self.request(method, url, headers) + body)
            return self.answer(connection)

    def patch_headers(self, offset):
        return {"Content-Type": "application/offset+octet-stream", "Upload-Offset": offset, "Content-Length": SIZE - offset}

    def test_killed_in_the_middle_of_a_patch(self):
        data = self.file.read_bytes()
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in self.metadata.items())
        status, headers = self.ask("POST", "/api/v1/media/upload", {"Upload-Length": SIZE, "Upload-Metadata": metadata,
                                                                   "Content-Length": 0})
        self.assertEqual(status, 201)
        self.assertTrue(headers["location"].startswith("http://test/"), "absolute, as the client asked")
        url, offset = urllib.parse.urlsplit(headers["location"]).path, 0
        for cut in (SIZE // 2, SIZE - 1000):
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as connection:
                connection.sendall(self.request("PATCH", url, self.patch_headers(offset)) + data[offset:cut])
                until(lambda: int(self.server.sql("select received from uploads")[0]) > offset, 30, "a confirmed offset")
                self.server.kill()
            self.server.start()
            self.token = self.server.login("editor")
            status, headers = self.ask("HEAD", url, {})
            self.assertEqual(status, 200)
            resumed = int(headers["upload-offset"])
            self.assertGreater(resumed, offset, "what was confirmed before the kill is there")
            self.assertLessEqual(resumed, cut)
            offset = resumed
        status, headers = self.ask("PATCH", url, self.patch_headers(offset), data[offset:])
        self.assertEqual((status, headers["upload-offset"]), (204, str(SIZE)))
        self.assert_stored()


if __name__ == "__main__":
    unittest.main()
