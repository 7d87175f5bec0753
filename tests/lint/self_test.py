#!/usr/bin/env python3
"""Each rule of the linter finds its bad sample, and leaves the good one alone."""
import argparse
import pathlib
import sys
import tempfile
import unittest

from rules import arabic, bans, edges, sizes, source, units

LUPDATE = "/usr/lib/qt6/bin/lupdate"


class Tree(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.root = pathlib.Path(self._folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def assert_found(self, findings, *parts):
        hits = [finding for finding in findings if all(part in finding for part in parts)]
        self.assertEqual(len(hits), 1, f"wanted one finding with {parts} in {findings}")


class Includes(Tree):
    def test_downwards_is_fine(self):
        self.write("core/base/id.h", "#pragma once\n")
        self.write("core/text/words.h", '#pragma once\n#include "core/base/id.h"\n')
        self.assertEqual(edges.check(self.root), [])

    def test_upwards(self):
        self.write("core/text/words.h", "#pragma once\n")
        self.write("core/base/id.h", '#pragma once\n\n#include "core/text/words.h"\n')
        self.assert_found(edges.check(self.root), "core/base/id.h:3:", "may not include core/text")

    def test_beside(self):
        for floor, one, other in (("ui", "media/studio", "content"), ("sync-server", "media", "content"),
                                  ("core", "catalog", "media")):
            with self.subTest(floor):
                self.write(f"{floor}/{other}/thing.h", "#pragma once\n")
                self.write(f"{floor}/{one}/other.h", f'#include "{floor}/{other}/thing.h"\n')
                self.assert_found(edges.check(self.root), f"{floor}/{one}/other.h:1:", f"may not include {floor}/{other}")

    def test_desk_and_server_meet_only_in_core(self):
        self.write("core/replica/replica.h", "#pragma once\n")
        self.write("sync-server/sync/routes.cpp", '#include "core/replica/replica.h"\n')
        self.assert_found(edges.check(self.root), "sync-server/sync/routes.cpp:1:", "core/replica")

    def test_house_never_includes_tests(self):
        self.write("tests/support/clock.h", "#pragma once\n")
        self.write("core/base/id.cpp", '#include "tests/support/clock.h"\n')
        self.assert_found(edges.check(self.root), "core/base/id.cpp:1:", "tests/support")

    def test_unknown_room(self):
        self.write("core/base/id.h", "#pragma once\n")
        self.write("core/attic/box.h", '#include "core/base/id.h"\n')
        self.assert_found(edges.check(self.root), "core/attic", "not in the table")

    def test_relative_path(self):
        self.write("core/base/id.h", "#pragma once\n")
        self.write("core/base/id.cpp", '#include "id.h"\n')
        self.assert_found(edges.check(self.root), "core/base/id.cpp:1:", "full path")

    def test_commented_out_include_is_none(self):
        self.write("core/base/id.h", '#pragma once\n// #include "core/text/words.h"\n/*\n#include "nowhere.h"\n*/\n')
        self.assertEqual(edges.check(self.root), [])

    def test_circle_of_files(self):
        self.write("core/base/a.h", '#include "core/base/b.h"\n')
        self.write("core/base/b.h", '#include "core/base/a.h"\n')
        self.assert_found(edges.check(self.root), "files include each other", "core/base/a.h → core/base/b.h → core/base/a.h")

    def test_circle_of_rooms(self):
        self.write("core/text/a.h", "")
        self.write("core/base/b.h", '#include "core/text/a.h"\n')
        self.write("core/base/c.h", "")
        self.write("core/text/d.h", '#include "core/base/c.h"\n')
        self.assert_found(edges.check(self.root), "rooms include each other", "core/base → core/text → core/base")


class Bans(Tree):
    BAD = {
        "align": ("ui/kit/box.cpp", "label->setAlignment(Qt::AlignLeft);\n"),
        "long-include": ("ui/kit/box.cpp", "#include <QtWidgets/QWidget>\n"),
        "ui-sql": ("ui/kit/box.cpp", "QSqlDatabase db;\n"),
        "ui-network": ("ui/kit/box.cpp", "QNetworkAccessManager network;\n"),
        "tr-below-ui": ("core/base/box.cpp", 'return tr("no");\n'),
        "suffix": ("core/base/box.h", "#pragma once\nclass SyncManager {\n};\n"),
        "nested-loop": ("core/sync/box.cpp", "QEventLoop loop;\n"),
        "nested-exec": ("ui/kit/box.cpp", "dialog->exec();\n"),
        "coroutine": ("core/base/box.cpp", "co_await x;\n"),
        "widget-in-model": ("ui/content/library_model.cpp", "#include <QWidget>\n"),
        "text-cut": ("core/media/box.cpp", "const QString name = title.left(100);\n"),
        "file-dialog": ("ui/kit/box.cpp", "auto *dialog = new QFileDialog(this);\n"),
        "text-limit": ("ui/kit/box.cpp", "edit->setMaxLength(300);\n"),
        "rank": ("sync-server/gateway/box.cpp", "if (actor.role < Role::Admin) {\n"),
        "schema": ("sync-server/media/box_routes.cpp", 'return {{u"type"_s, u"object"_s}};\n'),
        "pragma-once": ("core/base/box.h", "class Box;\n"),
        "length": ("core/base/box.cpp", "int x;\n" * 601),
    }

    def test_every_ban_has_a_sample(self):
        self.assertEqual({ban.name for ban in bans.BANS} | {"pragma-once", "length", "schema"}, set(self.BAD))

    def test_bad_samples(self):
        for name, (path, text) in self.BAD.items():
            with self.subTest(name):
                self.write(path, text)
                self.assert_found(bans.check(self.root), path, f"[{name}]")
                (self.root / path).unlink()

    def test_words_in_comments_and_strings_are_free(self):
        self.write("ui/kit/box.cpp", '// AlignLeft\n/* QEventLoop\n co_await */ auto a = "QSqlQuery";\n')
        self.assertEqual(bans.check(self.root), [])

    def test_line_number_after_a_block_comment(self):
        self.write("ui/kit/box.cpp", "/* one\n two */\nQEventLoop loop;\n")
        self.assert_found(bans.check(self.root), "ui/kit/box.cpp:3:")

    def test_exceptions_to_exec(self):
        self.write("app/desktop/main.cpp", "return QApplication::exec();\n")
        self.write("ui/catalog/board.cpp", "drag->exec(Qt::MoveAction);\n")
        self.write("core/replica/query.cpp", "query.exec();\n")
        self.write("app/server/doctor.cpp", "connection->exec(sql);\n")
        self.write("tests/desktop/window_test.cpp", "QEventLoop loop;\n")
        self.assertEqual(bans.check(self.root), [])

    def test_cuts_that_are_none(self):
        self.write("ui/kit/box.cpp", "int x = rect.left() + rect.left( );\nauto s = hash.first(16);\n")
        self.write("core/text/truncate.cpp", "open.truncate(1);\nword.left(2);\n")
        self.assertEqual(bans.check(self.root), [])

    def test_other_cuts(self):
        self.write("sync-server/jobs/box.cpp", "name->left(\n    most);\nname.truncate(5);\n")
        self.assertEqual(len(bans.check(self.root)), 2)

    def test_forward_declaration_of_qt_is_free(self):
        self.write("core/sync/http.h", "#pragma once\nclass QNetworkAccessManager;\n")
        self.assertEqual(bans.check(self.root), [])


class Sizes(Tree):
    LONG = "    x += 1;\n" * 60

    def reader(self, text):
        self.write("core/base/box.cpp", text)
        return sizes.Reader(next(source.sources(self.root, ("core",))))

    def test_long_function(self):
        self.write("core/base/box.cpp", f"namespace rawi {{\n\nint Box::weigh(int x) const\n{{\n{self.LONG}}}\n}}\n")
        self.assert_found(sizes.check(self.root), "core/base/box.cpp:3:", "[function] weigh has 63 lines")

    def test_a_class_lives_in_one_file(self):
        for name, space in (("box", "rawi"), ("lid", "rawi"), ("elsewhere", "rawi::server")):
            self.write(f"core/base/{name}.cpp", f"namespace {space} {{\n\nint Box::weigh() const\n{{\n    return 1;\n}}\n}}\n")
        self.assert_found(sizes.check(self.root), "core/base/lid.cpp:1:", "[spread] Box lives in core/base/box.cpp")
        self.write("core/base/lid.cpp", "namespace rawi {\n\nint Lid::weigh() const\n{\n    return Box::weigh();\n}\n}\n")
        self.assertEqual(sizes.check(self.root), [])

    def test_a_lambda_belongs_to_its_function(self):
        self.write("core/base/box.cpp", f"void fill()\n{{\n    run([&] {{\n{self.LONG}    }});\n}}\n")
        self.assert_found(sizes.check(self.root), "core/base/box.cpp:1:", "[function] fill")

    def test_long_tables_and_classes_are_no_functions(self):
        self.write("core/base/box.cpp", "const int kAll[] = {\n" + "    1,\n" * 99 + "};\n"
                   "class Box {\n" + "    int x; // (\n" * 99 + "};\n#define X(name) \\\n" + "    { name, \\\n" * 99 + "\n")
        for name in "abc":
            self.write(f"core/base/{name}.cpp", "int x;\n")
        self.assertEqual(sizes.check(self.root), [])

    def test_every_brace_finds_its_end(self):
        reader = self.reader("struct Box : Base<int> {\n    Box() : m_a{1}, m_b(2) { go(); }\n    int size() const { return 1; }\n"
                             "    std::array<int, 2> m_a{1, 2};\n    enum class Kind { A, B };\n    Kind kind = Kind{};\n};\n"
                             "template <typename T>\nstruct Is : std::false_type {};\n"
                             "auto f(const QString &x = {}) -> int\n{\n    if (x) { return {}; }\n    return int{1};\n}\n")
        self.assertEqual(reader._blocks, [])
        self.assertEqual([(name, lines) for name, _, lines in reader.functions if name in ("size", "f")],
                         [("size", 1), ("f", 5)])
        self.assertEqual([record for record in reader.records if record[0] == "Box"], [("Box", 1, 1)])

    def many(self, count, above=""):
        return (above + "class Box : public QObject {\n    Q_OBJECT\n    void hidden();\npublic:\n    explicit Box(int x);\n    ~Box();\n"
                "    Box(const Box &) = delete;\n" + "".join(f"    int get{n}(int x = f()) const;\n" for n in range(count))
                + "    int m_plain = compute();\nQ_SIGNALS:\n    void changed();\nprivate:\n    void more();\n};\n")

    def test_wide_class(self):
        self.write("core/base/box.h", "#pragma once\n" + self.many(26))
        self.assert_found(sizes.check(self.root), "core/base/box.h:2:", "[class] Box has 26 public functions")

    def test_class_that_is_wide_enough(self):
        self.write("core/base/box.h", "#pragma once\n" + self.many(25))
        self.assertEqual(sizes.check(self.root), [])

    def test_wide_class_with_a_reason(self):
        self.write("core/base/box.h", "#pragma once\n" + self.many(40, "// Holds things.\n// More than 25 functions: one a thing.\n"))
        self.assertEqual(sizes.check(self.root), [])

    def test_long_files(self):
        for name in "abc":
            self.write(f"core/base/{name}.cpp", "int x;\n" * 140)
        self.assert_found(sizes.check(self.root), "[median]", "140")


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Box</name>
{messages}
</context>
</TS>
"""
MESSAGE = "    <message>\n        <source>{source}</source>\n        <translation{kind}>{text}</translation>\n    </message>"
BOX = """#include <QObject>
class Box : public QObject {
    Q_OBJECT
public:
    QString text() { return %s; }
};
"""


class Arabic(Tree):
    def findings(self, code, *messages):
        self.write("ui/kit/box.cpp", BOX % code)
        if messages:
            self.write("translations/kit_ar.ts", TS.format(messages="\n".join(messages)))
        return arabic.check(self.root, LUPDATE)

    def message(self, source, text, kind=""):
        return MESSAGE.format(source=source, text=text, kind=kind)

    def plural(self, source, *forms):
        inside = "".join(f"<numerusform>{form}</numerusform>" for form in forms)
        return self.message(source, inside).replace("<message>", '<message numerus="yes">')

    def test_finished(self):
        self.assertEqual(self.findings('tr("Save")', self.message("Save", "احفظ")), [])

    def test_no_catalogue(self):
        self.assert_found(self.findings('tr("Save")'), "translations/kit_ar.ts:1:", "is missing")

    def test_missing(self):
        found = self.findings('tr("Save") + tr("Open")', self.message("Save", "احفظ"))
        self.assert_found(found, '"Open"', "no finished Arabic")

    def test_unfinished(self):
        found = self.findings('tr("Save")', self.message("Save", "احفظ", ' type="unfinished"'))
        self.assert_found(found, "translations/kit_ar.ts:7:", "no finished Arabic")

    def test_empty(self):
        self.assert_found(self.findings('tr("Save")', self.message("Save", "")), "no finished Arabic")

    def test_vanished(self):
        found = self.findings('tr("Save")', self.message("Save", "احفظ"), self.message("Old", "قديم"))
        self.assert_found(found, '"Old"', "no longer in the sources")

    def test_not_arabic(self):
        self.assert_found(self.findings('tr("Save")', self.message("Save", "Save")), "no Arabic letter")

    def test_words_of_a_native_editor(self):
        found = self.findings('tr("Password")', self.message("Password", "كلمة السر"))
        self.assert_found(found, "كلمة المرور")
        found = self.findings('tr("Clear")', self.message("Clear", "امسح البحث"))
        self.assert_found(found, "masdar")

    def test_names_stay(self):
        self.assertEqual(self.findings('tr("MP4")', self.message("MP4", "MP4")), [])

    def test_places(self):
        found = self.findings('tr("Save %1 as %2")', self.message("Save %1 as %2", "احفظ %1"))
        self.assert_found(found, "has the places")

    def test_plural_forms(self):
        code = 'tr("%n file(s)", nullptr, 2)'
        self.assertEqual(self.findings(code, self.plural("%n file(s)", "لا ملفات", "ملف واحد", "ملفان", "%n ملفات", "%n ملفًا",
                                                         "%n ملف")), [])
        # lupdate itself marks a message with too few forms; either way it is found.
        found = self.findings(code, self.plural("%n file(s)", "لا ملفات", "ملف واحد"))
        self.assertEqual(len(found), 1, found)

    def test_namespace_is_found_in_the_header(self):
        self.write("ui/kit/box.h", "#include <QObject>\nnamespace rawi {\n" + (BOX % "{}").partition("\n")[2] + "}\n")
        self.write("ui/kit/box.cpp", '#include "ui/kit/box.h"\nusing namespace rawi;\n'
                                     'QString outside(Box *) { return Box::tr("Save"); }\n')
        self.write("translations/kit_ar.ts",
                   TS.format(messages=self.message("Save", "احفظ")).replace("<name>Box", "<name>rawi::Box"))
        self.assertEqual(arabic.check(self.root, LUPDATE), [])

    def test_class_without_q_object(self):
        self.write("ui/kit/box.cpp", (BOX % 'tr("Save")').replace("    Q_OBJECT\n", ""))
        found = arabic.check(self.root, LUPDATE)
        self.assert_found(found, "lacks Q_OBJECT")


@unittest.skipIf(units.TOOL is None, "systemd-analyze is not here")
class Units(Tree):
    UNIT = "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/rawi-server run\n"

    def test_good(self):
        self.write("installers/rawi-server.service", self.UNIT + "ProtectClock=yes\n")
        self.assertEqual(units.check(self.root), [])

    def test_what_systemd_would_ignore(self):
        self.write("installers/rawi-server.service", self.UNIT + "ProtectKlock=yes\nLimitNOFILE=many\n")
        found = units.check(self.root)
        self.assert_found(found, "installers/rawi-server.service:5:", "ProtectKlock")
        self.assert_found(found, "installers/rawi-server.service:6:", "many")

    def test_program_that_is_not_there(self):
        self.write("installers/other.service", self.UNIT.replace("rawi-server", "no-such-program"))
        self.assert_found(units.check(self.root), "no-such-program")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lupdate", default=LUPDATE)
    options, rest = parser.parse_known_args()
    LUPDATE = options.lupdate
    unittest.main(argv=[sys.argv[0], *rest])
