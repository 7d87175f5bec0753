#!/usr/bin/env python3
"""This build beside an earlier one, in turns, in one run: CPU and requests/s of GET /api/v1/content?limit=50 with 5,000 items, the
time of a change from one desk to another, and the memory of the server and of a desk that shows the 5,000 items. Prints the medians, and
this build's ratio to the earlier one. The desks want a display: xvfb-run -a -s "-screen 0 1366x768x24" tests/bench/against.py …

  against.py --bin build/release/bin --old OTHER/build/release/bin [--items 5000] [--seconds 3] [--rounds 10] [--changes 200] [--desks 5]

Both need rawi, rawi-server and bench_change_latency; wrk is in group bench of installers/packages.sh.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import content_list


def resident_kib(pids):
    """Memory of their own (Pss), so that what PostgreSQL's processes share counts once."""
    return sum(int(re.search(r"^Pss:\s+(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1]) for pid in pids)


class Build:
    def __init__(self, newsroom, name, programs, folder, items):
        self.name, self.bin, self.runs = name, programs, []
        (folder / name).mkdir(mode=0o711)
        newsroom.BIN = programs
        self.server = newsroom.Server(folder / name).start()
        self.token = self.server.login()
        content_list.fill(self.server, self.token, items)

    def measure(self, seconds, changes):
        everything = content_list.family(self.server.process.pid)
        postgres = [pid for pid in everything if content_list.name_of(pid).startswith("postgres")]
        own = [pid for pid in everything if pid not in postgres]
        figures = content_list.measure(f"{self.server.url}/api/v1/content?limit=50", self.token, own, postgres, seconds)
        before = content_list.cpu(everything)
        text = subprocess.run([self.bin / "bench_change_latency", "--server", self.server.url, "--email", "admin@rawi.example",
                               "--password-file", self.server.secret, "--count", str(changes)],
                              capture_output=True, text=True, check=True).stdout
        figures["change_cpu_us"] = (content_list.cpu(everything) - before) / changes * 1e6
        figures |= {f"change_{part}_ms": float(value) for part, value in re.findall(r"(p50|p99) ([\d.]+) ms", text)}
        figures["server_kib"] = resident_kib(own)
        self.runs.append(figures)

    def desk(self):
        """Memory of a desk, KiB, 20 s after its start: by then it has its snapshot and stands still."""
        profile = self.server.data.parent / "desk"
        desk = subprocess.Popen([self.bin / "rawi", "--profile", profile, "--server", self.server.url, "--email", "admin@rawi.example",
                                 "--password-file", self.server.secret], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(20)
            return resident_kib(content_list.family(desk.pid))
        finally:
            desk.terminate()
            desk.wait()

    def median(self):
        return {key: statistics.median(run[key] for run in self.runs) for key in self.runs[0]}


def show(key, old, new):
    print(f"{key:16} old {old:10.1f}   new {new:10.1f}   {new / old:6.3f} ×", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--old", required=True)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--desks", type=int, default=5)
    args = parser.parse_args()
    os.environ["RAWI_BIN"] = args.bin
    import newsroom  # after RAWI_BIN is known

    folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
    builds = []
    try:
        for name, programs in (("old", args.old), ("new", args.bin)):
            builds.append(Build(newsroom, name, pathlib.Path(programs).resolve(), folder, args.items))
        for number in range(args.rounds):
            for build in builds if number % 2 else reversed(builds):
                build.measure(args.seconds, args.changes)
        old, new = (build.median() for build in builds)
        print(f"items {args.items}  cores {os.cpu_count()}  {args.rounds} rounds, {args.seconds} s of GET and {args.changes} changes each, medians")
        for key in old:
            show(key, old[key], new[key])
        desks = {build.name: [] for build in builds}
        for number in range(args.desks):
            for build in builds if number % 2 else reversed(builds):
                desks[build.name].append(build.desk())
        if args.desks:
            show("desk_kib", *(statistics.median(desks[build.name]) for build in builds))
    finally:
        for build in builds:
            build.server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
