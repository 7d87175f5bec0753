"""That systemd takes our unit files as they are written (systemd-analyze verify): it ignores what it cannot read, and only says so."""
import pathlib
import re
import shutil
import subprocess
import tempfile

TOOL = shutil.which("systemd-analyze")
PROGRAM = re.compile(r"/usr/bin/rawi-server\b")  # not installed where this runs


def check(root):
    findings = []
    for unit in sorted(pathlib.Path(root).glob("installers/*.service")):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / unit.name
            copy.write_text(PROGRAM.sub("/bin/true", unit.read_text(encoding="utf-8")), encoding="utf-8")
            done = subprocess.run([TOOL, "verify", "--man=no", "--recursive-errors=no", copy], capture_output=True, text=True, check=False)
        said = [line.replace(f"{folder}/", "installers/") for line in (done.stdout + done.stderr).splitlines()]
        findings += said or ([f"installers/{unit.name}: systemd-analyze ends with {done.returncode}"] if done.returncode else [])
    return findings
