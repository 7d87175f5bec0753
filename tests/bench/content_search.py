#!/usr/bin/env python3
"""GET /api/v1/content?q=… with 5,000 items: the whole request beside PostgreSQL's time for the same words by ILIKE over titles, summaries
and bodies. Prints the median of each in ms.

  content_search.py --bin build/release/bin [--items 5000] [--rounds 50]
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
FIELDS = ("title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en")


def ilike(server, words):
    """PostgreSQL's own time for it, in ms."""
    found = " AND ".join("(" + " OR ".join(f"{field} ILIKE '%{word}%'" for field in FIELDS) + ")" for word in words.split())
    plan = " ".join(server.sql(f"EXPLAIN (ANALYZE, COSTS OFF) SELECT id FROM content_items WHERE NOT trashed AND {found}"
                               " ORDER BY updated_at DESC LIMIT 50"))
    return float(re.search(r"Execution Time: ([0-9.]+)", plan).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=50)
    args = parser.parse_args()
    os.environ["RAWI_BIN"] = str(pathlib.Path(args.bin).resolve())
    import newsroom  # after RAWI_BIN is known
    from content_list import fill

    folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
    server = newsroom.Server(folder).start()
    try:
        token = server.login()
        fill(server, token, args.items)
        for words in (f"{args.items // 2} غرفة", "news", "nothing"):
            path = "/api/v1/content?limit=50&q=" + urllib.parse.quote(words)
            ours, theirs = [], []
            for _ in range(args.rounds):
                began = time.perf_counter()
                answer = server.request("GET", path, token=token)
                ours.append((time.perf_counter() - began) * 1000)
                theirs.append(ilike(server, words))
            print(f"{words:12} {len(answer['items']):3} on the page  {statistics.median(ours):7.1f} ms the request"
                  f"  {statistics.median(theirs):7.1f} ms ILIKE in PostgreSQL")
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
