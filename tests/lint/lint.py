#!/usr/bin/env python3
"""Holds the walls of the house up: `lint.py includes|bans|arabic|sizes|units [--root DIR] [--lupdate PROGRAM]`.

Each finding is one line, "file:line: what is wrong; the way out". Ends with 1 when there is one.
"""
import argparse
import pathlib
import sys

from rules import arabic, bans, edges, sizes, units

SKIPPED = 77  # as ctest is told

CHECKS = {
    "includes": lambda root, options: edges.check(root),
    "bans": lambda root, options: bans.check(root),
    "arabic": lambda root, options: arabic.check(root, options.lupdate),
    "sizes": lambda root, options: sizes.check(root),
    "units": lambda root, options: units.check(root),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check", choices=sorted(CHECKS))
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--lupdate", default="/usr/lib/qt6/bin/lupdate")
    options = parser.parse_args()
    if options.check == "units" and units.TOOL is None:
        print("units: skipped, systemd-analyze (Debian package systemd) is not here")
        return SKIPPED
    findings = CHECKS[options.check](options.root, options)
    for finding in findings:
        print(finding)
    print(f"{options.check}: {len(findings)} finding(s)")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
