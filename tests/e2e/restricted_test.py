"""A restricted series on a newsroom's command lines: who sees it, and what happens to what others had typed there."""
import json

from newsroom import CtlError, NewsroomTest


class RestrictedTest(NewsroomTest):
    def setUp(self):
        super().setUp()
        self.editor.sign_in()
        self.managing.sign_in()
        self.series = self.managing("series-create", "title_en=Secret plans", "--wait")["id"]
        self.item = self.managing("create", "kind=article", "title_en=A plan", "--wait")["id"]
        self.managing("file", self.item, "--series", self.series, "--wait")
        self.editor("sync")

    def restrict(self, *words):
        return self.managing("series", "restrict", self.series, *words, "--wait")

    def only_series(self, desk):
        desk("sync")
        return desk("series")["items"]

    def test_its_members_are_named_by_their_addresses(self):
        self.assertFalse(self.only_series(self.editor)[0]["restricted"])
        for words, code in ((("--members", "nobody@rawi.example"), "not_found"), ((), "invalid_argument"),
                            (("--members", "editor@rawi.example", "--open"), "invalid_argument")):
            with self.assertRaises(CtlError) as refused:
                self.restrict(*words)
            self.assertEqual(refused.exception.code, code)
        with self.assertRaises(CtlError) as refused:
            self.editor("series", "restrict", self.series, "--members", "editor@rawi.example")
        self.assertEqual(refused.exception.code, "permission_denied")
        self.restrict("--members", "Editor@rawi.example")
        shown = self.only_series(self.editor)[0]
        self.assertTrue(shown["restricted"])
        self.assertEqual(shown["member_emails"], ["editor@rawi.example", "managing@rawi.example"])
        self.restrict("--members", "")
        self.assertEqual(self.only_series(self.editor), [])
        self.restrict("--open")
        self.assertFalse(self.only_series(self.editor)[0]["restricted"])

    def test_what_others_had_typed_there_is_kept_for_them_and_taken_out(self):
        self.server.stop()  # so that it is typed, and not sent
        self.editor("set", self.item, "title_ar=كلماتي أنا")
        self.server.start()
        self.restrict("--members", "")
        self.editor("sync")
        with self.assertRaises(CtlError) as gone:
            self.editor("show", self.item)
        self.assertEqual(gone.exception.code, "not_found")
        attention = self.editor("attention")
        self.assertEqual(attention["refused"], [])
        self.assertEqual([one["args"]["title_ar"] for one in attention["quarantined"]], ["كلماتي أنا"])
        path = self.folder / "kept.json"
        self.assertEqual(self.editor("attention", "--export", path)["exported"], 1)
        kept = json.loads(path.read_text(encoding="utf-8"))["kept"]
        self.assertEqual([(one["command"], one["args"]["title_ar"]) for one in kept], [("content.update", "كلماتي أنا")])
        self.assertEqual(self.editor("status")["attention"], 1)
        self.editor("discard", kept[0]["n"])
        self.assertEqual(self.editor("attention")["quarantined"], [])
