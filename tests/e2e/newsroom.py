"""A newsroom for tests: the real rawi-server on a private PostgreSQL, and desks that are real rawictl processes."""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

BIN = pathlib.Path(os.environ["RAWI_BIN"])
SOURCE = pathlib.Path(os.environ.get("RAWI_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PASSWORD = "open sesame 7"


def media(name):
    """The path of a real media file of a Debian package (tests/data/fetch_media)."""
    folder = subprocess.run([SOURCE / "tests/data/fetch_media"], capture_output=True, text=True, check=True).stdout.strip()
    found = next(pathlib.Path(folder.splitlines()[-1]).rglob(name), None)
    assert found, f"{name} is not in {folder}"
    return found


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def until(condition, seconds, what):
    """Waits until condition() is true; its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s: {what}")


def free_port():
    """Below those given to outgoing connections (ip_local_port_range), so that nobody takes it while the server is down."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class Server:
    """rawi-server with a data folder of its own, on one port for its whole life."""

    def __init__(self, folder):
        self.data = folder / "server"
        self.log = open(folder / "server.log", "ab")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.secret = folder / "password"
        self.secret.write_text(PASSWORD)
        self.process = None
        if not self.data.exists():
            self.tool("init", "--admin-email", "admin@rawi.example", "--admin-password-file", str(self.secret))

    def tool(self, *words):
        done = subprocess.run([BIN / "rawi-server", *words[:1], *(words[1:2] if words[0] == "user" else []),
                               "--data", str(self.data), *(words[2:] if words[0] == "user" else words[1:])],
                              capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, f"rawi-server {words}: {done.stderr}"
        return done.stdout

    def add_user(self, name, role):
        self.tool("user", "add", "--email", f"{name}@rawi.example", "--role", role, "--password-file", str(self.secret),
                  "--name-ar", "محرر", "--name-en", name.title())

    def start(self, *more):
        self.process = subprocess.Popen([BIN / "rawi-server", "run", "--data", self.data, "--listen", f"127.0.0.1:{self.port}", *more],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline().strip()
        log = "" if line else pathlib.Path(self.log.name).read_text()[-1500:]
        assert line == f"ready {self.url}", f"the server said {line!r}: {log}"
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """SIGTERM; it must exit 0 within 10 s."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        code = self.process.wait(timeout=10)
        self.process.stdout.close()
        assert code == 0, f"rawi-server exited {code} on SIGTERM"

    def login(self, name="admin"):
        answer = self.request("POST", "/api/v1/auth/login", {"email": f"{name}@rawi.example", "password": PASSWORD})
        return answer["access_token"]

    def request(self, method, path, body=None, token=None, headers=None):
        request = urllib.request.Request(self.url + path, method=method, headers=headers or {})
        request.add_header("X-Rawi-Protocol", "1")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=30) as reply:
            raw = reply.read()
        return json.loads(raw) if raw else {}

    def snapshot(self):
        """{(type, id): row} of every row an administrator may see (PostgreSQL)."""
        token, found, after = self.login(), {}, ""
        while after is not None:
            page = self.request("GET", f"/api/v1/sync/snapshot?limit=2000&after={after}", token=token)
            for row in page["rows"]:
                found[(row["type"], row["id"])] = row["row"]
            after = page["next"]
        return found

    def rows(self):
        """{(type, id): hash} of every row."""
        return {key: row_hash(row) for key, row in self.snapshot().items()}

    def manifest(self):
        return self.request("GET", "/api/v1/sync/manifest", token=self.login())["buckets"]

    def applied_twice(self):
        """Command ids with more than one applied audit record."""
        return self.sql("select command_id from audit where outcome = 'applied' group by 1 having count(*) > 1")

    def socket_folder(self):
        """Where the private PostgreSQL listens."""
        return next(path.parent for path in self.data.rglob(".s.PGSQL.*") if path.suffix != ".lock")

    def database_url(self):
        return f"postgresql://rawi@/rawi?host={self.socket_folder()}"

    def sql(self, text):
        done = subprocess.run(["psql", "-h", str(self.socket_folder()), "-U", "rawi", "-d", "rawi", "-Atc", text], capture_output=True,
                              text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()


def row_hash(row):
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class CtlError(Exception):
    """rawictl failed; .code is the problem's code."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code = code


class Desk:
    """A person's desk: a profile folder and rawictl processes on it."""

    def __init__(self, folder, name, server):
        self.profile, self.name, self.server = folder / f"desk-{name}", name, server

    def start(self, *words):
        return subprocess.Popen([BIN / "rawictl", "--json", "--profile", self.profile, *map(str, words)],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @staticmethod
    def answer(process):
        out, err = process.communicate(timeout=300)
        lines = [json.loads(line) for line in out.splitlines()]
        if process.returncode:
            code = lines[-1]["error"]["code"] if lines and "error" in lines[-1] else "none"
            raise CtlError(code, err.strip())
        return lines[-1]

    def __call__(self, *words):
        return self.answer(self.start(*words))

    def sign_in(self):
        return self("sign-in", "--server", self.server.url, "--email", f"{self.name}@rawi.example", "--password-file",
                    self.server.secret)

    def item(self, item_id):
        return self("show", item_id)["item"]


class NewsroomTest(unittest.TestCase):
    """A server, an editor's desk and a managing editor's desk."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-e2e-"))
        self.folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.server = Server(self.folder).start()
        self.addCleanup(self.server.stop)
        self.addCleanup(self.server.log.close)
        self.server.add_user("editor", "editor")
        self.server.add_user("managing", "managing_editor")
        self.editor = Desk(self.folder, "editor", self.server)
        self.managing = Desk(self.folder, "managing", self.server)

    def assert_agreement(self):
        """Both replicas and PostgreSQL hold the same rows, and no command was applied twice."""
        self.editor("sync")
        self.managing("sync")
        self.editor("sync")
        truth = self.server.rows()
        self.assertTrue(truth)
        for desk in (self.editor, self.managing):
            held = {(row["type"], row["id"]): row["hash"] for row in desk("manifest", "--rows")["rows"]}
            self.assertEqual(held, truth, f"rows of {desk.name} differ from PostgreSQL")
            self.assertEqual(desk("manifest")["buckets"], self.server.manifest())
        self.assertEqual(self.server.applied_twice(), [])

    def assert_stored(self, item_id, variant, path):
        """The server's bytes of a variant are the file's."""
        url = self.managing("media-url", item_id, variant)["url"]
        with urllib.request.urlopen(url, timeout=60) as reply:
            digest = hashlib.sha256()
            while piece := reply.read(1 << 20):
                digest.update(piece)
        self.assertEqual(digest.hexdigest(), sha256(path))
        return url
