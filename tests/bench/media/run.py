#!/usr/bin/env python3
"""The media engine beside its peers, in turns, in one run; medians and ratios.

  run.py --bin build/release/bin [--runs 5] [--work DIR] [--film FILE] [NAME …]

NAME: one of the benches of analysis.py, ladder.py … (each module here with a table BENCHES); all without one. The hour of
film is made by stream copy from tests/data/fetch_media, or from FILE. Needs ffmpeg and the packages of the group bench.
"""
import argparse
import importlib
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
HOUR = 3600


class Bench:
    """What every bench may use: the programs, a folder of its own, real recordings."""

    def __init__(self, options):
        self.bin = options.bin.resolve()
        self.worker = self.bin / "rawi-media"
        self.runs = options.runs
        self.work = pathlib.Path(options.work or tempfile.mkdtemp(prefix="rawi-bench-"))
        self.share = pathlib.Path(subprocess.check_output([HERE.parents[1] / "data" / "fetch_media"], text=True).strip()) / "usr/share"
        self.film = options.film or self.share / "openboard/library/videos/wannaworktogether.mp4"

    def folder(self, name):
        path = self.work / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def hour(self):
        """An hour of film: a real one over and over, its streams copied."""
        path = self.folder("films") / f"hour-{self.film.stem}.mp4"
        if not path.exists():
            subprocess.run(["ffmpeg", "-v", "error", "-y", "-stream_loop", "-1", "-i", self.film, "-t", str(HOUR), "-c", "copy",
                            path], check=True)
        return path

    def hour_of_sound(self):
        path = self.folder("films") / f"hour-{self.film.stem}.m4a"
        if not path.exists():
            subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", self.hour(), "-vn", "-c", "copy", path], check=True)
        return path

    def small_files(self):
        """Sound, film and pictures that are whole."""
        places = ("klettres/ar/alpha", "forensics-samples/original-files", "pocketsphinx/test/data/librivox")
        kinds = {".mp4", ".ogg", ".jpg", ".png", ".wav"}
        return sorted(path for place in places for path in (self.share / place).rglob("*") if path.suffix in kinds)


def main():
    benches = {}
    for module in sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("run", "measure")):
        benches.update(importlib.import_module(module).BENCHES)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(benches))
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work")
    parser.add_argument("--film", type=pathlib.Path)
    options = parser.parse_args()
    bench = Bench(options)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.runs} runs of each, in turns; medians")
    for name in options.names or benches:
        benches[name](bench)


if __name__ == "__main__":
    main()
