#!/usr/bin/env python3
"""The specification as a list (spec/*.tsv; its form is told in spec_list.py).

What a line claims to be answered by must be there: the route in the real server's own OpenAPI document, the field in a
described record type, the column in resources/sql, the test in the sources of the tests. A line that is owed fails
nothing. A line or an answer that got lost does: each list records how many it has. `spec_test.py --count` writes those
numbers anew, after lines were answered. Where ../shared/spec is present, everything it names must be in the lists.
"""
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

import spec_list
import spec_source

ROOT = pathlib.Path(os.environ.get("RAWI_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
SPECIFICATION = ROOT.parent / "shared" / "spec"
WHAT = {"route": r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /\S+", "field": r"\w+\.\w+", "column": r"\w+\.\w+", "test": "",
        "equivalent": ""}


def all_lines():
    return [line for lines, _, _ in spec_list.services().values() for line in lines]


def known_tests():
    """"Suite.Case" of every gtest, "e2e/FILE.py:CASE" of every Python test."""
    found = set()
    for file in (ROOT / "tests").rglob("*"):
        if file.suffix == ".cpp":
            text = file.read_text(encoding="utf-8")
            found.update(f"{suite}.{case}" for suite, case in
                         re.findall(r"^(?:TYPED_)?TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", text, re.MULTILINE))
        elif file.name.endswith("_test.py"):
            cases = re.findall(r"^    def (test_\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
            found.update(f"{file.relative_to(ROOT / 'tests').as_posix()}:{case}" for case in cases)
    return found


def columns_of_migrations():
    """"table.column" of every table that resources/sql makes or adds to."""
    found = set()
    for file in sorted((ROOT / "resources" / "sql").glob("*.sql")):
        text = re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8"))
        for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", text, re.DOTALL):
            for part in re.split(r",(?![^(]*\))", body):
                if name := re.match(r"\s*([a-z]\w*) [a-z]", part):
                    found.add(f"{table}.{name.group(1)}")
        found.update(f"{table}.{name}" for table, name in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", text))
    return found


def faults_of(line):
    """What is wrong with the form of one line."""
    if line.kind not in spec_list.KINDS:
        yield f"{line.place}: no such kind; one of {', '.join(spec_list.KINDS)}"
    if line.feature not in spec_list.FEATURES:
        yield f"{line.place}: {line.feature} is no feature; one of {', '.join(spec_list.FEATURES)}"
    for answer in line.answers:
        word, _, rest = answer.partition(" ")
        if word not in WHAT or not re.fullmatch(WHAT[word], rest):
            yield f"{line.place}: \"{answer}\" is no answer; {', '.join(WHAT)}"
    if line.answered and not line.tests:
        yield f"{line.place}: an answer needs the test that shows it"
    if line.tests and not line.answered:
        yield f"{line.place}: a test without an answer"
    other_name = line.kind == "field" and any(answer.split(".")[-1] != line.name.split(".")[-1] for answer in line.answers
                                              if answer.startswith(("field ", "column ")))
    if ("equivalent" in line.answers or other_name) and len(line.words.split()) < 4:
        yield f"{line.place}: say why it is the same function"


def absent(line, word, known):
    """The answers of this kind that are not among what is there."""
    claimed = line.tests if word == "test" else [answer.removeprefix(word + " ") for answer in line.answers
                                                 if answer.startswith(word + " ")]
    return [f"{line.place}: there is no {word} {name}" for name in claimed if name not in known]


def lost(service, lines, recorded, answered):
    now = sum(line.answered for line in lines)
    if len(lines) != recorded:
        yield f"{service}: {len(lines)} lines, recorded are {recorded}; the specification does not shrink"
    if now < answered:
        yield f"{service}: {now} answered, recorded are {answered}; an answer got lost"
    elif now > answered:
        yield f"{service}: {now} answered, recorded are {answered}; record it: tests/contract/spec_test.py --count"


class Form(unittest.TestCase):
    """What can be told from the lists alone."""

    def test_every_line_is_well_formed(self):
        self.assertEqual([fault for line in all_lines() for fault in faults_of(line)], [])

    def test_no_line_is_there_twice(self):
        names = [(line.service, line.kind, line.name) for line in all_lines()]
        self.assertEqual(len(names), len(set(names)), [name for name in names if names.count(name) > 1])

    def test_no_line_and_no_answer_got_lost(self):
        found = [fault for service, counts in spec_list.services().items() for fault in lost(service, *counts)]
        self.assertEqual(found, [])


class Answers(unittest.TestCase):
    """Whether what the lists claim is there."""

    def test_named_tests_are_there(self):
        self.assert_there("test", known_tests())

    def test_columns_are_there(self):
        known = columns_of_migrations()
        self.assertIn("sessions.user_agent", known)
        self.assert_there("column", known)

    def test_routes_and_fields_are_the_servers(self):
        document = self.document_of_a_real_server()
        routes = {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}
        fields = {f"{name}.{field}" for name, schema in document["components"]["schemas"].items()
                  for field in schema.get("properties", {})}
        self.assert_there("route", routes)
        self.assert_there("field", fields)

    def assert_there(self, word, known):
        self.assertEqual([fault for line in all_lines() for fault in absent(line, word, known)], [])

    def document_of_a_real_server(self):
        sys.path.insert(0, str(ROOT / "tests" / "e2e"))
        from newsroom import Server  # needs RAWI_BIN, which the counts do not
        folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-spec-"))
        folder.chmod(0o711)  # PostgreSQL runs as another user when root starts it
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        server = Server(folder).start()
        self.addCleanup(server.log.close)
        self.addCleanup(server.stop)
        return server.request("GET", "/api/v1/openapi.json")


class Sample(unittest.TestCase):
    """The test finds what it is there to find."""

    @staticmethod
    def line(*columns):
        return spec_list.parse("sample", 2, "\t".join(columns))

    def test_a_good_line(self):
        self.assertEqual(list(faults_of(self.line("field", "Asset.id", "UUID", "media", "field assets.id", "Some.Test"))), [])
        self.assertEqual(list(faults_of(self.line("figure", "Upload", "5GB", "media"))), [])

    def test_bad_lines(self):
        bad = [("table", "Asset", "", "media"), ("path", "GET /x", "", "cinema"), ("path", "GET /x", "", "media", "rout GET /x", "A.B"),
               ("path", "GET /x", "", "media", "route GET /x"), ("path", "GET /x", "", "media", "", "A.B"),
               ("path", "GET /x", "", "media", "equivalent", "A.B", "it is"),
               ("field", "Asset.s3_key", "String", "media", "field assets.sha256", "A.B")]
        for columns in bad:
            self.assertEqual(len(list(faults_of(self.line(*columns)))), 1, columns)

    def test_claims(self):
        line = self.line("path", "GET /x", "", "media", "route GET /x; column a.b", "Suite.Case")
        self.assertEqual(absent(line, "route", {"GET /x"}) + absent(line, "column", {"a.b"}) + absent(line, "test", {"Suite.Case"}), [])
        self.assertEqual([len(absent(line, word, set())) for word in ("route", "column", "test", "field")], [1, 1, 1, 0])

    def test_lost(self):
        lines = [self.line("path", "GET /x", "", "media", "route GET /x", "A.B"), self.line("path", "GET /y", "", "media")]
        self.assertEqual(list(lost("sample", lines, 2, 1)), [])
        for recorded, answered in ((3, 1), (1, 1), (2, 2), (2, 0)):
            self.assertEqual(len(list(lost("sample", lines, recorded, answered))), 1)


class Completeness(unittest.TestCase):
    """Whether the lists hold everything that the specification names."""

    @unittest.skipUnless(SPECIFICATION.is_dir(), "../shared/spec is not here; the lists cannot be held against it")
    def test_everything_the_specification_names_is_in_a_list(self):
        ours = {(line.service, line.kind, self.key(line.kind, line.name)): line for line in all_lines()}
        theirs = {(service, kind, self.key(kind, name)): shape
                  for service, kind, name, shape in spec_source.read(SPECIFICATION)}
        self.assertEqual(sorted(theirs.keys() - ours.keys()), [], "in the specification and in no list")
        self.assertEqual(sorted(ours.keys() - theirs.keys()), [], "in a list and not in the specification")
        for key, shape in theirs.items():
            for part in shape.split(", ") if key[1] in ("figure", "event") else [shape]:
                self.assertIn(part, ours[key].shape, ours[key].place)

    @staticmethod
    def key(kind, name):
        return name.partition(":")[0] if kind == "duty" else name


def print_counts():
    by_feature = {feature: [0, 0] for feature in spec_list.FEATURES}
    for service, (lines, _, _) in spec_list.services().items():
        print(f"{service}: {sum(line.answered for line in lines)} of {len(lines)} answered")
        for line in lines:
            by_feature[line.feature][0] += line.answered
            by_feature[line.feature][1] += 1
    print("by the feature that owes it:")
    for feature, (answered, total) in by_feature.items():
        print(f"  {feature}: {answered} of {total} answered")
    print(f"  all: {sum(count[0] for count in by_feature.values())} of {sum(count[1] for count in by_feature.values())}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--count"]:
        spec_list.write_counts()
        sys.exit()
    print_counts()
    unittest.main(verbosity=2)
