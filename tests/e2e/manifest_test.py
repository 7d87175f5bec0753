"""Everything made of a film goes up as one manifest: a second desk sees all of it or nothing."""
import subprocess

from newsroom import NewsroomTest, media, until


class ManifestTest(NewsroomTest):
    def test_a_second_desk_sees_all_of_a_manifest_or_nothing(self):
        self.editor.sign_in()
        self.managing.sign_in()
        source = media("tree.avi")
        added = self.editor("add", source, "--encode", "360p")
        item_id = added["items"][0]["content_id"]
        self.editor("upload", item_id, "--original", "--timeout", "120")
        self.assertEqual(self.server.sql("select count(*) from media_variants where status <> 'completed'"), ["0"])
        self.assertEqual(self.server.sql("select distinct state from media_manifests"), ["completed"])
        self.assertEqual(self.server.sql("select distinct state from jobs where kind = 'verify'"), ["completed"])
        # Every variant was published by a manifest's one command, none by itself.
        published = self.server.sql("select jsonb_array_length(rows) from audit where command = 'media.publish_variants'")
        self.assertEqual(len(published), len(self.server.sql("select 1 from media_manifests")))
        self.assertEqual(sum(map(int, published)), int(self.server.sql("select count(*) from media_variants")[0]))
        self.assert_stored(item_id, "360p", added["encodes"][0]["path"])
        self.assert_stored(item_id, "original", source)
        self.assert_agreement()

    def test_a_stream_made_on_a_desk_plays_from_the_server(self):
        self.editor.sign_in()
        self.managing.sign_in()
        added = self.editor("add", media("tree.avi"), "--encode", "hls-360p")
        item_id = added["items"][0]["content_id"]
        self.editor("upload", item_id, "--timeout", "120")
        self.managing("sync")
        url = self.managing("media-url", item_id, "hls-360p-master.m3u8")["url"]
        probe = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                                "stream=nb_read_frames", "-of", "default=nw=1:nk=1", url], capture_output=True, text=True, check=True)
        self.assertGreater(int(probe.stdout.split()[0]), 50)

    def test_goes_on_when_the_server_is_killed_before_it_publishes(self):
        self.editor.sign_in()
        added = self.editor("add", media("vtest.avi"), "--encode", "360p")
        item_id = added["items"][0]["content_id"]
        upload = self.editor.start("upload", item_id, "--original", "--timeout", "120")
        until(lambda: self.server.sql("select 1 from media_manifests"), 60, "a manifest is posted")
        self.server.kill()
        self.server.start()
        self.editor.answer(upload)
        self.managing.sign_in()
        self.assert_stored(item_id, "360p", added["encodes"][0]["path"])
        self.assertEqual(self.server.sql("select count(*) from media_variants where status <> 'completed'"), ["0"])
        self.assert_agreement()
