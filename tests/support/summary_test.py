"""tests/summary says of a run's log how many cases ran, and which failed, were skipped or repeated."""
import contextlib
import importlib.machinery
import importlib.util
import io
import pathlib
import tempfile
import unittest

LOADER = importlib.machinery.SourceFileLoader("summary", str(pathlib.Path(__file__).resolve().parents[1] / "summary"))
summary = importlib.util.module_from_spec(importlib.util.spec_from_loader("summary", LOADER))
LOADER.exec_module(summary)

GTEST = """1/3 Test: server.Tus
Command: "server_tests" "--gtest_filter=Tus.*"
[ RUN      ] Tus.Takes
[       OK ] Tus.Takes (3 ms)
[ RUN      ] Tus.SaysThatTheDiskIsFull
tus_test.cpp:386: Skipped
mounting a small disk needs root
[  SKIPPED ] Tus.SaysThatTheDiskIsFull (0 ms)
[ RUN      ] Seeds/Tus.Converges/1
[  FAILED  ] Seeds/Tus.Converges/1, where GetParam() = 1 (7 ms)
[==========] 3 tests from 2 test suites ran. (12 ms total)
[  FAILED  ] Seeds/Tus.Converges/1, where GetParam() = 1
  YOU HAVE 2 DISABLED TESTS
"""
CRASH = """2/3 Test: media.Probe
[ RUN      ] Probe.OfNothing
Test Failed.
"""
LINT = """4/4 Test: lint.bans
core/base/a.cpp:601: [length] 604 lines
Test Failed.
"""
PYTHON = """3/4 Test: e2e.tus_test
test_uploads (tus_test.TusTest) ... FAIL
rawi: a test of real processes failed and is repeated
test_uploads (tus_test.TusTest.test_uploads) ... ok
test_resumes (tus_test.TusTest.test_resumes)
After a kill. ... skipped 'node is absent: apt-get install nodejs npm'
Ran 2 tests in 0.100s
"""


class SummaryTest(unittest.TestCase):
    def gathered(self, text):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "LastTest.log"
            log.write_text(text)
            return list(summary.gather(log).lines())

    def test_names_what_failed_was_skipped_and_was_repeated(self):
        self.assertEqual(self.gathered(GTEST + CRASH + PYTHON + LINT), [
            "cases: 5 in 4 ctest entries",
            "failed: server.Tus: Seeds/Tus.Converges/1",
            "failed: media.Probe: Probe.OfNothing did not end",
            "failed: lint.bans",
            "skipped: server.Tus: Tus.SaysThatTheDiskIsFull: mounting a small disk needs root",
            "skipped: server.Tus: 2 disabled",
            "skipped: e2e.tus_test: tus_test.TusTest.test_resumes: node is absent: apt-get install nodejs npm",
            "repeated: e2e.tus_test: tus_test.TusTest.test_uploads"])

    def test_says_none_of_a_run_without_any(self):
        self.assertEqual(self.gathered("1/1 Test: unit.Text\n[==========] 4 tests from 1 test suite ran. (1 ms total)\n"),
                         ["cases: 4 in 1 ctest entries", "failed: none", "skipped: none", "repeated: none"])

    def test_ends_with_the_closing_lines_and_the_code_of_ctest(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
            code = summary.main(folder, "sh", "-c", "echo first; echo '50% tests passed, 1 tests failed out of 2'; echo last; exit 8")
        self.assertEqual(code, 8)
        lines = [line for line in said.getvalue().splitlines() if line]
        self.assertEqual((lines[0], lines[1], lines[-2:]),
                         ("first", "cases: 0 in 0 ctest entries", ["50% tests passed, 1 tests failed out of 2", "last"]))


if __name__ == "__main__":
    unittest.main()
