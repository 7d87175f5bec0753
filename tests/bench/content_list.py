#!/usr/bin/env python3
"""GET /api/v1/content?limit=50 with 5,000 items: rawi-server beside FastAPI + asyncpg, on the same PostgreSQL and the
same query, in turns, in one run. Prints requests/s and CPU per request of each server process (without PostgreSQL, and
with it), and the ratios of the medians.

  content_list.py --bin build/release/bin [--items 5000] [--seconds 5] [--rounds 5]

Needs wrk, python3-fastapi, uvicorn, python3-asyncpg (installers/packages.sh, group bench).
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
TICK = os.sysconf("SC_CLK_TCK")


def uuid7():
    """RFC 9562 version 7."""
    value = (time.time_ns() // 1_000_000 << 80) | (7 << 76) | (int.from_bytes(os.urandom(10), "big") & ((1 << 76) - 1))
    return str(uuid.UUID(int=value & ~(3 << 62) | 2 << 62))


def fill(server, token, count):
    client, sent = str(uuid.uuid4()), 0
    while sent < count:
        commands = []
        for number in range(sent + 1, min(sent + 200, count) + 1):
            commands.append({"id": uuid7(), "client": client, "n": number, "name": "content.create", "schema": 1, "base": {},
                             "at": "2026-11-21T00:00:00.000Z",
                             "args": {"kind": "article", "title_ar": f"خبر رقم {number} من غرفة الأخبار",
                                      "title_en": f"News item number {number} of the newsroom",
                                      "summary_ar": "ملخصٌ قصير يكفي لسطرين في القائمة، كما يكتبه المحرّر كل يوم.",
                                      "summary_en": "A short summary, enough for two lines of a list, as editors write it.",
                                      "tags": ["أخبار", "news"]}})
        answer = server.request("POST", "/api/v1/sync/push", {"client": client, "commands": commands}, token=token)
        assert all(one["applied"] for one in answer["results"]), answer["results"][0]
        sent += len(commands)
    server.sql("ANALYZE")  # as autovacuum does within a minute: before that the planner guesses, in every build


def cpu(pids):
    """CPU seconds used so far by these processes and all their children that live."""
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def family(pid):
    """The process and its descendants."""
    found = [pid]
    for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split():
        found += family(int(child))
    return found


def name_of(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()


def measure(url, token, own, database, seconds, headers=()):
    before = cpu(own), cpu(database)
    given = [word for header in (f"Authorization: Bearer {token}", *headers) for word in ("-H", header)]
    text = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", *given, url], capture_output=True, text=True, check=True).stdout
    spent = cpu(own) - before[0], cpu(database) - before[1]
    assert "Non-2xx" not in text, text
    requests = int(next(line for line in text.splitlines() if "requests in" in line).split()[0])
    return {"rps": requests / seconds, "cpu_us": spent[0] / requests * 1e6, "cpu_db_us": sum(spent) / requests * 1e6}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    os.environ["RAWI_BIN"] = str(pathlib.Path(args.bin).resolve())
    import newsroom  # after RAWI_BIN is known

    folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
    server = newsroom.Server(folder).start()
    peer = None
    try:
        token = server.login()
        fill(server, token, args.items)
        database = server.database_url()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        peer = subprocess.Popen([shutil.which("python3", path="/usr/bin:/bin"), "-m", "uvicorn", "content_list_peer:app", "--port", str(port),
                                 "--workers", "2", "--no-access-log", "--log-level", "warning"], cwd=HERE,
                                env={**os.environ, "DATABASE": database, "TOKEN": token, "PYTHONDONTWRITEBYTECODE": "1"})
        time.sleep(4)
        ours, theirs = f"{server.url}/api/v1/content?limit=50", f"http://127.0.0.1:{port}/api/v1/content?limit=50"
        first = server.request("GET", "/api/v1/content?limit=50", token=token)
        assert len(first["items"]) == 50
        results = {"rawi": [], "fastapi": []}
        for _ in range(args.rounds):
            # PostgreSQL's backends of either server: looked up each time, pools open them on demand.
            everything = family(server.process.pid)
            postgres = [pid for pid in everything if name_of(pid).startswith("postgres")]
            own = [pid for pid in everything if pid not in postgres]
            results["rawi"].append(measure(ours, token, own, postgres, args.seconds))
            results["fastapi"].append(measure(theirs, token, family(peer.pid), postgres, args.seconds))
        median = {name: {key: statistics.median(run[key] for run in runs) for key in runs[0]} for name, runs in results.items()}
        print(f"items {args.items}  cores {os.cpu_count()}  {args.rounds} rounds of {args.seconds} s, 16 connections, medians")
        for name, figures in median.items():
            print(f"{name:8} {figures['rps']:8.0f} requests/s  {figures['cpu_us']:8.0f} µs CPU a request"
                  f"  {figures['cpu_db_us']:8.0f} µs with PostgreSQL")
        print(f"ratio    {median['rawi']['rps'] / median['fastapi']['rps']:8.1f} × requests/s"
              f"  {median['fastapi']['cpu_us'] / median['rawi']['cpu_us']:8.1f} × CPU"
              f"  {median['fastapi']['cpu_db_us'] / median['rawi']['cpu_db_us']:8.1f} × CPU with PostgreSQL")
    finally:
        if peer:
            peer.send_signal(signal.SIGTERM)
            peer.wait()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
