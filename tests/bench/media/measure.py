"""Runs programs in turns and compares them: wall-clock, processor time, peak memory of each, and ratios of the medians."""
import json
import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field


@dataclass
class Cost:
    wall: list = field(default_factory=list)  # seconds
    cpu: list = field(default_factory=list)   # seconds, user and system, of the process and its children
    rss: list = field(default_factory=list)   # MiB, the largest of its processes
    output: str = ""                          # of the last run

    def medians(self):
        return {what: statistics.median(getattr(self, what)) for what in ("wall", "cpu", "rss")}


@dataclass
class Served:
    """One process (`words`) that is asked on its stdin, as `rawi-media serve`: `requests` one after the other, each the words
    of a command."""
    words: list
    requests: list

    def ask(self, process):
        for number, request in enumerate(self.requests):
            line = json.dumps({"id": number, "arguments": [str(word) for word in request]})
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            answer = {}
            while "exit" not in answer:
                answer = json.loads(process.stdout.readline())
                if "signal" in answer or answer.get("exit", 0) != 0:
                    raise SystemExit(f"{line}: ended with {answer}")
        process.stdin.close()


def run_once(command, cost):
    """One command (a list of words, several lists that run one after the other, or a Served); it must succeed."""
    served = isinstance(command, Served)
    commands = [command.words] if served else command if isinstance(command[0], (list, tuple)) else [command]
    wall = cpu = rss = 0.0
    for words in commands:
        began = time.monotonic()
        # Our worker lowers its own priority: on a busy machine all take their turns with the same one.
        process = subprocess.Popen(["nice", "-n", "10", *(str(word) for word in words)],
                                   stdin=subprocess.PIPE if served else subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        if served:
            command.ask(process)
        cost.output = process.stdout.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, words))}: ended with {process.returncode}\n{cost.output[-500:]}")
        wall += time.monotonic() - began
        cpu += usage.ru_utime + usage.ru_stime
        rss = max(rss, usage.ru_maxrss / 1024)
    for what, value in (("wall", wall), ("cpu", cpu), ("rss", rss)):
        getattr(cost, what).append(value)


def compare(title, ours, peers, goals, runs, note=""):
    """`ours`: a command; `peers`: {name: command}; `goals`: {name: {"wall"|"cpu"|"rss": largest ratio}}. All take turns,
    `runs` times; prints the medians and the ratios, and returns {name: Cost}."""
    costs = {"rawi": Cost(), **{name: Cost() for name in peers}}
    for _ in range(runs):
        for name, command in (("rawi", ours), *peers.items()):
            run_once(command, costs[name])
    own = costs["rawi"].medians()
    print(f"\n{title}")
    print(f"  {'rawi':<24} {own['wall']:8.2f} s wall {own['cpu']:8.2f} s cpu {own['rss']:7.0f} MiB")
    for name in peers:
        theirs = costs[name].medians()
        print(f"  {name:<24} {theirs['wall']:8.2f} s wall {theirs['cpu']:8.2f} s cpu {theirs['rss']:7.0f} MiB")
        words = []
        for what in ("wall", "cpu", "rss"):
            ratio = own[what] / max(theirs[what], 1e-9)
            goal = goals.get(name, {}).get(what)
            verdict = "" if goal is None else f" (goal ≤ {goal}: {'met' if ratio <= goal else 'MISSED'})"
            words.append(f"{what} {ratio:.3f}{verdict}")
        print(f"    ratio to {name}: " + ", ".join(words))
    if note:
        print(f"  {note}")
    return costs
